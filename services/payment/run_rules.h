// Which steps a payment run may take, on which days and up to which sums. Pure.
#ifndef SERVICES_PAYMENT_RUN_RULES_H_
#define SERVICES_PAYMENT_RUN_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"
#include "services/payment/payment_policy.h"
#include "services/platform/access/facts.h"
#include "services/platform/base/error.h"
#include "services/platform/calendar/working_calendar.h"

namespace dayaq::payment {

// DAY_CLOSED, IN_THE_PAST, TOO_FAR_AHEAD, SOURCE_ACCOUNT_UNKNOWN, a day that is none. An error where the calendar does not know the
// year.
absl::Status CheckProposal(const v1::ProposeRunRequest& request, const PaymentPolicy& policy, const WorkingCalendar& calendar,
                           absl::CivilDay today, Violations& found);

// Where a run lies, and who took steps of it so far.
RowStanding StandingOf(const v1::PaymentRun& run);

// FAILED_PRECONDITION with RUN_STEP_IMPOSSIBLE when the run is not where that step is taken. The same table stands in the database.
absl::Status CheckStep(const v1::PaymentRun& run, v1::PaymentRunState to);

// RUN_EMPTY.
absl::Status CheckNotEmpty(const v1::PaymentRun& run);
// FUNDS_SHORT.
absl::Status CheckFunds(const v1::PaymentRun& run, int64_t available_qepik);
// OFFICER_LIMIT: what the caller let go lately, with this run. A run of which they took a step before is in the sum once.
absl::Status CheckOfficer(const v1::PaymentRun& run, int64_t lately_qepik, const PaymentPolicy& policy);
// IN_THE_PAST: the day of the run is over; it is proposed anew.
absl::Status CheckDay(const v1::PaymentRun& run, absl::CivilDay today);

// How many files a run makes.
int FilesOf(const v1::PaymentRun& run);
// MsgId of a file: at most 35 capital letters and digits, never given twice.
std::string MessageIdOf(const v1::PaymentRun& run, int number);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_RULES_H_
