// No text makes the loader of benefit rules stumble: it is a rule whose every month has at most one amount, all above zero and some
// for each band, or a list of faults with their places. And no rule that was taken makes an assessment stumble.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/platform/text/partial_date.h"

namespace {

using dayaq::payment::v1::BenefitFacts;
using dayaq::payment::v1::BenefitRule;

void Require(bool holds) {
  if (!holds) std::abort();
}

// The loader takes only a rule that is called like its file, so the file is called like the rule.
std::string FileNameFor(const std::string& text) {
  const size_t key = text.find("benefit: ");
  if (key == std::string::npos) return "fuzz.yaml";
  const size_t begin = key + 9;
  return text.substr(begin, std::min(text.find_first_of("\r\n ", begin), begin + 60) - begin) + ".yaml";
}

BenefitFacts SomeFacts() {
  BenefitFacts facts;
  facts.set_survivor_uid("s");
  auto& casualty = *facts.add_casualties();
  casualty.set_casualty_uid("c");
  casualty.mutable_occurred_on()->set_year(2026);
  casualty.set_outcome(dayaq::incident::v1::OUTCOME_INJURED);
  auto& decision = *facts.add_decisions();
  decision.set_band(dayaq::survivor::v1::DISABILITY_BAND_61_80);
  decision.set_cause(dayaq::survivor::v1::DISABILITY_CAUSE_TERROR);
  *decision.mutable_in_force_from() = dayaq::PartialDateOf(absl::CivilDay(2024, 3, 4));
  for (int kind = 1; kind < dayaq::survivor::v1::BenefitFactKind_ARRAYSIZE; ++kind) {
    for (const char* member : {"", "m1", "m2"}) {
      auto& fact = *facts.add_recorded();
      fact.set_kind(static_cast<dayaq::survivor::v1::BenefitFactKind>(kind));
      fact.set_family_member_uid(member);
      *fact.mutable_holds_from() = dayaq::PartialDateOf(absl::CivilDay(2024, kind % 12 + 1, 5));
    }
  }
  for (const char* uid : {"m1", "m2", "m3"}) {
    auto& member = *facts.add_family();
    member.set_member_uid(uid);
    member.set_relation(static_cast<dayaq::survivor::v1::FamilyRelation>(facts.family_size()));
    if (facts.family_size() < 3) *member.mutable_of_age_on() = dayaq::PartialDateOf(absl::CivilDay(2025, 2, 28));
  }
  return facts;
}

// A rule of whatever the given one goes behind.
BenefitRule Before(const BenefitRule& rule) {
  BenefitRule before = rule;
  before.clear_yields_to();
  before.clear_ceiling();
  before.set_benefit(rule.yields_to().empty() ? "another" : rule.yields_to(0));
  return before;
}

int64_t Sum(const dayaq::payment::BenefitAssessment& answer) {
  int64_t sum = 0;
  for (const auto& target : answer.targets) sum += target.amount_qepik;
  return sum;
}

void CheckAmounts(const BenefitRule& rule) {
  Require(rule.steps_size() > 0 && rule.conditions_size() > 0 && rule.release_needs_size() > 0 && rule.version() > 0);
  for (int i = 0; i < rule.steps_size(); ++i) {
    const auto& step = rule.steps(i);
    Require((step.amount_qepik() > 0) == (step.by_band().empty() && !step.individual()));
    Require(step.by_band().empty() || (step.by_band_size() == 3 && !step.individual()));
    for (const auto& band : step.by_band()) Require(band.amount_qepik() > 0);
    if (i > 0) Require(*dayaq::Earliest(rule.steps(i - 1).until()) + 1 == *dayaq::Earliest(step.from()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string file = FileNameFor(text);
  const absl::StatusOr<BenefitRule> rule = dayaq::payment::CompileBenefit(text, file);
  if (!rule.ok()) {
    Require(absl::StrContains(rule.status().message(), file));
    return 0;
  }
  CheckAmounts(*rule);
  BenefitFacts facts = SomeFacts();
  for (const bool dead : {false, true}) {
    facts.set_deceased(dead);
    if (dead) facts.mutable_died_on()->set_year(2025);
    const absl::CivilDay today(2026, 5, 6);
    // Answers, one for each who receives; together with a rule that it goes behind they never come to more.
    const auto alone = dayaq::payment::Assess(*rule, facts, today);
    for (const auto& answer : alone) {
      Require(answer.qualifies || answer.targets.empty());
      Require(!answer.beneficiary_uid.empty());
      Require(dayaq::payment::Reconcile(answer.targets, {}, today).size() == answer.targets.size());
    }
    const std::vector<BenefitRule> both = {*rule, Before(*rule)};
    const auto together = dayaq::payment::AssessPerson(both, facts, today);
    Require(together.front().answers.size() == alone.size());
    for (size_t i = 0; i < alone.size(); ++i) Require(Sum(together.front().answers[i]) <= Sum(alone[i]));
  }
  return 0;
}
