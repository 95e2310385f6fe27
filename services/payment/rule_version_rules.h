// What a text must be to be proposed, and who may take which step on its way into force. Pure.
#ifndef SERVICES_PAYMENT_RULE_VERSION_RULES_H_
#define SERVICES_PAYMENT_RULE_VERSION_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/benefit_rule_version.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::payment {

// A rule as a set names it: "disability-allowance/3", "disability-allowance/4/7".
struct NamedRule {
  std::string benefit;
  std::string version;
};
NamedRule NamedRuleIn(absl::string_view name);

// "<benefit>/<version>" of these rules: how files name them.
std::vector<std::string> NamesOf(const std::vector<v1::BenefitRule>& rules);

// The same names, with this rule in the place of the one of its benefit, put into force with set `number`; by code.
std::vector<std::string> NamesWith(const std::vector<std::string>& names, const v1::BenefitRule& rule, int64_t number);

// The same rules, with this one in the place of the one of its benefit; by code.
std::vector<v1::BenefitRule> RulesWith(std::vector<v1::BenefitRule> rules, const v1::BenefitRule& rule);

// The rule that a text says, read as strictly as the files of the service are, under the name that its benefit would give the file.
// FAILED_PRECONDITION with a line for each fault.
absl::StatusOr<v1::BenefitRule> RuleIn(absl::string_view content);

// Notes every fault of a text, and of what it says beside the `others`, under "content"; the first hundred.
void CheckContent(absl::string_view content, const std::vector<v1::BenefitRule>& others, Violations& found);

// Whether a text may be proposed, given the versions of its benefit that were in force, and the one that is (or none).
absl::Status CheckProposable(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& kept, const v1::BenefitRule* present);

// Whether `staff_uid` may approve the proposal after that comparison, now that the set `present_number` is in force; a comparison
// counts for so many days.
absl::Status CheckApprovable(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison, int64_t present_number,
                             absl::string_view staff_uid, absl::Time now, int days);

// Whether `staff_uid` may put it into force.
absl::Status CheckActivatable(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison, int64_t present_number,
                              absl::string_view staff_uid, absl::Time now, int days);

// Whether `staff_uid` may withdraw it: who proposed it, until it is in force.
absl::Status CheckWithdrawable(const v1::RuleProposal& proposal, absl::string_view staff_uid);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_VERSION_RULES_H_
