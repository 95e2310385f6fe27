// What may be lent to a colleague. Pure: no I/O, no clock.
#ifndef SERVICES_ACCESS_DELEGATION_RULES_H_
#define SERVICES_ACCESS_DELEGATION_RULES_H_

#include <set>
#include <string>

#include "absl/time/time.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::access {

inline constexpr absl::Duration kLongestDelegation = absl::Hours(24 * 30);

// What is known of whom something is lent to.
struct Colleague {
  bool open = false;              // the account is
  bool same_institution = false;  // they work in the lender's institution
  std::set<std::string> roles;    // held or proposed
};

// Faults of a delegation from `own`, at the fields of the request: an action that `own` does not have or that is not lent
// (DELEGATION_TOO_WIDE), a district or register outside of it (the same), a term that is none (TERM_IMPOSSIBLE), longer than thirty
// days or than `own` (DELEGATION_TOO_WIDE), to oneself (DELEGATION_TOO_WIDE) or to nobody of the institution (STAFF_CLOSED).
void CheckDelegation(const v1::CreateDelegationRequest& request, const v1::RoleAssignment& own, const Colleague& whom,
                     const AccessPolicy& policy, absl::Time now, Violations& found);

// Whether the role does the action and may lend it.
bool IsLendable(const AccessPolicy& policy, absl::string_view role, absl::string_view action);

// The assignment that comes of it; who is asked before whether it may be.
v1::RoleAssignment DelegationFrom(const v1::CreateDelegationRequest& request, const v1::RoleAssignment& own, absl::Time now);

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_DELEGATION_RULES_H_
