// Gives waiting entries their places in the log: every entry one place, places without gaps.
#ifndef SERVICES_AUDIT_SEQUENCER_H_
#define SERVICES_AUDIT_SEQUENCER_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::audit {

// What one look at the queue did.
struct SequencingRound {
  // Whether this process keeps the log. If not, another does, and this one stands by.
  bool leads = false;
  int64_t placed = 0;
  // Leaves of the log after it; only when something was placed.
  int64_t size = 0;
  // From the oldest of the entries that were placed to their place.
  absl::Duration lag;
};

// Not for several threads at once.
class Sequencer {
 public:
  static constexpr int kMostAtOnce = 10'000;

  // `pool` has one connection that is never closed for its age: the lock is its session's. Work done on that session is undone when
  // the lock goes, so two sequencers never both place.
  Sequencer(const rpc::Kit& kit, ConnectionPool& pool) : kit_(kit), pool_(pool) {}

  // Takes the lead if nobody has it. Then, if it may, places up to kMostAtOnce entries: they, the edge of the tree and its size
  // change in one transaction.
  absl::StatusOr<SequencingRound> Round(bool may_place);

 private:
  const rpc::Kit& kit_;
  ConnectionPool& pool_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_SEQUENCER_H_
