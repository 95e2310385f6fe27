// Keys of audit logs as they were first met on this machine: a log whose key is suddenly another one is not believed.
#ifndef CLIENTS_CLI_PINNED_KEYS_H_
#define CLIENTS_CLI_PINNED_KEYS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/tlog/note.h"

namespace dayaq::cli {

class PinnedKeys {
 public:
  // They lie in that folder, which is ours alone.
  explicit PinnedKeys(const std::string& state_directory);

  // Keeps a key that is met for the first time under its name. FAILED_PRECONDITION when another one was met before.
  absl::Status Pin(const std::string& vkey) const;

  // The key of that log; NOT_FOUND when none was met.
  absl::StatusOr<tlog::VerifierKey> KeyOf(const std::string& origin) const;

 private:
  std::string file_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_PINNED_KEYS_H_
