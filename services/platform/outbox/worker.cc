#include "services/platform/outbox/worker.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "services/platform/base/error.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

// A code for the operator: our reason where there is one, else the kind of error. Never its text.
std::string ReasonCode(const absl::Status& status) {
  const ErrorReason reason = ReasonOf(status);
  if (reason != ErrorReason::ERROR_REASON_UNSPECIFIED) return std::string(ReasonName(reason));
  return absl::StatusCodeToString(status.code());
}

// Counts a batch, or a single delivery that failed.
void Count(const BatchOutcome& outcome, const OutboxWorkerOptions& options, DeliveryRound& round) {
  if (outcome.deliveries.empty()) return;
  if (outcome.status.ok()) {
    round.done += static_cast<int64_t>(outcome.deliveries.size());
    round.lag = std::max(round.lag, absl::Now() - outcome.oldest_event);
    return;
  }
  const std::string& delivery = outcome.deliveries.front();
  const std::string reason = ReasonCode(outcome.status);
  const absl::StatusOr<bool> parked = options.record_failure(delivery, reason, absl::Now() + options.time_limit);
  LogWarning("outbox.reaction_failed", {{"subscriber", options.subscriber},
                                        {"delivery", delivery},
                                        {"reason", reason},
                                        {"parked", parked.ok() ? (*parked ? "yes" : "no") : "unknown"}});
  ++round.failed;
  if (round.first_failure.ok()) round.first_failure = outcome.status;
  if (parked.ok() && *parked) ++round.parked;
  // Not recorded: the delivery is still due, and the next look finds it or the same trouble.
  if (!parked.ok()) round.trouble = parked.status();
}

}  // namespace

DeliveryRound WorkOffBatch(const OutboxWorkerOptions& options) {
  DeliveryRound round;
  const auto run = [&](int most) -> absl::StatusOr<BatchOutcome> {
    absl::StatusOr<BatchOutcome> outcome = options.run(most, absl::Now() + options.time_limit);
    if (!outcome.ok()) round.trouble = outcome.status();
    return outcome;
  };
  const absl::StatusOr<BatchOutcome> batch = run(options.batch);
  if (!batch.ok()) return round;
  if (batch->status.ok() || batch->deliveries.size() <= 1) {
    Count(*batch, options, round);
    return round;
  }
  LogInfo("outbox.batch_failed", {{"subscriber", options.subscriber},
                                  {"deliveries", static_cast<int64_t>(batch->deliveries.size())},
                                  {"reason", ReasonCode(batch->status)}});
  for (size_t i = 0; i < batch->deliveries.size() && round.trouble.ok(); ++i) {
    const absl::StatusOr<BatchOutcome> single = run(1);
    if (!single.ok() || single->deliveries.empty()) break;
    Count(*single, options, round);
  }
  return round;
}

OutboxWorkerStats& OutboxWorkerStats::operator+=(const OutboxWorkerStats& other) {
  done += other.done;
  failed += other.failed;
  parked += other.parked;
  troubles += other.troubles;
  lag = std::max(lag, other.lag);
  return *this;
}

OutboxWorker::OutboxWorker(OutboxWorkerOptions options)
    : options_(std::move(options)), trouble_pause_(options_.first_trouble_pause), thread_([this] { Work(); }) {}

OutboxWorker::~OutboxWorker() { Stop(); }

void OutboxWorker::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

OutboxWorkerStats OutboxWorker::stats() const {
  absl::MutexLock lock(&mutex_);
  return stats_;
}

void OutboxWorker::Work() {
  while (!Pause(Step())) {
  }
}

bool OutboxWorker::Pause(absl::Duration pause) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause);
}

absl::Duration OutboxWorker::Step() {
  const DeliveryRound round = WorkOffBatch(options_);
  absl::MutexLock lock(&mutex_);
  stats_.done += round.done;
  stats_.failed += round.failed;
  stats_.parked += round.parked;
  if (round.done > 0) stats_.lag = round.lag;
  if (!round.trouble.ok()) {
    LogWarning("outbox.trouble", {{"subscriber", options_.subscriber}, {"reason", ReasonCode(round.trouble)}});
    ++stats_.troubles;
    return std::exchange(trouble_pause_, std::min(trouble_pause_ * 2, options_.longest_trouble_pause));
  }
  trouble_pause_ = options_.first_trouble_pause;
  if (round.failed > 0 || round.done >= options_.batch) return absl::ZeroDuration();
  if (round.done > 0) return options_.gather_pause;
  absl::InsecureBitGen random;
  return options_.idle_pause * absl::Uniform(random, 0.5, 1.0);
}

}  // namespace dayaq
