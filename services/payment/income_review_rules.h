// When a benefit is looked at since somebody found work or lost it, and when something may follow. Pure: no I/O, no clock.
#ifndef SERVICES_PAYMENT_INCOME_REVIEW_RULES_H_
#define SERVICES_PAYMENT_INCOME_REVIEW_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/income_review_service.pb.h"
#include "services/payment/income_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::payment {

// Fills in a draft: what became of the work and since when, told today, and nothing changes before the person had time to answer.
void Announce(v1::IncomeChange change, const std::string& changed_on, const IncomePolicy& policy, absl::CivilDay today,
              v1::IncomeReview& review);

// A state that is no outcome.
void CheckOutcome(const v1::SettleIncomeReviewRequest& request, Violations& found);
// FAILED_PRECONDITION STATE_NOT_ALLOWED for what is settled; INCOME_REVIEW_TOO_EARLY.
absl::Status Settle(const v1::SettleIncomeReviewRequest& request, absl::CivilDay today, v1::IncomeReview& review);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INCOME_REVIEW_RULES_H_
