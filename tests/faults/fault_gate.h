// A gate on the loopback that a line goes through, and that can treat it badly: refuse it, break it off, let only so many octets
// through, be slow, change what is said.
#ifndef TESTS_FAULTS_FAULT_GATE_H_
#define TESTS_FAULTS_FAULT_GATE_H_

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq::testing {

// Listens on 127.0.0.1 from its construction. Thread-safe.
class FaultGate {
 public:
  // Which way octets go that are counted.
  enum class Way { kToServer, kToClient };

  FaultGate(int port, int server_port);
  ~FaultGate();
  FaultGate(const FaultGate&) = delete;
  FaultGate& operator=(const FaultGate&) = delete;

  // Nobody is let in: the port is closed.
  void Refuse();
  // Every line there is now is broken off, with a reset.
  void Reset();
  // Every line, those there and those to come, is broken off with a reset after so many more octets one way. What was on the way is
  // lost: the server may have acted on what it heard, and nobody is told.
  void CutAfter(Way way, int64_t octets);
  // One bit is another one after so many more octets one way, on every line, those there and those to come. What is sealed is
  // noticed and thrown away with its line.
  void Corrupt(Way way, int64_t octets);
  // Everything takes so much longer, each way.
  void Delay(absl::Duration delay);
  // At most so many octets at a time, and a rest after each.
  void Trickle(int64_t octets, absl::Duration rest);
  // As if nothing had been; lines that are there stay.
  void Heal();

  // Lines that were broken off so far; lines on which a bit was changed.
  int64_t broken() const { return broken_; }
  int64_t corrupted() const { return corrupted_; }

 private:
  // How lines are treated at the moment.
  struct Treatment {
    bool refuse = false;
    bool cut = false, corrupt = false;
    Way way = Way::kToServer;
    int64_t octets = 0;
    absl::Duration delay;
    int64_t piece = 0;  // 0: as they come
    absl::Duration rest;
    // Changes when lines that are there are to be broken off, or counting begins anew.
    int64_t reset = 0, counting = 0;
  };
  struct Line {
    std::thread thread;
    std::atomic<bool> over = false;
  };

  void Listen();
  void Serve();
  void Pass(int client, Line& line);
  void Set(const Treatment& treatment);
  Treatment treatment() const;

  const int port_, server_port_;
  int listener_ = -1;
  std::atomic<bool> stopping_ = false;
  std::atomic<int64_t> broken_ = 0, corrupted_ = 0;
  mutable absl::Mutex mutex_;
  Treatment treatment_ ABSL_GUARDED_BY(mutex_);
  std::list<Line> lines_;  // of the serving thread
  std::thread thread_;
};

}  // namespace dayaq::testing

#endif  // TESTS_FAULTS_FAULT_GATE_H_
