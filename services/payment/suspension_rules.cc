#include "services/payment/suspension_rules.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

absl::Status Refuse(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

absl::Status SamePerson() { return Refuse(ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON, "Somebody else must decide this."); }

// Nothing when the date is not whole; what no calendar has is named by its own rule.
std::optional<absl::CivilDay> WholeDay(const PartialDate& date, const std::string& field, Violations& found) {
  if (!IsPossible(date)) return std::nullopt;
  if (Precision(date) == DatePrecision::kDay) return Earliest(date);
  if (date.year() != 0) found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
  return std::nullopt;
}

}  // namespace

void CheckSuspending(const v1::SuspendEntitlementRequest& request, absl::CivilDay today, const RecoveryPolicy& policy,
                     Violations& found) {
  const auto last = WholeDay(request.suspended_until(), "suspended_until", found);
  if (last.has_value() && *last < today) {
    found.Add("suspended_until", ErrorReason::ERROR_REASON_IN_THE_PAST, "Give today or a later day.");
  }
  if (last.has_value() && *last - today > policy.suspension_days) {
    found.Add("suspended_until", ErrorReason::ERROR_REASON_SUSPENSION_TOO_LONG,
              absl::StrCat("Give a day at most ", policy.suspension_days, " days ahead; then decide again."));
  }
  if (request.reason() == v1::SUSPENSION_REASON_ORDER && request.document().empty()) {
    found.Add("document", ErrorReason::ERROR_REASON_DOCUMENT_NEEDED, "Give the number of the order.");
  }
}

absl::Status CheckResumable(const v1::Suspension& suspension, absl::string_view staff_uid) {
  if (suspension.state() != v1::SUSPENSION_STATE_IN_FORCE) {
    return Refuse(ErrorReason::ERROR_REASON_SUSPENSION_OVER, "The suspension is over already.");
  }
  return suspension.suspended_by_uid() == staff_uid ? SamePerson() : absl::OkStatus();
}

void CheckLodging(const v1::LodgeEntitlementAppealRequest& request, Violations& found) {
  WholeDay(request.lodged_on(), "lodged_on", found);
  const bool against_suspension = request.ground() == v1::APPEAL_GROUND_SUSPENSION;
  if (against_suspension == request.suspension().empty()) {
    found.Add("suspension", ErrorReason::ERROR_REASON_APPEAL_GROUND_CONTRADICTS,
              against_suspension ? "Name the suspension that is appealed against."
                                 : "Name a suspension only with the ground that says so.");
  }
}

void CheckOutcome(const v1::DecideEntitlementAppealRequest& request, const v1::EntitlementAppeal& appeal, Violations& found) {
  const auto reason = request.reason();
  bool fits = false;
  switch (request.state()) {
    case v1::ENTITLEMENT_APPEAL_STATE_REJECTED:
      fits = reason == v1::APPEAL_DECISION_REASON_DECISION_RIGHT || reason == v1::APPEAL_DECISION_REASON_TOO_LATE;
      break;
    case v1::ENTITLEMENT_APPEAL_STATE_GRANTED:
      fits = reason == v1::APPEAL_DECISION_REASON_FACT_CORRECTED || reason == v1::APPEAL_DECISION_REASON_RULE_WRONG ||
             (reason == v1::APPEAL_DECISION_REASON_NO_GROUND_TO_SUSPEND && !appeal.suspension_uid().empty());
      break;
    case v1::ENTITLEMENT_APPEAL_STATE_WITHDRAWN:
      fits = reason == v1::APPEAL_DECISION_REASON_TAKEN_BACK;
      break;
    default:
      found.Add("state", ErrorReason::ERROR_REASON_APPEAL_REASON_CONTRADICTS, "Decide: rejected, granted or withdrawn.");
      return;
  }
  if (!fits) {
    found.Add("reason", ErrorReason::ERROR_REASON_APPEAL_REASON_CONTRADICTS, "Give a reason that goes with the outcome.");
  }
}

absl::Status CheckDecidable(const v1::EntitlementAppeal& appeal, const v1::Suspension* suspension,
                            v1::EntitlementAppealState outcome, absl::string_view staff_uid) {
  if (appeal.state() != v1::ENTITLEMENT_APPEAL_STATE_LODGED) {
    return Refuse(ErrorReason::ERROR_REASON_APPEAL_DECIDED, "The appeal was decided already.");
  }
  if (outcome == v1::ENTITLEMENT_APPEAL_STATE_WITHDRAWN) return absl::OkStatus();
  if (appeal.lodged_by_uid() == staff_uid) return SamePerson();
  return suspension != nullptr && suspension->suspended_by_uid() == staff_uid ? SamePerson() : absl::OkStatus();
}

absl::Status CheckWaiver(int64_t waived_qepik, const v1::RecoveryPlan& plan) {
  if (waived_qepik > plan.taken_back_qepik() - plan.covered_qepik()) {
    return Refuse(ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH,
                  "No more can be waived than was paid too much: what is owed in the record the person goes on in was not.");
  }
  if (waived_qepik < plan.waived_qepik()) {
    return Refuse(ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH, "What was waived stays waived.");
  }
  return absl::OkStatus();
}

}  // namespace dayaq::payment
