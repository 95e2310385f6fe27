#include "services/survivor/disability_policy.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::survivor {
namespace {

absl::StatusOr<int> Number(const StrictYaml& parent, absl::string_view key, int least, int most) {
  ASSIGN_OR_RETURN(const std::string text, parent.ChildText(key));
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return parent.Fault(absl::StrCat(key, " is a whole number from ", least, " to ", most));
  }
  return number;
}

absl::Status ReadCauses(const StrictYaml& node, std::vector<v1::DisabilityCause>& causes) {
  RETURN_IF_ERROR(node.OnlyKeys({"example", "best_first"}));
  if (node.Has("example")) {
    ASSIGN_OR_RETURN(const std::string example, node.ChildText("example"));
    if (example != "true" && example != "false") return node.Fault("example is true or false");
  }
  ASSIGN_OR_RETURN(const StrictYaml list, node.Child("best_first"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    v1::DisabilityCause cause = v1::DISABILITY_CAUSE_UNSPECIFIED;
    if (!v1::DisabilityCause_Parse("DISABILITY_CAUSE_" + name, &cause) || cause == v1::DISABILITY_CAUSE_UNSPECIFIED) {
      return item.Fault(absl::StrCat("'", name, "' is no cause"));
    }
    if (std::find(causes.begin(), causes.end(), cause) != causes.end()) return item.Fault("stands here twice");
    causes.push_back(cause);
  }
  if (static_cast<int>(causes.size()) != v1::DisabilityCause_MAX) return list.Fault("every cause stands in the order");
  return absl::OkStatus();
}

absl::Status ReadYears(const StrictYaml& node, DisabilityPolicy& policy) {
  RETURN_IF_ERROR(node.OnlyKeys({"31-60", "61-80", "81-100", "mixed", "most_days_between"}));
  ASSIGN_OR_RETURN(policy.years_in_band[v1::DISABILITY_BAND_31_60], Number(node, "31-60", 1, 100));
  ASSIGN_OR_RETURN(policy.years_in_band[v1::DISABILITY_BAND_61_80], Number(node, "61-80", 1, 100));
  ASSIGN_OR_RETURN(policy.years_in_band[v1::DISABILITY_BAND_81_100], Number(node, "81-100", 1, 100));
  ASSIGN_OR_RETURN(policy.years_mixed, Number(node, "mixed", 1, 100));
  ASSIGN_OR_RETURN(policy.most_days_between, Number(node, "most_days_between", 0, 366));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DisabilityPolicy> ParseDisabilityPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "causes", "indefinite_after_years", "examination"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  DisabilityPolicy policy;
  ASSIGN_OR_RETURN(const StrictYaml causes, root.Child("causes"));
  RETURN_IF_ERROR(ReadCauses(causes, policy.causes));
  ASSIGN_OR_RETURN(const StrictYaml years, root.Child("indefinite_after_years"));
  RETURN_IF_ERROR(ReadYears(years, policy));
  ASSIGN_OR_RETURN(const StrictYaml examination, root.Child("examination"));
  RETURN_IF_ERROR(examination.OnlyKeys({"working_days"}));
  ASSIGN_OR_RETURN(policy.examination_working_days, Number(examination, "working_days", 1, 366));
  return policy;
}

absl::StatusOr<DisabilityPolicy> LoadDisabilityPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/disability.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseDisabilityPolicy(yaml, path);
}

}  // namespace dayaq::survivor
