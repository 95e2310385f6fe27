// How somebody functions by their own account: which questions fit whom, and what follows from the answers. Pure: no I/O, no clock.
//
// Washington Group on Disability Statistics: the cut-off is a lot of difficulty, or more, in one domain at least. It is
// self-reported and says nothing about the legal percent; neither is ever derived from the other.
#ifndef SERVICES_SURVIVOR_FUNCTIONING_RULES_H_
#define SERVICES_SURVIVOR_FUNCTIONING_RULES_H_

#include <string>

#include "dayaq/survivor/v1/functioning.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// WITH_DISABILITY when one domain has a lot of difficulty or cannot be done; UNKNOWN when no domain was answered by difficulty, all
// being refused, not ascertained or not known; else WITHOUT_DISABILITY, by the domains that were answered (so the Washington Group
// counts).
v1::FunctioningStatus StatusOf(const v1::Functioning& assessment);

// Faults that the assessment shows by itself: FUNCTIONING_ANSWERS_INVALID (a domain twice, one of the short set missing, one that
// is not of the instrument), DATE_NOT_WHOLE.
void CheckAnswers(const v1::Functioning& assessment, const std::string& path, Violations& found);

// Faults against what is known of the person: FUNCTIONING_NOT_FOR_AGE when the person was certainly under 5, or certainly of the
// other instrument's age; PERIOD_IMPOSSIBLE before the birth or after the death.
void CheckAgainst(const v1::Functioning& assessment, const v1::Survivor& survivor, const std::string& path, Violations& found);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_FUNCTIONING_RULES_H_
