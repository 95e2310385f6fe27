// The threads of a service that react to events.
#ifndef SERVICES_PLATFORM_OUTBOX_WORKER_H_
#define SERVICES_PLATFORM_OUTBOX_WORKER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq {

// What became of one look for deliveries, all of it one transaction.
struct BatchOutcome {
  // The deliveries that were claimed; none when none was due.
  std::vector<std::string> deliveries;
  // When the oldest of their events happened.
  absl::Time oldest_event = absl::InfiniteFuture();
  // How the reaction ended. Not OK: the transaction was rolled back, nothing of the batch was done.
  absl::Status status;
};

// Claims so many deliveries at most and reacts to each, all in one transaction. An error of its own (not of the reaction) means
// that the database could not be asked.
using BatchRunner = std::function<absl::StatusOr<BatchOutcome>(int most, absl::Time deadline)>;

// Records a failed delivery (outbox.fail) in a transaction of its own; `reason` is a code, never a text. Says whether it is parked
// now.
using FailureRecorder =
    std::function<absl::StatusOr<bool>(absl::string_view delivery_uid, absl::string_view reason, absl::Time deadline)>;

// How deliveries of one subscriber are worked off.
struct OutboxWorkerOptions {
  // "incident.duplicates": stands in log lines.
  std::string subscriber;
  BatchRunner run;
  FailureRecorder record_failure;
  // Deliveries taken in one transaction, at most: most of what one costs is the round trips around it.
  int batch = 32;
  // Pause after finding nothing; drawn anew each time from half of it to all of it, so that replicas spread. Two hops from one
  // service to the next take 150 ms of it on average; an empty look is one statement.
  absl::Duration idle_pause = absl::Milliseconds(100);
  // Pause after a batch that was not full: what comes meanwhile is done together, and costs a fraction of what it would alone.
  // Nobody waits for it long: it is less than the pause after finding nothing.
  absl::Duration gather_pause = absl::Milliseconds(25);
  // Pause after the database could not be asked; doubled each time up to the longest.
  absl::Duration first_trouble_pause = absl::Milliseconds(200);
  absl::Duration longest_trouble_pause = absl::Seconds(10);
  // Time that one transaction may take.
  absl::Duration time_limit = absl::Seconds(20);
};

// What one round of work did.
struct DeliveryRound {
  int64_t done = 0;
  int64_t failed = 0;
  int64_t parked = 0;
  // From the oldest event to the end of its reaction, if any was done.
  absl::Duration lag;
  // Of the first delivery that failed.
  absl::Status first_failure;
  // Why the database could not be asked, or not be told of a failure.
  absl::Status trouble;

  bool found_nothing() const { return done == 0 && failed == 0 && trouble.ok(); }
};

// Works off one batch of what is due. A batch that fails is done again one by one: so the delivery to blame is known, and recorded
// with its reason, and the others are done all the same.
DeliveryRound WorkOffBatch(const OutboxWorkerOptions& options);

// Counters since the start.
struct OutboxWorkerStats {
  int64_t done = 0;
  int64_t failed = 0;
  int64_t parked = 0;
  int64_t troubles = 0;
  // From the event to the end of its reaction, in the last round that did any.
  absl::Duration lag;

  // Of several workers of one subscriber; the lag is that of the worst.
  OutboxWorkerStats& operator+=(const OutboxWorkerStats& other);
};

// Works from its construction until it is stopped. After a full batch, or a failure, it looks for the next at once. Several may
// work for one subscriber: what one has claimed the others pass over.
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
