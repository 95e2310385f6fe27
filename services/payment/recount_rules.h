// What a pass over everybody looks at, and what it finds of one person. Pure.
#ifndef SERVICES_PAYMENT_RECOUNT_RULES_H_
#define SERVICES_PAYMENT_RECOUNT_RULES_H_

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "dayaq/payment/v1/recount_service.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// What an entitlement is for: survivor, benefit, occasion, who receives.
using AnswerKey = std::tuple<std::string, std::string, std::string, std::string>;

// Rules that are asked, and those of them whose answers count.
struct RecountScope {
  std::vector<v1::BenefitRule> rules;
  std::set<std::string> counted;  // by code
};

// A pass over `benefits` (names of a set of rules, or codes; none: all): they, whatever looks at them, and whatever is looked at
// for that.
RecountScope ScopeOf(const std::vector<std::string>& benefits, const std::vector<v1::BenefitRule>& in_force);

// False only when some condition of the rule certainly fails, whatever the days and amounts are: found out without assessing, since
// most people have nothing that most rules ask about.
bool MayQualify(const v1::BenefitRule& rule, const v1::BenefitFacts& facts);

// False when none of the rules that count has anything to ask about the person.
bool AnyMayAnswer(const RecountScope& scope, const v1::BenefitFacts& facts);

// Counts what the rules answer about one person, and says whether that is anything else than what stands. `standing` are all
// entitlements of the person that the scope counts, each with its instalments; what stands and no answer is about any more is
// different too.
bool IsDifferent(const RecountScope& scope, const v1::BenefitFacts& facts, const std::map<AnswerKey, v1::Entitlement>& standing,
                 absl::CivilDay today, v1::RecountCounts& counts);

// Counts what the rules answer about one person, and names what meets a rule and does not stand.
std::vector<AnswerKey> PassedOver(const RecountScope& scope, const v1::BenefitFacts& facts, const std::set<AnswerKey>& standing,
                                  absl::CivilDay today, v1::RecountCounts& counts);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOUNT_RULES_H_
