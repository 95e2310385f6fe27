// live_rows POLICY_DIRECTORY: AC-2, third part. For every role of every service and every table whose rows lie somewhere: which
// rows does PostgreSQL, as it was migrated, let through for each verb, and is that what the services' code says of the same
// attributes? Needs a test cluster. Ends with "ok" and "not ok" lines.
#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/access/live_database.h"

namespace dayaq {
namespace {

constexpr size_t kMostShown = 20;
enum class Verb { kSelect, kInsert, kUpdate, kDelete };
constexpr const char* kVerbNames[] = {"SELECT", "INSERT", "UPDATE", "DELETE"};

bool Does(const policy::TableUse& use, Verb verb) {
  switch (verb) {
    case Verb::kSelect:
      return !use.reads.empty();
    case Verb::kInsert:
      return !use.adds.empty();
    case Verb::kUpdate:
      return !use.changes.empty() || !use.sets.empty();
    case Verb::kDelete:
      return use.removes;
  }
  return false;
}

bool Granted(const policy::TableGrants& grants, Verb verb) {
  switch (verb) {
    case Verb::kSelect:
      return !grants.select.empty();
    case Verb::kInsert:
      return !grants.insert.empty();
    case Verb::kUpdate:
      return !grants.update.empty();
    case Verb::kDelete:
      return grants.remove;
  }
  return false;
}

// The policy as the database sees it: rows of a table lie somewhere whatever the action is about, and a sign-in is the services'
// matter.
AccessPolicy OfRows(const AccessPolicy& policy) {
  PolicyContent content = policy.content();
  for (Action& action : content.actions) action.of_rows = true;
  return AccessPolicy(std::move(content));
}

class Comparison {
 public:
  Comparison(const AccessPolicy& policy, const policy::Tables& tables)
      : policy_(OfRows(policy)), tables_(tables), database_(policy, tables) {
    database_.SetUp();
  }
  void Run();
  bool Report() const;

 private:
  void RunRole(const policy::RoleRights& rights);
  void RunTable(const policy::RoleRights& rights, const policy::Table& table, const LiveCaller& caller);
  void Found(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller, const LiveRow& row,
             bool lets_through);
  void TryRows(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller);
  void TryInserts(const policy::RoleRights& rights, const policy::Table& table, const LiveCaller& caller);
  void TryRefused(const policy::RoleRights& rights, const policy::Table& table, Verb verb);
  // Runs one statement and undoes it: its rows, or the error (whose SQLSTATE this libpqxx does not always tell).
  struct Outcome {
    pqxx::result rows;
    std::string error;
  };
  Outcome Attempt(const std::string& statement);
  bool Expected(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller,
                const LiveRow& row) const;
  void Complain(const std::string& what);

