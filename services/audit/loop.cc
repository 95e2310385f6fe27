#include "services/audit/loop.h"

#include <utility>

namespace dayaq::audit {

Loop::Loop(std::function<absl::Duration()> step) : step_(std::move(step)), thread_([this] { Work(); }) {}

Loop::~Loop() { Stop(); }

void Loop::Nudge() {
  absl::MutexLock lock(&mutex_);
  nudged_ = true;
}

void Loop::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Loop::Work() {
  while (true) {
    const absl::Duration pause = step_();
    absl::MutexLock lock(&mutex_);
    const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || nudged_; };
    mutex_.AwaitWithTimeout(absl::Condition(&called), pause);
    if (stopping_) return;
    nudged_ = false;
  }
}

}  // namespace dayaq::audit
