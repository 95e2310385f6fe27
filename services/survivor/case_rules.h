// What may happen to a case: how far it is, when its parts end, what closing takes, what is due. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_CASE_RULES_H_
#define SERVICES_SURVIVOR_CASE_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {

// The most a case holds of each kind of part.
inline constexpr int kMostParts = 200;

// CLOSED with a day of closing; ACTIVE once something was given or followed up; PLANNED once there is a goal; else OPEN.
v1::CaseState StateOf(const v1::Case& one);

// FAILED_PRECONDITION with RECORD_MERGED when the person goes on in another record: nothing is added to this one.
absl::Status CheckStands(const v1::Survivor& survivor);

// FAILED_PRECONDITION with CASE_CLOSED, or CASE_NOT_CLOSED.
absl::Status CheckOpen(const v1::Case& one);
absl::Status CheckClosed(const v1::Case& one);
// The same when a part is added: CASE_CLOSED, or CASE_FULL with so many of its kind.
absl::Status CheckTakesOneMore(const v1::Case& one, int parts);

// DATE_NOT_WHOLE unless year, month and day are known; an absent day passes.
void CheckWholeDay(const PartialDate& day, const std::string& field, Violations& found);
// PERIOD_IMPOSSIBLE when `day` lies certainly before `first`.
void CheckNotBefore(const PartialDate& day, const PartialDate& first, const std::string& field, Violations& found);
// The day that was stated, or this one.
PartialDate DayOr(const PartialDate& stated, absl::CivilDay today);

// Faults of one request: days that are not whole, states that are no end, closing words that are missing.
void CheckEnd(const v1::EndNeedRequest& request, Violations& found);
void CheckEnd(const v1::EndGoalRequest& request, Violations& found);
void CheckClosing(const v1::CloseCaseRequest& request, Violations& found);
void CheckRecorded(const v1::RecordFollowUpRequest& request, absl::CivilDay today, Violations& found);
void CheckGiven(const v1::GivenService& service, const std::string& path, Violations& found);

// Ends a part: FAILED_PRECONDITION with CASE_CLOSED, or with CASE_PART_NOT_OPEN when there is none of that uid that could end;
// INVALID_ARGUMENT when it would end before the case was opened, or a service before it began. The part, as it is now.
absl::StatusOr<v1::Need> EndNeed(const v1::EndNeedRequest& request, absl::CivilDay today, v1::Case& one);
absl::StatusOr<v1::Goal> EndGoal(const v1::EndGoalRequest& request, absl::CivilDay today, v1::Case& one);
absl::StatusOr<v1::GivenService> EndService(const v1::EndServiceRequest& request, v1::Case& one);
absl::StatusOr<v1::FollowUp> RecordFollowUp(const v1::RecordFollowUpRequest& request, absl::CivilDay today, v1::Case& one);

// Closes: FAILED_PRECONDITION with CASE_CLOSED, or GOALS_OPEN while goals are open and the request does not say what becomes of
// them; INVALID_ARGUMENT for a day before the case was opened. Follow-ups that are planned stay and are due no more, until it is
// opened again.
absl::Status Close(const v1::CloseCaseRequest& request, absl::CivilDay today, v1::Case& one);
// Opens a closed case again: as far as it was.
absl::Status Reopen(v1::Case& one);

// The case, and the open goals of whoever had it, go to somebody else.
void Assign(const std::string& owner_uid, v1::Case& one);

// Whether that kind of support takes the consent of the person for it.
bool NeedsConsent(v1::SupportKind kind);

// Days since the day on which it was due: below 0 for a day to come.
int DaysOverdue(const PartialDate& due_on, absl::CivilDay today);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_RULES_H_
