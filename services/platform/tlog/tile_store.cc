#include "services/platform/tlog/tile_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/log_source.h"

namespace dayaq::tlog {
namespace {

absl::Status Failed(absl::string_view what, const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, " cannot be ", what, ": ", std::strerror(errno)));
}

absl::Status SyncFolder(const std::string& folder) {
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return Failed("opened", folder);
  const absl::Cleanup close_folder = [handle] { close(handle); };
  return fsync(handle) == 0 ? absl::OkStatus() : Failed("synced", folder);
}

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

// Makes the folders of `path` below `root` that are missing, and makes them last.
absl::Status MakeFolders(const std::string& root, const std::string& path) {
  for (size_t slash = path.find('/', root.size() + 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    if (mkdir(folder.c_str(), 0755) == 0) {
      RETURN_IF_ERROR(SyncFolder(FolderOf(folder)));
    } else if (errno != EEXIST) {
      return Failed("made", folder);
    }
  }
  return absl::OkStatus();
}

absl::Status WriteAll(int file, absl::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Failed("written", path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0 ? absl::OkStatus() : Failed("synced", path);
}

}  // namespace

absl::StatusOr<TileStore> TileStore::Open(std::string folder) {
  if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) return Failed("made", folder);
  return TileStore(std::move(folder));
}

absl::Status TileStore::WriteOnce(const std::string& path, absl::string_view bytes) {
  const absl::StatusOr<std::string> there = FolderSource(folder_)->Read(path, bytes.size());
  if (absl::IsNotFound(there.status())) return Write(path, bytes);
  if (there.ok() ? *there == bytes : false) return absl::OkStatus();
  if (!there.ok() && !absl::IsResourceExhausted(there.status())) return there.status();
  return absl::AlreadyExistsError(absl::StrCat(path, " is published with other bytes."));
}

absl::Status TileStore::Replace(const std::string& path, absl::string_view bytes) { return Write(path, bytes); }

absl::Status TileStore::Write(const std::string& path, absl::string_view bytes) {
  const std::string full = absl::StrCat(folder_, "/", path), draft = full + ".writing";
  RETURN_IF_ERROR(MakeFolders(folder_, full));
  {
    const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return Failed("opened", draft);
    const absl::Cleanup close_file = [file] { close(file); };
    RETURN_IF_ERROR(WriteAll(file, bytes, draft));
  }
  if (std::rename(draft.c_str(), full.c_str()) != 0) return Failed("renamed", draft);
  return SyncFolder(FolderOf(full));
}

}  // namespace dayaq::tlog
