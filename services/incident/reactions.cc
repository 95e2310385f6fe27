#include "services/incident/reactions.h"

namespace dayaq::incident {

std::vector<rpc::Reaction> IncidentReactions(DuplicateService& duplicates) {
  return {{.subscriber = "incident.propose_duplicates",
           .action = "incident.propose_duplicates",
           .react = [&duplicates](const outbox::v1::Event& event, rpc::Call& call) {
             return duplicates.ProposeFor(event.resource(), call);
           }}};
}

}  // namespace dayaq::incident
