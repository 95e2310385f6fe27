// The log as outsiders see it: a folder of files that never change, and the newest signed checkpoint. Names and forms of the files:
// docs/adr/0022-transparency-log-formats.md.
#ifndef SERVICES_PLATFORM_TLOG_LOG_FOLDER_H_
#define SERVICES_PLATFORM_TLOG_LOG_FOLDER_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tile_builder.h"
#include "services/platform/tlog/tile_reader.h"
#include "services/platform/tlog/tile_store.h"

namespace dayaq::tlog {

// Files of a log's folder beside tiles and bundles.
inline constexpr char kCheckpointFile[] = "checkpoint";
// The newest checkpoint that enough witnesses signed: seconds after it `checkpoint` is one that they have not seen yet.
inline constexpr char kWitnessedFile[] = "checkpoint.witnessed";
inline constexpr char kLogKeyFile[] = "log.vkey";

// The advisory lock, in the database the log is made from, of whoever keeps the log: its folder has one writer.
inline constexpr char kLeadingLock[] = "dayaq.audit.log";

// One log's folder. One writer; not for several threads at once.
class LogFolder {
 public:
  // Makes the folder and the file of the log's public key if need be.
  static absl::StatusOr<LogFolder> Open(const std::string& folder, const std::string& origin, const SigningKey& key);

  // The newest checkpoint; nothing before the first. FAILED_PRECONDITION when it is not one of this log by this key.
  absl::StatusOr<std::optional<SignedCheckpoint>> Newest();

  // Builders keep the files they make in memory, up to a bound, until WriteTiles: so nothing is published before its root is known
  // to be the right one.
  absl::Status WriteTiles();

  // Goes on behind the tiles of a checkpoint, if they are there and give its root; DATA_LOSS if not.
  absl::StatusOr<TileBuilder> Resume(const Checkpoint& checkpoint);
  // Goes through all leaves from the first on: what is there already must be the same.
  TileBuilder Anew();

  // Whether the tree of `newer`, whose tiles are there, begins with that of `older`; DATA_LOSS if not.
  absl::Status CheckBegins(const Checkpoint& older, const Checkpoint& newer);

  TileReader Reader(uint64_t size) { return {*source_, size}; }

  // Signed by the log's key.
  std::string Sign(const Checkpoint& checkpoint) const { return SignCheckpoint(checkpoint, key_); }
  // Replaces the newest checkpoint. Nothing happens when a larger one is there: another writer was quicker.
  absl::Status PublishCheckpoint(const std::string& note);
  // Publishes the same checkpoint with the lines of witnesses.
  absl::Status PublishWitnessed(const std::string& note);

  const std::string& origin() const { return origin_; }
  const VerifierKey& vkey() const { return vkey_; }

 private:
  LogFolder(TileStore store, std::string origin, const SigningKey& key);

  // Files that were made and not written yet.
  struct Pending {
    std::vector<std::pair<TileAddress, std::string>> files;
    size_t bytes = 0;
  };
  static absl::Status Write(TileStore& store, Pending& pending);
  TileBuilder::Emit Emitter();

  // On the heap: builders and readers point to them.
  std::unique_ptr<TileStore> store_;
  std::unique_ptr<Pending> pending_;
  std::unique_ptr<LogSource> source_;
  std::string origin_;
  SigningKey key_;
  VerifierKey vkey_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_LOG_FOLDER_H_
