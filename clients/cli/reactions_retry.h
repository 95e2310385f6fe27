// Lets everything that failed for good be tried again, however much it is.
#ifndef CLIENTS_CLI_REACTIONS_RETRY_H_
#define CLIENTS_CLI_REACTIONS_RETRY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/client.h"

namespace dayaq::cli {

// Which parked deliveries; empty: any.
struct RetryFilter {
  std::string subscriber;
  std::string reason;
};

// Requeues parked deliveries list by list until none is left that was not requeued here, and returns how many. What parks again
// meanwhile is not tried twice, and what somebody else requeued is not counted. `tell` hears after each one how many it has been.
// When a full list (the service cuts it) has nothing for the filter, what is behind it cannot be seen: RESOURCE_EXHAUSTED.
absl::StatusOr<int64_t> RetryAll(Client& client, const RetryFilter& filter, const std::function<void(int64_t)>& tell);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_REACTIONS_RETRY_H_
