#include "services/platform/tlog/log_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/proof.h"

namespace dayaq::tlog {
namespace {

// Tiles of two million entries: more only pile up when publishing was away for very long.
constexpr size_t kMostPending = 128 << 20;

// A full tile makes its partial ones superfluous: readers cut what they need from it.
absl::Status WriteTile(TileStore& store, const TileAddress& address, absl::string_view bytes) {
  const std::string path = TilePath(address);
  RETURN_IF_ERROR(store.WriteOnce(path, bytes));
  if (address.width == kTileWidth) {
    std::error_code ignored;
    std::filesystem::remove_all(absl::StrCat(store.folder(), "/", path, ".p"), ignored);
  }
  return absl::OkStatus();
}

// Holds others off while the newest checkpoint is compared and replaced.
absl::StatusOr<int> LockFolder(const std::string& folder) {
  const int file = open(absl::StrCat(folder, "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || flock(file, LOCK_EX) != 0) return absl::UnavailableError(absl::StrCat("cannot lock ", folder));
  return file;
}

}  // namespace

LogFolder::LogFolder(TileStore store, std::string origin, const SigningKey& key)
    : store_(std::make_unique<TileStore>(std::move(store))),
      pending_(std::make_unique<Pending>()),
      source_(FolderSource(store_->folder())),
      origin_(std::move(origin)),
      key_(key),
      vkey_(VerifierKey::Of(origin_, KeyType::kNote, key)) {}

absl::StatusOr<LogFolder> LogFolder::Open(const std::string& folder, const std::string& origin, const SigningKey& key) {
  ASSIGN_OR_RETURN(TileStore store, TileStore::Open(folder));
  LogFolder log(std::move(store), origin, key);
  if (const absl::Status written = log.store_->WriteOnce(kLogKeyFile, log.vkey_.Text() + "\n"); absl::IsAlreadyExists(written)) {
    return absl::FailedPreconditionError(absl::StrCat("the log in ", folder, " is published under another key"));
  } else if (!written.ok()) {
    return written;
  }
  return log;
}

absl::StatusOr<std::optional<SignedCheckpoint>> LogFolder::Newest() {
  const absl::StatusOr<std::string> note = source_->Read(kCheckpointFile, kMostNoteBytes);
  if (absl::IsNotFound(note.status())) return std::optional<SignedCheckpoint>();
  RETURN_IF_ERROR(note.status());
  absl::StatusOr<SignedCheckpoint> opened = OpenCheckpoint(*note, vkey_);
  if (!opened.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the published checkpoint is not one of ", origin_, " by this key: ", opened.status().message()));
  }
  return std::optional<SignedCheckpoint>(*std::move(opened));
}

absl::Status LogFolder::Write(TileStore& store, Pending& pending) {
  for (const auto& [address, bytes] : pending.files) RETURN_IF_ERROR(WriteTile(store, address, bytes));
  pending.files.clear();
  pending.bytes = 0;
  return absl::OkStatus();
}

absl::Status LogFolder::WriteTiles() { return Write(*store_, *pending_); }

TileBuilder::Emit LogFolder::Emitter() {
  pending_->files.clear();
  pending_->bytes = 0;
  return [store = store_.get(), pending = pending_.get()](const TileAddress& address, absl::string_view bytes) {
    pending->files.emplace_back(address, bytes);
    pending->bytes += bytes.size();
    return pending->bytes > kMostPending ? Write(*store, *pending) : absl::OkStatus();
  };
}

absl::StatusOr<TileBuilder> LogFolder::Resume(const Checkpoint& checkpoint) {
  TileReader reader = Reader(checkpoint.size);
  ASSIGN_OR_RETURN(TileBuilder builder, TileBuilder::Resume(
                                            checkpoint.size, [&](int level, uint64_t index) { return reader.Tile(level, index); },
                                            [&](uint64_t index) { return reader.Bundle(index); }, Emitter()));
  if (builder.Root() != checkpoint.root) return absl::DataLossError("the published tiles do not give the root of their checkpoint");
  return builder;
}

TileBuilder LogFolder::Anew() { return TileBuilder(Emitter()); }

absl::Status LogFolder::CheckBegins(const Checkpoint& older, const Checkpoint& newer) {
  if (older.size > newer.size) return absl::DataLossError("a tree does not begin with a larger one");
  TileReader reader = Reader(newer.size);
  ASSIGN_OR_RETURN(const Hash root, RootOf(older.size, [&](int level, uint64_t index) { return reader.Node(level, index); }));
  return root == older.root ? absl::OkStatus() : absl::DataLossError("the older tree is not the beginning of the newer one");
}

absl::Status LogFolder::PublishCheckpoint(const std::string& note) {
  ASSIGN_OR_RETURN(const int lock, LockFolder(store_->folder()));
  const absl::Cleanup unlock = [lock] { close(lock); };
  ASSIGN_OR_RETURN(const SignedCheckpoint fresh, OpenCheckpoint(note, vkey_));
  ASSIGN_OR_RETURN(const std::optional<SignedCheckpoint> newest, Newest());
  if (newest.has_value() && newest->checkpoint.size > fresh.checkpoint.size) return absl::OkStatus();
  return store_->Replace(kCheckpointFile, note);
}

absl::Status LogFolder::PublishWitnessed(const std::string& note) {
  ASSIGN_OR_RETURN(const int lock, LockFolder(store_->folder()));
  const absl::Cleanup unlock = [lock] { close(lock); };
  RETURN_IF_ERROR(store_->Replace(kWitnessedFile, note));
  ASSIGN_OR_RETURN(const SignedCheckpoint fresh, OpenCheckpoint(note, vkey_));
  ASSIGN_OR_RETURN(const std::optional<SignedCheckpoint> newest, Newest());
  if (!newest.has_value() || newest->checkpoint != fresh.checkpoint) return absl::OkStatus();
  return store_->Replace(kCheckpointFile, note);
}

}  // namespace dayaq::tlog
