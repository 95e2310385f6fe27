// The log as the database keeps it: places, edge, checkpoints.
#ifndef SERVICES_AUDIT_LOG_STORE_H_
#define SERVICES_AUDIT_LOG_STORE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit {

// How the open log stands.
struct LogState {
  int32_t id = 0;
  std::string origin;
  int64_t size = 0;       // leaves that have a place
  std::string edge;       // of the tree over them: tlog::CompactRange
  int64_t published = 0;  // leaves under the newest checkpoint
  std::string checkpoint;
  std::optional<absl::Time> checkpoint_time;
  int64_t witnessed = 0;  // leaves under the newest checkpoint that enough witnesses signed
  std::string witnessed_checkpoint;
  std::optional<absl::Time> witnessed_time;
  int64_t indexed = 0;
};

struct QueueState {
  int64_t waiting = 0;  // counted up to 100,000
  std::optional<absl::Time> oldest;
};

// What one look at the queue gave a place. `size` and `edge` are those of the log before.
struct Placed {
  int32_t log = 0;
  int64_t size = 0;
  std::string edge;
  int64_t placed = 0;
  std::string leaves;  // 32 bytes each
  std::optional<absl::Time> oldest;
};

namespace log_store {

// Whether this session is the one that does `work`; it stays so until the connection is closed.
absl::StatusOr<bool> Lead(absl::string_view work, Transaction& transaction);
// Makes the first log, or finds the open one. FAILED_PRECONDITION when the open one has another origin, or all are sealed.
absl::Status Open(absl::string_view origin_prefix, Transaction& transaction);
absl::StatusOr<LogState> State(Transaction& transaction);
absl::StatusOr<QueueState> Queue(Transaction& transaction);
// Nothing when nothing waits. Otherwise KeepEdge must follow in the same transaction.
absl::StatusOr<std::optional<Placed>> Place(int most, Transaction& transaction);
absl::Status KeepEdge(int32_t log, int64_t size, absl::string_view edge, Transaction& transaction);
// 32 bytes for each leaf from `first` on.
absl::StatusOr<std::string> Leaves(int32_t log, int64_t first, int most, Transaction& transaction);
// False when another checkpoint was kept meanwhile.
absl::StatusOr<bool> KeepCheckpoint(const LogState& former, int64_t size, absl::string_view checkpoint, Transaction& transaction);
absl::StatusOr<bool> KeepWitnessed(int32_t log, int64_t size, absl::string_view checkpoint, Transaction& transaction);
// How many entries' names were indexed.
absl::StatusOr<int64_t> IndexLooks(int most, Transaction& transaction);

}  // namespace log_store
}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOG_STORE_H_
