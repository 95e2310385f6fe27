#include "services/platform/database/connection_pool.h"

#include <algorithm>
#include <utility>

#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/connection.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

constexpr double kLifetimeJitter = 0.1;
// A transaction takes milliseconds: who was turned away finds a place soon.
constexpr absl::Duration kRetryDelay = absl::Milliseconds(250);

}  // namespace

ConnectionPool::Lease::Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}
ConnectionPool::Lease::Lease(Lease&& other) noexcept = default;
ConnectionPool::Lease::~Lease() {
  if (connection_ != nullptr) pool_->Return(std::move(connection_));
}

ConnectionPool::ConnectionPool(PoolOptions options) : options_(std::move(options)) {}
ConnectionPool::~ConnectionPool() = default;

absl::StatusOr<ConnectionPool::Lease> ConnectionPool::Acquire(absl::Time deadline) {
  const absl::Time now = absl::Now();
  if (deadline <= now) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED,
                     "The time of the call ran out.");
  }
  std::unique_ptr<Connection> connection;
  {
    absl::MutexLock lock(&mutex_);
    ++waiting_;
    const bool taken =
        mutex_.AwaitWithDeadline(absl::Condition(this, &ConnectionPool::MayTake), std::min(deadline, now + options_.longest_wait));
    --waiting_;
    if (!taken) {
      ++refused_;
      return MakeRetryableError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "All places are taken.",
                                kRetryDelay);
    }
    ++in_use_;
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (connection == nullptr) {
    absl::StatusOr<std::unique_ptr<Connection>> opened = Open();
    if (!opened.ok()) {
      LogWarning("database.connection_refused");
      absl::MutexLock lock(&mutex_);
      --in_use_;
      return std::move(opened).status();
    }
    connection = *std::move(opened);
  }
  return Lease(*this, std::move(connection));
}

absl::StatusOr<std::unique_ptr<Connection>> ConnectionPool::Open() {
  absl::Duration lifetime = options_.lifetime;
  {
    absl::MutexLock lock(&mutex_);
    lifetime *= absl::Uniform(random_, 1.0 - kLifetimeJitter, 1.0 + kLifetimeJitter);
    ++created_;
  }
  return Connection::Open(options_.conninfo, options_.clock() + lifetime);
}

void ConnectionPool::Return(std::unique_ptr<Connection> connection) {
  const bool broken = connection->broken();
  const bool old = connection->closes_at() <= options_.clock();
  // Closed at the end of the function, outside of the lock.
  std::vector<std::unique_ptr<Connection>> closing;
  absl::MutexLock lock(&mutex_);
  --in_use_;
  if (broken) closing.swap(idle_);
  if (broken || old) {
    closing.push_back(std::move(connection));
    discarded_ += static_cast<int64_t>(closing.size());
  } else {
    idle_.push_back(std::move(connection));
  }
}

absl::Status ConnectionPool::Warm() {
  std::vector<Lease> leases;
  for (int i = 0; i < options_.size; ++i) {
    ASSIGN_OR_RETURN(Lease lease, Acquire(absl::Now() + options_.longest_wait));
    leases.push_back(std::move(lease));
  }
  return absl::OkStatus();
}

PoolStats ConnectionPool::stats() const {
  absl::MutexLock lock(&mutex_);
  return {options_.size, in_use_, waiting_, created_, discarded_, refused_};
}

}  // namespace dayaq
