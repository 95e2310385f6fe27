// Which roles may be given to whom, and how an assignment moves on. Pure: no I/O, no clock.
#ifndef SERVICES_ACCESS_ASSIGNMENT_RULES_H_
#define SERVICES_ACCESS_ASSIGNMENT_RULES_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/access/v1/role_assignment.pb.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::access {

// Faults of an assignment that is to be given, each at its field behind `at` ("role_assignment."): a role that is none or nobody's
// (ROLE_UNKNOWN), districts of a national one (TOO_MANY_ITEMS), a term that is none (TERM_IMPOSSIBLE), a person where there must be
// none or the reverse (PERSON_UNKNOWN, REQUIRED), no reason (REQUIRED).
void CheckAssignment(const v1::RoleAssignment& assignment, const AccessPolicy& policy, absl::Time now, const std::string& at,
                     Violations& found);

// Whether somebody else must approve it first.
bool NeedsApproval(const AccessPolicy& policy, absl::string_view role);

// FAILED_PRECONDITION with ROLES_INCOMPATIBLE when somebody who holds, or was proposed, `held` may not get the role as well.
absl::Status CheckCompatible(const AccessPolicy& policy, absl::string_view role, const std::set<std::string>& held);

// FAILED_PRECONDITION with STATE_NOT_ALLOWED: only a proposal is approved, while its time is not over, or rejected; only what is in
// force ends.
absl::Status CheckApprovable(const v1::RoleAssignment& assignment, absl::Time now);
absl::Status CheckRejectable(const v1::RoleAssignment& assignment);
absl::Status CheckEndable(const v1::RoleAssignment& assignment);

// Whether it counts at that moment, as far as its own row says.
bool IsInForce(const v1::RoleAssignment& assignment, absl::Time now);

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ASSIGNMENT_RULES_H_
