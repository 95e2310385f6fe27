// When a record of a foreign register became known. What a normal call enters became known when it was entered; only the loader of
// legacy records says otherwise, and only of the national register. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_KNOWN_RULES_H_
#define SERVICES_INCIDENT_KNOWN_RULES_H_

#include "absl/time/time.h"
#include "dayaq/incident/v1/import_service.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::incident {

// Faults of the days on which an imported incident and its people became known: not the caller's to say, not whole, before the
// incident, or a person before the incident they were hurt in.
void CheckKnownOn(const v1::ImportedIncident& imported, bool may_say, Violations& found);

// The moment that stands for such a day: noon in Baku, so that it is that day on paper and in UTC alike, but never after `now`;
// `now` itself where no day is said.
absl::Time KnownAt(const common::v1::PartialDate& known_on, absl::Time now);

// The moment from which on nothing is known yet that was not known at the end of this day in Baku. The day is whole.
absl::Time EndOfDay(const common::v1::PartialDate& day);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_KNOWN_RULES_H_
