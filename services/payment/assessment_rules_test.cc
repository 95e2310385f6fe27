#include "services/payment/assessment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <tuple>

#include "services/payment/benefit_test_data.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

const absl::CivilDay kSeptember(2025, 9, 10);

std::vector<v1::QuestionKind> QuestionsOf(const BenefitAssessment& answer) {
  std::vector<v1::QuestionKind> kinds;
  for (const v1::Question& question : answer.explanation.questions()) {
    kinds.push_back(question.kind());
    EXPECT_FALSE(question.words().az().empty() || question.words().en().empty());
  }
  return kinds;
}

std::optional<bool> IsMet(const BenefitAssessment& answer, v1::ReleaseNeed need) {
  for (const v1::NeedAnswer& found : answer.explanation.needs()) {
    if (found.need() == need) return found.met();
  }
  return std::nullopt;
}

// T7.
TEST(DisabilityAllowance, InJune2025TheMiddleBandIs220AndInJuly250) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-06-01");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, absl::CivilDay(2025, 7, 20));
  EXPECT_TRUE(answer.qualifies && answer.releasable);
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-06", 22000), Pair("2025-07", 25000)));
  EXPECT_EQ(ToText(answer.starts_on), "2025-06-01");
  EXPECT_EQ(ToText(answer.ends_on), "");
  EXPECT_EQ(answer.look_again_on, absl::CivilDay(2025, 8, 1));
}

TEST(DisabilityAllowance, TheExplanationSaysWhyTheAmountRose) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-05-01");
  const v1::Explanation explanation = AssessOne(Allowance(), facts, kSeptember).explanation;
  EXPECT_EQ(explanation.rule_version(), 1);
  EXPECT_THAT(explanation.rule_hash(), SizeIs(64));
  ASSERT_EQ(explanation.amounts_size(), 2);
  EXPECT_EQ(explanation.amounts(0).first_period(), "2025-05");
  EXPECT_EQ(explanation.amounts(0).last_period(), "2025-06");
  EXPECT_EQ(explanation.amounts(1).first_period(), "2025-07");
  EXPECT_EQ(explanation.amounts(1).last_period(), "2025-09");
  EXPECT_EQ(explanation.amounts(1).decision_uid(), "d1");
  EXPECT_EQ(explanation.amounts(1).words().az(),
            "250,00 AZN: 61-80 % (keçmiş II dərəcə) üzrə, 2025-07-01 tarixindən tətbiq olunan məbləğ; 2025-06-30 tarixinədək "
            "220,00 AZN idi.");
  EXPECT_EQ(explanation.amounts(1).words().en(),
            "250.00 AZN: 61-80 % (formerly degree II), the amount in force from 2025-07-01; until 2025-06-30 it was 220.00 AZN.");
  EXPECT_EQ(explanation.amounts(0).words().az(),
            "220,00 AZN: 61-80 % (keçmiş II dərəcə) üzrə, 2025-03-01 tarixindən tətbiq olunan məbləğ; əvvəl də eyni məbləğ idi.")
      << "the step before has another source, not another amount";
  EXPECT_EQ(explanation.amounts(0).words().en(),
            "220.00 AZN: 61-80 % (formerly degree II), the amount in force from 2025-03-01; it was the same before.");
  ASSERT_EQ(explanation.conditions_size(), 2);
  EXPECT_TRUE(explanation.conditions(0).holds() && explanation.conditions(1).holds());
  EXPECT_THAT(explanation.conditions(1).words().en(), HasSubstr("being in a zone of military operations"));
  ASSERT_EQ(explanation.facts_size(), 3);
  EXPECT_EQ(explanation.facts(0).resource(), "incidents/i1/casualties/c1");
  EXPECT_EQ(explanation.facts(1).resource(), "survivors/s1/decisions/d1");
  EXPECT_EQ(explanation.facts(1).recorded_time().seconds(), 1'750'000'001);
  EXPECT_EQ(explanation.facts(2).fact(), "identity");
}

