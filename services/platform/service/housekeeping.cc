#include "services/platform/service/housekeeping.h"

#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/database/runner.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

constexpr Query kKeepHouse{"service.keep_house", R"sql(
  SELECT audit.keep_partitions($1), idempotency.sweep($2), outbox.sweep($3)
)sql"};

constexpr absl::Duration kRound = absl::Hours(1);

}  // namespace

absl::Status KeepHouse(ConnectionPool& pool, absl::Time deadline) {
  return InTransaction(pool, deadline, nullptr, [](Transaction& transaction) {
    return transaction.Execute(kKeepHouse, {kMonthsAhead, kDaysToKeepRequests, kDaysToKeepEvents});
  });
}

Housekeeping::Housekeeping(ConnectionPool& pool) : pool_(pool), thread_([this] { Work(); }) {}

Housekeeping::~Housekeeping() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Housekeeping::Work() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    mutex_.Unlock();
    const absl::Status status = KeepHouse(pool_, absl::Now() + absl::Seconds(60));
    if (!status.ok()) LogWarning("housekeeping.failed", {{"reason", ReasonName(ReasonOf(status))}});
    mutex_.Lock();
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kRound);
  }
}

}  // namespace dayaq
