// What the compiler makes of policy/access.yaml and policy/tables/*.yaml: texts, the same to the byte each time. The decision
// table, which every service waits for, is made apart (table_output.h).
#ifndef POLICY_COMPILER_OUTPUTS_H_
#define POLICY_COMPILER_OUTPUTS_H_

#include <string>

#include "policy/compiler/tables.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::policy {

// Cedar policies and the schema they are checked against: the referee of tests/access.
std::string CedarPolicies(const AccessPolicy& policy);
std::string CedarSchema(const AccessPolicy& policy);

// docs/access-matrix.md: who may do what, for people.
std::string AccessMatrix(const AccessPolicy& policy, const Tables& tables);

// The PostgreSQL roles of each service, for db/bootstrap.sql; and grants, column grants and row policies, for a migrated database.
std::string RolesSql(const AccessPolicy& policy, const Tables& tables);
std::string AccessSql(const AccessPolicy& policy, const Tables& tables);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_OUTPUTS_H_
