#include "services/statistics/disclosure_policy.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/faulty_yaml.h"

namespace dayaq::statistics {
namespace {

constexpr int64_t kHighestThreshold = 100;

class Reader {
 public:
  explicit Reader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<DisclosurePolicy> Read() {
    ReadHead();
    for (const StrictYaml& node : yaml_.Items(root_, "classes")) ReadClass(node);
    if (policy_.classes.empty()) yaml_.Note(root_.Fault("name at least one class"));
    for (const FaultyYaml::Entry& entry : yaml_.Entries(root_, "dimensions")) ReadDimension(entry);
    RETURN_IF_ERROR(yaml_.ToStatus());
    return std::move(policy_);
  }

 private:
  void ReadHead() {
    static const LazyRE2 kEdition = {"[a-z0-9.-]{1,40}"};
    yaml_.OnlyKeys(root_, {"version", "edition", "example", "classes", "dimensions", "most_hidden_percent"});
    if (yaml_.Text(root_, "version") != "1") yaml_.Note(root_.Fault("this program reads version 1"));
    policy_.edition = yaml_.Text(root_, "edition");
    if (!RE2::FullMatch(policy_.edition, *kEdition)) {
      yaml_.Note(root_.Fault("an edition is named with small letters, digits, '-' and '.', at most 40"));
    }
    policy_.example = yaml_.Flag(root_, "example", false);
    policy_.most_hidden_percent = static_cast<int>(yaml_.Number(root_, "most_hidden_percent", 1, 100));
  }

  void ReadClass(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("name, threshold, least_width and zeros belong here"));
    yaml_.OnlyKeys(node, {"name", "threshold", "least_width", "zeros", "rounding_base"});
    DisclosureClass made{.name = yaml_.Text(node, "name"), .threshold = yaml_.Number(node, "threshold", 0, kHighestThreshold)};
    for (const DisclosureClass& other : policy_.classes) {
      if (other.name == made.name) yaml_.Note(node.Fault(absl::StrCat("class ", made.name, " stands twice")));
    }
    if (!policy_.classes.empty() && made.threshold < policy_.classes.back().threshold) {
      yaml_.Note(node.Fault("classes stand from the least sensitive to the most: thresholds do not fall"));
    }
    if (made.threshold == 1) yaml_.Note(node.Fault("a threshold of 1 hides nothing; write 0 for a class of which all is shown"));
    if (made.open()) {
      if (node.Has("least_width") || node.Has("rounding_base")) {
        yaml_.Note(node.Fault("of an open class all is shown: least_width and rounding_base do not belong here"));
      }
    } else {
      ReadProtection(node, made);
    }
    policy_.classes.push_back(std::move(made));
  }

  void ReadProtection(const StrictYaml& node, DisclosureClass& made) {
    // An interval of width one still tells a small count to within one; two is the least that hides anything.
    made.least_width = yaml_.Number(node, "least_width", 2, kHighestThreshold);
    const std::string zeros = yaml_.TextOr(node, "zeros", "hidden");
    if (zeros != "shown" && zeros != "hidden") yaml_.Note(node.Child("zeros")->Fault("zeros are shown or hidden"));
    made.zeros_shown = zeros == "shown";
    made.rounding_base = yaml_.Number(node, "rounding_base", 3, 99, 0);
    if (made.rounding_base == 0) return;
    if (made.rounding_base % 2 == 0)
      yaml_.Note(node.Child("rounding_base")->Fault("a base is odd, or a half would have two neighbours"));
    if (made.least_width > made.rounding_base - 1) {
      yaml_.Note(node.Child("rounding_base")
                     ->Fault("what is rounded to a base leaves an interval one narrower than it: least_width is too wide"));
    }
  }

  void ReadDimension(const FaultyYaml::Entry& entry) {
    static const LazyRE2 kDimension = {"[A-Z][A-Z0-9_]{0,39}"};
    if (!RE2::FullMatch(entry.first, *kDimension)) yaml_.Note(entry.second.Fault("a dimension is named in capitals"));
    const std::string name = entry.second.Text().value_or("");
    const auto found = absl::c_find_if(policy_.classes, [&name](const DisclosureClass& one) { return one.name == name; });
    if (found == policy_.classes.end()) return yaml_.Note(entry.second.Fault(absl::StrCat("there is no class '", name, "'")));
    policy_.dimensions[entry.first] = static_cast<size_t>(found - policy_.classes.begin());
  }

  const StrictYaml root_;
  FaultyYaml yaml_;
  DisclosurePolicy policy_;
};

}  // namespace

const DisclosureClass& DisclosurePolicy::ClassOf(absl::string_view sensitivity, const std::vector<std::string>& crossed_by) const {
  size_t place = classes.size() - 1;
  for (size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].name == sensitivity) place = i;
  }
  for (const std::string& dimension : crossed_by) {
    const auto found = dimensions.find(dimension);
    place = std::max(place, found == dimensions.end() ? classes.size() - 1 : found->second);
  }
  return classes[place];
}

absl::StatusOr<DisclosurePolicy> ParseDisclosurePolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  return Reader(root).Read();
}

absl::StatusOr<DisclosurePolicy> LoadDisclosurePolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/disclosure.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseDisclosurePolicy(yaml, path);
}

}  // namespace dayaq::statistics
