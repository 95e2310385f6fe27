#include "clients/cli/yaml_tree.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/unicode.h"

namespace dayaq {
namespace {

constexpr size_t kMostFaults = 50;

absl::StatusOr<YamlNode> Converted(const StrictYaml& yaml) {
  YamlNode node;
  node.line = yaml.line();
  node.column = yaml.column();
  if (yaml.IsMap()) {
    node.kind = YamlNode::Kind::kMap;
    ASSIGN_OR_RETURN(const auto entries, yaml.Entries());
    for (const auto& [name, child] : entries) {
      ASSIGN_OR_RETURN(YamlNode value, Converted(child));
      YamlNode key;
      key.text = name;
      key.line = value.line;
      key.column = value.column;
      node.keys.push_back(std::move(key));
      node.items.push_back(std::move(value));
    }
  } else if (yaml.IsList()) {
    node.kind = YamlNode::Kind::kList;
    ASSIGN_OR_RETURN(const auto items, yaml.Items());
    for (const StrictYaml& item : items) {
      ASSIGN_OR_RETURN(YamlNode value, Converted(item));
      node.items.push_back(std::move(value));
    }
  } else {
    ASSIGN_OR_RETURN(node.text, yaml.Text());
  }
  return node;
}

absl::Status AsBadInput(const absl::Status& status) { return absl::InvalidArgumentError(status.message()); }

}  // namespace

const YamlNode* YamlNode::Find(absl::string_view key) const {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

void YamlFaults::Add(const YamlNode& where, absl::string_view what) {
  if (lines_.size() >= kMostFaults) {
    ++dropped_;
    return;
  }
  lines_.push_back(absl::StrCat(file_name_, ":", where.line, ":", where.column, ": ", what));
}

absl::Status YamlFaults::ToStatus() const {
  if (empty()) return absl::OkStatus();
  std::string message = absl::StrJoin(lines_, "\n");
  if (dropped_ > 0) absl::StrAppend(&message, "\nand ", dropped_, " more");
  return absl::InvalidArgumentError(message);
}

absl::StatusOr<YamlNode> ParseYamlTree(absl::string_view text, absl::string_view file_name) {
  if (!IsWellFormed(text)) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ":1:1: the file is not valid UTF-8 or holds a NUL"));
  }
  const absl::StatusOr<StrictYaml> yaml = StrictYaml::Parse(std::string(text), file_name);
  if (!yaml.ok()) return AsBadInput(yaml.status());
  absl::StatusOr<YamlNode> node = Converted(*yaml);
  if (!node.ok()) return AsBadInput(node.status());
  return node;
}

absl::StatusOr<YamlNode> ReadYamlTree(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadPolicyFile(path);
  if (!text.ok()) return AsBadInput(text.status());
  return ParseYamlTree(*text, path);
}

}  // namespace dayaq
