// Who gains and who loses by another rule: what one person is owed by the old rules and by the new ones, and what differs. Pure.
#ifndef SERVICES_PAYMENT_RULE_DIFF_RULES_H_
#define SERVICES_PAYMENT_RULE_DIFF_RULES_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule_version.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/payment/recount_rules.h"

namespace dayaq::payment {

// Entitlements of one person, each with its instalments.
using StandingOfPerson = std::map<AnswerKey, v1::Entitlement>;

// Two sets of rules that differ in the rule of one benefit, as far as that matters to what is owed.
struct RuleDiff {
  RecountScope before;
  RecountScope after;
  absl::CivilDay day;  // for which everybody is assessed
};

// `before` and `after` differ in the rule of `benefit` at most; one of them may have none.
RuleDiff DiffOf(const std::vector<v1::BenefitRule>& before, const std::vector<v1::BenefitRule>& after, const std::string& benefit,
                absl::CivilDay day);

// The day for which a comparison counts unless somebody says another: today, or the first day of the rule's last step if that is
// later.
absl::CivilDay UsualDay(const v1::BenefitRule& after, absl::CivilDay today);

// What differs, by benefit, register, district and band.
using DiffLines = std::map<std::tuple<std::string, std::string, std::string, int>, v1::RuleComparisonLine>;

// What has been found so far.
struct DiffFound {
  DiffLines lines;
  std::vector<v1::RuleLoss> losses;  // uid and comparison_uid are for the caller
};

// Takes the person first as the old rules would have it on the day, given all entitlements that stand of the benefits that count,
// and then as the new ones would; what the second step changes is added to `found`. What the first step changes is what the person
// is owed anyway, and is not told. The same steps as an assessment takes (assessment_service.h), so that on a register at rest this
// is what assessing by the new rules then does.
void AddDifference(const RuleDiff& diff, const v1::BenefitFacts& facts, StandingOfPerson standing, DiffFound& found,
                   v1::RecountCounts& counts);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_DIFF_RULES_H_
