// What people may decide about entitlements: stopping money, letting it go on, appeals, and money that was too much. Pure.
#ifndef SERVICES_PAYMENT_SUSPENSION_RULES_H_
#define SERVICES_PAYMENT_SUSPENSION_RULES_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/suspension_service.pb.h"
#include "services/payment/recovery_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::payment {

// The last day: whole, not behind today, no further than the policy allows; and an order has a number.
void CheckSuspending(const v1::SuspendEntitlementRequest& request, absl::CivilDay today, const RecoveryPolicy& policy,
                     Violations& found);

// It is in force, and who resumes is another than who suspended. FAILED_PRECONDITION SUSPENSION_OVER, DECIDED_BY_SAME_PERSON.
absl::Status CheckResumable(const v1::Suspension& suspension, absl::string_view staff_uid);

// A suspension is named with the ground that says so, and with no other; the day is whole.
void CheckLodging(const v1::LodgeEntitlementAppealRequest& request, Violations& found);

// The outcome is one, and the reason goes with it.
void CheckOutcome(const v1::DecideEntitlementAppealRequest& request, const v1::EntitlementAppeal& appeal, Violations& found);

// It waits; and who decides neither took it in nor suspended what it is about (nullptr: it is about no suspension). What the person
// takes back, whoever took it in may note. FAILED_PRECONDITION APPEAL_DECIDED, DECIDED_BY_SAME_PERSON.
absl::Status CheckDecidable(const v1::EntitlementAppeal& appeal, const v1::Suspension* suspension,
                            v1::EntitlementAppealState outcome, absl::string_view staff_uid);

// Nothing is waived that was not paid too much, and what was waived stays so. FAILED_PRECONDITION WAIVED_TOO_MUCH.
absl::Status CheckWaiver(int64_t waived_qepik, const v1::RecoveryPlan& plan);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_SUSPENSION_RULES_H_
