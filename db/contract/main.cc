// contract_columns_writer POLICY: one line a column that the contract wants of a table of policy/tables: table, column, definition,
// between tabs.
#include <filesystem>
#include <iostream>

#include "db/contract/contract_columns.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::contract {
namespace {

absl::StatusOr<std::vector<WantedColumn>> Wanted(const std::string& policy) {
  std::map<std::string, std::string> tables;
  for (const auto& file : std::filesystem::directory_iterator(policy + "/tables")) {
    if (file.path().extension() != ".yaml") continue;
    ASSIGN_OR_RETURN(tables[file.path().stem().string()], ReadPolicyFile(file.path().string()));
  }
  return WantedByContract(tables);
}

}  // namespace
}  // namespace dayaq::contract

int main(int argc, char** argv) {
  const auto wanted = dayaq::contract::Wanted(argc > 1 ? argv[1] : "policy");
  if (!wanted.ok()) {
    std::cerr << wanted.status().message() << "\n";
    return 1;
  }
  for (const dayaq::contract::WantedColumn& column : *wanted) {
    std::cout << column.table << '\t' << column.column << '\t' << column.definition << '\n';
  }
  return 0;
}
