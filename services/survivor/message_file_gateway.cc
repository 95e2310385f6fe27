// FileGateway of message_gateway.h: for development and tests.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/platform/log/log.h"
#include "services/survivor/message_gateway.h"

namespace dayaq::survivor {
namespace {

constexpr mode_t kOwnerOnly = 0600;

class LinesInFile : public MessageGateway {
 public:
  explicit LinesInFile(int file) : file_(file) {}
  ~LinesInFile() override { close(file_); }
  LinesInFile(const LinesInFile&) = delete;
  LinesInFile& operator=(const LinesInFile&) = delete;

  HandedOver Send(const OutgoingMessage& message) override {
    const std::string line = absl::StrCat("{\"id\":", JsonString(message.uid), ",\"to\":", JsonString(message.phone),
                                          ",\"text\":", JsonString(message.text), "}\n");
    // One write to a file opened for appending: lines of several processes do not mix.
    const ssize_t written = write(file_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) return {Handover::kTaken, ""};
    return {Handover::kNoAnswer, written < 0 ? absl::StrCat("errno ", errno) : "disk full"};
  }

 private:
  const int file_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<MessageGateway>> FileGateway(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly);
  // A file that was there before may be open to others.
  if (file < 0 || fchmod(file, kOwnerOnly) != 0) {
    const int error = errno;
    if (file >= 0) close(file);
    return absl::FailedPreconditionError(absl::StrCat("--message_file cannot be written: errno ", error));
  }
  return std::unique_ptr<MessageGateway>(std::make_unique<LinesInFile>(file));
}

}  // namespace dayaq::survivor
