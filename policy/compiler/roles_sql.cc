// The PostgreSQL roles of each service, for db/bootstrap.sql.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "policy/compiler/grants.h"
#include "policy/compiler/outputs.h"

namespace dayaq::policy {

std::string RolesSql(const AccessPolicy& policy, const Tables& tables) {
  std::vector<std::string> rows;
  for (const ServiceTables& service : tables.services) {
    std::set<std::string> names;
    for (const std::string& role : service.roles) names.insert(ShortRole(*policy.FindRole(role)));
    for (const std::string& name : names) rows.push_back(absl::StrCat("  ('", service.name, "', '", name, "')"));
  }
  return absl::StrCat(
      "-- Generated from policy/access.yaml and policy/tables/*.yaml, never edited: ./dayaq policy\n"
      "-- Which policy roles each service has: those with an action there. Read by db/bootstrap.sql.\n"
      "INSERT INTO pg_temp.policy_role (service, role) VALUES\n",
      absl::StrJoin(rows, ",\n"), ";\n");
}

}  // namespace dayaq::policy
