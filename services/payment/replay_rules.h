// Decisions made once more from what was kept of them. Pure.
#ifndef SERVICES_PAYMENT_REPLAY_RULES_H_
#define SERVICES_PAYMENT_REPLAY_RULES_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/replay_service.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// The rules that an answer of `rule` depends on: those it looks at (yields_to, ceiling), those that these look at, and itself; in
// the order of `rules`. They outlive what is returned.
std::vector<const v1::BenefitRule*> RulesBehind(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& rules);

// Keeps with a decision what it was made from: the facts, the day, the content of the rules, and what came out beside the
// explanation.
void KeepWhatItWasMadeFrom(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& in_force, const v1::BenefitFacts& facts,
                           const BenefitAssessment& answer, absl::CivilDay today, v1::Assessment& assessment);

// The rules that a decision was made by, itself included, as they are to be looked up.
std::vector<v1::RuleVersion> RulesOf(const v1::Assessment& kept);

// Makes `kept` once more and says what differs. `rules` are those of RulesOf that are kept here, in any order; `entitlement` is
// what it is about, with all its instalments: those of this decision and of earlier ones must sum to what it says.
v1::Replay ReplayOf(const v1::Assessment& kept, const std::vector<v1::BenefitRule>& rules, const v1::Entitlement& entitlement);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REPLAY_RULES_H_