TEST(DisabilityAllowance, WithoutADecisionOrOfAnotherCauseNothingIsOwed) {
  v1::BenefitFacts facts = Person();
  EXPECT_FALSE(AssessOne(Allowance(), facts, kSeptember).qualifies);
  Decide(facts, 30, "2025-05-01");
  EXPECT_FALSE(AssessOne(Allowance(), facts, kSeptember).qualifies);
  Decide(facts, 85, "2025-05-01", "", survivor::v1::DISABILITY_CAUSE_MILITARY_DUTIES);
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_FALSE(answer.qualifies || answer.releasable);
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_WITHDRAWN);
  EXPECT_THAT(answer.targets, IsEmpty());
  EXPECT_FALSE(answer.explanation.conditions(1).holds());
}

TEST(DisabilityAllowance, ItRunsFromTheMonthOfTheDecisionToTheMonthOfItsEnd) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-07-31", "2025-08-01");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-07", 18000), Pair("2025-08", 18000)));
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(ToText(answer.ends_on), "2025-08-31");
  EXPECT_EQ(answer.look_again_on, std::nullopt);
}

TEST(DisabilityAllowance, TheMonthOfAReplacementIsPaidByTheLaterDecision) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-07-01", "2025-08-14");
  Decide(facts, 65, "2025-08-15");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-07", 18000), Pair("2025-08", 25000), Pair("2025-09", 25000)));
  ASSERT_EQ(answer.explanation.amounts_size(), 2);
  EXPECT_EQ(answer.explanation.amounts(1).decision_uid(), "d2");
}

TEST(DisabilityAllowance, AGapBetweenDecisionsIsNotPaid) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-04-10", "2025-05-20");
  Decide(facts, 45, "2025-07-03");
  EXPECT_THAT(Amounts(AssessOne(Allowance(), facts, absl::CivilDay(2025, 7, 31)).targets),
              ElementsAre(Pair("2025-04", 15000), Pair("2025-05", 15000), Pair("2025-07", 18000)));
}

TEST(DisabilityAllowance, ADecisionToComeOwesNothingYetAndIsLookedAtThen) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-11-15");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_TRUE(answer.qualifies);
  EXPECT_THAT(answer.targets, IsEmpty());
  EXPECT_EQ(answer.look_again_on, absl::CivilDay(2025, 11, 1));
  EXPECT_FALSE(answer.releasable);
}

TEST(DisabilityAllowance, MonthsBeforeTheFirstAmountAreAQuestionAndNoMoney) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2019-03-04");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, absl::CivilDay(2022, 8, 2));
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2022-07", 27000), Pair("2022-08", 27000)));
  EXPECT_THAT(QuestionsOf(answer), ElementsAre(v1::QUESTION_KIND_AMOUNT_UNKNOWN));
  EXPECT_EQ(answer.explanation.questions(0).period(), "2019-03");
  EXPECT_EQ(ToText(answer.starts_on), "2019-03-01");
}

TEST(DisabilityAllowance, AnAssumedMonthWaitsAndKeepsNoOtherFromBeingPaid) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2025-02-01", "2025-03-31");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_EQ(IsMet(answer, v1::RELEASE_NEED_AMOUNT_CERTAIN), true);
  EXPECT_TRUE(answer.releasable);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-02", 27000), Pair("2025-03", 27000))) << "both are owed";
  ASSERT_EQ(answer.explanation.amounts_size(), 2);
  EXPECT_TRUE(answer.explanation.amounts(0).assumed() && answer.explanation.amounts(0).waits());
  EXPECT_FALSE(answer.explanation.amounts(1).assumed() || answer.explanation.amounts(1).waits());
  EXPECT_THAT(answer.explanation.needs().rbegin()->words().en(), HasSubstr("wait until a source is found"));
}

