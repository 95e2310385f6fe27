// How what another source says meets what is known: what was unknown is filled, what was vaguer becomes more exact, what
// contradicts is marked as disputed and stays for a person to decide. No source is ever dropped. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_REPORT_RULES_H_
#define SERVICES_INCIDENT_REPORT_RULES_H_

#include <string>

#include "dayaq/incident/v1/incident.pb.h"

namespace dayaq::incident {

using FactSources = google::protobuf::RepeatedPtrField<v1::FactSource>;

// Takes what `stated` adds to `known`, and notes for each field it touches where the present value comes from. The district never
// changes here: moving an incident to another district is a correction. Returns whether anything changed, notes included.
bool TakeIncidentStatement(const v1::IncidentFacts& stated, const std::string& report_uid, v1::Incident& known);

// The same for one casualty. Injuries meet by part and side of the body: "right leg or foot, injured" from the press and "right
// leg, amputated" from the hospital are one injury with two sources (scenario T17); both sides are two injuries. Amputations,
// diagnoses and steps of care are added when they are new; an amputation told less exactly than one that stands is not.
bool TakeCasualtyStatement(const v1::CasualtyFacts& stated, const std::string& report_uid, v1::Casualty& known);

// Notes that a source contradicts the present value of a field, which stays.
void NoteDisputed(const std::string& field, v1::Incident& known);

// On first registration: every injury has one side and names the report it comes from, and each amputation has its injury.
void CompleteInjuries(v1::CasualtyFacts& facts, const std::string& report_uid);

// After a correction: each amputation has its injury, which comes from no report where it is new.
void AddInjuriesOfAmputations(v1::CasualtyFacts& facts);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_REPORT_RULES_H_
