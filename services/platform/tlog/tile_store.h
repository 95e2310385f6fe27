// The folder a log is published in: files appear whole or not at all, and stay as they are.
#ifndef SERVICES_PLATFORM_TLOG_TILE_STORE_H_
#define SERVICES_PLATFORM_TLOG_TILE_STORE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::tlog {

// Writes by a temporary file, fsync, rename and fsync of the folder, so that after a crash a file is there with all its bytes or
// not there. One writer at a time; readers see only whole files.
class TileStore {
 public:
  // Makes the folder when it is missing.
  static absl::StatusOr<TileStore> Open(std::string folder);

  // Writes a file that never changes (a tile, a bundle, a key). Nothing happens when it is there with the same bytes;
  // ALREADY_EXISTS when it is there with others: the log that is published is not the log that is written.
  absl::Status WriteOnce(const std::string& path, absl::string_view bytes);

  // Replaces a file in one step (the checkpoint).
  absl::Status Replace(const std::string& path, absl::string_view bytes);

  const std::string& folder() const { return folder_; }

 private:
  explicit TileStore(std::string folder) : folder_(std::move(folder)) {}

  absl::Status Write(const std::string& path, absl::string_view bytes);

  std::string folder_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TILE_STORE_H_
