// What a service does in the database outside any call or reaction, at its start: under its own background role.
#ifndef SERVICES_PLATFORM_RPC_AS_SERVICE_H_
#define SERVICES_PLATFORM_RPC_AS_SERVICE_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/database/transaction.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::rpc {

// Runs `body` in a transaction with the rights and data classes of the service's background role. Nothing of it is audited, so it
// is not for data about people. `body` may run several times; see runner.h.
absl::Status AsService(const Kit& kit, absl::Time deadline, const std::function<absl::Status(Transaction&)>& body);

// The same on connections of the caller's own, for work that holds something of a session or must not wait for calls.
absl::Status AsService(const Kit& kit, ConnectionPool& pool, absl::Time deadline,
                       const std::function<absl::Status(Transaction&)>& body);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_AS_SERVICE_H_
