// What must happen now and then for a database to stay usable: partitions made ahead, settled request ids and delivered events
// swept.
#ifndef SERVICES_PLATFORM_SERVICE_HOUSEKEEPING_H_
#define SERVICES_PLATFORM_SERVICE_HOUSEKEEPING_H_

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/platform/database/connection_pool.h"

namespace dayaq {

// Months of audit partitions that are always there ahead of time: a service may be down for two of them.
inline constexpr int kMonthsAhead = 3;
// Days after which a request id may be forgotten: no client retries that long.
inline constexpr int kDaysToKeepRequests = 30;
// Days after which an event that every subscriber has handled is swept.
inline constexpr int kDaysToKeepEvents = 30;

// One round. Any number of services and replicas may do it at once.
absl::Status KeepHouse(ConnectionPool& pool, absl::Time deadline);

// Keeps house at its start and then each hour, until destroyed. A failed round is logged and tried again the next hour.
class Housekeeping {
 public:
  explicit Housekeeping(ConnectionPool& pool);
  ~Housekeeping();
  Housekeeping(const Housekeeping&) = delete;
  Housekeeping& operator=(const Housekeeping&) = delete;

 private:
  void Work();

  ConnectionPool& pool_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_HOUSEKEEPING_H_
