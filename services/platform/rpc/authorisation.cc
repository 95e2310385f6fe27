#include "services/platform/rpc/authorisation.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"

namespace dayaq::rpc {
namespace {

constexpr ErrorReason kActionDenied = ErrorReason::ERROR_REASON_ACTION_DENIED;

absl::Status Denied(absl::string_view message, absl::string_view action) {
  return MakeError(absl::StatusCode::kPermissionDenied, kActionDenied, message, {{"action", action}});
}

}  // namespace

absl::Status ToStatus(const Decision& decision, absl::string_view action) {
  switch (decision.refusal) {
    case Refusal::kNone:
      return absl::OkStatus();
    case Refusal::kRoleUnknown:
    case Refusal::kActionNotGranted:
      return Denied("Your role may not do this.", action);
    case Refusal::kPurpose:
      return Denied("Your role does not do this for this purpose.", action);
    case Refusal::kNeeds:
      if (decision.missing == FactSet{Fact::kStepUp}) {
        return MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STEP_UP_REQUIRED,
                         "This needs a strong sign-in of the last five minutes: sign in again.",
                         {{"acr", kStrongSignIn}, {"max_age", absl::StrCat(absl::ToInt64Seconds(kStepUpLasts))}});
      }
      return Denied(absl::StrCat("This is allowed only when: ", FactNames(decision.missing), "."), action);
    case Refusal::kOutOfReach:
      return NotFound();
    case Refusal::kDenied:
      return MakeError(absl::StatusCode::kPermissionDenied, kActionDenied,
                       absl::StrCat("This is refused: ", decision.rule->because.en, "."),
                       {{"action", action}, {"rule", decision.rule->name}});
  }
  return Denied("Your role may not do this.", action);
}

absl::Status AuthoriseBeforeRow(const AccessPolicy& policy, const Caller& caller, absl::string_view action, absl::Time now) {
  if (!caller.on_behalf_of.empty() && !absl::c_linear_search(caller.delegated_actions, action)) {
    return Denied("This was not delegated to you.", action);
  }
  return ToStatus(policy.DecideBeforeRow(caller.role, action, caller.purpose, CallFacts(caller, now)), action);
}

}  // namespace dayaq::rpc
