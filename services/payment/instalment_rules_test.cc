#include "services/payment/instalment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "services/payment/benefit_test_data.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const absl::CivilDay kSeptember(2025, 9, 10);

std::vector<std::string> Lines(const std::vector<v1::Instalment>& instalments) {
  std::vector<std::string> lines;
  for (const v1::Instalment& instalment : instalments) {
    const std::string kind = v1::InstalmentKind_Name(instalment.kind()).substr(sizeof("INSTALMENT_KIND_") - 1);
    lines.push_back(absl::StrCat(instalment.period(), "/", instalment.sequence(), " ", kind, " ", instalment.amount_qepik(), " ",
                                 instalment.currency(), " due ", ToText(instalment.due_on())));
  }
  return lines;
}

// T9, with the amounts of this benefit.
TEST(Instalments, ADecisionEnteredLateBringsArrearsAndTheMonthOfToday) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-05-01");
  std::vector<v1::Instalment> instalments;
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), facts, kSeptember), kSeptember)),
              ElementsAre("2025-05/0 ARREARS 22000 AZN due 2025-09-10", "2025-06/0 ARREARS 22000 AZN due 2025-09-10",
                          "2025-07/0 ARREARS 25000 AZN due 2025-09-10", "2025-08/0 ARREARS 25000 AZN due 2025-09-10",
                          "2025-09/0 REGULAR 25000 AZN due 2025-09-10"));
  const absl::CivilDay october(2025, 10, 1);
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), facts, october), october)),
              ElementsAre("2025-10/0 REGULAR 25000 AZN due 2025-10-01"));
}

TEST(Instalments, APercentCorrectedBackwardsBringsDifferences) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  std::vector<v1::Instalment> instalments;
  Settle(instalments, AssessOne(Allowance(), facts, kSeptember), kSeptember);
  v1::BenefitFacts higher = Person();
  Decide(higher, 85, "2025-08-01");
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), higher, kSeptember), kSeptember)),
              ElementsAre("2025-08/1 DIFFERENCE 5000 AZN due 2025-09-10", "2025-09/1 DIFFERENCE 5000 AZN due 2025-09-10"));
  v1::BenefitFacts lower = Person();
  Decide(lower, 45, "2025-08-01");
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), lower, kSeptember), kSeptember)),
              ElementsAre("2025-08/2 DIFFERENCE -12000 AZN due 2025-09-10", "2025-09/2 DIFFERENCE -12000 AZN due 2025-09-10"));
}

TEST(Instalments, ADecisionReplacedInTheMiddleOfAMonthRaisesThatMonth) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-08-01");
  std::vector<v1::Instalment> instalments;
  Settle(instalments, AssessOne(Allowance(), facts, kSeptember), kSeptember);
  *facts.mutable_decisions(0)->mutable_in_force_until() = Date("2025-09-08");
  Decide(facts, 65, "2025-09-09");
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), facts, kSeptember), kSeptember)),
              ElementsAre("2025-09/1 DIFFERENCE 7000 AZN due 2025-09-10"));
}

// T12 with the death learnt late.
TEST(Instalments, ADeathEnteredLateTakesBackTheMonthsAfterIt) {
  const absl::CivilDay november(2025, 11, 5);
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  std::vector<v1::Instalment> instalments;
  Settle(instalments, AssessOne(Allowance(), facts, november), november);
  Die(facts, "2025-08-15");
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), facts, november), november)),
              ElementsAre("2025-09/1 DIFFERENCE -25000 AZN due 2025-11-05", "2025-10/1 DIFFERENCE -25000 AZN due 2025-11-05",
                          "2025-11/1 DIFFERENCE -25000 AZN due 2025-11-05"));
  EXPECT_THAT(Standing(instalments), ElementsAre(Pair("2025-08", 25000)));
  std::vector<v1::Instalment> funeral;
  EXPECT_THAT(Lines(Settle(funeral, AssessOne(Funeral(), facts, november), november)),
              ElementsAre("2025-08-15/0 ARREARS 60000 AZN due 2025-11-05"));
  EXPECT_THAT(Settle(funeral, AssessOne(Funeral(), facts, absl::CivilDay(2025, 12, 5)), absl::CivilDay(2025, 12, 5)), IsEmpty());
}

TEST(Instalments, ADeathDayBecomingKnownGivesTheMonthsItLeftOpen) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  Die(facts, "2025");
  const absl::CivilDay november(2025, 11, 5);
  std::vector<v1::Instalment> instalments;
  Settle(instalments, AssessOne(Allowance(), facts, november), november);
  EXPECT_THAT(Standing(instalments), ElementsAre(Pair("2025-08", 25000)));
  Die(facts, "2025-09-30");
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Allowance(), facts, november), november)),
              ElementsAre("2025-09/0 ARREARS 25000 AZN due 2025-11-05"));
}

TEST(Instalments, WhatIsWithdrawnIsTakenBackWholeAndMayComeBack) {
  v1::BenefitFacts facts = Person();
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2026-04-30");
  const absl::CivilDay today(2026, 4, 30);
  std::vector<v1::Instalment> instalments;
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Assistance(), facts, today), today)),
              ElementsAre("2026-04-30/0 REGULAR 50000 AZN due 2026-04-30"));
  EXPECT_THAT(Lines(Settle(instalments, AssessLost(Assistance(), facts, KeptFor("c1")), today)),
              ElementsAre("2026-04-30/1 DIFFERENCE -50000 AZN due 2026-04-30"));
  EXPECT_THAT(Lines(Settle(instalments, AssessOne(Assistance(), facts, today), today)),
              ElementsAre("2026-04-30/2 DIFFERENCE 50000 AZN due 2026-04-30"));
}

