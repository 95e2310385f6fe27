#include "services/survivor/appeal_rules.h"

#include <string>

#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

absl::Status Impossible(absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE, why);
}

void CheckWhole(const PartialDate& date, const std::string& field, Violations& found) {
  // A date that no calendar has is named by its own rule, and one of which nothing is known is none.
  if (Precision(date) == DatePrecision::kDay || !IsPossible(date) || date.year() == 0) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
}

}  // namespace

void CheckLodging(const v1::LodgeAppealRequest& request, const v1::DisabilityDecision* decision, Violations& found) {
  CheckWhole(request.lodged_on(), "lodged_on", found);
  if (decision == nullptr) {
    found.Add("decision_uid", ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE, "Name a decision about this person.");
  } else if (IsBefore(request.lodged_on(), decision->decided_on()) == Certainty::kCertainly) {
    found.Add("lodged_on", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "Nobody appeals against a decision before it is made.");
  }
}

absl::Status CheckAppealable(const v1::DisabilityDecision& decision) {
  return decision.replaced_by_uid().empty() ? absl::OkStatus()
                                            : Impossible("The decision was replaced: appeal against the later one.");
}

absl::Status CheckUndecided(const v1::DecisionAppeal& appeal) {
  return appeal.state() == v1::APPEAL_STATE_LODGED ? absl::OkStatus() : Impossible("The commission decided about it already.");
}

void CheckOutcome(const v1::DecideAppealRequest& request, const v1::DecisionAppeal& appeal, const v1::DisabilityDecision& appealed,
                  Violations& found) {
  CheckWhole(request.decided_on(), "decided_on", found);
  if (IsBefore(request.decided_on(), appeal.lodged_on()) == Certainty::kCertainly) {
    found.Add("decided_on", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "The commission decides on the day of the appeal or later.");
  }
  if (!request.deciding_decision_uid().empty() && appealed.replaced_by_uid() != request.deciding_decision_uid()) {
    found.Add("deciding_decision_uid", ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE,
              "First record the new decision, with the appealed one in replaces_uid; then name it here.");
  }
}

void SetOutcome(const v1::DecideAppealRequest& request, v1::DecisionAppeal& appeal) {
  appeal.set_state(request.deciding_decision_uid().empty() ? v1::APPEAL_STATE_UPHELD : v1::APPEAL_STATE_CHANGED);
  *appeal.mutable_decided_on() = request.decided_on();
  appeal.set_deciding_decision_uid(request.deciding_decision_uid());
}

}  // namespace dayaq::survivor
