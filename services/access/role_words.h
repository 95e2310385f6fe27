// What policy/access.yaml says, as messages that people read: roles, decisions and who gets where, in both languages. Pure.
#ifndef SERVICES_ACCESS_ROLE_WORDS_H_
#define SERVICES_ACCESS_ROLE_WORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::access {

// The role with everything it may do; nothing for a role that is none.
std::optional<v1::RoleDescription> DescribeRole(const AccessPolicy& policy, absl::string_view role);

// The same of one person's assignment: of a delegation only the actions that were lent.
v1::RoleDescription DescribeAssignment(const AccessPolicy& policy, const v1::RoleAssignment& assignment);

// The name of a role in words; the bare code of one that is none any more.
v1::PolicyTerm TitleOf(const AccessPolicy& policy, absl::string_view role);

// A question about one role or assignment.
struct AccessQuestion {
  std::string action;
  std::string purpose;                // empty: the role's first
  std::optional<RowStanding> record;  // none: any record
  DataClass data_class = DataClass::DATA_CLASS_UNSPECIFIED;
};

// Whether the assignment allows it, what it hung on and why not. A strong sign-in is taken for granted, and named where it is
// needed: that is the caller's to bring along.
v1::AccessDecision Explain(const AccessPolicy& policy, const v1::RoleAssignment& assignment, const AccessQuestion& question,
                           absl::Time now);
// The same for a role as such, whoever holds it.
v1::AccessDecision ExplainRole(const AccessPolicy& policy, absl::string_view role, const AccessQuestion& question);

// Roles that get to the action, for some purpose and some record, and see that kind of data: without who holds them.
std::vector<v1::RoleReach> RolesThatReach(const AccessPolicy& policy, const AccessQuestion& question);

// Whether an assignment in force gets to the record for one of the purposes.
bool Reaches(const AccessPolicy& policy, const v1::RoleAssignment& assignment, const v1::RoleReach& reach,
             const AccessQuestion& question);

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ROLE_WORDS_H_
