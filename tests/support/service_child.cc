#include "tests/support/service_child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/must.h"

namespace dayaq::testing {

ServiceChild::~ServiceChild() {
  if (pid_ != 0) Kill();
}

void ServiceChild::Start() {
  std::vector<char*> arguments;
  for (const std::string& word : command_) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_ = ::fork();
  Must(pid_ >= 0, "fork");
  if (pid_ > 0) return;
  // Never outlives the campaign. Only what is safe between fork and exec in a process with threads.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

bool ServiceChild::Kill() {
  ::kill(pid_, SIGKILL);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

bool ServiceChild::Runs() {
  if (pid_ != 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = 0;
  return pid_ != 0;
}

void ServiceChild::Hold() const { ::kill(pid_, SIGSTOP); }
void ServiceChild::GoOn() const { ::kill(pid_, SIGCONT); }

int ServiceChild::Stop() {
  ::kill(pid_, SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace dayaq::testing