TEST(DisabilityAllowance, WhereEveryAmountIsAssumedNothingIsReleased) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2025-01-01", "2025-02-28");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_EQ(IsMet(answer, v1::RELEASE_NEED_AMOUNT_CERTAIN), false);
  EXPECT_FALSE(answer.releasable);
  EXPECT_THAT(answer.targets, SizeIs(2));
  // A rule that does not ask for it pays what it assumes.
  v1::BenefitRule rule = Allowance();
  rule.mutable_release_needs()->RemoveLast();
  const BenefitAssessment paid = AssessOne(rule, facts, kSeptember);
  EXPECT_TRUE(paid.releasable);
  EXPECT_TRUE(paid.explanation.amounts(0).assumed());
  EXPECT_FALSE(paid.explanation.amounts(0).waits());
}

TEST(DisabilityAllowance, OneOpenConfirmationKeepsItFromBeingReleased) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  ASSERT_TRUE(AssessOne(Allowance(), facts, kSeptember).releasable);
  v1::BenefitFacts unverified = facts;
  unverified.mutable_casualties(0)->set_incident_verified(false);
  EXPECT_FALSE(AssessOne(Allowance(), unverified, kSeptember).releasable);
  v1::BenefitFacts unconfirmed = facts;
  unconfirmed.mutable_casualties(0)->set_injury_confirmed(false);
  EXPECT_FALSE(AssessOne(Allowance(), unconfirmed, kSeptember).releasable);
  facts.clear_identity_confirmed_time();
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_FALSE(answer.releasable);
  EXPECT_EQ(IsMet(answer, v1::RELEASE_NEED_IDENTITY_CONFIRMED), false);
  EXPECT_THAT(answer.targets, SizeIs(2));
}

TEST(DisabilityAllowance, TheConfirmationsMustBeOfOneCasualty) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  *facts.add_casualties() = facts.casualties(0);
  facts.mutable_casualties(0)->set_incident_verified(false);
  facts.mutable_casualties(1)->set_injury_confirmed(false);
  EXPECT_FALSE(AssessOne(Allowance(), facts, kSeptember).releasable);
}

// T12, first half.
TEST(DisabilityAllowance, ItEndsWithTheMonthOfDeath) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-07-01");
  Die(facts, "2025-08-15");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, absl::CivilDay(2025, 10, 3));
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-07", 25000), Pair("2025-08", 25000)));
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(ToText(answer.ends_on), "2025-08-31");
  EXPECT_THAT(QuestionsOf(answer), IsEmpty());
  EXPECT_EQ(IsMet(answer, v1::RELEASE_NEED_PAYEE_KNOWN), false);
}

TEST(DisabilityAllowance, OfADeathKnownToTheMonthNothingIsUncertain) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-07-01");
  Die(facts, "2025-08");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, absl::CivilDay(2025, 10, 3));
  EXPECT_THAT(answer.targets, SizeIs(2));
  EXPECT_THAT(QuestionsOf(answer), IsEmpty());
}

TEST(DisabilityAllowance, OfADeathKnownToTheYearOnlyCertainMonthsArePaid) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2024-11-01");
  Die(facts, "2025");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2024-11", 22000), Pair("2024-12", 22000), Pair("2025-01", 22000)));
  EXPECT_THAT(QuestionsOf(answer), ElementsAre(v1::QUESTION_KIND_DEATH_DAY_UNKNOWN));
  EXPECT_EQ(answer.explanation.questions(0).period(), "2025-02");
}

TEST(DisabilityAllowance, OfADeathOfWhichNothingIsKnownTheDecisionsStillShowThePersonAlive) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-03-01");
  Die(facts, "");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-03", 22000)));
  EXPECT_THAT(QuestionsOf(answer), ElementsAre(v1::QUESTION_KIND_DEATH_DAY_UNKNOWN));
}

TEST(DisabilityAllowance, ADeathBecomingKnownBoundsItsDay) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2024-12-01");
  Die(facts, "2025");
  facts.mutable_death_recorded_time()->set_seconds(absl::ToUnixSeconds(absl::FromCivil(absl::CivilDay(2025, 1, 20), BakuZone())));
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_THAT(answer.targets, SizeIs(2));
  EXPECT_THAT(QuestionsOf(answer), IsEmpty());
}

