// Reading a policy file on past its faults, so that whoever wrote it is told all of them at once.
#ifndef SERVICES_STATISTICS_FAULTY_YAML_H_
#define SERVICES_STATISTICS_FAULTY_YAML_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::statistics {

// Collects faults; every question has an answer to go on with.
class FaultyYaml {
 public:
  using Entry = std::pair<std::string, StrictYaml>;

  void Note(const absl::Status& status);
  std::optional<StrictYaml> Need(const StrictYaml& parent, absl::string_view key);
  // A text that is not empty; "" when it is missing.
  std::string Text(const StrictYaml& parent, absl::string_view key);
  std::string TextOr(const StrictYaml& parent, absl::string_view key, absl::string_view otherwise);
  bool Flag(const StrictYaml& parent, absl::string_view key, bool otherwise);
  int64_t Number(const StrictYaml& parent, absl::string_view key, int64_t least, int64_t most,
                 std::optional<int64_t> otherwise = std::nullopt);
  std::vector<StrictYaml> Items(const StrictYaml& parent, absl::string_view key);
  std::vector<std::string> Texts(const StrictYaml& parent, absl::string_view key);
  std::vector<Entry> Entries(const StrictYaml& parent, absl::string_view key);
  void OnlyKeys(const StrictYaml& node, std::initializer_list<absl::string_view> allowed);

  // OK, or FAILED_PRECONDITION with a fault a line.
  absl::Status ToStatus() const;

 private:
  std::vector<std::string> faults_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FAULTY_YAML_H_
