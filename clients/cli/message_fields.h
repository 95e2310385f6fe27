// Fills messages of the contract from what people write: files and name=value flags. Knows no message by name.
#ifndef CLIENTS_CLI_MESSAGE_FIELDS_H_
#define CLIENTS_CLI_MESSAGE_FIELDS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/yaml_tree.h"
#include "google/protobuf/message.h"

namespace dayaq::cli {

// Sets every field that the map `node` names; what does not fit is added to `faults` with its line. Codes may leave out their
// list's prefix (INJURED for OUTCOME_INJURED), dates are "2024", "2024-02" or "2024-02-04", ages "34" or "30-40".
void FillFromYaml(const YamlNode& node, google::protobuf::Message& message, YamlFaults& faults);

// Sets the field at a dotted path ("identity.family_name") from text. INVALID_ARGUMENT says what would be right.
absl::Status SetFromText(absl::string_view path, absl::string_view text, google::protobuf::Message& message);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_MESSAGE_FIELDS_H_
