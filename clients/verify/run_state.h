// What the last run saw: the checkpoint it verified, and a hash for each 256 leaves of it.
#ifndef CLIENTS_VERIFY_RUN_STATE_H_
#define CLIENTS_VERIFY_RUN_STATE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::verify {

// A file of the caller's own. Text: a line that names the form, a line of base64 for each full tile of leaves, an empty line, the
// signed checkpoint.
struct RunState {
  // The roots of the full tiles of leaves: with them a change of the past is found to within 256 leaves.
  std::vector<tlog::Hash> tile_roots;
  // The signed checkpoint.
  std::string note;
  tlog::Checkpoint checkpoint;
};

std::string FormatRunState(const std::vector<tlog::Hash>& tile_roots, const std::string& note);
// INVALID_ARGUMENT for another form. The signature is not checked here.
absl::StatusOr<RunState> ParseRunState(absl::string_view text);

// Nothing when there is no such file yet.
absl::StatusOr<std::optional<RunState>> LoadRunState(const std::string& path);
// In one step: a run that is cut short leaves the former state.
absl::Status SaveRunState(const std::string& path, const std::string& text);

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_RUN_STATE_H_
