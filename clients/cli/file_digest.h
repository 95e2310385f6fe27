// SHA-256 of a file of any size.
#ifndef CLIENTS_CLI_FILE_DIGEST_H_
#define CLIENTS_CLI_FILE_DIGEST_H_

#include <string>

#include "absl/status/statusor.h"

namespace dayaq::cli {

// 64 lower-case hexadecimal digits; INVALID_ARGUMENT when the file cannot be read to its end.
absl::StatusOr<std::string> Sha256OfFile(const std::string& path);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_FILE_DIGEST_H_
