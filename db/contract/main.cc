// contract_columns: one line a column that the contract wants: table, column, definition, between tabs.
#include <iostream>

#include "db/contract/contract_columns.h"

int main() {
  for (const dayaq::contract::WantedColumn& wanted : dayaq::contract::WantedByContract()) {
    std::cout << wanted.table << '\t' << wanted.column << '\t' << wanted.definition << '\n';
  }
  return 0;
}
