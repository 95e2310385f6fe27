// What a service does when something became true: the other way into a service, with the same Call, under a role of the service's
// own, once per event.
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

// An event, and the Call that what follows from it belongs to: audit entry and events stay apart for each.
struct Told {
  const outbox::v1::Event& event;
  Call& call;
};

// One reaction. `subscriber` ("incident.duplicates") is the name the outbox delivers under: which kinds of event it hears stands in
// the database (outbox.subscription), set by a migration. Several events may be handled in one transaction, each with a Call of its
// own; and a failed transaction is run again, so a handler keeps nothing outside of it.
struct Reaction {
  std::string subscriber;
  // Granted to one of the service's own roles, "<service>_background" or "<service>_<work>_background"; it runs in that role.
  std::string action;
  // Handles one event after the other. One of the two is set.
  std::function<absl::Status(const outbox::v1::Event&, Call&)> react;
  // Handles all events of a transaction at once, for reactions that would ask the database the same for each of them.
  std::function<absl::Status(const std::vector<Told>&)> react_all;
  // Events in one transaction, at most.
  int batch = 32;
  // Threads that work for it in each process.
  int workers = 1;
};

// The workers of a reaction; they work until destroyed. FAILED_PRECONDITION when the policy does not grant its action.
absl::StatusOr<std::vector<std::unique_ptr<OutboxWorker>>> StartReaction(const Kit& kit, Reaction reaction);

// How the reaction's deliveries are worked off; for those who do it by themselves (WorkOffBatch), as tests do.
OutboxWorkerOptions WorkerOptions(const Kit& kit, Reaction reaction);

// Claims so many deliveries at most and handles them in one transaction: claim, context of service:<name>, handlers, audit entries,
// events, completion, commit.
absl::StatusOr<BatchOutcome> React(const Kit& kit, const Reaction& reaction, int most, absl::Time deadline);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REACTIONS_H_
