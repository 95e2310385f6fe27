// What policy/tables/*.yaml say: where rows lie, what columns hold, and which tables an action touches.
//
// Belongs here: the model and its strict loader (tables_reader.cc), which holds it against access.yaml and against the contract.
// Not here: what PostgreSQL is told (grants_sql.cc, row_policies.cc, roles_sql.cc).
#ifndef POLICY_COMPILER_TABLES_H_
#define POLICY_COMPILER_TABLES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::policy {

struct TableColumn {
  DataClass data_class = DataClass::DATA_CLASS_UNSPECIFIED;
  bool sealed = false;
};

// What a table is for; the last two go by rules of their own, since a wrapped key or a keyed hash says nothing by itself.
enum class TableKind {
  kRecords,
  kKeys,    // wrapped keys: to whoever reads, or adds, something sealed in that service
  kTokens,  // keyed hashes: to whoever reads, or adds, what they were made of (or reads secrets)
};

// How rows lie, and so who reaches them.
enum class RowsLie {
  kScoped,    // in a register, and in a district or with an institution, or with an institution alone
  kRegister,  // in a register as a whole: for assignments of the whole country
  kPublic,    // everywhere: whoever has the grant reads all
  kPlain,     // nowhere: whoever has the grant, in a begun request
};

// Names of columns; empty where the table has none.
struct RowPlace {
  RowsLie lie = RowsLie::kScoped;
  std::string register_column;
  std::string district;
  std::string institution;
  // The survivor a row is about. With `person_through`, the column names a row of that table, which says it.
  std::string person;
  std::string person_through;
  // A row that stands in two places at once is seen by those who see both.
  std::string other_district;
  std::string other_institution;
};

// What must hold of a new row besides that it lies within reach: a closed list. Names of columns; empty: nothing asked.
struct NewRows {
  std::string own_institution;                // is the institution of the assignment
  std::map<std::string, std::string> begins;  // column -> the value a new row has
  std::string own_register;                   // is a register of the assignment
  std::string trial;  // is true; or, with trial_through, is so of the row of that table that own_register names
  std::string trial_through;
  bool any() const { return !own_institution.empty() || !begins.empty() || !own_register.empty() || !trial.empty(); }
};

struct Table {
  std::string message;  // whose fields are its columns; empty when none
  std::string name;     // "incident.casualty"
  std::string service;
  TableKind kind = TableKind::kRecords;
  DataClass made_of = DataClass::DATA_CLASS_UNSPECIFIED;  // of tokens: the class of the sealed column they were made of
  std::map<std::string, TableColumn> columns;
  RowPlace place;
  NewRows fresh;
};

// Columns of one table for one verb.
struct Touch {
  std::set<std::string> columns;  // the ones named, of the role's classes; empty: all of those
  DataClassSet only;              // of no more than these classes; empty: no such bound
  DataClassSet roles_with;        // only for roles with one of these classes; empty: for all
  std::set<std::string> beyond;   // besides, whatever the classes say
};

// What an action does to one table.
struct TableUse {
  std::vector<Touch> reads;    // SELECT: classes that the role reads
  std::vector<Touch> adds;     // INSERT: classes that it writes
  std::vector<Touch> changes;  // UPDATE: classes that it reads and writes
  std::vector<Touch> sets;     // UPDATE: classes that it writes, whether it sees them or not
  bool removes = false;        // DELETE
};

struct ActionUse {
  std::string action;
  std::string service;  // Empty: every service has it (outbox.requeue).
  std::map<std::string, TableUse> tables;
  std::set<std::string> calls;  // "incident.next_number"
};

struct ServiceTables {
  std::string name;                // "incident": its schema; login dayaq_incident, policy roles incident_<role>
  std::string schema;              // the same
  std::vector<std::string> roles;  // by access.yaml's names, in its order: those with an action here
};

// Who of a service calls a function of the platform.
struct PlatformCalls {
  std::set<std::string> functions;
  bool login = false;
  bool roles = false;
  bool background = false;
};

struct Tables {
  std::vector<ServiceTables> services;                    // by name
  std::map<std::string, Table> tables;                    // by qualified name
  std::map<std::string, std::vector<ActionUse>> actions;  // by action; several when every service has it
  std::set<std::string> platform_schemas;                 // that every role of every service enters
  std::vector<PlatformCalls> platform_calls;

  const ServiceTables* FindService(absl::string_view name) const;
  // The uses of an action in that service; nullptr: it has no business there.
  const ActionUse* UseOf(absl::string_view action, absl::string_view service) const;
};

// The texts of tables/*.yaml in that folder by their names without ".yaml": "platform", and one for each service.
using TableTexts = std::map<std::string, std::string>;
absl::StatusOr<TableTexts> ReadTableTexts(const std::string& policy_directory);

// Reads the files strictly and holds them against the policy and the linked contract: FAILED_PRECONDITION with file, line and what
// to do.
absl::StatusOr<Tables> LoadTables(const std::string& policy_directory, const AccessPolicy& policy);
absl::StatusOr<Tables> ParseTables(const TableTexts& texts, const AccessPolicy& policy);

// What a role may do with a table of a service, all its actions taken together: what grants and tests are made of.
struct TableGrants {
  std::set<std::string> select;
  std::set<std::string> insert;
  std::set<std::string> update;
  bool remove = false;
  bool any() const { return !select.empty() || !insert.empty() || !update.empty() || remove; }
};
// By qualified name of the table; only tables with any grant.
std::map<std::string, TableGrants> GrantsOf(const Role& role, absl::string_view service, const Tables& tables);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_TABLES_H_
