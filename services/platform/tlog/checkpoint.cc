#include "services/platform/tlog/checkpoint.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::tlog {

std::string CheckpointText(const Checkpoint& checkpoint) {
  std::string text = absl::StrCat(checkpoint.origin, "\n", checkpoint.size, "\n", EncodeBase64(View(checkpoint.root)), "\n");
  for (const std::string& extension : checkpoint.extensions) absl::StrAppend(&text, extension, "\n");
  return text;
}

absl::StatusOr<Checkpoint> ParseCheckpointText(absl::string_view text) {
  const auto refused = [](absl::string_view why) {
    return absl::InvalidArgumentError(absl::StrCat("Not a checkpoint: ", why, "."));
  };
  if (!absl::EndsWith(text, "\n")) return refused("no newline at the end");
  text.remove_suffix(1);
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  if (lines.size() < 3) return refused("it has less than three lines");
  for (const absl::string_view line : lines) {
    if (line.empty()) return refused("it has an empty line");
  }
  const auto size = ParseDecimal(lines[1]);
  if (!size.has_value() || *size > INT64_MAX) return refused("the second line is not a size");
  const auto bytes = DecodeBase64(lines[2]);
  const auto root = bytes.has_value() ? HashFrom(*bytes) : std::nullopt;
  if (!root.has_value()) return refused("the third line is not a hash");
  Checkpoint checkpoint{std::string(lines[0]), *size, *root, {}};
  for (size_t i = 3; i < lines.size(); ++i) checkpoint.extensions.emplace_back(lines[i]);
  return checkpoint;
}

std::string SignCheckpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = CheckpointText(checkpoint);
  return FormatNote({text, {SignNote(text, checkpoint.origin, key)}});
}

absl::StatusOr<SignedCheckpoint> ParseCheckpoint(absl::string_view note) {
  ASSIGN_OR_RETURN(Note parsed, ParseNote(note));
  ASSIGN_OR_RETURN(Checkpoint checkpoint, ParseCheckpointText(parsed.text));
  return SignedCheckpoint{std::move(checkpoint), std::move(parsed)};
}

absl::StatusOr<SignedCheckpoint> OpenCheckpoint(absl::string_view note, const VerifierKey& log_key) {
  ASSIGN_OR_RETURN(SignedCheckpoint checkpoint, ParseCheckpoint(note));
  if (checkpoint.checkpoint.origin != log_key.name()) {
    return absl::DataLossError(absl::StrCat("The checkpoint is of another log than ", log_key.name(), "."));
  }
  if (const absl::Status status = VerifyNote(checkpoint.note, log_key); !status.ok()) return absl::DataLossError(status.message());
  return checkpoint;
}

}  // namespace dayaq::tlog
