#include "services/platform/sealing/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {
namespace {

absl::Status Refuse(const std::string& path, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INTERNAL,
                   absl::StrCat("The key file ", path, " ", why));
}

// A key file is far smaller than anything a disk writes in parts.
bool WriteAll(int file, absl::string_view text) {
  return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
}

bool SyncFolderOf(const std::string& path) {
  const int folder = ::open(path.substr(0, path.rfind('/')).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  return synced;
}

}  // namespace

absl::Status WriteNewKeyFile(const std::string& path) {
  std::string pattern = path + ".new.XXXXXX";  // no name of a key, so that nobody reads it before it is whole
  const int file = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (file < 0) return Refuse(path, "cannot be written.");
  const absl::Cleanup remove = [&pattern] { ::unlink(pattern.c_str()); };
  const SecretKey key = SecretKey::Random();
  std::string text = absl::StrCat(absl::BytesToHexString(key.view()), "\n");
  const bool written = ::fchmod(file, 0600) == 0 && WriteAll(file, text);
  Wipe(text);
  ::close(file);
  if (!written) return Refuse(path, "cannot be written.");
  // Unlike rename, link never takes the place of a key that is there.
  if (::link(pattern.c_str(), path.c_str()) != 0) {
    return errno == EEXIST ? absl::AlreadyExistsError("the key file is there already") : Refuse(path, "cannot be written.");
  }
  return SyncFolderOf(path) ? absl::OkStatus() : Refuse(path, "cannot be written.");
}

absl::Status DestroyKeyFile(const std::string& path) {
  // Under another name first: nobody reads a key file that is half noise. A crash leaves that name, and the next try finds it.
  const std::string going = path + ".going";
  if (::rename(path.c_str(), going.c_str()) != 0 && errno != ENOENT) return Refuse(path, "cannot be destroyed.");
  const int file = ::open(going.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? absl::OkStatus() : Refuse(path, "cannot be destroyed.");
  struct stat info {};
  bool done = ::fstat(file, &info) == 0;
  std::string noise(done ? static_cast<size_t>(info.st_size) : 0, '\0');
  FillRandom(noise.data(), noise.size());
  done = done && WriteAll(file, noise);
  ::close(file);
  if (!done || ::unlink(going.c_str()) != 0 || !SyncFolderOf(path)) return Refuse(path, "cannot be destroyed.");
  return absl::OkStatus();
}

}  // namespace dayaq
