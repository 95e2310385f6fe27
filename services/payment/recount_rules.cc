#include "services/payment/recount_rules.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "services/payment/benefit_limits.h"
#include "services/payment/decision_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/payment/replay_rules.h"

namespace dayaq::payment {
namespace {

AnswerKey KeyOf(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const BenefitAssessment& answer) {
  return {facts.survivor_uid(), rule.benefit(), answer.occasion_uid, answer.beneficiary_uid};
}

void Count(const BenefitAssessment& answer, v1::RecountCounts& counts) {
  if (!answer.qualifies) return;
  counts.set_qualifying(counts.qualifying() + 1);
  if (!answer.explanation.questions().empty()) counts.set_with_question(counts.with_question() + 1);
  if (!answer.releasable) counts.set_held(counts.held() + 1);
}

bool Decides(const v1::BenefitRule& rule, const BenefitAssessment& answer, const v1::Entitlement& standing, absl::CivilDay today) {
  const std::vector<v1::Instalment> existing(standing.instalments().begin(), standing.instalments().end());
  v1::Entitlement without = standing;
  without.clear_instalments();
  return DecisionBy(rule, answer, without, Reconcile(answer.targets, existing, today)).decides;
}

bool MayHold(const v1::Condition& condition, const v1::BenefitFacts& facts) {
  switch (condition.fact()) {
    case v1::FACT_DISABILITY_IN_FORCE:
      return absl::c_any_of(facts.decisions(), [&](const v1::DisabilityFact& decision) {
        return decision.band() > survivor::v1::DISABILITY_BAND_NONE && absl::c_linear_search(condition.causes(), decision.cause());
      });
    case v1::FACT_DISABILITY_BEFORE:
      return !facts.decisions().empty();
    case v1::FACT_DECEASED:
    case v1::FACT_DEATH_SINCE:
      return facts.deceased();
    case v1::FACT_CASUALTY_OUTCOME:
    case v1::FACT_INCIDENT_SINCE:
      return !facts.casualties().empty();
    case v1::FACT_RECORDED:
      return absl::c_any_of(facts.recorded(),
                            [&](const v1::RecordedFact& fact) { return absl::c_linear_search(condition.recorded(), fact.kind()); });
    default:
      return true;
  }
}

}  // namespace

bool MayQualify(const v1::BenefitRule& rule, const v1::BenefitFacts& facts) {
  return absl::c_all_of(rule.conditions(), [&](const v1::Condition& condition) { return MayHold(condition, facts); });
}

bool AnyMayAnswer(const RecountScope& scope, const v1::BenefitFacts& facts) {
  return absl::c_any_of(
      scope.rules, [&](const v1::BenefitRule& rule) { return scope.counted.count(rule.benefit()) > 0 && MayQualify(rule, facts); });
}

RecountScope ScopeOf(const std::vector<std::string>& benefits, const std::vector<v1::BenefitRule>& in_force) {
  RecountScope scope;
  for (const std::string& name : benefits) scope.counted.insert(name.substr(0, name.find('/')));
  if (benefits.empty()) {
    for (const v1::BenefitRule& rule : in_force) scope.counted.insert(rule.benefit());
  }
  // Whatever looks at one of them may answer otherwise too.
  for (bool grew = true; grew;) {
    grew = false;
    for (const v1::BenefitRule& rule : in_force) {
      const bool looks = absl::c_any_of(LooksAt(rule), [&](const std::string& other) { return scope.counted.count(other) > 0; });
      if (looks && scope.counted.insert(rule.benefit()).second) grew = true;
    }
  }
  std::set<std::string> asked;
  for (const v1::BenefitRule& rule : in_force) {
    if (scope.counted.count(rule.benefit()) == 0) continue;
    for (const v1::BenefitRule* behind : RulesBehind(rule, in_force)) asked.insert(behind->benefit());
  }
  for (const v1::BenefitRule& rule : in_force) {
    if (asked.count(rule.benefit()) > 0) scope.rules.push_back(rule);
  }
  return scope;
}

bool IsDifferent(const RecountScope& scope, const v1::BenefitFacts& facts, const std::map<AnswerKey, v1::Entitlement>& standing,
                 absl::CivilDay today, v1::RecountCounts& counts) {
  counts.set_done(counts.done() + 1);
  if (standing.empty() && !AnyMayAnswer(scope, facts)) return false;
  bool different = false;
  std::set<AnswerKey> answered;
  for (const RuleAnswers& of_rule : AssessPerson(scope.rules, facts, today)) {
    const v1::BenefitRule& rule = *of_rule.rule;
    if (scope.counted.count(rule.benefit()) == 0) continue;
    for (const BenefitAssessment& answer : of_rule.answers) {
      Count(answer, counts);
      const AnswerKey key = KeyOf(rule, facts, answer);
      const auto known = standing.find(key);
      if (known == standing.end()) {
        if (answer.qualifies) counts.set_started(counts.started() + 1);
        different = different || answer.qualifies;
        continue;
      }
      answered.insert(key);
      if (!Decides(rule, answer, known->second, today)) continue;
      counts.set_changed(counts.changed() + 1);
      different = true;
    }
  }
  for (const auto& [key, kept] : standing) {
    if (answered.count(key) > 0) continue;
    const v1::Entitlement& entitlement = kept;
    const auto rule =
        absl::c_find_if(scope.rules, [&](const v1::BenefitRule& one) { return one.benefit() == entitlement.benefit(); });
    if (rule == scope.rules.end() || !Decides(*rule, AssessLost(*rule, facts, entitlement), entitlement, today)) continue;
    counts.set_changed(counts.changed() + 1);
    different = true;
  }
  return different;
}

std::vector<AnswerKey> PassedOver(const RecountScope& scope, const v1::BenefitFacts& facts, const std::set<AnswerKey>& standing,
                                  absl::CivilDay today, v1::RecountCounts& counts) {
  counts.set_done(counts.done() + 1);
  std::vector<AnswerKey> passed_over;
  if (!AnyMayAnswer(scope, facts)) return passed_over;
  for (const RuleAnswers& of_rule : AssessPerson(scope.rules, facts, today)) {
    if (scope.counted.count(of_rule.rule->benefit()) == 0) continue;
    for (const BenefitAssessment& answer : of_rule.answers) {
      Count(answer, counts);
      if (!answer.qualifies) continue;
      AnswerKey key = KeyOf(*of_rule.rule, facts, answer);
      if (standing.count(key) > 0) continue;
      counts.set_unserved(counts.unserved() + 1);
      passed_over.push_back(std::move(key));
    }
  }
  return passed_over;
}

}  // namespace dayaq::payment
