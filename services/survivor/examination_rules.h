// Form 88: what a referral to the medical-social examination must say, its clock, and how it is closed. Pure: no I/O, no clock of
// its own.
#ifndef SERVICES_SURVIVOR_EXAMINATION_RULES_H_
#define SERVICES_SURVIVOR_EXAMINATION_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/survivor/disability_policy.h"

namespace dayaq::survivor {

// Faults across fields: the day of receipt is not whole (DATE_NOT_WHOLE); somebody hurt in military service comes without the
// document of the military-medical commission (MILITARY_DOCUMENT_MISSING).
void CheckFiling(const v1::FileExaminationReferralRequest& request, Violations& found);

// "88-0V3J8-Q4T2M": from the random bits of the referral's uid, in letters that are not mistaken for each other over the telephone.
// Says nothing about the person; who has it learns nothing from it.
std::string CaseNumberOf(absl::string_view referral_uid);

// The referral as it is stored, due by the policy and the calendar. FAILED_PRECONDITION with CALENDAR_UNKNOWN. Whose it is, who
// sent it and its uid are not its matter.
absl::StatusOr<v1::ExaminationReferral> Filed(const v1::FileExaminationReferralRequest& request, const DisabilityPolicy& policy,
                                              const WorkingCalendar& calendar);

// Fills in how many working days an open referral is overdue on that day, or how many are left.
void SetClock(const WorkingCalendar& calendar, absl::CivilDay today, v1::ExaminationReferral& referral);

// FAILED_PRECONDITION with REFERRAL_INVALID unless it is open.
absl::Status CheckOpen(const v1::ExaminationReferral& referral);

// Sent back.
void SetReturned(v1::ExaminationReturnReason reason, absl::CivilDay today, v1::ExaminationReferral& referral);

// Closed by that decision.
void SetDecided(absl::string_view decision_uid, absl::CivilDay today, v1::ExaminationReferral& referral);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_EXAMINATION_RULES_H_
