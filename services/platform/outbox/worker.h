// The thread of a service that reacts to events.
#ifndef SERVICES_PLATFORM_OUTBOX_WORKER_H_
#define SERVICES_PLATFORM_OUTBOX_WORKER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq {

// What became of one look for a delivery.
struct DeliveryOutcome {
  // The delivery that was claimed; "" when none was due.
  std::string delivery_uid;
  // When its event happened.
  absl::Time event_time = absl::InfinitePast();
  // How the reaction ended. Not OK: its transaction was rolled back.
  absl::Status status;
};

// Claims at most one delivery and reacts to it, all in one transaction: begin as service:<name>, claim, handler, audit, complete,
// commit. An error of its own (not of the reaction) means that the database could not be asked.
using DeliveryRunner = std::function<absl::StatusOr<DeliveryOutcome>(absl::Time deadline)>;

// Records a failed delivery (outbox.fail) in a transaction of its own; `reason` is a code, never a text. Says whether it is parked
// now.
using FailureRecorder =
    std::function<absl::StatusOr<bool>(absl::string_view delivery_uid, absl::string_view reason, absl::Time deadline)>;

// How a worker behaves.
struct OutboxWorkerOptions {
  // "incident.duplicates": stands in log lines.
  std::string subscriber;
  DeliveryRunner run;
  FailureRecorder record_failure;
  // Pause after finding nothing; drawn anew each time from half of it to all of it, so that replicas spread.
  absl::Duration idle_pause = absl::Milliseconds(200);
  // Pause after the database could not be asked; doubled each time up to the longest.
  absl::Duration first_trouble_pause = absl::Milliseconds(200);
  absl::Duration longest_trouble_pause = absl::Seconds(10);
  // Time that one delivery may take.
  absl::Duration time_limit = absl::Seconds(20);
};

// Counters since the start.
struct OutboxWorkerStats {
  int64_t done = 0;
  int64_t failed = 0;
  int64_t parked = 0;
  int64_t troubles = 0;
  // From the last delivery's event to the end of its reaction.
  absl::Duration lag;
};

// Works from its construction until it is stopped. After a delivery it looks for the next at once.
class OutboxWorker {
 public:
  explicit OutboxWorker(OutboxWorkerOptions options);
  // Stops.
  ~OutboxWorker();
  OutboxWorker(const OutboxWorker&) = delete;
  OutboxWorker& operator=(const OutboxWorker&) = delete;

  // Lets a reaction under way end, then returns. May be called twice.
  void Stop();

  OutboxWorkerStats stats() const;

 private:
  void Work();
  // How long to pause before the next look.
  absl::Duration Step();
  void RecordFailure(const DeliveryOutcome& outcome);
  // True when it was told to stop.
  bool Pause(absl::Duration pause);

  const OutboxWorkerOptions options_;
  absl::Duration trouble_pause_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  OutboxWorkerStats stats_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_OUTBOX_WORKER_H_
