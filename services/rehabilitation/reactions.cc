#include "services/rehabilitation/reactions.h"

namespace dayaq::rehabilitation {

std::vector<rpc::Reaction> RehabilitationReactions() { return {}; }

}  // namespace dayaq::rehabilitation
