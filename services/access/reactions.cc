#include "services/access/reactions.h"

namespace dayaq::access {

std::vector<rpc::Reaction> AccessReactions(const BreakGlassService& emergencies) {
  return {
      {.subscriber = "access.sweep",
       .action = "access.sweep",
       .react = [&emergencies](const outbox::v1::Event& event, rpc::Call& call) { return emergencies.NoteOverdue(event, call); }}};
}

}  // namespace dayaq::access
