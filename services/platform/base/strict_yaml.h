// YAML as a ministry may write it and nothing more. yaml-cpp alone is a hole for policy: it takes doubled keys (the first wins),
// aliases, and reads 017 as 15; all three are refused here, with file and line.
#ifndef SERVICES_PLATFORM_BASE_STRICT_YAML_H_
#define SERVICES_PLATFORM_BASE_STRICT_YAML_H_

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq {

// A node of a strictly read document. Scalars are texts: what they mean is for the reader to say.
class StrictYaml {
 public:
  // The document's root. FAILED_PRECONDITION with file, line, column and what is wrong for: broken YAML, several documents, tabs,
  // anchors, aliases, tags, merge keys, doubled keys, numbers that look octal, depth over 16, more than 256 KiB.
  static absl::StatusOr<StrictYaml> Parse(const std::string& yaml, absl::string_view source);

  bool IsMap() const { return node_.IsMap(); }
  bool IsList() const { return node_.IsSequence(); }
  bool IsText() const { return node_.IsScalar(); }
  bool Has(absl::string_view key) const;

  // The child of that key, which must be there.
  absl::StatusOr<StrictYaml> Child(absl::string_view key) const;
  absl::StatusOr<std::string> ChildText(absl::string_view key) const;
  absl::StatusOr<std::string> Text() const;
  absl::StatusOr<std::vector<StrictYaml>> Items() const;
  // Keys and children in the order of the file.
  absl::StatusOr<std::vector<std::pair<std::string, StrictYaml>>> Entries() const;
  // Refuses every other key.
  absl::Status OnlyKeys(std::initializer_list<absl::string_view> allowed) const;

  // FAILED_PRECONDITION "<file>:<line>:<column>: <what>".
  absl::Status Fault(absl::string_view what) const;
  int line() const { return node_.Mark().line + 1; }
  int column() const { return node_.Mark().column + 1; }

 private:
  StrictYaml(YAML::Node node, std::string source) : node_(std::move(node)), source_(std::move(source)) {}
  YAML::Node node_;
  std::string source_;
};

// The bytes of a policy file; FAILED_PRECONDITION when it is absent, unreadable or over 256 KiB.
absl::StatusOr<std::string> ReadPolicyFile(const std::string& path);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_STRICT_YAML_H_
