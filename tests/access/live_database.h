// A database with the rights and row policies of the real one, and rows of every standing in every table: what live_rows.cc looks
// at.
#ifndef TESTS_ACCESS_LIVE_DATABASE_H_
#define TESTS_ACCESS_LIVE_DATABASE_H_

#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "policy/compiler/grants.h"
#include "services/platform/access/facts.h"
#include "tests/support/test_database.h"

namespace dayaq {

// Where a row stands; nothing where its table has no such column.
struct LiveRow {
  std::optional<std::string> register_code, district, institution, person;
  // A row in two places at once stands there as well.
  std::optional<std::string> other_district, other_institution;
};

// Every standing that rows of the table can have: within reach or elsewhere, in each of its columns. (None of them may be NULL.)
std::vector<LiveRow> LiveRows(const policy::Table& table);

// Who asks; realised as a member of the staff with one assignment.
struct LiveCaller {
  const Role* role = nullptr;
  bool national = false;
  bool of_person = false;  // the assignment is about the person
  bool opened = false;     // the person's record was opened in an emergency
};
std::vector<LiveCaller> LiveCallers(const Role& role);

// The same for the services' code.
Caller CallerOf(const LiveCaller& caller);
RowStanding StandingOf(const LiveRow& row, bool other_place);

// Columns that say where a row of the table stands, with this row's values; only those in `among` unless it is empty.
std::vector<std::pair<std::string, std::optional<std::string>>> StandingColumns(const policy::Table& table, const LiveRow& row);

class LiveDatabase {
 public:
  LiveDatabase(const AccessPolicy& policy, const policy::Tables& tables);
  // Strips tables of everything but rights and row policies, and fills them. Rows of a table are numbered in the order of LiveRows
  // by a column `live_row`, which whoever reads anything of the table reads too.
  void SetUp();

  // Begins a transaction as this caller in that service, as a begun request does. The caller of the function ends it.
  void Begin(const std::string& service, const LiveCaller& caller);
  pqxx::nontransaction& sql() { return *sql_; }
  std::string Quoted(const std::optional<std::string>& value) const;

 private:
  void Strip(const std::string& table);
  void Fill(const policy::Table& table);
  void FillThrough();
  void HireEverybody();

  const AccessPolicy& policy_;
  const policy::Tables& tables_;
  std::unique_ptr<testing::TestDatabase> database_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::nontransaction> sql_;
};

}  // namespace dayaq

#endif  // TESTS_ACCESS_LIVE_DATABASE_H_
