// What the rehabilitation service does by itself when something became true.
#ifndef SERVICES_REHABILITATION_REACTIONS_H_
#define SERVICES_REHABILITATION_REACTIONS_H_

#include <vector>

#include "services/platform/rpc/reactions.h"

namespace dayaq::rehabilitation {

// None yet.
std::vector<rpc::Reaction> RehabilitationReactions();

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REACTIONS_H_
