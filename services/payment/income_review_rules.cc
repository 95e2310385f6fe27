#include "services/payment/income_review_rules.h"

#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

void Announce(v1::IncomeChange change, const std::string& changed_on, const IncomePolicy& policy, absl::CivilDay today,
              v1::IncomeReview& review) {
  review.set_change(change);
  *review.mutable_changed_on() = PartialDateFromText(changed_on).value_or(PartialDateOf(today));
  *review.mutable_told_on() = PartialDateOf(today);
  *review.mutable_not_before() = PartialDateOf(today + policy.notice_days);
  review.set_state(v1::INCOME_REVIEW_STATE_OPEN);
}

void CheckOutcome(const v1::SettleIncomeReviewRequest& request, Violations& found) {
  if (request.state() == v1::INCOME_REVIEW_STATE_UNCHANGED || request.state() == v1::INCOME_REVIEW_STATE_CHANGED) return;
  found.Add("state", ErrorReason::ERROR_REASON_ENUM_UNDEFINED, "Say UNCHANGED or CHANGED.");
}

absl::Status Settle(const v1::SettleIncomeReviewRequest& request, absl::CivilDay today, v1::IncomeReview& review) {
  if (review.state() != v1::INCOME_REVIEW_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "The review is settled already.");
  }
  if (IsBefore(PartialDateOf(today), review.not_before()) == Certainty::kCertainly) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INCOME_REVIEW_TOO_EARLY,
                     "The person was told, and their time to answer is not over.");
  }
  review.set_state(request.state());
  review.set_document(request.document());
  return absl::OkStatus();
}

}  // namespace dayaq::payment
