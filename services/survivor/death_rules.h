// What a death ends, and on which day. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_DEATH_RULES_H_
#define SERVICES_SURVIVOR_DEATH_RULES_H_

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {

// The day on which something that began then ends with a death: that of the death, where it is known to the day and lies not
// before; else the day on which it became known.
PartialDate EndedByDeath(const PartialDate& died_on, const PartialDate& began_on, absl::CivilDay today);

// The case is closed, with the reason, and goals that are open are dropped; planned follow-ups are due no more.
absl::Status CloseByDeath(const PartialDate& died_on, absl::CivilDay today, v1::Case& one);

// Form 88 goes back: nothing is left to decide.
void ReturnByDeath(const PartialDate& died_on, absl::CivilDay today, v1::ExaminationReferral& referral);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DEATH_RULES_H_
