#include "services/audit/log_reader.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/tlog/log_folder.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/tile_reader.h"
#include "services/platform/tlog/tlog_proof.h"

namespace dayaq::audit {
namespace {

absl::Status NotYet() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ENTRY_NOT_IN_LOG_YET,
                   "The entry waits for its place in the published log: ask again in a few seconds.");
}

// What is wrong with the files is for the operator.
absl::Status Unreadable(const absl::Status& status) {
  LogWarning("audit.proof_failed", {{"error", status.message()}});
  return MakeError(absl::StatusCode::kUnavailable, ErrorReason::ERROR_REASON_LOG_UNREADABLE, "The published log cannot be read.");
}

absl::StatusOr<tlog::VerifierKey> KeyOf(tlog::LogSource& source) {
  ASSIGN_OR_RETURN(const std::string text, source.Read(tlog::kLogKeyFile, tlog::kMostNoteBytes));
  return tlog::VerifierKey::Parse(absl::StripSuffix(text, "\n"));
}

struct Under {
  tlog::Checkpoint checkpoint;
  std::string note;
};

// The checkpoint in that file, if it covers the entry.
absl::StatusOr<std::optional<Under>> Covering(tlog::LogSource& source, const char* file, const tlog::VerifierKey& key,
                                              uint64_t index) {
  absl::StatusOr<std::string> note = source.Read(file, tlog::kMostNoteBytes);
  if (note.status().code() == absl::StatusCode::kNotFound) return std::optional<Under>();
  RETURN_IF_ERROR(note.status());
  ASSIGN_OR_RETURN(const tlog::SignedCheckpoint opened, tlog::OpenCheckpoint(*note, key));
  if (index >= opened.checkpoint.size) return std::optional<Under>();
  return std::optional<Under>(Under{opened.checkpoint, *std::move(note)});
}

absl::StatusOr<tlog::TlogProof> ProofUnder(tlog::LogSource& source, const Under& under, uint64_t index, absl::string_view leaf,
                                           const tlog::VerifierKey& key) {
  tlog::TileReader reader(source, under.checkpoint.size);
  tlog::TlogProof proof;
  proof.index = index;
  ASSIGN_OR_RETURN(proof.hashes, tlog::InclusionProof(index, under.checkpoint.size,
                                                      [&reader](int level, uint64_t node) { return reader.Node(level, node); }));
  proof.checkpoint = under.note;
  RETURN_IF_ERROR(tlog::VerifyTlogProof(proof, leaf, key, {}).status());
  return proof;
}

absl::StatusOr<std::optional<Under>> FindCovering(tlog::LogSource& source, const tlog::VerifierKey& key, uint64_t index) {
  ASSIGN_OR_RETURN(std::optional<Under> witnessed, Covering(source, tlog::kWitnessedFile, key, index));
  if (witnessed.has_value()) return witnessed;
  return Covering(source, tlog::kCheckpointFile, key, index);
}

}  // namespace

std::string LogReader::FolderOf(absl::string_view origin) const {
  return absl::StrCat(directory_, "/", origin.substr(origin.rfind('/') + 1));
}

std::optional<PublishedState> LogReader::State(absl::string_view origin) const {
  if (directory_.empty() || origin.empty()) return std::nullopt;
  const std::unique_ptr<tlog::LogSource> source = tlog::FolderSource(FolderOf(origin));
  const absl::StatusOr<std::string> checkpoint = source->Read(tlog::kCheckpointFile, tlog::kMostNoteBytes);
  const absl::StatusOr<tlog::VerifierKey> key = KeyOf(*source);
  if (!checkpoint.ok() || !key.ok()) return std::nullopt;
  return PublishedState{*checkpoint, key->Text()};
}

absl::StatusOr<v1::EntryProof> LogReader::Prove(absl::string_view origin, int64_t index, absl::string_view canonical) const {
  if (index < 0 || directory_.empty()) return NotYet();
  const auto place = static_cast<uint64_t>(index);
  const std::unique_ptr<tlog::LogSource> source = tlog::FolderSource(FolderOf(origin));
  const absl::StatusOr<tlog::VerifierKey> key = KeyOf(*source);
  // The folder is made with the log's first checkpoint.
  if (key.status().code() == absl::StatusCode::kNotFound) return NotYet();
  if (!key.ok()) return Unreadable(key.status());
  const absl::StatusOr<std::optional<Under>> under = FindCovering(*source, *key, place);
  if (!under.ok()) return Unreadable(under.status());
  if (!under->has_value()) return NotYet();
  const tlog::Hash leaf = tlog::Sha256(canonical);
  const absl::StatusOr<tlog::TlogProof> made = ProofUnder(*source, **under, place, tlog::View(leaf), *key);
  if (!made.ok()) return Unreadable(made.status());
  v1::EntryProof proof;
  proof.set_origin(std::string(origin));
  proof.set_index(index);
  proof.set_size(static_cast<int64_t>((*under)->checkpoint.size));
  proof.set_proof(tlog::FormatTlogProof(*made));
  return proof;
}

}  // namespace dayaq::audit
