// What a service does when something became true: the other way into a service, with the same Call, under the service's own
// background role, once per event.
#ifndef SERVICES_PLATFORM_RPC_REACTIONS_H_
#define SERVICES_PLATFORM_RPC_REACTIONS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/outbox/worker.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::rpc {

// One reaction. `subscriber` ("incident.duplicates") is the name the outbox delivers under: which kinds of event it hears stands in
// the database (outbox.subscription), set by a migration.
struct Reaction {
  std::string subscriber;
  std::string action;  // Must be granted to the role "background".
  std::function<absl::Status(const outbox::v1::Event&, Call&)> react;
};

// The worker of a reaction; works until destroyed. FAILED_PRECONDITION when the policy does not grant its action.
absl::StatusOr<std::unique_ptr<OutboxWorker>> StartReaction(const Kit& kit, Reaction reaction);

// Claims and handles at most one delivery; what the worker calls over and over, and tests call by themselves.
absl::StatusOr<DeliveryOutcome> ReactOnce(const Kit& kit, const Reaction& reaction, absl::Time deadline);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REACTIONS_H_
