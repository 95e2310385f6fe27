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

}  // namespace

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
  const absl::StatusOr<DeliveryOutcome> outcome = options_.run(absl::Now() + options_.time_limit);
  if (!outcome.ok()) {
    LogWarning("outbox.trouble", {{"subscriber", options_.subscriber}, {"reason", ReasonCode(outcome.status())}});
    absl::MutexLock lock(&mutex_);
    ++stats_.troubles;
    return std::exchange(trouble_pause_, std::min(trouble_pause_ * 2, options_.longest_trouble_pause));
  }
  trouble_pause_ = options_.first_trouble_pause;
  if (outcome->delivery_uid.empty()) {
    absl::InsecureBitGen random;
    return options_.idle_pause * absl::Uniform(random, 0.5, 1.0);
  }
  if (!outcome->status.ok()) {
    RecordFailure(*outcome);
    return absl::ZeroDuration();
  }
  absl::MutexLock lock(&mutex_);
  ++stats_.done;
  stats_.lag = absl::Now() - outcome->event_time;
  return absl::ZeroDuration();
}

void OutboxWorker::RecordFailure(const DeliveryOutcome& outcome) {
  const std::string reason = ReasonCode(outcome.status);
  const absl::StatusOr<bool> parked = options_.record_failure(outcome.delivery_uid, reason, absl::Now() + options_.time_limit);
  LogWarning("outbox.reaction_failed", {{"subscriber", options_.subscriber},
                                        {"delivery", outcome.delivery_uid},
                                        {"reason", reason},
                                        {"parked", parked.ok() ? (*parked ? "yes" : "no") : "unknown"}});
  absl::MutexLock lock(&mutex_);
  ++stats_.failed;
  if (parked.ok() && *parked) ++stats_.parked;
  // Not recorded: the delivery is still due, and the next look finds it or the same trouble.
  if (!parked.ok()) ++stats_.troubles;
}

}  // namespace dayaq
