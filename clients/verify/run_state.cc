#include "clients/verify/run_state.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tile_store.h"

namespace dayaq::verify {
namespace {

constexpr absl::string_view kFirstLine = "dayaq-audit-verify state/1\n";
// Thirty million tiles of leaves.
constexpr size_t kMostBytes = size_t{1} << 30;

// A path as the folder it is in and its name there.
std::pair<std::string, std::string> Split(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {path.substr(0, slash + 1), path.substr(slash + 1)};
}

}  // namespace

std::string FormatRunState(const std::vector<tlog::Hash>& tile_roots, const std::string& note) {
  std::string text(kFirstLine);
  for (const tlog::Hash& hash : tile_roots) absl::StrAppend(&text, tlog::EncodeBase64(tlog::View(hash)), "\n");
  absl::StrAppend(&text, "\n", note);
  return text;
}

absl::StatusOr<RunState> ParseRunState(absl::string_view text) {
  const auto refused = [] { return absl::InvalidArgumentError("Not a state of dayaq-audit-verify."); };
  if (!absl::ConsumePrefix(&text, kFirstLine)) return refused();
  RunState state;
  while (!absl::ConsumePrefix(&text, "\n")) {
    const size_t end = text.find('\n');
    if (end == absl::string_view::npos) return refused();
    const auto bytes = tlog::DecodeBase64(text.substr(0, end));
    const auto hash = bytes.has_value() ? tlog::HashFrom(*bytes) : std::nullopt;
    if (!hash.has_value()) return refused();
    state.tile_roots.push_back(*hash);
    text.remove_prefix(end + 1);
  }
  ASSIGN_OR_RETURN(tlog::SignedCheckpoint checkpoint, tlog::ParseCheckpoint(text));
  if (state.tile_roots.size() != checkpoint.checkpoint.size / tlog::kTileWidth) return refused();
  state.note = std::string(text);
  state.checkpoint = std::move(checkpoint.checkpoint);
  return state;
}

absl::StatusOr<std::optional<RunState>> LoadRunState(const std::string& path) {
  const auto [folder, name] = Split(path);
  const absl::StatusOr<std::string> text = tlog::FolderSource(folder)->Read(name, kMostBytes);
  if (absl::IsNotFound(text.status())) return std::nullopt;
  RETURN_IF_ERROR(text.status());
  ASSIGN_OR_RETURN(RunState state, ParseRunState(*text));
  return state;
}

absl::Status SaveRunState(const std::string& path, const std::string& text) {
  const auto [folder, name] = Split(path);
  ASSIGN_OR_RETURN(tlog::TileStore store, tlog::TileStore::Open(folder));
  return store.Replace(name, text);
}

}  // namespace dayaq::verify
