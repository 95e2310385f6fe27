#include "clients/cli/correction_input.h"

#include <set>
#include <utility>

#include "absl/strings/str_split.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/yaml_tree.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {

absl::Status FillCorrection(const CorrectionInput& input, google::protobuf::Message& values, google::protobuf::FieldMask& mask) {
  std::set<std::string> paths;
  if (!input.file.empty()) {
    ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(input.file));
    YamlFaults faults(input.file);
    FillFromYaml(root, values, faults);
    RETURN_IF_ERROR(faults.ToStatus());
    for (const YamlNode& key : root.keys) paths.insert(key.text);
  }
  for (const std::string& pair : input.set) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(pair, absl::MaxSplits('=', 1));
    RETURN_IF_ERROR(SetFromText(parts.first, parts.second, values));
    paths.insert(parts.first);
  }
  paths.insert(input.clear.begin(), input.clear.end());
  if (paths.empty()) return absl::InvalidArgumentError("Say what to correct: --set field=value, --clear field, or --file.");
  for (const std::string& path : paths) mask.add_paths(path);
  return absl::OkStatus();
}

}  // namespace dayaq::cli
