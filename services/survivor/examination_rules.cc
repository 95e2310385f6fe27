#include "services/survivor/examination_rules.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

// Without I, L, O and U (Crockford's base 32).
constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kLettersInAll = 10;
// Hexadecimal digits at the end of a UUIDv7 that hold nothing but chance: 52 bits, of which 50 are used.
constexpr size_t kRandomDigits = 13;

}  // namespace

void CheckFiling(const v1::FileExaminationReferralRequest& request, Violations& found) {
  const PartialDate& received = request.received_on();
  if (received.year() != 0 && IsPossible(received) && Precision(received) != DatePrecision::kDay) {
    found.Add("received_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day: the clock runs from this day.");
  }
  if (request.military() && !request.military_document()) {
    found.Add("military_document", ErrorReason::ERROR_REASON_MILITARY_DOCUMENT_MISSING,
              "First the military-medical commission says that the injury comes of the service.");
  }
}

std::string CaseNumberOf(absl::string_view referral_uid) {
  const std::string digits = absl::StrReplaceAll(referral_uid, {{"-", ""}});
  uint64_t bits = 0;
  if (!absl::SimpleHexAtoi(absl::string_view(digits).substr(digits.size() - std::min(digits.size(), kRandomDigits)), &bits))
    bits = 0;
  std::string letters;
  for (int i = 0; i < kLettersInAll; ++i) {
    if (i == kLettersInAll / 2) letters += '-';
    letters += kLetters[bits % 32];
    bits /= 32;
  }
  return "88-" + letters;
}

absl::StatusOr<v1::ExaminationReferral> Filed(const v1::FileExaminationReferralRequest& request, const DisabilityPolicy& policy,
                                              const WorkingCalendar& calendar) {
  v1::ExaminationReferral referral;
  referral.set_state(v1::EXAMINATION_STATE_OPEN);
  referral.set_kind(request.kind());
  *referral.mutable_received_on() = request.received_on();
  *referral.mutable_function_groups() = request.function_groups();
  referral.set_military(request.military());
  referral.set_military_document(request.military_document());
  referral.set_term_working_days(policy.examination_working_days);
  ASSIGN_OR_RETURN(const absl::CivilDay due,
                   calendar.EndOfTerm(Earliest(request.received_on()).value_or(absl::CivilDay()), policy.examination_working_days));
  *referral.mutable_due_on() = PartialDateOf(due);
  return referral;
}

void SetClock(const WorkingCalendar& calendar, absl::CivilDay today, v1::ExaminationReferral& referral) {
  const auto due = Earliest(referral.due_on());
  if (referral.state() != v1::EXAMINATION_STATE_OPEN || !due.has_value()) return;
  const bool overdue = today > *due;
  const auto days = overdue ? calendar.WorkingDaysBetween(*due, today) : calendar.WorkingDaysBetween(today, *due);
  if (!days.ok()) {
    referral.set_calendar_unknown(true);
  } else if (overdue) {
    referral.set_working_days_overdue(*days);
  } else {
    referral.set_working_days_left(*days);
  }
}

absl::Status CheckOpen(const v1::ExaminationReferral& referral) {
  if (referral.state() == v1::EXAMINATION_STATE_OPEN) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REFERRAL_INVALID,
                   "The referral is closed: a new one begins anew.");
}

void SetReturned(v1::ExaminationReturnReason reason, absl::CivilDay today, v1::ExaminationReferral& referral) {
  referral.set_state(v1::EXAMINATION_STATE_RETURNED);
  referral.set_return_reason(reason);
  *referral.mutable_closed_on() = PartialDateOf(today);
}

void SetDecided(absl::string_view decision_uid, absl::CivilDay today, v1::ExaminationReferral& referral) {
  referral.set_state(v1::EXAMINATION_STATE_DECIDED);
  referral.set_decision_uid(std::string(decision_uid));
  *referral.mutable_closed_on() = PartialDateOf(today);
}

}  // namespace dayaq::survivor
