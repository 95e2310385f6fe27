// What a correction does to known facts. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_CORRECTION_RULES_H_
#define SERVICES_INCIDENT_CORRECTION_RULES_H_

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include <string>

#include "dayaq/incident/v1/incident.pb.h"
#include "services/incident/report_rules.h"
#include "services/platform/base/error.h"

namespace dayaq::incident {

// Takes the fields of `stated` that the mask names into `known` (both IncidentFacts or both CasualtyFacts) and notes that no report
// say them any more; a field that is named and empty becomes unknown. Fault: a path that is no field of facts (MASK_INVALID).
void TakeCorrection(const google::protobuf::FieldMask& mask, const google::protobuf::Message& stated,
                    google::protobuf::Message& known, FactSources& sources, Violations& found);

// Whether the mask names that field of facts, or something inside it.
bool Takes(const google::protobuf::FieldMask& mask, const std::string& field);

// The faults that a new day of the incident makes in what is known of its people, told once each of the field `path`.
void CheckDayAgainstPeople(const v1::Incident& incident, const std::string& path, Violations& found);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_CORRECTION_RULES_H_