TEST(DisabilityAllowance, WhoDiedBeforeTheDecisionIsOwedNothing) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-07-01");
  Die(facts, "2025-05-02");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_FALSE(answer.qualifies);
  EXPECT_FALSE(answer.explanation.conditions(0).holds());
}

TEST(DisabilityAllowance, ADeathOfTomorrowChangesNothingToday) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-09-01");
  Die(facts, "2025-09-11");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kSeptember);
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_TRUE(answer.releasable);
}

// T12, second half.
TEST(FuneralBenefit, IsPaidOnceForADeathSinceJuly2025) {
  v1::BenefitFacts facts = Person();
  EXPECT_FALSE(AssessOne(Funeral(), facts, kSeptember).qualifies);
  Die(facts, "2025-08-15");
  const BenefitAssessment answer = AssessOne(Funeral(), facts, kSeptember);
  EXPECT_TRUE(answer.qualifies);
  EXPECT_FALSE(answer.releasable);
  EXPECT_EQ(IsMet(answer, v1::RELEASE_NEED_PAYEE_KNOWN), false);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-08-15", 60000)));
  EXPECT_EQ(AssessOne(Funeral(), facts, absl::CivilDay(2026, 9, 10)).targets, answer.targets);
}

TEST(FuneralBenefit, OfAnEarlierDeathTheAmountIsAsked) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2025-06-30");
  const BenefitAssessment answer = AssessOne(Funeral(), facts, kSeptember);
  EXPECT_TRUE(answer.qualifies);
  EXPECT_THAT(answer.targets, IsEmpty());
  EXPECT_THAT(QuestionsOf(answer), ElementsAre(v1::QUESTION_KIND_AMOUNT_UNKNOWN));
}

TEST(FuneralBenefit, OfADeathKnownInPartItIsPaidWhenEveryDayHasTheSameAmount) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2025-08");
  EXPECT_THAT(Amounts(AssessOne(Funeral(), facts, kSeptember).targets), ElementsAre(Pair("2025-08", 60000)));
  v1::BenefitFacts year = Person();
  Die(year, "2025");
  const BenefitAssessment answer = AssessOne(Funeral(), year, kSeptember);
  EXPECT_THAT(answer.targets, IsEmpty());
  EXPECT_THAT(QuestionsOf(answer), ElementsAre(v1::QUESTION_KIND_DEATH_DAY_UNKNOWN));
}

TEST(ImmediateAssistance, IsAnExampleForEachIncidentSinceItsFirstDay) {
  const absl::CivilDay today(2026, 5, 2);
  v1::BenefitFacts facts = Person();
  *facts.add_casualties() = facts.casualties(0);
  facts.mutable_casualties(1)->set_casualty_uid("c2");
  *facts.mutable_casualties(1)->mutable_occurred_on() = Date("2026-04-30");
  const std::vector<BenefitAssessment> answers = Assess(Assistance(), facts, today);
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_FALSE(answers[0].qualifies);
  EXPECT_EQ(answers[1].occasion_uid, "c2");
  EXPECT_TRUE(answers[1].qualifies);
  EXPECT_FALSE(answers[1].releasable);
  EXPECT_THAT(Amounts(answers[1].targets), ElementsAre(Pair("2026-04-30", 50000)));
}

TEST(ImmediateAssistance, StaysWhenThePersonDiesOfTheWounds) {
  const absl::CivilDay today(2026, 5, 2);
  v1::BenefitFacts facts = Person();
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2026-04-30");
  const std::vector<Target> before = AssessOne(Assistance(), facts, today).targets;
  facts.mutable_casualties(0)->set_outcome(incident::v1::OUTCOME_KILLED);
  Die(facts, "2026-05-01");
  EXPECT_EQ(AssessOne(Assistance(), facts, today).targets, before);
}

