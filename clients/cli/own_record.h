// Whose record is meant when nobody is named: that of the person who signed in, or whom they stand for.
#ifndef CLIENTS_CLI_OWN_RECORD_H_
#define CLIENTS_CLI_OWN_RECORD_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/client.h"

namespace dayaq::cli {

// "survivors/{uuid}" of what was named, or of the own record when `text` is empty. INVALID_ARGUMENT when the assignment in use is
// not about one person.
absl::StatusOr<std::string> RecordMeant(Client& client, const std::string& text);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_OWN_RECORD_H_
