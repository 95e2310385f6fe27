// What follows from access.yaml and tables/*.yaml together, in names of PostgreSQL. Made into SQL by the files beside.
#ifndef POLICY_COMPILER_GRANTS_H_
#define POLICY_COMPILER_GRANTS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/compiler/tables.h"

namespace dayaq::policy {

// The PostgreSQL role of a policy role in a service: "incident_clinician", "incident_background".
std::string DatabaseRole(const Role& role, const std::string& service);
// Its name in a service, without that: "clinician", "background", "matching_background".
std::string ShortRole(const Role& role);
// The service that acts in a role by itself: "survivor" of "survivor_background" and "survivor_matching_background"; empty for
// people's.
std::string OwnService(const Role& role);
// "dayaq_incident".
std::string Login(const std::string& service);

// One policy role of one service, with everything it may do in the database.
struct RoleRights {
  std::string database_role;
  std::string service;
  const Role* role = nullptr;
  std::map<std::string, TableGrants> tables;
  std::set<std::string> calls;  // functions beyond the platform's
};

// Of all services, by service, then in the order of access.yaml.
std::vector<RoleRights> AllRights(const AccessPolicy& policy, const Tables& tables);

// The parts of generated/access.sql.
std::string RevokeSql(const Tables& tables);
std::string ColumnClassSql(const Tables& tables);
std::string GrantsSql(const std::vector<RoleRights>& rights, const Tables& tables);
std::string RowPoliciesSql(const std::vector<RoleRights>& rights, const Tables& tables);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_GRANTS_H_
