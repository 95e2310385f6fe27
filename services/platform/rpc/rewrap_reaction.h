// After a rotation of the key-encryption key: a service that keeps people's keys wraps them anew.
#ifndef SERVICES_PLATFORM_RPC_REWRAP_REACTION_H_
#define SERVICES_PLATFORM_RPC_REWRAP_REACTION_H_

#include <string>

#include "services/platform/rpc/reactions.h"

namespace dayaq::rpc {

// So many rows in a transaction, then it tells itself to go on: it may be stopped and started at any point. A row that somebody
// holds, or that does not open, is passed over and looked at again later. `service`: whose schema holds the keys, by its name
// ("incident"); `rows`: locked for the few milliseconds that a transaction takes.
Reaction RewrapReaction(const std::string& service, int rows = 500);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REWRAP_REACTION_H_
