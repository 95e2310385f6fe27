// Says that a day has begun, so that what is due on it is erased.
#ifndef SERVICES_SURVIVOR_RETENTION_CLOCK_H_
#define SERVICES_SURVIVOR_RETENTION_CLOCK_H_

#include <optional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/platform/service/background_work.h"

namespace dayaq::survivor {

// Tells the outbox at each start, since a database may just have been restored, and once a day in Baku, however many processes say
// it.
class RetentionClock : public BackgroundWork {
 public:
  ~RetentionClock() override { Stop(); }

  absl::string_view name() const override { return "retention"; }
  absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) override;
  void Stop() override;

 private:
  void Work(const rpc::Kit& kit);

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<std::thread> thread_;
};

// One word to the outbox. `started`: it is told whatever was told before.
absl::Status TellDay(ConnectionPool& pool, absl::Time now, bool started, absl::Time deadline);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RETENTION_CLOCK_H_
