// policy/tables/*.yaml held against the contract, as its linked descriptors say it.
#ifndef POLICY_COMPILER_TABLES_CONTRACT_H_
#define POLICY_COMPILER_TABLES_CONTRACT_H_

#include <string>

#include "policy/compiler/tables.h"

namespace dayaq::policy {

// Adds the columns that rows of this message have, in their classes. Returns what is wrong, "" when nothing is.
std::string AddFields(const std::string& message, Table& table);

// What is wrong between access.yaml, these tables and the methods of the contract; "" when nothing is.
std::string ContractFault(const AccessPolicy& policy, const Tables& tables);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_TABLES_CONTRACT_H_
