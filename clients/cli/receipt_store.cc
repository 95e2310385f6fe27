#include "clients/cli/receipt_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace dayaq::cli {

void ReceiptStore::Keep(absl::string_view receipt, absl::Time now) const {
  if (receipt.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  struct stat found {};
  if (::stat(path_.c_str(), &found) == 0 && static_cast<size_t>(found.st_size) >= kMostBytes) {
    std::filesystem::rename(path_, path_ + ".1", ignored);
  }
  const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  // One write, so that lines of several commands do not mix.
  const std::string line =
      absl::StrCat(absl::FormatTime(absl::RFC3339_sec, now, absl::UTCTimeZone()), " ", absl::Base64Escape(receipt), "\n");
  [[maybe_unused]] const ssize_t written = ::write(file, line.data(), line.size());
  ::close(file);
}

}  // namespace dayaq::cli
