#include "services/platform/outbox/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <vector>

#include "services/platform/base/error.h"

namespace dayaq {
namespace {

using ::testing::ElementsAre;

// A house of deliveries: answers the worker from a list, then with nothing due.
class Deliveries {
 public:
  OutboxWorkerOptions Options() {
    OutboxWorkerOptions options;
    options.subscriber = "test.reaction";
    options.run = [this](absl::Time) { return Next(); };
    options.record_failure = [this](absl::string_view uid, absl::string_view reason, absl::Time) { return Record(uid, reason); };
    options.idle_pause = absl::Milliseconds(4);
    options.first_trouble_pause = absl::Milliseconds(4);
    options.longest_trouble_pause = absl::Milliseconds(16);
    return options;
  }
  void Add(absl::StatusOr<DeliveryOutcome> outcome) {
    absl::MutexLock lock(&mutex_);
    outcomes_.push_back(std::move(outcome));
  }
  // Waits until all is taken and the worker has looked again in vain.
  void AwaitIdle() {
    absl::MutexLock lock(&mutex_);
    const int seen = idle_looks_;
    const auto looked_again = [this, seen]()
                                  ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return outcomes_.empty() && idle_looks_ > seen + 1; };
    ASSERT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&looked_again), absl::Seconds(20)));
  }
  std::vector<std::string> failures() {
    absl::MutexLock lock(&mutex_);
    return failures_;
  }
  int idle_looks() {
    absl::MutexLock lock(&mutex_);
    return idle_looks_;
  }
  absl::StatusOr<bool> parks = false;

 private:
  absl::StatusOr<DeliveryOutcome> Next() {
    absl::MutexLock lock(&mutex_);
    if (outcomes_.empty()) {
      ++idle_looks_;
      return DeliveryOutcome{};
    }
    absl::StatusOr<DeliveryOutcome> outcome = std::move(outcomes_.front());
    outcomes_.pop_front();
    return outcome;
  }
  absl::StatusOr<bool> Record(absl::string_view uid, absl::string_view reason) {
    absl::MutexLock lock(&mutex_);
    failures_.push_back(std::string(uid) + " " + std::string(reason));
    return parks;
  }

  absl::Mutex mutex_;
  std::deque<absl::StatusOr<DeliveryOutcome>> outcomes_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> failures_ ABSL_GUARDED_BY(mutex_);
  int idle_looks_ ABSL_GUARDED_BY(mutex_) = 0;
};

DeliveryOutcome Done(const char* uid) { return {uid, absl::Now() - absl::Seconds(3), absl::OkStatus()}; }
DeliveryOutcome Failed(const char* uid, absl::Status status) { return {uid, absl::Now(), std::move(status)}; }

TEST(OutboxWorker, WorksOffWhatIsDueWithoutPausing) {
  Deliveries deliveries;
  for (int i = 0; i < 50; ++i) deliveries.Add(Done("d"));
  OutboxWorkerOptions options = deliveries.Options();
  options.idle_pause = absl::Milliseconds(100);
  const absl::Time start = absl::Now();
  OutboxWorker worker(options);
  deliveries.AwaitIdle();
  // Fifty pauses would take seconds.
  EXPECT_LT(absl::Now() - start, absl::Seconds(1));
  EXPECT_EQ(worker.stats().done, 50);
  EXPECT_GE(worker.stats().lag, absl::Seconds(3));
}

TEST(OutboxWorker, PausesWhenNothingIsDue) {
  Deliveries deliveries;
  OutboxWorkerOptions options = deliveries.Options();
  options.idle_pause = absl::Milliseconds(100);
  OutboxWorker worker(options);
  absl::SleepFor(absl::Milliseconds(300));
  worker.Stop();
  EXPECT_GE(deliveries.idle_looks(), 2);
  EXPECT_LE(deliveries.idle_looks(), 8);
}

TEST(OutboxWorker, AFailureIsRecordedByItsCodeAlone) {
  Deliveries deliveries;
  deliveries.Add(Failed("d1", MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_CONFLICT, "Əli Əliyev")));
  deliveries.Add(Failed("d2", absl::InternalError("Əli Əliyev")));
  deliveries.Add(Done("d3"));
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_THAT(deliveries.failures(), ElementsAre("d1 CONFLICT", "d2 INTERNAL"));
  EXPECT_EQ(worker.stats().failed, 2);
  EXPECT_EQ(worker.stats().done, 1);
  EXPECT_EQ(worker.stats().parked, 0);
}

TEST(OutboxWorker, CountsWhatIsParked) {
  Deliveries deliveries;
  deliveries.parks = true;
  deliveries.Add(Failed("d1", absl::InternalError("x")));
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_EQ(worker.stats().parked, 1);
}

TEST(OutboxWorker, OutlivesADatabaseThatIsAway) {
  Deliveries deliveries;
  for (int i = 0; i < 4; ++i) deliveries.Add(absl::UnavailableError("away"));
  deliveries.Add(Done("d1"));
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_EQ(worker.stats().troubles, 4);
  EXPECT_EQ(worker.stats().done, 1);
}

TEST(OutboxWorker, AFailureThatCannotBeRecordedIsTrouble) {
  Deliveries deliveries;
  deliveries.parks = absl::UnavailableError("away");
  deliveries.Add(Failed("d1", absl::InternalError("x")));
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_EQ(worker.stats().failed, 1);
  EXPECT_EQ(worker.stats().troubles, 1);
}

TEST(OutboxWorker, StopsAtOnceFromALongPause) {
  Deliveries deliveries;
  OutboxWorkerOptions options = deliveries.Options();
  options.idle_pause = absl::Hours(1);
  OutboxWorker worker(options);
  while (deliveries.idle_looks() == 0) absl::SleepFor(absl::Milliseconds(1));
  const absl::Time start = absl::Now();
  worker.Stop();
  worker.Stop();
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
}

}  // namespace
}  // namespace dayaq
