// A strictly read YAML file as a tree with places, and all that is wrong with it at once.
//
// What YAML itself must not do (anchors, doubled keys, octal-looking numbers, ...) is refused by
// services/platform/base/strict_yaml.h; here lies what a reader needs that lists every fault of a file instead of the first.
#ifndef CLIENTS_CLI_YAML_TREE_H_
#define CLIENTS_CLI_YAML_TREE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq {

// A value of the file and where it stands.
struct YamlNode {
  enum class Kind { kScalar, kList, kMap };

  Kind kind = Kind::kScalar;
  std::string text;             // of a scalar
  int line = 0;                 // from 1
  int column = 0;               // from 1
  std::vector<YamlNode> keys;   // of a map, in the order of the file: scalars with the place of their value
  std::vector<YamlNode> items;  // of a list, or the values of a map beside `keys`

  // The value of a key of this map; nullptr when there is none or this is no map.
  const YamlNode* Find(absl::string_view key) const;
};

// Collects what is wrong with one file, each fault with line and column.
class YamlFaults {
 public:
  explicit YamlFaults(std::string file_name) : file_name_(std::move(file_name)) {}
  void Add(const YamlNode& where, absl::string_view what);
  bool empty() const { return lines_.empty(); }

  // OK when empty, else INVALID_ARGUMENT whose message has one line "file:line:column: what" for each fault, at most 50.
  absl::Status ToStatus() const;

 private:
  std::string file_name_;
  std::vector<std::string> lines_;
  int dropped_ = 0;
};

// The one document in `text`; INVALID_ARGUMENT with the place of what is not allowed. `file_name` only names the file in faults.
absl::StatusOr<YamlNode> ParseYamlTree(absl::string_view text, absl::string_view file_name);

// The same for a file on disk, of at most 256 KiB.
absl::StatusOr<YamlNode> ReadYamlTree(const std::string& path);

}  // namespace dayaq

#endif  // CLIENTS_CLI_YAML_TREE_H_
