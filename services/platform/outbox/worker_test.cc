#include "services/platform/outbox/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <vector>

#include "services/platform/base/error.h"

namespace dayaq {
namespace {

using ::testing::ElementsAre;

// A house of deliveries: what is due, by uid, and how each of them ends. A delivery that failed is not due again.
class Deliveries {
 public:
  OutboxWorkerOptions Options() {
    OutboxWorkerOptions options;
    options.subscriber = "test.reaction";
    options.run = [this](int most, absl::Time) { return Next(most); };
    options.record_failure = [this](absl::string_view uid, absl::string_view reason, absl::Time) { return Record(uid, reason); };
    options.idle_pause = absl::Milliseconds(4);
    options.first_trouble_pause = absl::Milliseconds(4);
    options.longest_trouble_pause = absl::Milliseconds(16);
    return options;
  }
  void Add(const std::string& uid, absl::Status ends = absl::OkStatus()) {
    absl::MutexLock lock(&mutex_);
    due_.push_back({uid, std::move(ends)});
  }
  // So many looks find the database away.
  void GoAway(int looks) {
    absl::MutexLock lock(&mutex_);
    away_ = looks;
  }
  // Waits until all is taken and the worker has looked again in vain.
  void AwaitIdle() {
    absl::MutexLock lock(&mutex_);
    const int seen = idle_looks_;
    const auto looked_again = [this, seen]()
                                  ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return due_.empty() && idle_looks_ > seen + 1; };
    ASSERT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&looked_again), absl::Seconds(20)));
  }
  std::vector<std::string> failures() {
    absl::MutexLock lock(&mutex_);
    return failures_;
  }
  std::vector<std::string> done() {
    absl::MutexLock lock(&mutex_);
    return done_;
  }
  int idle_looks() {
    absl::MutexLock lock(&mutex_);
    return idle_looks_;
  }
  int looks() {
    absl::MutexLock lock(&mutex_);
    return looks_;
  }
  absl::StatusOr<bool> parks = false;

 private:
  absl::StatusOr<BatchOutcome> Next(int most) {
    absl::MutexLock lock(&mutex_);
    ++looks_;
    if (away_ > 0) {
      --away_;
      return absl::UnavailableError("away");
    }
    if (due_.empty()) ++idle_looks_;
    BatchOutcome outcome{.oldest_event = absl::Now() - absl::Seconds(3)};
    for (const auto& [uid, ends] : due_) {
      if (static_cast<int>(outcome.deliveries.size()) == most) break;
      outcome.deliveries.push_back(uid);
      if (outcome.status.ok()) outcome.status = ends;
    }
    if (outcome.status.ok()) {
      done_.insert(done_.end(), outcome.deliveries.begin(), outcome.deliveries.end());
      due_.erase(due_.begin(), due_.begin() + static_cast<std::ptrdiff_t>(outcome.deliveries.size()));
    }
    return outcome;
  }
  absl::StatusOr<bool> Record(absl::string_view uid, absl::string_view reason) {
    absl::MutexLock lock(&mutex_);
    failures_.push_back(std::string(uid) + " " + std::string(reason));
    if (due_.front().first == uid) due_.pop_front();
    return parks;
  }

  absl::Mutex mutex_;
  std::deque<std::pair<std::string, absl::Status>> due_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> failures_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> done_ ABSL_GUARDED_BY(mutex_);
  int idle_looks_ ABSL_GUARDED_BY(mutex_) = 0;
  int looks_ ABSL_GUARDED_BY(mutex_) = 0;
  int away_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST(WorkOffBatch, TakesUpToABatchAtOnce) {
  Deliveries deliveries;
  for (const char* uid : {"d1", "d2", "d3"}) deliveries.Add(uid);
  OutboxWorkerOptions options = deliveries.Options();
  options.batch = 2;
  const DeliveryRound round = WorkOffBatch(options);
  EXPECT_EQ(round.done, 2);
  EXPECT_GE(round.lag, absl::Seconds(3));
  EXPECT_EQ(deliveries.looks(), 1);
  EXPECT_EQ(WorkOffBatch(options).done, 1);
  EXPECT_TRUE(WorkOffBatch(options).found_nothing());
  EXPECT_THAT(deliveries.done(), ElementsAre("d1", "d2", "d3"));
}

