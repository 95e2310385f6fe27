// What this service does when it hears an event; which ones it hears stands in the database (outbox.subscription).
#ifndef SERVICES_ACCESS_REACTIONS_H_
#define SERVICES_ACCESS_REACTIONS_H_

#include <vector>

#include "services/access/break_glass_service.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::access {

// `emergencies` outlives them.
std::vector<rpc::Reaction> AccessReactions(const BreakGlassService& emergencies);

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_REACTIONS_H_
