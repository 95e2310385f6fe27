#include "services/payment/rule_diff_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/decision_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// An entitlement that was decided in one step: as it is then, and what was added to it.
struct Decided {
  v1::Entitlement entitlement;
  std::vector<v1::Instalment> added;
};

Decided DecidedBy(const v1::BenefitRule& rule, const BenefitAssessment& answer, const v1::Entitlement& standing, absl::CivilDay day,
                  bool& decides) {
  const std::vector<v1::Instalment> existing(standing.instalments().begin(), standing.instalments().end());
  v1::Entitlement without = standing;
  without.clear_instalments();
  std::vector<v1::Instalment> added = Reconcile(answer.targets, existing, day);
  Decision decision = DecisionBy(rule, answer, without, added);
  decides = decision.decides;
  Decided decided{std::move(decision.entitlement), std::move(added)};
  *decided.entitlement.mutable_instalments() = standing.instalments();
  for (const v1::Instalment& instalment : decided.added) *decided.entitlement.add_instalments() = instalment;
  return decided;
}

v1::Entitlement Started(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const BenefitAssessment& answer) {
  v1::Entitlement started;
  started.set_survivor_uid(facts.survivor_uid());
  started.set_benefit(rule.benefit());
  started.set_occasion_uid(answer.occasion_uid);
  started.set_beneficiary(answer.beneficiary);
  started.set_beneficiary_uid(answer.beneficiary_uid);
  return started;
}

// What is decided of one person by these rules, given what stands.
std::map<AnswerKey, Decided> Assessed(const RecountScope& scope, const v1::BenefitFacts& facts, const StandingOfPerson& standing,
                                      absl::CivilDay day) {
  std::map<AnswerKey, Decided> decided;
  std::set<AnswerKey> answered;
  const auto decide = [&](const AnswerKey& key, const v1::BenefitRule& rule, const BenefitAssessment& answer,
                          const v1::Entitlement& kept) {
    bool decides = false;
    Decided one = DecidedBy(rule, answer, kept, day, decides);
    if (decides) decided.emplace(key, std::move(one));
  };
  for (const RuleAnswers& of_rule : AssessPerson(scope.rules, facts, day)) {
    const v1::BenefitRule& rule = *of_rule.rule;
    if (scope.counted.count(rule.benefit()) == 0) continue;
    for (const BenefitAssessment& answer : of_rule.answers) {
      const AnswerKey key = {facts.survivor_uid(), rule.benefit(), answer.occasion_uid, answer.beneficiary_uid};
      const auto known = standing.find(key);
      if (known != standing.end()) {
        answered.insert(key);
        decide(key, rule, answer, known->second);
      } else if (answer.qualifies) {
        decide(key, rule, answer, Started(rule, facts, answer));
      }
    }
  }
  for (const auto& [key, kept] : standing) {
    if (answered.count(key) > 0) continue;
    const std::string& benefit = kept.benefit();
    const auto rule = absl::c_find_if(scope.rules, [&](const v1::BenefitRule& one) { return one.benefit() == benefit; });
    if (rule != scope.rules.end()) decide(key, *rule, AssessLost(*rule, facts, kept), kept);
  }
  return decided;
}

survivor::v1::DisabilityBand BandOn(const v1::BenefitFacts& facts, absl::CivilDay day) {
  int band = survivor::v1::DISABILITY_BAND_NONE;
  for (const v1::DisabilityFact& decision : facts.decisions()) {
    const auto first = Earliest(decision.in_force_from());
    const auto last = Latest(decision.in_force_until());
    if (first.has_value() && *first <= day && (!last.has_value() || day <= *last)) {
      band = std::max<int>(band, decision.band());
    }
  }
  return static_cast<survivor::v1::DisabilityBand>(band);
}

// Sums of one benefit of one person.
struct OfBenefit {
  int64_t month_qepik = 0;
  int64_t back_qepik = 0;
  std::map<std::string, int64_t> by_receiver;
};

