#include "services/platform/database/runner.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/connection.h"

namespace dayaq {
namespace {

constexpr int kMostRetries = 3;
constexpr absl::Duration kFirstPause = absl::Milliseconds(5);

// How one try ended.
struct Attempt {
  absl::Status status;
  bool again = false;
  // Nothing was done on a connection that was dead before: no need to wait.
  bool at_once = false;
};

Attempt Try(ConnectionPool& pool, absl::Time deadline, const KeyWrapper* wrapper,
            const std::function<absl::Status(Transaction&)>& body) {
  absl::StatusOr<ConnectionPool::Lease> lease = pool.Acquire(deadline);
  if (!lease.ok()) return {lease.status()};
  Transaction transaction(pool, *lease, deadline, wrapper);
  if (absl::Status begun = transaction.Begin(); !begun.ok()) {
    const bool dead = lease->connection().broken();
    return {std::move(begun), dead, dead};
  }
  absl::Status status = body(transaction);
  // A body may have hidden the conflict behind an answer of its own; the transaction still cannot be saved.
  if (status.ok()) status = transaction.Commit();
  return {std::move(status), transaction.retryable()};
}

}  // namespace

absl::Status InTransaction(ConnectionPool& pool, absl::Time deadline, const KeyWrapper* wrapper,
                           const std::function<absl::Status(Transaction&)>& body) {
  absl::InsecureBitGen random;
  absl::Duration pause = kFirstPause;
  for (int retry = 0;; ++retry) {
    Attempt attempt = Try(pool, deadline, wrapper, body);
    if (attempt.status.ok() || !attempt.again || retry == kMostRetries) return std::move(attempt.status);
    if (attempt.at_once) continue;
    const absl::Duration wait = pause * absl::Uniform(random, 0.5, 1.5);
    if (absl::Now() + wait >= deadline) return std::move(attempt.status);
    absl::SleepFor(wait);
    pause *= 4;
  }
}

}  // namespace dayaq