  const AccessPolicy policy_;
  const policy::Tables& tables_;
  LiveDatabase database_;
  size_t cells_ = 0, through_ = 0, closed_ = 0, complaints_ = 0;
  std::map<Verb, size_t> of_verb_;
};

void Comparison::Complain(const std::string& what) {
  if (++complaints_ <= kMostShown) std::cout << what << "\n";
}

Comparison::Outcome Comparison::Attempt(const std::string& statement) {
  pqxx::nontransaction& sql = database_.sql();
  sql.exec("SAVEPOINT attempt");
  Outcome outcome;
  try {
    outcome.rows = sql.exec(statement);
  } catch (const pqxx::sql_error& error) {
    outcome.error = error.what();
  }
  sql.exec("ROLLBACK TO SAVEPOINT attempt");
  return outcome;
}

bool Comparison::Expected(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller,
                          const LiveRow& row) const {
  const FactSet here = RowFacts(CallerOf(caller), StandingOf(row, false)).Or({Fact::kStepUp});
  const FactSet there = RowFacts(CallerOf(caller), StandingOf(row, true)).Or({Fact::kStepUp});
  for (const auto& [action, grant] : rights.role->grants) {
    const policy::ActionUse* use = tables_.UseOf(action, rights.service);
    if (use == nullptr || use->tables.count(table.name) == 0 || !Does(use->tables.at(table.name), verb)) continue;
    for (const std::string& purpose : grant.purposes) {
      if (policy_.Decide(rights.role->name, action, purpose, here).allowed() &&
          policy_.Decide(rights.role->name, action, purpose, there).allowed())
        return true;
    }
  }
  return false;
}

void Comparison::Found(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller,
                       const LiveRow& row, bool lets_through) {
  ++cells_;
  ++of_verb_[verb];
  if (lets_through) ++through_;
  bool expected = Expected(rights, table, verb, caller, row);
  // Nobody adds rows in another institution's name, wherever they reach.
  if (verb == Verb::kInsert && !table.fresh.own_institution.empty() && table.fresh.own_institution == table.place.institution)
    expected = expected && RowFacts(CallerOf(caller), StandingOf(row, false)).Has(Fact::kInInstitution);
  if (lets_through == expected) return;
  std::vector<std::string> standing;
  for (const auto& [column, value] : StandingColumns(table, row))
    standing.push_back(absl::StrCat(column, "=", value.value_or("NULL")));
  Complain(absl::StrCat(rights.database_role, " ", kVerbNames[static_cast<int>(verb)], " ", table.name, ": PostgreSQL ",
                        lets_through ? "lets through" : "keeps back", " ", absl::StrJoin(standing, " "),
                        caller.national ? " national" : "", caller.of_person ? " of the person" : "",
                        caller.opened ? " opened" : ""));
}

// Rows that are there: seen, changed, removed.
void Comparison::TryRows(const policy::RoleRights& rights, const policy::Table& table, Verb verb, const LiveCaller& caller) {
  const std::set<std::string>& changed = rights.tables.at(table.name).update;
  std::string statement = absl::StrCat("SELECT live_row FROM ", table.name, " WHERE live_row IS NOT NULL");
  if (verb == Verb::kDelete) statement = absl::StrCat("DELETE FROM ", table.name, " WHERE live_row IS NOT NULL RETURNING live_row");
  if (verb == Verb::kUpdate) {
    // A column that does not say where the row lies, so that it stays where it is.
    const auto standing = StandingColumns(table, LiveRows(table)[0]);
    const auto column = std::find_if(changed.begin(), changed.end(), [&](const std::string& name) {
      return std::none_of(standing.begin(), standing.end(), [&](const auto& of_place) { return of_place.first == name; });
    });
    if (column == changed.end())
      return Complain(absl::StrCat(rights.database_role, " changes nothing but the place of ", table.name));
    statement = absl::StrCat("UPDATE ", table.name, " SET ", *column, " = NULL WHERE live_row IS NOT NULL RETURNING live_row");
  }
  const Outcome outcome = Attempt(statement);
  if (!outcome.error.empty()) return Complain(absl::StrCat(rights.database_role, ": ", statement, ": ", outcome.error));
  std::set<size_t> seen;
  for (const auto& row : outcome.rows) seen.insert(row[0].as<size_t>());
  const std::vector<LiveRow> rows = LiveRows(table);
  for (size_t number = 0; number < rows.size(); ++number) {
    Found(rights, table, verb, caller, rows[number], seen.count(number) > 0);
  }
}

// Rows that are added. What the role does not fill in is the caller's own place (live_database.cc).
void Comparison::TryInserts(const policy::RoleRights& rights, const policy::Table& table, const LiveCaller& caller) {
  const std::set<std::string>& filled = rights.tables.at(table.name).insert;
  const std::vector<LiveRow> rows = LiveRows(table);
  std::set<std::string> tried;
  for (const LiveRow& row : rows) {
    std::map<std::string, std::string> values;
    const auto own = StandingColumns(table, rows[0]), wanted = StandingColumns(table, row);
    bool as_wanted = true;
    for (size_t i = 0; i < wanted.size(); ++i) {
      if (filled.count(wanted[i].first) > 0) {
        values[wanted[i].first] = database_.Quoted(wanted[i].second);
      } else {
        as_wanted = as_wanted && wanted[i].second == own[i].second;
      }
    }
    if (!as_wanted) continue;
    const policy::NewRows& fresh = table.fresh;
    if (!fresh.own_institution.empty() && fresh.own_institution != table.place.institution &&
        filled.count(fresh.own_institution) > 0)
      values[fresh.own_institution] = database_.Quoted(CallerOf(caller).institution);
    for (const auto& [column, value] : fresh.begins) values[column] = database_.Quoted(value);
    std::vector<std::string> columns, texts;
    for (const auto& [column, text] : values) {
      columns.push_back(column);
      texts.push_back(text);
    }
    const Outcome outcome = Attempt(absl::StrCat("INSERT INTO ", table.name, " (", absl::StrJoin(columns, ", "), ") VALUES (",
                                                 absl::StrJoin(texts, ", "), ")"));
    if (!outcome.error.empty() && !absl::StrContains(outcome.error, "violates row-level security policy"))
      return Complain(absl::StrCat(rights.database_role, " adds to ", table.name, ": ", outcome.error));
    Found(rights, table, Verb::kInsert, caller, row, outcome.error.empty());
  }
}

// What was not granted is refused before any row is looked at.
void Comparison::TryRefused(const policy::RoleRights& rights, const policy::Table& table, Verb verb) {
  const std::string& column = table.columns.begin()->first;
  const std::map<Verb, std::string> statements = {
      {Verb::kSelect, absl::StrCat("SELECT 1 FROM ", table.name)},
      {Verb::kInsert, absl::StrCat("INSERT INTO ", table.name, " (", column, ") VALUES (NULL)")},
      {Verb::kUpdate, absl::StrCat("UPDATE ", table.name, " SET ", column, " = NULL")},
      {Verb::kDelete, absl::StrCat("DELETE FROM ", table.name)}};
  const Outcome outcome = Attempt(statements.at(verb));
  ++closed_;
  if (absl::StrContains(outcome.error, "permission denied")) return;
  Complain(absl::StrCat(rights.database_role, " ", kVerbNames[static_cast<int>(verb)], " ", table.name,
                        " is not granted: ", outcome.error.empty() ? "goes through" : outcome.error));
}

void Comparison::RunTable(const policy::RoleRights& rights, const policy::Table& table, const LiveCaller& caller) {
  const auto found = rights.tables.find(table.name);
  const policy::TableGrants grants = found == rights.tables.end() ? policy::TableGrants() : found->second;
  const bool first = !caller.of_person && !caller.opened && caller.national == rights.role->background;
  for (const Verb verb : {Verb::kSelect, Verb::kInsert, Verb::kUpdate, Verb::kDelete}) {
    if (!Granted(grants, verb)) {
      if (first) TryRefused(rights, table, verb);
    } else if (verb == Verb::kInsert) {
      TryInserts(rights, table, caller);
    } else {
      TryRows(rights, table, verb, caller);
    }
  }
}

void Comparison::RunRole(const policy::RoleRights& rights) {
  for (const LiveCaller& caller : LiveCallers(*rights.role)) {
    database_.Begin(rights.service, caller);
    for (const auto& [name, table] : tables_.tables) {
      if (table.place.lie == policy::RowsLie::kScoped || table.place.lie == policy::RowsLie::kRegister)
        RunTable(rights, table, caller);
    }
    database_.sql().exec("ROLLBACK");
  }
}

void Comparison::Run() {
  for (const policy::RoleRights& rights : policy::AllRights(LinkedPolicy(), tables_)) RunRole(rights);
}

bool Comparison::Report() const {
  std::string verbs;
  for (const auto& [verb, count] : of_verb_) absl::StrAppend(&verbs, ", ", kVerbNames[static_cast<int>(verb)], " ", count);
  const bool well = complaints_ == 0 && through_ > 0 && of_verb_.size() == 4 && closed_ > 0;
  std::cout << (well ? "ok" : "not ok") << " AC-2 PostgreSQL and services agree on rows: " << cells_ << " cells, let through "
            << through_ << verbs << "; verbs not granted and refused " << closed_ << "; " << complaints_ << " disagreements\n";
  return well;
}

int Main(const std::string& directory) {
  const auto tables = policy::LoadTables(directory, LinkedPolicy());
  if (!tables.ok()) {
    std::cout << "not ok " << tables.status().message() << "\n";
    return 1;
  }
  Comparison comparison(LinkedPolicy(), *tables);
  comparison.Run();
  return comparison.Report() ? 0 : 1;
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: live_rows POLICY_DIRECTORY\n";
    return 2;
  }
  return dayaq::Main(argv[1]);
}
