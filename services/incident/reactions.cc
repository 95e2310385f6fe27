#include "services/incident/reactions.h"

#include "services/incident/erasure.h"
#include "services/platform/rpc/rewrap_reaction.h"

namespace dayaq::incident {

std::vector<rpc::Reaction> IncidentReactions(DuplicateService& duplicates) {
  return {{.subscriber = "incident.propose_duplicates",
           .action = "incident.propose_duplicates",
           .react_all = [&duplicates](const std::vector<rpc::Told>& told) { return duplicates.ProposeFor(told); }},
          {.subscriber = "incident.erase", .action = "incident.erase", .react = EraseCasualties, .batch = 1},
          rpc::RewrapReaction("incident")};
}

}  // namespace dayaq::incident
