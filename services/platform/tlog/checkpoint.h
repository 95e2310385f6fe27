// Checkpoints (C2SP tlog-checkpoint): what a log says its tree is, and signs.
#ifndef SERVICES_PLATFORM_TLOG_CHECKPOINT_H_
#define SERVICES_PLATFORM_TLOG_CHECKPOINT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

struct Checkpoint {
  // Which log; the name of its key too.
  std::string origin;
  uint64_t size = 0;
  Hash root{};
  // Lines behind the root; a log of this house has them only in the note that seals it (seal.h).
  std::vector<std::string> extensions;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The text that is signed: a line each, with a newline after the last.
std::string CheckpointText(const Checkpoint& checkpoint);
// INVALID_ARGUMENT for any other form.
absl::StatusOr<Checkpoint> ParseCheckpointText(absl::string_view text);

// A signed checkpoint by one key whose name is the origin.
std::string SignCheckpoint(const Checkpoint& checkpoint, const SigningKey& key);

struct SignedCheckpoint {
  Checkpoint checkpoint;
  Note note;
};

// Parses a signed checkpoint without believing it.
absl::StatusOr<SignedCheckpoint> ParseCheckpoint(absl::string_view note);
// A checkpoint of the log whose key this is: signed by it, and of the origin that is the key's name. DATA_LOSS when it is not.
absl::StatusOr<SignedCheckpoint> OpenCheckpoint(absl::string_view note, const VerifierKey& log_key);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_CHECKPOINT_H_
