// What dies while something is done: the service outright (kill -9), or its connections to PostgreSQL, or PostgreSQL itself.
#ifndef TESTS_PAYDAY_MISHAPS_H_
#define TESTS_PAYDAY_MISHAPS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "absl/time/time.h"
#include "tests/support/service_child.h"

namespace dayaq::testing {

// Not thread-safe; the service is started and killed in the thread that asks, which it does not outlive.
class Mishaps {
 public:
  // `wanted` points in all; `crash_database` is a shell command, run once half way, or "".
  Mishaps(ServiceChild& service, std::string database, std::string crash_database, int wanted, uint64_t seed);

  // Does a step in a thread of its own. In two of five steps something dies, at a moment between its beginning and a little after
  // the time that it usually takes. Throws what the step throws.
  void During(const std::string& step, const std::function<void()>& body);

  bool AllHappened() const { return kills_ + cuts_ >= wanted_; }
  int kills() const { return kills_; }
  int cuts() const { return cuts_; }
  bool crashed() const { return crashed_; }
  // How many, by step.
  const std::map<std::string, int>& by_step() const { return by_step_; }

 private:
  void Strike(const std::string& step);
  // Ends connections of the service's login; how many there were.
  int CutConnections() const;
  double Share() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  ServiceChild& service_;
  const std::string database_, crash_database_;
  const int wanted_;
  std::mt19937_64 random_;
  int kills_ = 0, cuts_ = 0;
  bool crashed_ = false;
  std::map<std::string, int> by_step_;
  // How long a step takes when nothing happens, lately.
  std::map<std::string, absl::Duration> usual_;
};

}  // namespace dayaq::testing

#endif  // TESTS_PAYDAY_MISHAPS_H_