TEST(ImmediateAssistance, OfAnIncidentKnownInPartTheDayIsAskedOnlyWhenItDecides) {
  const absl::CivilDay today(2026, 5, 2);
  v1::BenefitFacts facts = Person();
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2026-03");
  EXPECT_THAT(Amounts(AssessOne(Assistance(), facts, today).targets), ElementsAre(Pair("2026-03", 50000)));
  facts.mutable_casualties(0)->clear_occurred_on();
  const BenefitAssessment unknown = AssessOne(Assistance(), facts, today);
  EXPECT_TRUE(unknown.qualifies);
  EXPECT_THAT(unknown.targets, IsEmpty());
  EXPECT_THAT(QuestionsOf(unknown), ElementsAre(v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN));
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2024");
  EXPECT_FALSE(AssessOne(Assistance(), facts, today).qualifies);
}

TEST(ImmediateAssistance, IsWithdrawnWhenTheCasualtyIsLost) {
  const BenefitAssessment answer = AssessLost(Assistance(), Person(), KeptFor("c9"));
  EXPECT_EQ(answer.occasion_uid, "c9");
  EXPECT_FALSE(answer.qualifies);
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_WITHDRAWN);
  EXPECT_THAT(answer.targets, IsEmpty());
  EXPECT_THAT(answer.explanation.conditions(0).words().en(), HasSubstr("does not count as this person any more"));
}

TEST(Assess, IsTheSameForTheSameFactsAndDay) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2024-11-01");
  Die(facts, "2025");
  EXPECT_EQ(AssessOne(Allowance(), facts, kSeptember).explanation.SerializeAsString(),
            AssessOne(Allowance(), facts, kSeptember).explanation.SerializeAsString());
}

TEST(Assess, NextMonthAndMonthBeforeLeaveOutMonthsThatAreNotWhole) {
  v1::BenefitRule rule = Allowance();
  rule.set_first_period(v1::FIRST_PERIOD_NEXT_MONTH);
  rule.set_last_period(v1::LAST_PERIOD_MONTH_BEFORE);
  const auto months = [&](absl::string_view from, absl::string_view until) {
    v1::BenefitFacts facts = Person();
    Decide(facts, 65, from, until);
    const BenefitAssessment answer = AssessOne(rule, facts, kSeptember);
    return std::make_tuple(ToText(answer.starts_on), ToText(answer.ends_on), answer.targets.size());
  };
  EXPECT_EQ(months("2025-04-10", "2025-08-20"), std::make_tuple("2025-05-01", "2025-07-31", 3u));
  EXPECT_EQ(months("2025-04-10", "2025-08-31"), std::make_tuple("2025-05-01", "2025-08-31", 4u));
  EXPECT_EQ(months("2025-04-10", "2025-05-20"), std::make_tuple("", "", 0u));
}

TEST(Assess, UnderNextMonthTheMonthOfAReplacementStaysWithTheFormerDecision) {
  v1::BenefitRule rule = Allowance();
  rule.set_first_period(v1::FIRST_PERIOD_NEXT_MONTH);
  v1::BenefitFacts facts = Person();
  Decide(facts, 45, "2025-06-20", "2025-08-14");
  Decide(facts, 65, "2025-08-15");
  EXPECT_THAT(Amounts(AssessOne(rule, facts, kSeptember).targets),
              ElementsAre(Pair("2025-07", 18000), Pair("2025-08", 18000), Pair("2025-09", 25000)));
}

TEST(Assess, ARuleThatHasEndedPaysNothingAfterItsLastStep) {
  v1::BenefitRule rule = Allowance();
  *rule.mutable_steps(2)->mutable_until() = Date("2025-07-31");
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-06-01");
  const BenefitAssessment answer = AssessOne(rule, facts, kSeptember);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-06", 22000), Pair("2025-07", 25000)));
  EXPECT_EQ(answer.state, v1::ENTITLEMENT_STATE_ENDED);
}

}  // namespace
}  // namespace dayaq::payment
