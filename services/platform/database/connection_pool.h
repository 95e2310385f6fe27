// A fixed number of database connections, lent out one transaction at a time.
#ifndef SERVICES_PLATFORM_DATABASE_CONNECTION_POOL_H_
#define SERVICES_PLATFORM_DATABASE_CONNECTION_POOL_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq {

class Connection;

// What is told about each statement that was run; used for metrics.
using StatementObserver = std::function<void(absl::string_view query_name, absl::Duration took, absl::StatusCode outcome)>;

// How a pool behaves.
struct PoolOptions {
  // libpq connection string, without password where a passfile serves. Session settings that the mapper relies on (UTC, ISO dates,
  // hex bytea, UTF-8) are added.
  std::string conninfo;
  // Most connections at a time.
  int size = 8;
  // Longest wait for a free connection; the caller's deadline may be nearer.
  absl::Duration longest_wait = absl::Milliseconds(500);
  // A connection is closed when it comes back older than this, give or take a tenth so that they do not all leave at once.
  absl::Duration lifetime = absl::Minutes(30);
  // Time now, for the age of connections; tests put their own here.
  std::function<absl::Time()> clock = absl::Now;
  // Called after every statement, from the thread that ran it; may be empty.
  StatementObserver on_statement;
};

// Counters of a pool, as of one moment.
struct PoolStats {
  int size = 0;
  int in_use = 0;
  int waiting = 0;
  // Since the start.
  int64_t created = 0;
  int64_t discarded = 0;
  int64_t refused = 0;
};

// Lends connections, last returned first, so that in quiet times the same few stay warm and the rest grow old. Thread-safe; must
// outlive its leases. A connection found broken is closed, and the idle ones with it: a restarted server has cut them all.
class ConnectionPool {
 public:
  explicit ConnectionPool(PoolOptions options);
  ~ConnectionPool();
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  // A borrowed connection; goes back at the end of its life. Movable.
  class Lease {
   public:
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& connection() { return *connection_; }

   private:
    friend class ConnectionPool;
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection);
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // RESOURCE_EXHAUSTED with BUSY and RetryInfo when none is free in time; DEADLINE_EXCEEDED when the deadline is past;
  // UNAVAILABLE with DATABASE_UNAVAILABLE when no connection can be made.
  absl::StatusOr<Lease> Acquire(absl::Time deadline);

  // Opens all connections, so that the first calls do not wait for them. The first error that comes.
  absl::Status Warm();

  PoolStats stats() const;
  const StatementObserver& on_statement() const { return options_.on_statement; }

 private:
  bool MayTake() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return in_use_ < options_.size; }
  absl::StatusOr<std::unique_ptr<Connection>> Open();
  void Return(std::unique_ptr<Connection> connection);

  const PoolOptions options_;
  mutable absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
  absl::BitGen random_ ABSL_GUARDED_BY(mutex_);
  int in_use_ ABSL_GUARDED_BY(mutex_) = 0;
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t created_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t discarded_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t refused_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_CONNECTION_POOL_H_
