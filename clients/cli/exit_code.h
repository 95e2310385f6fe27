// How dayaqctl ends.
#ifndef CLIENTS_CLI_EXIT_CODE_H_
#define CLIENTS_CLI_EXIT_CODE_H_

#include "absl/status/status.h"

namespace dayaq::cli {

enum class ExitCode {
  kOk = 0,
  kRefused = 1,      // the service refused
  kBadInput = 2,     // bad usage, or a file that cannot be used
  kNotSignedIn = 3,  // sign in first
  kUnreachable = 4,  // the service or the identity provider cannot be reached, or is busy: try again
  kPartly = 5,       // an import refused some rows
  kDiffers = 6,      // the register does not agree with a published figure
};

// The exit code of a failed (or good) call.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EXIT_CODE_H_
