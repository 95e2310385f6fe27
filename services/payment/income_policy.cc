#include "services/payment/income_policy.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

constexpr int kMostNoticeDays = 365;

// One pass over the file that notes every fault with its place.
class IncomeReader {
 public:
  explicit IncomeReader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<IncomePolicy> Read() {
    Note(root_.OnlyKeys({"version", "example", "notice_days", "benefits"}));
    if (Text(root_, "version") != "1") Note(root_.Fault("this program reads version 1"));
    const std::string example = Text(root_, "example");
    if (example != "true" && example != "false") Note(root_.Fault("example is true or false"));
    policy_.example = example == "true";
    if (!absl::SimpleAtoi(Text(root_, "notice_days"), &policy_.notice_days) || policy_.notice_days < 1 ||
        policy_.notice_days > kMostNoticeDays) {
      Note(root_.Fault("notice_days is a whole number from 1 to 365"));
    }
    const auto benefits = root_.Child("benefits");
    Note(benefits.status());
    const auto items = benefits.ok() ? benefits->Items() : benefits.status();
    if (benefits.ok()) Note(items.status());
    for (const StrictYaml& item : items.ok() ? *items : std::vector<StrictYaml>()) ReadBenefit(item);
    if (!faults_.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
    return std::move(policy_);
  }

 private:
  void Note(const absl::Status& status) {
    if (!status.ok()) faults_.emplace_back(status.message());
  }
  std::string Text(const StrictYaml& parent, absl::string_view key) {
    const auto text = parent.ChildText(key);
    Note(text.status());
    return text.value_or("");
  }

  void ReadBenefit(const StrictYaml& node) {
    if (!node.IsMap()) return Note(node.Fault("keys belong here: benefit, az, en"));
    Note(node.OnlyKeys({"benefit", "az", "en"}));
    if (Text(node, "az").empty() || Text(node, "en").empty()) Note(node.Fault("say why income may matter, in both languages"));
    const std::string benefit = Text(node, "benefit");
    if (std::find(policy_.benefits.begin(), policy_.benefits.end(), benefit) != policy_.benefits.end()) {
      Note(node.Fault("this benefit stands above already"));
    }
    policy_.benefits.push_back(benefit);
  }

  const StrictYaml root_;
  IncomePolicy policy_;
  std::vector<std::string> faults_;
};

}  // namespace

absl::StatusOr<IncomePolicy> ParseIncomePolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("the keys version, example, notice_days and benefits belong here");
  return IncomeReader(root).Read();
}

absl::StatusOr<IncomePolicy> LoadIncomePolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/income.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseIncomePolicy(yaml, path);
}

}  // namespace dayaq::payment
