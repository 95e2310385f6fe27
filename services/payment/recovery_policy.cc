#include "services/payment/recovery_policy.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

absl::StatusOr<int> Number(const StrictYaml& node, absl::string_view key, int least, int most) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(const std::string text, child.Text());
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return child.Fault(absl::StrCat("a whole number from ", least, " to ", most, " belongs here"));
  }
  return number;
}

// "100.00" in qəpik.
absl::StatusOr<int64_t> Money(const StrictYaml& node, absl::string_view key) {
  static const LazyRE2 kForm = {"(0|[1-9][0-9]{0,6})\\.([0-9]{2})"};
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(const std::string text, child.Text());
  int64_t manat = 0, qepik = 0;
  if (!RE2::FullMatch(text, *kForm, &manat, &qepik)) return child.Fault("manat and qəpik belong here, like \"100.00\"");
  return manat * 100 + qepik;
}

}  // namespace

absl::StatusOr<RecoveryPolicy> ParseRecoveryPolicy(const std::string& yaml, absl::string_view source) {
  static const LazyRE2 kEdition = {"[0-9]{4}-[0-9]{2}"};
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys(
      {"version", "edition", "example", "recovery", "suspension_days", "appeal_answer_days", "recount", "rule_comparison_days"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  RecoveryPolicy policy;
  ASSIGN_OR_RETURN(policy.edition, root.ChildText("edition"));
  if (!RE2::FullMatch(policy.edition, *kEdition)) return root.Fault("edition is a month, like \"2026-11\"");
  // Whether it is an example is for people to read; here it is only checked.
  ASSIGN_OR_RETURN(const std::string example, root.ChildText("example"));
  if (example != "true" && example != "false") return root.Fault("example is true or false");
  ASSIGN_OR_RETURN(const StrictYaml recovery, root.Child("recovery"));
  RETURN_IF_ERROR(recovery.OnlyKeys({"share_percent", "smallest_left"}));
  ASSIGN_OR_RETURN(policy.share_percent, Number(recovery, "share_percent", 0, 100));
  ASSIGN_OR_RETURN(policy.smallest_left_qepik, Money(recovery, "smallest_left"));
  ASSIGN_OR_RETURN(policy.suspension_days, Number(root, "suspension_days", 1, 366));
  ASSIGN_OR_RETURN(policy.appeal_answer_days, Number(root, "appeal_answer_days", 1, 366));
  ASSIGN_OR_RETURN(const StrictYaml recount, root.Child("recount"));
  RETURN_IF_ERROR(recount.OnlyKeys({"batch", "lanes"}));
  ASSIGN_OR_RETURN(policy.recount_batch, Number(recount, "batch", 1, 10000));
  ASSIGN_OR_RETURN(policy.recount_lanes, Number(recount, "lanes", 1, 16));
  ASSIGN_OR_RETURN(policy.rule_comparison_days, Number(root, "rule_comparison_days", 1, 366));
  return policy;
}

absl::StatusOr<RecoveryPolicy> LoadRecoveryPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/recovery.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseRecoveryPolicy(yaml, path);
}

}  // namespace dayaq::payment
