// A service as a child process that can be killed outright.
#ifndef TESTS_SUPPORT_SERVICE_CHILD_H_
#define TESTS_SUPPORT_SERVICE_CHILD_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace dayaq::testing {

class ServiceChild {
 public:
  // `command` is program and arguments; what it writes is appended to `log`.
  ServiceChild(std::vector<std::string> command, std::string log) : command_(std::move(command)), log_(std::move(log)) {}
  ~ServiceChild();
  ServiceChild(const ServiceChild&) = delete;
  ServiceChild& operator=(const ServiceChild&) = delete;

  void Start();
  // kill -9, and gone when it returns. False when the process had already ended by itself.
  bool Kill();
  // Held up, as on a machine that has no time for it, and let go on.
  void Hold() const;
  void GoOn() const;
  // Whether it has not ended by itself since it was started.
  bool Runs();
  pid_t pid() const { return pid_; }
  // SIGTERM, and gone when it returns; the exit code, or -1 when a signal ended it.
  int Stop();

 private:
  const std::vector<std::string> command_;
  const std::string log_;
  pid_t pid_ = 0;
};

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_SERVICE_CHILD_H_
