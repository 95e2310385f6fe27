#include "services/payment/run_rules.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// From where each step is taken.
v1::PaymentRunState Before(v1::PaymentRunState to) {
  switch (to) {
    case v1::PAYMENT_RUN_STATE_VERIFIED:
      return v1::PAYMENT_RUN_STATE_PROPOSED;
    case v1::PAYMENT_RUN_STATE_APPROVED:
      return v1::PAYMENT_RUN_STATE_VERIFIED;
    case v1::PAYMENT_RUN_STATE_RELEASED:
      return v1::PAYMENT_RUN_STATE_APPROVED;
    default:
      return v1::PAYMENT_RUN_STATE_UNSPECIFIED;
  }
}

bool IsBeforeRelease(v1::PaymentRunState state) {
  return state == v1::PAYMENT_RUN_STATE_COLLECTING || state == v1::PAYMENT_RUN_STATE_PROPOSED ||
         state == v1::PAYMENT_RUN_STATE_VERIFIED || state == v1::PAYMENT_RUN_STATE_APPROVED;
}

absl::Status Refused(ErrorReason reason, absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, what);
}

}  // namespace

absl::Status CheckProposal(const v1::ProposeRunRequest& request, const PaymentPolicy& policy, const WorkingCalendar& calendar,
                           absl::CivilDay today, Violations& found) {
  if (!request.source_account().empty() && policy.source_accounts.count(request.source_account()) == 0) {
    found.Add("source_account", ErrorReason::ERROR_REASON_SOURCE_ACCOUNT_UNKNOWN, "No account that pays has this code.");
  }
  if (!request.has_execute_on()) return absl::OkStatus();
  const std::optional<absl::CivilDay> day = Earliest(request.execute_on());
  if (Precision(request.execute_on()) != DatePrecision::kDay || !day.has_value()) {
    found.Add("execute_on", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say a whole day.");
    return absl::OkStatus();
  }
  if (*day < today) {
    found.Add("execute_on", ErrorReason::ERROR_REASON_IN_THE_PAST, "This day is over.");
  } else if (*day > today + policy.most_days_ahead) {
    found.Add("execute_on", ErrorReason::ERROR_REASON_TOO_FAR_AHEAD,
              absl::StrCat("A run is proposed at most ", policy.most_days_ahead, " days ahead."));
  } else {
    ASSIGN_OR_RETURN(const bool worked, calendar.IsWorkingDay(*day));
    if (!worked) found.Add("execute_on", ErrorReason::ERROR_REASON_DAY_CLOSED, "Banks do not work on this day.");
  }
  return absl::OkStatus();
}

RowStanding StandingOf(const v1::PaymentRun& run) {
  RowStanding standing{.register_code = run.register_(), .district = run.district(), .institution = run.institution()};
  for (const std::string* staff : {&run.proposed_by(), &run.verified_by(), &run.approved_by(), &run.released_by()}) {
    if (!staff->empty()) standing.took_part.push_back(*staff);
  }
  return standing;
}

absl::Status CheckStep(const v1::PaymentRun& run, v1::PaymentRunState to) {
  const bool possible = to == v1::PAYMENT_RUN_STATE_REJECTED ? IsBeforeRelease(run.state()) : run.state() == Before(to);
  if (possible) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RUN_STEP_IMPOSSIBLE,
                   "The run is not where this step is taken.", {{"state", v1::PaymentRunState_Name(run.state())}});
}

absl::Status CheckNotEmpty(const v1::PaymentRun& run) {
  return run.orders() > 0 ? absl::OkStatus() : Refused(ErrorReason::ERROR_REASON_RUN_EMPTY, "The run pays nobody.");
}

absl::Status CheckFunds(const v1::PaymentRun& run, int64_t available_qepik) {
  if (available_qepik >= run.total_qepik()) return absl::OkStatus();
  return Refused(ErrorReason::ERROR_REASON_FUNDS_SHORT, "The account that pays holds less than the run pays.");
}

absl::Status CheckOfficer(const v1::PaymentRun& run, int64_t lately_qepik, const PaymentPolicy& policy) {
  if (lately_qepik + run.total_qepik() <= policy.officer_limit.most_qepik) return absl::OkStatus();
  return Refused(ErrorReason::ERROR_REASON_OFFICER_LIMIT, "With what you let go lately it is more than one person may.");
}

absl::Status CheckDay(const v1::PaymentRun& run, absl::CivilDay today) {
  const std::optional<absl::CivilDay> day = Earliest(run.execute_on());
  if (day.has_value() && *day >= today) return absl::OkStatus();
  return Refused(ErrorReason::ERROR_REASON_IN_THE_PAST, "The day of the run is over; propose it anew.");
}

int FilesOf(const v1::PaymentRun& run) { return (run.orders() + run.orders_per_file() - 1) / run.orders_per_file(); }

std::string MessageIdOf(const v1::PaymentRun& run, int number) {
  return absl::StrCat("DQ", absl::FormatTime("%Y%m%d", TimeOf(run.release_time()), BakuZone()), "R", run.number(), "F", number);
}

}  // namespace dayaq::payment
