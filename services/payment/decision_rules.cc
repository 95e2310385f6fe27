#include "services/payment/decision_rules.h"

#include <string>

#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// What an entitlement says, whatever version of the rule says it. No field of ours is a map, so equal messages have equal bytes.
std::string WithoutVersion(v1::Entitlement entitlement) {
  entitlement.clear_rule_version();
  if (entitlement.has_explanation()) {
    entitlement.mutable_explanation()->clear_rule_version();
    entitlement.mutable_explanation()->clear_rule_hash();
  }
  return entitlement.SerializeAsString();
}

}  // namespace

Decision DecisionBy(const v1::BenefitRule& rule, const BenefitAssessment& answer, const v1::Entitlement& standing,
                    const std::vector<v1::Instalment>& added) {
  Decision decision = {.entitlement = standing};
  v1::Entitlement& decided = decision.entitlement;
  decided.set_rule_version(rule.version());
  decided.set_example(rule.example());
  decided.set_state(answer.state);
  decided.clear_starts_on();
  decided.clear_ends_on();
  if (!ToText(answer.starts_on).empty()) *decided.mutable_starts_on() = answer.starts_on;
  if (!ToText(answer.ends_on).empty()) *decided.mutable_ends_on() = answer.ends_on;
  for (const v1::Instalment& instalment : added) decided.set_entitled_qepik(decided.entitled_qepik() + instalment.amount_qepik());
  decided.set_releasable(answer.releasable);
  *decided.mutable_explanation() = answer.explanation;
  decision.decides = !added.empty() || WithoutVersion(standing) != WithoutVersion(decided);
  if (!decision.decides) decided = standing;
  return decision;
}

}  // namespace dayaq::payment
