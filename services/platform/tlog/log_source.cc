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
  explicit Folder(std::string folder) : folder_(std::move(folder)) {}

  absl::StatusOr<std::string> Read(const std::string& path, size_t most_bytes) override {
    const std::string full = absl::StrCat(folder_, "/", path);
    const int file = open(full.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) return absl::NotFoundError(absl::StrCat("There is no ", full, "."));
    if (file < 0) return absl::UnavailableError(absl::StrCat(full, " cannot be read."));
    const absl::Cleanup close_file = [file] { close(file); };
    struct stat info {};
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return absl::NotFoundError(absl::StrCat(full, " is not a file."));
    if (static_cast<size_t>(info.st_size) > most_bytes) return absl::ResourceExhaustedError(absl::StrCat(full, " is too large."));
    std::string bytes(static_cast<size_t>(info.st_size), '\0');
    size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t more = read(file, bytes.data() + got, bytes.size() - got);
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) return absl::UnavailableError(absl::StrCat(full, " cannot be read."));
      got += static_cast<size_t>(more);
    }
    return bytes;
  }

 private:
  const std::string folder_;
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
