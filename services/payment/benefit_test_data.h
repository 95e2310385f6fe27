// Invented facts for the tests of rules.
#ifndef SERVICES_PAYMENT_BENEFIT_TEST_DATA_H_
#define SERVICES_PAYMENT_BENEFIT_TEST_DATA_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

inline common::v1::PartialDate Date(absl::string_view text) { return PartialDateFromText(text).value(); }

// The rules as they were shipped in November 2026. Tests count with these and not with policy/benefits, so that a ministry may
// change a figure, and the day on which it changes may come, without a test having to follow.
inline constexpr char kRulesOfNovember2026[] = "tests/data/benefits/november-2026";

// All rules as they were shipped in December 2026, for the same reason.
inline constexpr char kAllRulesOf2026[] = "tests/data/benefits/all-2026";

inline v1::BenefitRule RuleOf(absl::string_view benefit, const std::string& directory = kRulesOfNovember2026) {
  const auto rules = LoadBenefits(directory);
  for (const v1::BenefitRule& rule : rules.value()) {
    if (rule.benefit() == benefit) return rule;
  }
  return {};
}
inline v1::BenefitRule Allowance() { return RuleOf("disability-allowance"); }
inline v1::BenefitRule Funeral() { return RuleOf("funeral-benefit"); }
inline v1::BenefitRule Assistance() { return RuleOf("immediate-assistance"); }

inline survivor::v1::DisabilityBand BandOf(int percent) {
  if (percent <= 30) return survivor::v1::DISABILITY_BAND_NONE;
  if (percent <= 60) return survivor::v1::DISABILITY_BAND_31_60;
  return percent <= 80 ? survivor::v1::DISABILITY_BAND_61_80 : survivor::v1::DISABILITY_BAND_81_100;
}

// A living person with one verified and confirmed casualty.
inline v1::BenefitFacts Person() {
  v1::BenefitFacts facts;
  facts.set_survivor_uid("s1");
  facts.mutable_identity_confirmed_time()->set_seconds(1'750'000'000);
  v1::CasualtyFact& casualty = *facts.add_casualties();
  casualty.set_casualty_uid("c1");
  casualty.set_incident_uid("i1");
  *casualty.mutable_occurred_on() = Date("2024-02-04");
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  casualty.set_incident_verified(true);
  casualty.set_injury_confirmed(true);
  return facts;
}

inline void Decide(v1::BenefitFacts& facts, int percent, absl::string_view from, absl::string_view until = "",
                   survivor::v1::DisabilityCause cause = survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS) {
  v1::DisabilityFact& decision = *facts.add_decisions();
  decision.set_decision_uid(absl::StrCat("d", facts.decisions_size()));
  decision.set_percent(percent);
  decision.set_band(BandOf(percent));
  decision.set_cause(cause);
  *decision.mutable_in_force_from() = Date(from);
  if (!until.empty()) *decision.mutable_in_force_until() = Date(until);
  decision.mutable_recorded_time()->set_seconds(1'750'000'000 + facts.decisions_size());
}

inline void Die(v1::BenefitFacts& facts, absl::string_view died_on) {
  facts.set_deceased(true);
  if (!died_on.empty()) *facts.mutable_died_on() = Date(died_on);
}

// A member of the family, "m1" and so on; "" for a birthday or an end that is not known, or is not there.
inline std::string AddMember(v1::BenefitFacts& facts, survivor::v1::FamilyRelation relation, absl::string_view of_age_on = "",
                             absl::string_view ended_on = "") {
  v1::FamilyFact& member = *facts.add_family();
  member.set_member_uid(absl::StrCat("m", facts.family_size()));
  member.set_relation(relation);
  if (!of_age_on.empty()) *member.mutable_of_age_on() = Date(of_age_on);
  if (!ended_on.empty()) *member.mutable_ended_on() = Date(ended_on);
  return member.member_uid();
}

// Something recorded by act; of the survivor where no member is named.
inline v1::RecordedFact& Record(v1::BenefitFacts& facts, survivor::v1::BenefitFactKind kind, absl::string_view from,
                                absl::string_view until = "", absl::string_view member = "") {
  v1::RecordedFact& fact = *facts.add_recorded();
  fact.set_fact_uid(absl::StrCat("f", facts.recorded_size()));
  fact.set_kind(kind);
  fact.set_act_number("12/3");
  fact.set_family_member_uid(std::string(member));
  *fact.mutable_holds_from() = Date(from);
  if (!until.empty()) *fact.mutable_holds_until() = Date(until);
  fact.mutable_recorded_time()->set_seconds(1'750'000'000 + facts.recorded_size());
  return fact;
}

// The answer for one person who receives; empty when there is none.
inline BenefitAssessment AnswerFor(const std::vector<BenefitAssessment>& answers, absl::string_view beneficiary_uid) {
  for (const BenefitAssessment& answer : answers) {
    if (answer.beneficiary_uid == beneficiary_uid) return answer;
  }
  return {};
}

// The one answer for a person.
inline BenefitAssessment AssessOne(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, absl::CivilDay today) {
  std::vector<BenefitAssessment> answers = Assess(rule, facts, today);
  return answers.size() == 1 ? std::move(answers.front()) : BenefitAssessment();
}

// An entitlement that was kept for a casualty.
inline v1::Entitlement KeptFor(absl::string_view casualty_uid) {
  v1::Entitlement kept;
  kept.set_occasion_uid(std::string(casualty_uid));
  kept.set_beneficiary(v1::BENEFICIARY_SURVIVOR);
  kept.set_beneficiary_uid("s1");
  return kept;
}

inline std::map<std::string, int64_t> Amounts(const std::vector<Target>& targets) {
  std::map<std::string, int64_t> amounts;
  for (const Target& target : targets) amounts[target.period] += target.amount_qepik;
  return amounts;
}

// What stands for each period; periods that sum to nothing are left out.
inline std::map<std::string, int64_t> Standing(const std::vector<v1::Instalment>& instalments) {
  std::map<std::string, int64_t> amounts;
  for (const v1::Instalment& instalment : instalments) amounts[instalment.period()] += instalment.amount_qepik();
  std::erase_if(amounts, [](const auto& entry) { return entry.second == 0; });
  return amounts;
}

// Adds what the answer asks for; says what was added.
inline std::vector<v1::Instalment> Settle(std::vector<v1::Instalment>& instalments, const BenefitAssessment& answer,
                                          absl::CivilDay today) {
  std::vector<v1::Instalment> added = Reconcile(answer.targets, instalments, today);
  instalments.insert(instalments.end(), added.begin(), added.end());
  return added;
}

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_TEST_DATA_H_
