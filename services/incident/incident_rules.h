// What can be true of an incident as a whole, and how its state changes. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_INCIDENT_RULES_H_
#define SERVICES_INCIDENT_INCIDENT_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "dayaq/incident/v1/incident.pb.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/etag.h"

namespace dayaq::incident {

// What is known of the place an incident names: nothing means that the gazetteer has no such code.
struct PlaceAnswer {
  bool register_known = false;
  std::optional<v1::Place> place;
};

// Every contradiction in the facts of an incident: district in force on that day, point inside the believable. `path` is where the
// facts stand in the request.
void CheckStatedFacts(const v1::IncidentFacts& facts, const PlaceAnswer& place, const std::string& path, Violations& found);

// The same, of an incident as it stands: day and district must be there, which a later report may leave out.
void CheckIncidentFacts(const v1::IncidentFacts& facts, const PlaceAnswer& place, const std::string& path, Violations& found);

// All faults of a registration: the incident's and each casualty's.
void CheckRegistration(const v1::Incident& incident, const PlaceAnswer& place, Violations& found);

// Counts killed, injured and unknown over casualties that stand for a person of their own.
void CountOutcomes(v1::Incident& incident);

// Steps that change the state.
enum class Step { kVerify, kReject, kCorrect, kAddReport, kMerge, kUnmerge };

// OK when an incident in that state may take the step; else FAILED_PRECONDITION with STATE_NOT_ALLOWED.
absl::Status CheckStep(v1::IncidentState state, Step step);

// Everything a merge needs to hold: two incidents of one register, in states that merge, pairs that name each person once.
absl::Status CheckMerge(const v1::Incident& kept, const v1::Incident& duplicate,
                        const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_RULES_H_
