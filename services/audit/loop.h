// A thread that does the same step again and again.
#ifndef SERVICES_AUDIT_LOOP_H_
#define SERVICES_AUDIT_LOOP_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq::audit {

// Runs from its construction until it is stopped.
class Loop {
 public:
  // `step` says how long to pause before the next one.
  explicit Loop(std::function<absl::Duration()> step);
  // Stops.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // The next step comes at once, or right after the one under way.
  void Nudge();
  // Lets a step under way end. May be called twice.
  void Stop();

 private:
  void Work();

  const std::function<absl::Duration()> step_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool nudged_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOOP_H_
