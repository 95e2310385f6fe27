// What the incident service does by itself when something became true.
#ifndef SERVICES_INCIDENT_REACTIONS_H_
#define SERVICES_INCIDENT_REACTIONS_H_

#include <vector>

#include "services/incident/duplicate_service.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::incident {

// "incident.propose_duplicates": hears incidents registered, reported, corrected, reported again and imported
// (db/deploy/incident_reactions.sql). "incident.erase": hears of erased records. "incident.rewrap_keys": hears of rotations.
std::vector<rpc::Reaction> IncidentReactions(DuplicateService& duplicates);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_REACTIONS_H_
