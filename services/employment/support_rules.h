// What courses, own businesses, studies and invitations have in common. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_RULES_H_
#define SERVICES_EMPLOYMENT_SUPPORT_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {

// FAILED_PRECONDITION with SUPPORT_STEP_IMPOSSIBLE.
absl::Status StepImpossible();

// Faults of a day: DATE_NOT_WHOLE. True when it is one.
bool CheckFullDay(const PartialDate& day, const std::string& field, Violations& found);
// Besides, SUPPORT_DAY_IMPOSSIBLE when it lies before `first`, which is whole or absent (then nothing is asked).
void CheckNotBefore(const PartialDate& first, const PartialDate& day, const std::string& field, Violations& found);

// A whole day as the calendar has it.
absl::CivilDay DayOf(const PartialDate& whole);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_RULES_H_
