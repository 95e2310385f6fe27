// Somebody who reads figures all the time, from a standby where there is one.
#ifndef TESTS_HA_STANDBY_READER_H_
#define TESTS_HA_STANDBY_READER_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "absl/time/time.h"

namespace dayaq::testing {

// Counts casualties by outcome again and again, on a connection that is opened anew for each answer.
class StandbyReader {
 public:
  // `database` is a libpq connection string with target_session_attrs=prefer-standby.
  explicit StandbyReader(std::string database) : database_(std::move(database)), thread_([this] { Read(); }) {}
  ~StandbyReader();

  void Stop();
  int64_t answers() const { return answers_; }
  // Those that came from a standby.
  int64_t from_standby() const { return from_standby_; }
  // Figures that were smaller than the ones before from the same connection string: a standby may be late, and another one later
  // still.
  int64_t went_back() const { return went_back_; }
  // Longest time without an answer.
  absl::Duration longest_gap() const { return absl::Nanoseconds(longest_gap_ns_.load()); }

 private:
  void Read();

  const std::string database_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int64_t> answers_ = 0, from_standby_ = 0, went_back_ = 0, longest_gap_ns_ = 0;
  std::thread thread_;
};

}  // namespace dayaq::testing

#endif  // TESTS_HA_STANDBY_READER_H_