// Any life: decisions that do not overlap, each with a term or the last open, and perhaps a death that is known more or less well.
v1::BenefitFacts AnyFacts() {
  v1::BenefitFacts facts = Person();
  absl::CivilDay day(2021, 1, 1);
  const int decisions = *rc::gen::inRange(0, 4);
  for (int i = 0; i < decisions; ++i) {
    day += *rc::gen::inRange(0, 500);
    const absl::CivilDay from = day;
    day += *rc::gen::inRange(0, 700);
    const bool open = i + 1 == decisions && *rc::gen::arbitrary<bool>();
    const auto cause = *rc::gen::element(survivor::v1::DISABILITY_CAUSE_TERROR, survivor::v1::DISABILITY_CAUSE_JANUARY_20);
    Decide(facts, *rc::gen::inRange(0, 101), absl::FormatCivilTime(from), open ? "" : absl::FormatCivilTime(day), cause);
    day += 1;
  }
  if (*rc::gen::inRange(0, 3) == 0) {
    const std::string died = absl::FormatCivilTime(absl::CivilDay(2021, 1, 1) + *rc::gen::inRange(0, 2200));
    Die(facts, died.substr(0, static_cast<size_t>(*rc::gen::element(0, 4, 7, 10))));
  }
  return facts;
}

v1::BenefitRule AnyRule() {
  v1::BenefitRule rule = Allowance();
  if (*rc::gen::arbitrary<bool>()) rule.set_first_period(v1::FIRST_PERIOD_NEXT_MONTH);
  if (*rc::gen::arbitrary<bool>()) rule.set_last_period(v1::LAST_PERIOD_MONTH_BEFORE);
  return rule;
}

RC_GTEST_PROP(InstalmentProperties, AfterAnyChangesOfFactsEveryPeriodSumsToItsTargetAndASecondLookAddsNothing, ()) {
  const v1::BenefitRule rule = AnyRule();
  std::vector<v1::Instalment> instalments;
  absl::CivilDay today(2023, 1, 1);
  const int changes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < changes; ++i) {
    today += *rc::gen::inRange(0, 400);
    const BenefitAssessment answer = AssessOne(rule, AnyFacts(), today);
    Settle(instalments, answer, today);
    RC_ASSERT(Standing(instalments) == Amounts(answer.targets));
    RC_ASSERT(Reconcile(answer.targets, instalments, today).empty());
  }
  std::set<std::pair<std::string, int>> numbered;
  for (const v1::Instalment& instalment : instalments) {
    RC_ASSERT(instalment.amount_qepik() != 0);
    RC_ASSERT(numbered.emplace(instalment.period(), instalment.sequence()).second);
  }
}

RC_GTEST_PROP(InstalmentProperties, NothingIsOwedBeforeTheFirstOrAfterTheLastPeriodOrOfAnotherAmount, ()) {
  const v1::BenefitRule rule = AnyRule();
  const v1::BenefitFacts facts = AnyFacts();
  const absl::CivilDay today = absl::CivilDay(2023, 1, 1) + *rc::gen::inRange(0, 2000);
  const BenefitAssessment answer = AssessOne(rule, facts, today);
  RC_ASSERT(answer.qualifies == (answer.state != v1::ENTITLEMENT_STATE_WITHDRAWN));
  RC_ASSERT(answer.qualifies || answer.targets.empty());
  const std::set<int64_t> amounts = {15000, 22000, 27000, 18000, 25000, 30000};
  for (const Target& target : answer.targets) {
    RC_ASSERT(amounts.count(target.amount_qepik) == 1);
    const common::v1::PartialDate month = Date(target.period);
    RC_ASSERT(*Latest(month) >= *Earliest(answer.starts_on));
    RC_ASSERT(!answer.ends_on.year() || *Earliest(month) <= *Latest(answer.ends_on));
    RC_ASSERT(absl::CivilMonth(*Earliest(month)) <= absl::CivilMonth(today));
    // A decision was in force in that month.
    bool in_force = false;
    for (const v1::DisabilityFact& decision : facts.decisions()) {
      in_force = in_force ||
                 (decision.band() > survivor::v1::DISABILITY_BAND_NONE && *Earliest(decision.in_force_from()) <= *Latest(month) &&
                  Latest(decision.in_force_until()).value_or(absl::CivilDay(9999, 1, 1)) >= *Earliest(month));
    }
    RC_ASSERT(in_force);
    RC_ASSERT(!facts.deceased() || !Latest(facts.died_on()).has_value() ||
              *Earliest(month) <= std::min(*Latest(facts.died_on()), today));
  }
}

RC_GTEST_PROP(InstalmentProperties, TheStretchesOfTheExplanationAreTheTargets, ()) {
  const BenefitAssessment answer = AssessOne(AnyRule(), AnyFacts(), absl::CivilDay(2026, 3, 4));
  std::map<std::string, int64_t> told;
  for (const v1::AmountAnswer& stretch : answer.explanation.amounts()) {
    absl::CivilMonth first, last;
    RC_ASSERT(absl::ParseCivilTime(stretch.first_period(), &first) && absl::ParseCivilTime(stretch.last_period(), &last));
    for (absl::CivilMonth month = first; month <= last; ++month) told[absl::FormatCivilTime(month)] += stretch.amount_qepik();
  }
  RC_ASSERT(told == Amounts(answer.targets));
}

}  // namespace
}  // namespace dayaq::payment
