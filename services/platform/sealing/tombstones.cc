#include "services/platform/sealing/tombstones.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/error.h"

namespace dayaq {
namespace {

constexpr size_t kFingerprintSize = 32;

absl::Status Refuse(const std::string& path, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INTERNAL,
                   absl::StrCat("The list of erased keys ", path, " ", why));
}

bool WriteWhole(int file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(file, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    text.remove_prefix(static_cast<size_t>(wrote));
  }
  return true;
}

// The name of a new file is on disk only with its folder.
bool SyncFolderOf(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/'));
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return false;
  const bool synced = ::fsync(directory) == 0;
  ::close(directory);
  return synced;
}

bool IsHex(absl::string_view text) { return text.find_first_not_of("0123456789abcdef") == absl::string_view::npos; }

}  // namespace

void Tombstones::Take(absl::string_view line) {
  const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
  if (parts.size() != 3 || parts[0].size() != 2 * kFingerprintSize || !IsHex(parts[0])) return;
  Tombstone stone{absl::HexStringToBytes(parts[0]), std::string(parts[1]), std::string(parts[2])};
  fingerprints_.insert(stone.fingerprint);
  all_.push_back(std::move(stone));
}

absl::Status Tombstones::Refresh() {
  absl::MutexLock lock(&mutex_);
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT && read_ == 0 ? absl::OkStatus() : Refuse(path_, "cannot be read.");
  const absl::Cleanup close = [file] { ::close(file); };
  struct stat found {};
  if (::fstat(file, &found) != 0 || static_cast<uint64_t>(found.st_size) < read_) return Refuse(path_, "became shorter.");
  std::string fresh(static_cast<size_t>(found.st_size) - read_, '\0');
  size_t have = 0;
  while (have < fresh.size()) {
    const ssize_t got = ::pread(file, fresh.data() + have, fresh.size() - have, static_cast<off_t>(read_ + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Refuse(path_, "cannot be read.");
    have += static_cast<size_t>(got);
  }
  const size_t whole = fresh.rfind('\n');
  if (whole == std::string::npos) return absl::OkStatus();
  for (const absl::string_view line : absl::StrSplit(absl::string_view(fresh).substr(0, whole), '\n')) Take(line);
  read_ += whole + 1;
  return absl::OkStatus();
}

bool Tombstones::Contains(absl::string_view fingerprint) const {
  absl::ReaderMutexLock lock(&mutex_);
  return fingerprints_.contains(fingerprint);
}

std::vector<Tombstone> Tombstones::All() const {
  absl::ReaderMutexLock lock(&mutex_);
  return all_;
}

absl::Status Tombstones::Add(const std::vector<Tombstone>& tombstones) {
  // Begins with a new line: what a crash left unfinished before it spoils one line and not two.
  std::string text = "\n";
  for (const Tombstone& stone : tombstones) {
    if (Contains(stone.fingerprint)) continue;
    absl::StrAppend(&text, absl::BytesToHexString(stone.fingerprint), " ", stone.person_uid, " ", stone.key_class, "\n");
  }
  if (text.size() == 1) return absl::OkStatus();
  const int file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return Refuse(path_, "cannot be written.");
  const bool written = WriteWhole(file, text) && ::fsync(file) == 0;
  ::close(file);
  if (!written || !SyncFolderOf(path_)) return Refuse(path_, "cannot be written.");
  return Refresh();
}

}  // namespace dayaq
