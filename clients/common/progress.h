// How far a long work is: a bar that moves on a terminal, plain lines elsewhere.
#ifndef CLIENTS_COMMON_PROGRESS_H_
#define CLIENTS_COMMON_PROGRESS_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "absl/time/time.h"

namespace dayaq::cli {

class Progress {
 public:
  // `terminal`: whether `out` moves its cursor. `total` may be 0 when it is not known. The work begins `now`.
  Progress(std::ostream& out, bool terminal, std::string label, int64_t total, absl::Time now);

  // Says that `done` of the total are done; writes at most ten times a second, or a line every five seconds.
  void Update(int64_t done, absl::Time now);
  // Writes the last state and ends the line.
  void Finish(absl::Time now);

  // "[########............]  40 %  4,956/12,390  15,200/s  0:01" for that state; no ETA before anything is done.
  static std::string Line(const std::string& label, int64_t done, int64_t total, absl::Duration elapsed);

 private:
  void Write(absl::Time now);

  std::ostream& out_;
  const bool terminal_;
  const std::string label_;
  const int64_t total_;
  int64_t done_ = 0;
  const absl::Time begun_;
  absl::Time written_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_COMMON_PROGRESS_H_
