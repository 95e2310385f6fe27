#include "services/payment/rule_version_rules.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"
#include "services/payment/benefit_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

constexpr int kMostFaults = 100;
constexpr size_t kLongestFault = 300;

absl::Status Refuse(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

void Note(const absl::Status& status, Violations& found) {
  for (const absl::string_view line : absl::StrSplit(status.message(), '\n')) {
    if (found.size() >= kMostFaults) return;
    // Cut between letters: what a fault repeats of the file may have letters of several bytes.
    size_t length = std::min(line.size(), kLongestFault);
    while (length > 0 && length < line.size() && (static_cast<unsigned char>(line[length]) & 0xC0) == 0x80) --length;
    found.Add("content", ErrorReason::ERROR_REASON_RULE_FILE_FAULTY, std::string(line.substr(0, length)));
  }
}

// What the file would be called: like the benefit it names, where it names one.
std::string FileOf(absl::string_view content) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,59}"};
  constexpr char kNameless[] = "rule.yaml";
  const absl::StatusOr<StrictYaml> root = StrictYaml::Parse(std::string(content), kNameless);
  if (!root.ok()) return kNameless;
  const std::string code = root->ChildText("benefit").value_or("");
  return RE2::FullMatch(code, *kCode) ? absl::StrCat(code, ".yaml") : kNameless;
}

absl::Status CheckComparison(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison, int64_t present_number,
                             absl::Time now, int days) {
  if (!comparison.of_present() || comparison.new_hash() != proposal.content_hash() || !comparison.has_finish_time()) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT,
                  "The comparison must be through, and be of this rule with the one in force.");
  }
  if (comparison.set_number() != present_number) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE, "Other rules came into force since: compare again.");
  }
  if (TimeOf(comparison.create_time()) < now - absl::Hours(24) * days) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE,
                  absl::StrCat("The comparison is older than ", days, " days: compare again."));
  }
  return absl::OkStatus();
}

absl::Status SamePerson() {
  return Refuse(ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON,
                "A rule is proposed, approved and put into force by three people.");
}

// Nothing becomes of it any more.
bool IsDecided(const v1::RuleProposal& proposal) {
  return proposal.state() == v1::RULE_PROPOSAL_STATE_ACTIVATED || proposal.state() == v1::RULE_PROPOSAL_STATE_WITHDRAWN;
}

}  // namespace

NamedRule NamedRuleIn(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  return {parts[0], parts.size() > 1 ? parts[1] : "0"};
}

std::vector<std::string> NamesOf(const std::vector<v1::BenefitRule>& rules) {
  std::vector<std::string> names;
  names.reserve(rules.size());
  for (const v1::BenefitRule& rule : rules) names.push_back(absl::StrCat(rule.benefit(), "/", rule.version()));
  return names;
}

std::vector<std::string> NamesWith(const std::vector<std::string>& names, const v1::BenefitRule& rule, int64_t number) {
  std::map<std::string, std::string> by_code;
  for (const std::string& name : names) by_code[NamedRuleIn(name).benefit] = name;
  by_code[rule.benefit()] = absl::StrCat(rule.benefit(), "/", rule.version(), "/", number);
  std::vector<std::string> with;
  for (auto& [code, name] : by_code) with.push_back(std::move(name));
  return with;
}

std::vector<v1::BenefitRule> RulesWith(std::vector<v1::BenefitRule> rules, const v1::BenefitRule& rule) {
  const auto place = absl::c_find_if(rules, [&](const v1::BenefitRule& one) { return one.benefit() == rule.benefit(); });
  if (place != rules.end()) {
    *place = rule;
  } else {
    rules.push_back(rule);
    absl::c_sort(rules, [](const v1::BenefitRule& a, const v1::BenefitRule& b) { return a.benefit() < b.benefit(); });
  }
  return rules;
}

absl::StatusOr<v1::BenefitRule> RuleIn(absl::string_view content) { return CompileBenefit(content, FileOf(content)); }

void CheckContent(absl::string_view content, const std::vector<v1::BenefitRule>& others, Violations& found) {
  const absl::StatusOr<v1::BenefitRule> rule = RuleIn(content);
  if (!rule.ok()) return Note(rule.status(), found);
  const absl::Status together = CheckTogether(RulesWith(others, *rule), "benefits");
  if (!together.ok()) Note(together, found);
}

absl::Status CheckProposable(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& kept,
                             const v1::BenefitRule* present) {
  if (present != nullptr && present->content_hash() == rule.content_hash()) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_IN_FORCE_ALREADY, "This text is in force.");
  }
  int highest = 0;
  for (const v1::BenefitRule& former : kept) {
    highest = std::max(highest, former.version());
    if (former.version() != rule.version()) continue;
    if (former.content_hash() == rule.content_hash()) return absl::OkStatus();
    return Refuse(
        ErrorReason::ERROR_REASON_RULE_VERSION_TAKEN,
        absl::StrCat("Version ", rule.version(), " was in force with another text, and decisions rest on it: raise the version."));
  }
  if (rule.version() <= highest) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_VERSION_NOT_HIGHER,
                  absl::StrCat("A new text needs a version above ", highest, "."));
  }
  return absl::OkStatus();
}

absl::Status CheckApprovable(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison, int64_t present_number,
                             absl::string_view staff_uid, absl::Time now, int days) {
  if (IsDecided(proposal)) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE, "The rule was put into force already, or withdrawn.");
  }
  if (proposal.proposed_by_uid() == staff_uid) return SamePerson();
  return CheckComparison(proposal, comparison, present_number, now, days);
}

absl::Status CheckActivatable(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison, int64_t present_number,
                              absl::string_view staff_uid, absl::Time now, int days) {
  if (proposal.state() != v1::RULE_PROPOSAL_STATE_APPROVED) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE,
                  "Only an approved rule that is not in force yet comes into force.");
  }
  if (proposal.proposed_by_uid() == staff_uid || proposal.approved_by_uid() == staff_uid) return SamePerson();
  return CheckComparison(proposal, comparison, present_number, now, days);
}

absl::Status CheckWithdrawable(const v1::RuleProposal& proposal, absl::string_view staff_uid) {
  if (proposal.proposed_by_uid() != staff_uid) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_OF_SOMEBODY_ELSE, "Only who proposed a rule withdraws it.");
  }
  if (!IsDecided(proposal)) return absl::OkStatus();
  return Refuse(ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE,
                "The rule was put into force already, or withdrawn; what is in force goes back by proposing the former text.");
}

}  // namespace dayaq::payment
