// What the rehabilitation service does by itself when something became true.
#ifndef SERVICES_REHABILITATION_REACTIONS_H_
#define SERVICES_REHABILITATION_REACTIONS_H_

#include <vector>

#include "services/platform/rpc/reactions.h"
#include "services/rehabilitation/follow_service.h"

namespace dayaq::rehabilitation {

// "rehabilitation.follow": hears of records that open, change, end or become one, of casualties whose injuries are known better,
// and of holds that end (db/deploy/rehabilitation_facts.sql). `follow` outlives it.
std::vector<rpc::Reaction> RehabilitationReactions(const FollowService& follow);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REACTIONS_H_
