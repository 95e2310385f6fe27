#include "services/platform/tlog/log_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace dayaq::tlog {
namespace {

class Folder : public LogSource {
 public:
  explicit Folder(std::string folder)
      : folder_(std::move(folder)), handle_(open(folder_.empty() ? "/" : folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {}
  ~Folder() override {
    if (handle_ >= 0) close(handle_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  absl::StatusOr<std::string> Read(const std::string& path, size_t most_bytes) override {
    // A folder that was not there when the source was made may be there now.
    if (handle_ < 0) handle_ = open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    const int file = handle_ < 0 ? -1 : openat(handle_, path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
      return absl::NotFoundError(absl::StrCat("There is no ", Full(path), "."));
    if (file < 0) return absl::UnavailableError(absl::StrCat(Full(path), " cannot be read."));
    const absl::Cleanup close_file = [file] { close(file); };
    struct stat info {};
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return absl::NotFoundError(absl::StrCat(Full(path), " is not a file."));
    if (static_cast<size_t>(info.st_size) > most_bytes)
      return absl::ResourceExhaustedError(absl::StrCat(Full(path), " is too large."));
    std::string bytes(static_cast<size_t>(info.st_size), '\0');
    size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t more = read(file, bytes.data() + got, bytes.size() - got);
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) return absl::UnavailableError(absl::StrCat(Full(path), " cannot be read."));
      got += static_cast<size_t>(more);
    }
    return bytes;
  }

 private:
  std::string Full(const std::string& path) const { return absl::StrCat(folder_, "/", path); }

  const std::string folder_;
  int handle_;
};

}  // namespace

std::unique_ptr<LogSource> FolderSource(std::string folder) { return std::make_unique<Folder>(std::move(folder)); }

absl::StatusOr<std::unique_ptr<LogSource>> OpenLogSource(const std::string& location, const std::string& ca_file) {
  if (absl::StartsWith(location, "https://")) return HttpsSource(location, ca_file);
  if (absl::StrContains(location, "://")) {
    return absl::InvalidArgumentError(absl::StrCat(location, " is neither a folder nor an https:// address."));
  }
  return FolderSource(location);
}

}  // namespace dayaq::tlog
