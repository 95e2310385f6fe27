// The one way to run a transaction.
#ifndef SERVICES_PLATFORM_DATABASE_RUNNER_H_
#define SERVICES_PLATFORM_DATABASE_RUNNER_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/transaction.h"

namespace dayaq {

// Borrows a connection, begins, runs `body`, commits; rolls back and answers with the error when `body` fails. The time left until
// `deadline` bounds the wait for a connection, each statement and each lock.
//
// `body` may run up to four times: again when another transaction was in the way (serialisation failure, deadlock: ABORTED with
// CONFLICT once the tries are used up), or when a connection turned out dead before anything was done on it. It must therefore do
// nothing but database work and start from its inputs each time. A commit of which nobody knows whether it took place is not tried
// again: UNAVAILABLE with DATABASE_UNAVAILABLE, and the client sends the same request id again.
//
// `wrapper` opens and makes people's keys; without one sealed fields stay closed. Must outlive the call.
absl::Status InTransaction(ConnectionPool& pool, absl::Time deadline, const KeyWrapper* wrapper,
                           const std::function<absl::Status(Transaction&)>& body);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_RUNNER_H_
