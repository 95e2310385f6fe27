#include "services/incident/reactions.h"

namespace dayaq::incident {

std::vector<rpc::Reaction> IncidentReactions(DuplicateService& duplicates) {
  return {{.subscriber = "incident.propose_duplicates",
           .action = "incident.propose_duplicates",
           .react_all = [&duplicates](const std::vector<rpc::Told>& told) { return duplicates.ProposeFor(told); }}};
}

}  // namespace dayaq::incident
