#include "services/platform/tlog/tlog_proof.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/proof.h"

namespace dayaq::tlog {
namespace {

constexpr absl::string_view kFirstLine = "c2sp.org/tlog-proof@v1\n";
constexpr size_t kMostTextBytes = 2 * kMostNoteBytes;

// Takes a line off the text, without its newline; nothing when there is none.
std::optional<absl::string_view> TakeLine(absl::string_view& text) {
  const size_t end = text.find('\n');
  if (end == absl::string_view::npos) return std::nullopt;
  const absl::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string FormatTlogProof(const TlogProof& proof) {
  std::string text(kFirstLine);
  if (proof.extra.has_value()) absl::StrAppend(&text, "extra ", EncodeBase64(*proof.extra), "\n");
  absl::StrAppend(&text, "index ", proof.index, "\n");
  for (const Hash& hash : proof.hashes) absl::StrAppend(&text, EncodeBase64(View(hash)), "\n");
  absl::StrAppend(&text, "\n", proof.checkpoint);
  return text;
}

absl::StatusOr<TlogProof> ParseTlogProof(absl::string_view text) {
  const auto refused = [](absl::string_view why) {
    return absl::InvalidArgumentError(absl::StrCat("Not a proof file: ", why, "."));
  };
  if (text.size() > kMostTextBytes) return refused("too long");
  if (!absl::ConsumePrefix(&text, kFirstLine)) return refused("the first line is another");
  TlogProof proof;
  auto line = TakeLine(text);
  if (line.has_value() && absl::ConsumePrefix(&*line, "extra ")) {
    proof.extra = DecodeBase64(*line);
    if (!proof.extra.has_value()) return refused("extra data is not base64");
    line = TakeLine(text);
  }
  if (!line.has_value() || !absl::ConsumePrefix(&*line, "index ")) return refused("the index is missing");
  const auto index = ParseDecimal(*line);
  if (!index.has_value()) return refused("the index is not a number");
  proof.index = *index;
  for (line = TakeLine(text); line.has_value() && !line->empty(); line = TakeLine(text)) {
    const auto bytes = DecodeBase64(*line);
    const auto hash = bytes.has_value() ? HashFrom(*bytes) : std::nullopt;
    if (!hash.has_value()) return refused("a line is not a hash");
    if (proof.hashes.size() == kMostProofHashes) return refused("more hashes than any tree needs");
    proof.hashes.push_back(*hash);
  }
  if (!line.has_value()) return refused("no empty line before the checkpoint");
  RETURN_IF_ERROR(ParseCheckpoint(text).status());
  proof.checkpoint = std::string(text);
  return proof;
}

absl::StatusOr<Proven> VerifyTlogProof(const TlogProof& proof, absl::string_view leaf_data, const VerifierKey& log_key,
                                       const WitnessPolicy& policy) {
  ASSIGN_OR_RETURN(SignedCheckpoint opened, OpenCheckpoint(proof.checkpoint, log_key));
  ASSIGN_OR_RETURN(std::vector<Cosigned> witnesses, CheckWitnesses(opened.note, policy));
  RETURN_IF_ERROR(VerifyInclusion(proof.index, opened.checkpoint.size, LeafHash(leaf_data), proof.hashes, opened.checkpoint.root));
  return Proven{std::move(opened.checkpoint), std::move(witnesses)};
}

}  // namespace dayaq::tlog
