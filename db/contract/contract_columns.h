// The columns that the contract wants of the database, as SQL says them: what a migration is drafted from (dev/migration.sh).
#ifndef DB_CONTRACT_CONTRACT_COLUMNS_H_
#define DB_CONTRACT_CONTRACT_COLUMNS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"

namespace dayaq::contract {

// One column of a message's table.
struct WantedColumn {
  std::string table;       // "incident.casualty"
  std::string column;      // "died_on"
  std::string definition;  // 'text COLLATE "C" CHECK (incident.is_partial_date(died_on))'
};

// Every column of the message's table; none for a message that is no table's. A column that may be added to rows that are there:
// empty, or of the value that says nothing.
std::vector<WantedColumn> WantedColumns(const google::protobuf::Descriptor& type);

// The same of all tables of policy/tables that a message of the contract lies in, each table's in the order of its fields. Not of
// histories: they follow their table (kit.keep_history). `tables`: the texts by file name, as policy/compiler reads them.
absl::StatusOr<std::vector<WantedColumn>> WantedByContract(const std::map<std::string, std::string>& tables);

}  // namespace dayaq::contract

#endif  // DB_CONTRACT_CONTRACT_COLUMNS_H_