TEST(WorkOffBatch, OneThatFailsIsFoundAndRecordedAloneAndTheOthersAreDone) {
  Deliveries deliveries;
  deliveries.Add("d1");
  deliveries.Add("d2", absl::InternalError("Əli Əliyev"));
  deliveries.Add("d3");
  const DeliveryRound round = WorkOffBatch(deliveries.Options());
  EXPECT_EQ(round.done, 2);
  EXPECT_EQ(round.failed, 1);
  EXPECT_EQ(round.first_failure.code(), absl::StatusCode::kInternal);
  EXPECT_TRUE(round.trouble.ok());
  EXPECT_THAT(deliveries.done(), ElementsAre("d1", "d3"));
  EXPECT_THAT(deliveries.failures(), ElementsAre("d2 INTERNAL"));
}

TEST(WorkOffBatch, GoesNoFurtherOneByOneThanTheBatchWasLong) {
  Deliveries deliveries;
  deliveries.Add("d1", absl::InternalError("x"));
  for (const char* uid : {"d2", "d3", "d4"}) deliveries.Add(uid);
  OutboxWorkerOptions options = deliveries.Options();
  options.batch = 2;
  const DeliveryRound round = WorkOffBatch(options);
  EXPECT_EQ(round.failed, 1);
  EXPECT_THAT(deliveries.done(), ElementsAre("d2"));
}

TEST(WorkOffBatch, StopsWhereTheDatabaseGoesAway) {
  Deliveries deliveries;
  deliveries.parks = absl::UnavailableError("away");
  for (const char* uid : {"d1", "d2", "d3"}) deliveries.Add(uid, absl::InternalError("x"));
  const DeliveryRound round = WorkOffBatch(deliveries.Options());
  EXPECT_EQ(round.failed, 1);
  EXPECT_EQ(round.trouble.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(deliveries.failures(), ElementsAre("d1 INTERNAL"));
}

TEST(OutboxWorkerStats, OfSeveralWorkersAddUpButForTheLag) {
  OutboxWorkerStats stats{.done = 1, .failed = 2, .parked = 3, .troubles = 4, .lag = absl::Seconds(5)};
  stats += {.done = 10, .failed = 20, .parked = 30, .troubles = 40, .lag = absl::Seconds(2)};
  EXPECT_EQ(stats.done, 11);
  EXPECT_EQ(stats.failed, 22);
  EXPECT_EQ(stats.parked, 33);
  EXPECT_EQ(stats.troubles, 44);
  EXPECT_EQ(stats.lag, absl::Seconds(5));
}

TEST(OutboxWorker, WorksOffWhatIsDueWithoutPausing) {
  Deliveries deliveries;
  for (int i = 0; i < 50; ++i) deliveries.Add("d");
  OutboxWorkerOptions options = deliveries.Options();
  options.batch = 1;
  options.idle_pause = absl::Milliseconds(100);
  const absl::Time start = absl::Now();
  OutboxWorker worker(options);
  deliveries.AwaitIdle();
  // Fifty pauses would take seconds.
  EXPECT_LT(absl::Now() - start, absl::Seconds(1));
  EXPECT_EQ(worker.stats().done, 50);
  EXPECT_GE(worker.stats().lag, absl::Seconds(3));
}

TEST(OutboxWorker, GathersMoreAfterABatchThatWasNotFull) {
  Deliveries deliveries;
  for (const char* uid : {"d1", "d2", "d3"}) deliveries.Add(uid);
  OutboxWorkerOptions options = deliveries.Options();
  options.batch = 2;
  options.gather_pause = absl::Hours(1);
  OutboxWorker worker(options);
  while (worker.stats().done < 3) absl::SleepFor(absl::Milliseconds(1));
  deliveries.Add("d4");
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_EQ(worker.stats().done, 3);
  EXPECT_EQ(deliveries.looks(), 2);
  worker.Stop();
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
  deliveries.Add("d1", MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_CONFLICT, "Əli Əliyev"));
  deliveries.Add("d2", absl::InternalError("Əli Əliyev"));
  deliveries.Add("d3");
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
  deliveries.Add("d1", absl::InternalError("x"));
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_EQ(worker.stats().parked, 1);
}

TEST(OutboxWorker, OutlivesADatabaseThatIsAway) {
  Deliveries deliveries;
  deliveries.GoAway(4);
  deliveries.Add("d1");
  OutboxWorker worker(deliveries.Options());
  deliveries.AwaitIdle();
  EXPECT_EQ(worker.stats().troubles, 4);
  EXPECT_EQ(worker.stats().done, 1);
}

TEST(OutboxWorker, AFailureThatCannotBeRecordedIsTrouble) {
  Deliveries deliveries;
  deliveries.parks = absl::UnavailableError("away");
  deliveries.Add("d1", absl::InternalError("x"));
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