// One entitlement, before and after.
void Count(const v1::Entitlement* before, const Decided& after, const std::string& month, v1::RuleComparisonLine& line,
           OfBenefit& sums) {
  line.set_changing(line.changing() + 1);
  if (before == nullptr) line.set_starting(line.starting() + 1);
  const bool ran = before != nullptr && before->state() == v1::ENTITLEMENT_STATE_ACTIVE;
  if (ran && after.entitlement.state() != v1::ENTITLEMENT_STATE_ACTIVE) line.set_stopping(line.stopping() + 1);
  const bool asked = before != nullptr && !before->explanation().questions().empty();
  if (!asked && !after.entitlement.explanation().questions().empty()) line.set_asking(line.asking() + 1);
  int64_t all = 0;
  for (const v1::Instalment& instalment : after.added) {
    int64_t& sum = instalment.period() == month ? sums.month_qepik : sums.back_qepik;
    sum += instalment.amount_qepik();
    all += instalment.amount_qepik();
  }
  sums.by_receiver[after.entitlement.beneficiary_uid()] += all;
}

}  // namespace

RuleDiff DiffOf(const std::vector<v1::BenefitRule>& before, const std::vector<v1::BenefitRule>& after, const std::string& benefit,
                absl::CivilDay day) {
  RuleDiff diff{ScopeOf({benefit}, before), ScopeOf({benefit}, after), day};
  // The same benefits count in both, so that what one set has no rule of is not told as a difference of another.
  diff.before.counted.insert(diff.after.counted.begin(), diff.after.counted.end());
  diff.after.counted = diff.before.counted;
  return diff;
}

absl::CivilDay UsualDay(const v1::BenefitRule& after, absl::CivilDay today) {
  if (after.steps().empty()) return today;
  const auto first = Earliest(after.steps().rbegin()->from());
  return first.has_value() ? std::max(*first, today) : today;
}

void AddDifference(const RuleDiff& diff, const v1::BenefitFacts& facts, StandingOfPerson standing, DiffFound& found,
                   v1::RecountCounts& counts) {
  counts.set_done(counts.done() + 1);
  if (standing.empty() && !AnyMayAnswer(diff.before, facts) && !AnyMayAnswer(diff.after, facts)) return;
  for (auto& [key, decided] : Assessed(diff.before, facts, standing, diff.day)) {
    standing[key] = std::move(decided.entitlement);
  }
  const auto after = Assessed(diff.after, facts, standing, diff.day);
  if (after.empty()) return;

  const std::string month = absl::FormatCivilTime(absl::CivilMonth(diff.day));
  const survivor::v1::DisabilityBand band = BandOn(facts, diff.day);
  const auto line_of = [&](const std::string& benefit) -> v1::RuleComparisonLine& {
    v1::RuleComparisonLine& line = found.lines[{benefit, facts.register_(), facts.district(), band}];
    line.set_benefit(benefit);
    line.set_register_(facts.register_());
    line.set_district(facts.district());
    line.set_band(band);
    return line;
  };
  std::map<std::string, OfBenefit> sums;
  for (const auto& [key, decided] : after) {
    const std::string& benefit = decided.entitlement.benefit();
    const auto before = standing.find(key);
    Count(before == standing.end() ? nullptr : &before->second, decided, month, line_of(benefit), sums[benefit]);
    if (before == standing.end()) {
      counts.set_started(counts.started() + 1);
    } else {
      counts.set_changed(counts.changed() + 1);
    }
  }
  for (const auto& [benefit, sum] : sums) {
    v1::RuleComparisonLine& line = line_of(benefit);
    line.set_month_qepik(line.month_qepik() + sum.month_qepik);
    line.set_back_qepik(line.back_qepik() + sum.back_qepik);
    for (const auto& [receiver, qepik] : sum.by_receiver) {
      if (qepik > 0) line.set_gaining(line.gaining() + 1);
      if (qepik < 0) line.set_losing(line.losing() + 1);
    }
    if (sum.month_qepik + sum.back_qepik >= 0) continue;
    v1::RuleLoss& loss = found.losses.emplace_back();
    loss.set_survivor_uid(facts.survivor_uid());
    loss.set_benefit(benefit);
    loss.set_month_qepik(sum.month_qepik);
    loss.set_back_qepik(sum.back_qepik);
    loss.set_register_(facts.register_());
    loss.set_district(facts.district());
    loss.set_institution(facts.institution());
  }
}

}  // namespace dayaq::payment
