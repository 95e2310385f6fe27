#include "services/survivor/retention_policy.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostYears = 150;
constexpr size_t kLongestAct = 200;
constexpr size_t kLongestArticle = 40;

absl::StatusOr<std::string> Words(const StrictYaml& node, absl::string_view key, size_t longest) {
  ASSIGN_OR_RETURN(std::string words, node.ChildText(key));
  // Bytes, which are more than the letters the schema counts.
  if (words.empty() || words.size() > 2 * longest) return node.Fault("an act and its article are named, in short");
  return words;
}

absl::Status ReadBasis(const StrictYaml& node, RetentionRule& rule) {
  RETURN_IF_ERROR(node.OnlyKeys({"law", "consent"}));
  if (node.Has("law") == node.Has("consent")) return node.Fault("a basis is law or consent, one of the two");
  if (node.Has("consent")) {
    ASSIGN_OR_RETURN(const std::string consent, node.ChildText("consent"));
    if (consent != "true") return node.Fault("consent is true, or the basis is a law");
    rule.consent = true;
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const StrictYaml law, node.Child("law"));
  RETURN_IF_ERROR(law.OnlyKeys({"act", "article"}));
  ASSIGN_OR_RETURN(rule.act, Words(law, "act", kLongestAct));
  ASSIGN_OR_RETURN(rule.article, Words(law, "article", kLongestArticle));
  return absl::OkStatus();
}

absl::StatusOr<RetentionRule> ReadRule(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"basis", "after", "years", "then", "example"}));
  RetentionRule rule;
  ASSIGN_OR_RETURN(const StrictYaml basis, node.Child("basis"));
  RETURN_IF_ERROR(ReadBasis(basis, rule));
  ASSIGN_OR_RETURN(const std::string after, node.ChildText("after"));
  if (after != "DEATH" && after != "LAST_PAYMENT") return node.Fault("after is DEATH or LAST_PAYMENT");
  rule.after = after == "DEATH" ? RetentionAnchor::kDeath : RetentionAnchor::kLastPayment;
  ASSIGN_OR_RETURN(const std::string years, node.ChildText("years"));
  if (!absl::SimpleAtoi(years, &rule.years) || rule.years < 1 || rule.years > kMostYears) {
    return node.Fault("years is a whole number from 1 to 150");
  }
  ASSIGN_OR_RETURN(const std::string then, node.ChildText("then"));
  if (then != "KEEP_PSEUDONYMOUS") return node.Fault("then is KEEP_PSEUDONYMOUS");
  if (node.Has("example")) {
    ASSIGN_OR_RETURN(const std::string example, node.ChildText("example"));
    if (example != "true" && example != "false") return node.Fault("example is true or false");
  }
  return rule;
}

}  // namespace

absl::StatusOr<RetentionPolicy> ParseRetention(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "classes"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  ASSIGN_OR_RETURN(const StrictYaml classes, root.Child("classes"));
  RETURN_IF_ERROR(classes.OnlyKeys({"IDENTITY", "HEALTH", "FINANCE"}));
  RetentionPolicy policy;
  for (int value = v1::RetentionClass_MIN + 1; value <= v1::RetentionClass_MAX; ++value) {
    const auto retention_class = static_cast<v1::RetentionClass>(value);
    ASSIGN_OR_RETURN(const StrictYaml node, classes.Child(absl::string_view(v1::RetentionClass_Name(retention_class)).substr(16)));
    ASSIGN_OR_RETURN(policy[retention_class], ReadRule(node));
  }
  return policy;
}

absl::StatusOr<RetentionPolicy> LoadRetention(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseRetention(yaml, path);
}

}  // namespace dayaq::survivor
