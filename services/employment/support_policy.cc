#include "services/employment/support_policy.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::employment {
namespace {

constexpr int kMostMonths = 120;

absl::StatusOr<int> NumberOf(const StrictYaml& node, absl::string_view what, int least, int most) {
  ASSIGN_OR_RETURN(const std::string text, node.Text());
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return node.Fault(absl::StrCat(what, " is a whole number from ", least, " to ", most));
  }
  return number;
}

absl::StatusOr<int> Number(const StrictYaml& node, absl::string_view key, int least, int most) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  return NumberOf(child, key, least, most);
}

absl::StatusOr<std::string> Institution(const StrictYaml& node) {
  static const RE2 kForm("[a-z][a-z0-9-]{1,59}");
  ASSIGN_OR_RETURN(std::string code, node.Text());
  if (!RE2::FullMatch(code, kForm)) return node.Fault("an institution by its code belongs here: employment-barda");
  return code;
}

absl::Status ReadInvitations(const StrictYaml& node, InvitationRule& rule) {
  static const RE2 kDistrict("[A-Z0-9][A-Z0-9.-]{0,19}");
  RETURN_IF_ERROR(node.OnlyKeys({"centres", "rest", "ask_after_days", "again_after_days", "most_attempts"}));
  ASSIGN_OR_RETURN(const StrictYaml centres, node.Child("centres"));
  ASSIGN_OR_RETURN(const auto entries, centres.Entries());
  for (const auto& [district, centre] : entries) {
    if (!RE2::FullMatch(district, kDistrict)) return centre.Fault("a district by its code belongs before the centre: AZ-BAR");
    ASSIGN_OR_RETURN(rule.centres[district], Institution(centre));
  }
  ASSIGN_OR_RETURN(const StrictYaml rest, node.Child("rest"));
  ASSIGN_OR_RETURN(rule.rest, Institution(rest));
  ASSIGN_OR_RETURN(rule.ask_after_days, Number(node, "ask_after_days", 0, 90));
  ASSIGN_OR_RETURN(rule.again_after_days, Number(node, "again_after_days", 1, 180));
  ASSIGN_OR_RETURN(rule.most_attempts, Number(node, "most_attempts", 1, 20));
  return absl::OkStatus();
}

absl::Status ReadCourses(const StrictYaml& node, CourseRule& rule) {
  RETURN_IF_ERROR(node.OnlyKeys({"late_days", "least_attendance_percent", "pass_score", "most_exams"}));
  ASSIGN_OR_RETURN(rule.late_days, Number(node, "late_days", 0, 30));
  ASSIGN_OR_RETURN(rule.least_attendance_percent, Number(node, "least_attendance_percent", 0, 100));
  ASSIGN_OR_RETURN(rule.pass_score, Number(node, "pass_score", 1, 100));
  ASSIGN_OR_RETURN(rule.most_exams, Number(node, "most_exams", 1, 10));
  return absl::OkStatus();
}

absl::Status ReadBusiness(const StrictYaml& node, BusinessRule& rule) {
  RETURN_IF_ERROR(node.OnlyKeys({"most_qepik", "contract_months", "visit_months", "again_after_years"}));
  ASSIGN_OR_RETURN(rule.most_qepik, Number(node, "most_qepik", 1, 1000000000));
  ASSIGN_OR_RETURN(rule.contract_months, Number(node, "contract_months", 1, kMostMonths));
  ASSIGN_OR_RETURN(rule.again_after_years, Number(node, "again_after_years", 1, 30));
  ASSIGN_OR_RETURN(const StrictYaml list, node.Child("visit_months"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  if (items.empty() || items.size() > 20) return list.Fault("name 1 to 20 months");
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const int months, NumberOf(item, "a month of a visit", 1, rule.contract_months));
    if (!rule.visit_months.empty() && months <= rule.visit_months.back()) return item.Fault("visits come in order, each once");
    rule.visit_months.push_back(months);
  }
  return absl::OkStatus();
}

}  // namespace

const std::string& InvitationRule::CentreFor(const std::string& district) const {
  const auto own = centres.find(district);
  return own == centres.end() ? rest : own->second;
}

absl::StatusOr<SupportPolicy> ParseSupportPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(
      root.OnlyKeys({"version", "edition", "example", "legal_basis", "invitations", "courses", "own_business", "reports"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  SupportPolicy policy;
  ASSIGN_OR_RETURN(policy.edition, root.ChildText("edition"));
  static const RE2 kEdition("[a-z0-9.-]{1,40}");
  if (!RE2::FullMatch(policy.edition, kEdition)) return root.Fault("edition is a short code: 2026-11-example");
  if (root.Has("example")) {
    ASSIGN_OR_RETURN(const std::string example, root.ChildText("example"));
    if (example != "true" && example != "false") return root.Fault("example is true or false");
  }
  ASSIGN_OR_RETURN(const StrictYaml basis, root.Child("legal_basis"));
  RETURN_IF_ERROR(basis.OnlyKeys({"az", "en"}));
  RETURN_IF_ERROR(basis.ChildText("az").status());
  RETURN_IF_ERROR(basis.ChildText("en").status());
  ASSIGN_OR_RETURN(const StrictYaml invitations, root.Child("invitations"));
  RETURN_IF_ERROR(ReadInvitations(invitations, policy.invitations));
  ASSIGN_OR_RETURN(const StrictYaml courses, root.Child("courses"));
  RETURN_IF_ERROR(ReadCourses(courses, policy.courses));
  ASSIGN_OR_RETURN(const StrictYaml business, root.Child("own_business"));
  RETURN_IF_ERROR(ReadBusiness(business, policy.business));
  ASSIGN_OR_RETURN(const StrictYaml reports, root.Child("reports"));
  RETURN_IF_ERROR(reports.OnlyKeys({"small_below"}));
  ASSIGN_OR_RETURN(policy.small_below, Number(reports, "small_below", 1, 100));
  return policy;
}

absl::StatusOr<SupportPolicy> LoadSupportPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/employment-support.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseSupportPolicy(yaml, path);
}

}  // namespace dayaq::employment
