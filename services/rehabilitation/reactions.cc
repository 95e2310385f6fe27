#include "services/rehabilitation/reactions.h"

namespace dayaq::rehabilitation {

std::vector<rpc::Reaction> RehabilitationReactions(const FollowService& follow) {
  return {{.subscriber = "rehabilitation.follow",
           .action = "rehabilitation.follow",
           .react = [&follow](const outbox::v1::Event& event, rpc::Call& call) { return follow.Follow(event, call); }}};
}

}  // namespace dayaq::rehabilitation
