#include "services/access/delegation_rules.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::access {
namespace {

constexpr absl::Duration kClockSlack = absl::Minutes(5);

absl::Time Begins(const v1::CreateDelegationRequest& request, absl::Time now) {
  return request.has_valid_from() ? TimeOf(request.valid_from()) : now;
}

template <typename List>
void CheckWithin(const List& lent, const List& own, const char* field, Violations& found) {
  for (int i = 0; i < lent.size(); ++i) {
    if (absl::c_linear_search(own, lent.Get(i))) continue;
    found.Add(absl::StrCat(field, "[", i, "]"), ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE,
              "Only what the own assignment holds can be lent.");
  }
}

void CheckTerm(const v1::CreateDelegationRequest& request, const v1::RoleAssignment& own, absl::Time now, Violations& found) {
  const absl::Time from = Begins(request, now);
  if (from < now - kClockSlack) {
    found.Add("valid_from", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "Nothing was lent before.");
  }
  if (!request.has_valid_until()) return;
  const absl::Time until = TimeOf(request.valid_until());
  if (until <= std::max(from, now)) {
    found.Add("valid_until", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "Name a time after its beginning, and after now.");
  } else if (until - from > kLongestDelegation) {
    found.Add("valid_until", ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE, "At most thirty days.");
  } else if (own.has_valid_until() && until > TimeOf(own.valid_until())) {
    found.Add("valid_until", ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE, "No longer than the own assignment is valid.");
  }
}

}  // namespace

bool IsLendable(const AccessPolicy& policy, absl::string_view role, absl::string_view action) {
  const Role* known = policy.FindRole(role);
  if (known == nullptr || known->of_person) return false;
  return absl::c_any_of(known->purposes, [&](const std::string& purpose) {
    return policy.DecideBeforeRow(role, action, purpose, {Fact::kStepUp, Fact::kDelegated}).allowed();
  });
}

void CheckDelegation(const v1::CreateDelegationRequest& request, const v1::RoleAssignment& own, const Colleague& whom,
                     const AccessPolicy& policy, absl::Time now, Violations& found) {
  if (request.staff_uid() == own.staff_uid()) {
    found.Add("staff_uid", ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE, "Lend to a colleague, not to yourself.");
  } else if (!request.staff_uid().empty() && (!whom.open || !whom.same_institution)) {
    found.Add("staff_uid", ErrorReason::ERROR_REASON_STAFF_CLOSED, "Name a colleague of your institution.");
  }
  for (int i = 0; i < request.actions_size(); ++i) {
    if (IsLendable(policy, own.role(), request.actions(i))) continue;
    found.Add(absl::StrCat("actions[", i, "]"), ErrorReason::ERROR_REASON_DELEGATION_TOO_WIDE,
              "Name an action of your own role that may be lent.");
  }
  CheckWithin(request.districts(), own.districts(), "districts", found);
  CheckWithin(request.registers(), own.registers(), "registers", found);
  CheckTerm(request, own, now, found);
}

v1::RoleAssignment DelegationFrom(const v1::CreateDelegationRequest& request, const v1::RoleAssignment& own, absl::Time now) {
  v1::RoleAssignment lent;
  lent.set_staff_uid(request.staff_uid());
  lent.set_role(own.role());
  lent.set_institution(own.institution());
  lent.set_national(own.national());
  *lent.mutable_districts() = request.districts().empty() ? own.districts() : request.districts();
  *lent.mutable_registers() = request.registers().empty() ? own.registers() : request.registers();
  *lent.mutable_valid_from() = Timestamp(std::max(Begins(request, now), now));
  *lent.mutable_valid_until() = request.valid_until();
  lent.set_state(v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  lent.set_delegated_from(own.uid());
  *lent.mutable_delegated_actions() = request.actions();
  lent.set_reason(request.reason());
  return lent;
}

}  // namespace dayaq::access
