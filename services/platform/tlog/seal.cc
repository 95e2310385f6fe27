#include "services/platform/tlog/seal.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::tlog {
namespace {

constexpr absl::string_view kSealed = "sealed ";

}  // namespace

std::string SignSeal(const Seal& seal, const SigningKey& key) {
  Checkpoint checkpoint = seal.last;
  checkpoint.extensions = {absl::StrCat(kSealed, seal.next_origin)};
  return SignCheckpoint(checkpoint, key);
}

absl::StatusOr<Seal> OpenSeal(absl::string_view note, const VerifierKey& log_key) {
  ASSIGN_OR_RETURN(SignedCheckpoint opened, OpenCheckpoint(note, log_key));
  Seal seal{std::move(opened.checkpoint), ""};
  absl::string_view next = seal.last.extensions.size() == 1 ? absl::string_view(seal.last.extensions[0]) : "";
  if (!absl::ConsumePrefix(&next, kSealed) || !IsKeyName(next)) {
    return absl::InvalidArgumentError("Not a seal: it does not name the log that follows.");
  }
  seal.next_origin = std::string(next);
  seal.last.extensions.clear();
  return seal;
}

std::string SealedText(const Checkpoint& last) {
  Checkpoint bare = last;
  bare.extensions.clear();
  return CheckpointText(bare);
}

}  // namespace dayaq::tlog
