// The scenarios of the ministry, by name, with the rules as they were shipped: who receives what in which month, to the qəpik.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "services/payment/benefit_test_data.h"

namespace dayaq::payment {
namespace {

using survivor::v1::BENEFIT_FACT_KIND_BLINDNESS;
using survivor::v1::BENEFIT_FACT_KIND_CARES_FOR;
using survivor::v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT;
using survivor::v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY;
using survivor::v1::BENEFIT_FACT_KIND_FUNERAL_COST;
using survivor::v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT;
using survivor::v1::BENEFIT_FACT_KIND_MARTYR;
using survivor::v1::BENEFIT_FACT_KIND_PENSION_GRANTED;
using survivor::v1::BENEFIT_FACT_KIND_REMARRIAGE;
using survivor::v1::DISABILITY_CAUSE_MILITARY_DUTIES;
using survivor::v1::FAMILY_RELATION_CHILD;
using survivor::v1::FAMILY_RELATION_GRANDPARENT;
using survivor::v1::FAMILY_RELATION_NOT_FAMILY;
using survivor::v1::FAMILY_RELATION_PARENT;
using survivor::v1::FAMILY_RELATION_SPOUSE;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

v1::BenefitRule Rule(absl::string_view benefit) { return RuleOf(benefit, kAllRulesOf2026); }

std::vector<v1::QuestionKind> QuestionsOf(const BenefitAssessment& answer) {
  std::vector<v1::QuestionKind> kinds;
  for (const v1::Question& question : answer.explanation.questions()) kinds.push_back(question.kind());
  return kinds;
}

// What each person receives of a benefit when all rules are assessed together.
std::map<std::string, std::map<std::string, int64_t>> Owed(const v1::BenefitFacts& facts, absl::CivilDay today,
                                                           absl::string_view benefit) {
  static const auto* const kRules = new std::vector<v1::BenefitRule>(LoadBenefits(kAllRulesOf2026).value());
  std::map<std::string, std::map<std::string, int64_t>> owed;
  for (const RuleAnswers& one : AssessPerson(*kRules, facts, today)) {
    if (one.rule->benefit() != benefit) continue;
    for (const BenefitAssessment& answer : one.answers) {
      if (!answer.targets.empty()) owed[answer.beneficiary_uid] = Amounts(answer.targets);
    }
  }
  return owed;
}

TEST(Scenarios, T7ACivilianOfTheZoneOfMilitaryOperations) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-06-01");
  EXPECT_THAT(Owed(facts, absl::CivilDay(2025, 7, 15), "disability-allowance")["s1"],
              ElementsAre(Pair("2025-06", 22000), Pair("2025-07", 25000)));
}

TEST(Scenarios, T8ASoldierWithASpecialCauseFollowsTheStepsOfTheStipend) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2022-12-01", "", DISABILITY_CAUSE_MILITARY_DUTIES);
  auto owed = Owed(facts, absl::CivilDay(2025, 7, 15), "stipend-war")["s1"];
  EXPECT_EQ(owed["2022-12"], 40000);
  EXPECT_EQ(owed["2023-01"], 50000);
  EXPECT_EQ(owed["2025-06"], 50000);
  EXPECT_EQ(owed["2025-07"], 60000);
  EXPECT_THAT(Owed(facts, absl::CivilDay(2025, 7, 15), "disability-allowance"), IsEmpty()) << "a special cause is not for it";
  const BenefitAssessment answer = AssessOne(Rule("stipend-war"), facts, absl::CivilDay(2025, 7, 15));
  EXPECT_TRUE(answer.explanation.amounts(0).waits()) << "of before 2023 no source says since when";
  EXPECT_FALSE(answer.explanation.amounts(1).waits());
  EXPECT_TRUE(answer.releasable) << "the months of which one does are paid";
}

TEST(Scenarios, T9ADecisionThatIsBackDatedBringsArrears) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2025-05-01", "", DISABILITY_CAUSE_MILITARY_DUTIES);
  const absl::CivilDay today(2025, 9, 10);
  const BenefitAssessment answer = AssessOne(Rule("stipend-war"), facts, today);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-05", 50000), Pair("2025-06", 50000), Pair("2025-07", 60000),
                                                   Pair("2025-08", 60000), Pair("2025-09", 60000)));
  std::vector<v1::Instalment> instalments;
  const std::vector<v1::Instalment> added = Settle(instalments, answer, today);
  ASSERT_THAT(added, SizeIs(5));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(added[i].kind(), v1::INSTALMENT_KIND_ARREARS) << added[i].period();
  EXPECT_TRUE(answer.releasable);
}

// A martyr with spouse, two parents and a child.
v1::BenefitFacts Martyr(absl::string_view child_of_age_on) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2024-02-04");
  Record(facts, BENEFIT_FACT_KIND_MARTYR, "2025-07-01");
  AddMember(facts, FAMILY_RELATION_SPOUSE);
  AddMember(facts, FAMILY_RELATION_PARENT);
  AddMember(facts, FAMILY_RELATION_PARENT);
  AddMember(facts, FAMILY_RELATION_CHILD, child_of_age_on);
  return facts;
}

TEST(Scenarios, T10AMartyrsFamilySharesEquallyAndAnOddQepikGoesToTheFirst) {
  // The birthday completes the last month in which the child counts.
  const v1::BenefitFacts facts = Martyr("2025-08-01");
  auto owed = Owed(facts, absl::CivilDay(2025, 8, 20), "stipend-martyr-family");
  ASSERT_THAT(owed, SizeIs(4));
  for (const char* member : {"m1", "m2", "m3", "m4"}) EXPECT_EQ(owed[member]["2025-07"], 17500) << member;
  EXPECT_EQ(owed["m1"]["2025-08"], 23334);
  EXPECT_EQ(owed["m2"]["2025-08"], 23333);
  EXPECT_EQ(owed["m3"]["2025-08"], 23333);
  EXPECT_EQ(owed["m4"].count("2025-08"), 0u) << "of age, and does not study";
  const std::vector<BenefitAssessment> answers = Assess(Rule("stipend-martyr-family"), facts, absl::CivilDay(2025, 8, 20));
  const BenefitAssessment child = AnswerFor(answers, "m4");
  EXPECT_EQ(child.state, v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(ToText(child.ends_on), "2025-07-31");
  EXPECT_EQ(child.beneficiary, v1::BENEFICIARY_FAMILY_MEMBER);
  const BenefitAssessment spouse = AnswerFor(answers, "m1");
  EXPECT_EQ(spouse.explanation.amounts(0).sharers(), 4);
  EXPECT_EQ(spouse.explanation.amounts(0).whole_qepik(), 70000);
  EXPECT_THAT(spouse.explanation.amounts(0).words().az(),
              HasSubstr("4 nəfər arasında bərabər bölünür, bu şəxsin payı: 175,00 AZN."));
  EXPECT_TRUE(spouse.releasable);
  EXPECT_EQ(spouse.look_again_on, absl::CivilDay(2025, 9, 1)) << "time alone changes shares";
}

TEST(Scenarios, T11AStudentsShareEndsAtTheTwentyThirdBirthday) {
  v1::BenefitFacts facts = Martyr("2020-09-15");
  Record(facts, BENEFIT_FACT_KIND_FULL_TIME_STUDY, "2024-09-01", "2026-06-30", "m4");
  auto owed = Owed(facts, absl::CivilDay(2025, 12, 1), "stipend-martyr-family");
  EXPECT_EQ(owed["m4"]["2025-07"], 17500) << "22 years old, and studies";
  EXPECT_EQ(owed["m4"]["2025-09"], 17500) << "the month of the birthday is paid whole";
  EXPECT_EQ(owed["m4"].count("2025-10"), 0u) << "23 years old; that the study goes on until June changes nothing";
  EXPECT_EQ(owed["m1"]["2025-10"], 23334);
  v1::BenefitFacts earlier = Martyr("2024-09-15");
  Record(earlier, BENEFIT_FACT_KIND_FULL_TIME_STUDY, "2024-09-01", "2025-08-31", "m4");
  EXPECT_EQ(Owed(earlier, absl::CivilDay(2025, 12, 1), "stipend-martyr-family")["m4"].count("2025-09"), 0u) << "finished before 23";
}

TEST(Scenarios, T12ADeathStopsTheAllowanceAndTheFuneralIsPaidOnceToWhoeverBoreItsCost) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-07-01");
  Die(facts, "2025-08-15");
  const absl::CivilDay today(2025, 11, 3);
  EXPECT_THAT(Owed(facts, today, "disability-allowance")["s1"], ElementsAre(Pair("2025-07", 25000), Pair("2025-08", 25000)));
  // Before it is recorded who bore the cost, that is a question and no money.
  const std::vector<BenefitAssessment> asked = Assess(Rule("funeral-benefit"), facts, today);
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_TRUE(asked[0].qualifies);
  EXPECT_THAT(asked[0].targets, IsEmpty());
  EXPECT_THAT(QuestionsOf(asked[0]), ElementsAre(v1::QUESTION_KIND_BENEFICIARY_UNKNOWN));

  const std::string neighbour = AddMember(facts, FAMILY_RELATION_NOT_FAMILY);
  Record(facts, BENEFIT_FACT_KIND_FUNERAL_COST, "2025-08-20", "", neighbour);
  const std::vector<BenefitAssessment> paid = Assess(Rule("funeral-benefit"), facts, today);
  EXPECT_FALSE(AnswerFor(paid, "s1").qualifies) << "the question is answered";
  EXPECT_THAT(Amounts(AnswerFor(paid, neighbour).targets), ElementsAre(Pair("2025-08-15", 60000)));
  EXPECT_TRUE(AnswerFor(paid, neighbour).releasable);
}

TEST(Scenarios, T13WhatInsurancePaidIsTakenOffTheLumpSum) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "1996-05-01", "", DISABILITY_CAUSE_MILITARY_DUTIES);
  const absl::CivilDay today(2026, 1, 10);
  EXPECT_THAT(Owed(facts, today, "lump-sum-disability")["s1"], ElementsAre(Pair("1996-05-01", 660000)));
  v1::RecordedFact& payout = Record(facts, BENEFIT_FACT_KIND_EARLIER_PAYOUT, "1998-03-01");
  payout.set_benefit("lump-sum-disability");
  payout.set_amount_qepik(400000);
  EXPECT_THAT(Owed(facts, today, "lump-sum-disability")["s1"], ElementsAre(Pair("1996-05-01", 260000)));
  const BenefitAssessment answer = AssessOne(Rule("lump-sum-disability"), facts, today);
  ASSERT_EQ(answer.explanation.deductions_size(), 1);
  EXPECT_EQ(answer.explanation.deductions(0).kind(), v1::DEDUCTION_KIND_PAID_EARLIER);
  EXPECT_EQ(answer.explanation.deductions(0).words().en(), "4000.00 AZN is taken off: it was paid before.");
  payout.set_amount_qepik(700000);
  EXPECT_THAT(Owed(facts, today, "lump-sum-disability"), IsEmpty()) << "never below zero";

  v1::BenefitFacts later = Person();
  Decide(later, 65, "1997-08-02", "", DISABILITY_CAUSE_MILITARY_DUTIES);
  EXPECT_FALSE(AssessOne(Rule("lump-sum-disability"), later, today).qualifies) << "only those of before 2 August 1997";
}

TEST(Families, AWidowWhoMarriesAgainAndARevokedStatusEndTheirShares) {
  v1::BenefitFacts facts = Martyr("2035-01-01");
  Record(facts, BENEFIT_FACT_KIND_REMARRIAGE, "2025-10-04", "", "m1");
  auto owed = Owed(facts, absl::CivilDay(2025, 12, 1), "stipend-martyr-family");
  EXPECT_EQ(owed["m1"]["2025-10"], 17500);
  EXPECT_EQ(owed["m1"].count("2025-11"), 0u);
  EXPECT_EQ(owed["m2"]["2025-11"], 23334);
  // Revoked from the first on.
  *facts.mutable_recorded(0)->mutable_holds_until() = Date("2025-06-30");
  EXPECT_THAT(Owed(facts, absl::CivilDay(2025, 12, 1), "stipend-martyr-family"), IsEmpty());
}

TEST(Families, WhoDiesLeavesTheShareToTheOthers) {
  v1::BenefitFacts facts = Martyr("2035-01-01");
  facts.mutable_family(1)->set_deceased(true);
  *facts.mutable_family(1)->mutable_died_on() = Date("2025-09-30");
  auto owed = Owed(facts, absl::CivilDay(2025, 10, 2), "stipend-martyr-family");
  EXPECT_EQ(owed["m2"]["2025-09"], 17500);
  EXPECT_EQ(owed["m3"]["2025-10"], 23333);
  EXPECT_EQ(owed["m2"].count("2025-10"), 0u);
}

TEST(Families, AnUnknownBirthdayIsAQuestionAndNobodyReceivesMoreThanIsCertain) {
  v1::BenefitFacts facts = Martyr("");
  const std::vector<BenefitAssessment> answers = Assess(Rule("stipend-martyr-family"), facts, absl::CivilDay(2025, 7, 20));
  EXPECT_THAT(QuestionsOf(AnswerFor(answers, "m4")), ElementsAre(v1::QUESTION_KIND_BIRTH_DAY_UNKNOWN));
  EXPECT_THAT(AnswerFor(answers, "m4").targets, IsEmpty());
  EXPECT_THAT(Amounts(AnswerFor(answers, "m1").targets), ElementsAre(Pair("2025-07", 17500))) << "the child's part waits";
  // Of the year alone it is certain until it begins.
  facts = Martyr("2026");
  EXPECT_EQ(Amounts(AnswerFor(Assess(Rule("stipend-martyr-family"), facts, absl::CivilDay(2025, 7, 20)), "m4").targets)["2025-07"],
            17500);
}

TEST(Families, AFamilyThatIsNotRecordedIsAskedFor) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2024-02-04");
  Record(facts, BENEFIT_FACT_KIND_MARTYR, "2025-07-01");
  const absl::CivilDay today(2025, 8, 1);
  const std::vector<BenefitAssessment> answers = Assess(Rule("stipend-martyr-family"), facts, today);
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_THAT(QuestionsOf(answers[0]), ElementsAre(v1::QUESTION_KIND_BENEFICIARY_UNKNOWN));
  EXPECT_FALSE(answers[0].releasable);
  // A grandparent whom others are bound to keep is none of those.
  AddMember(facts, FAMILY_RELATION_GRANDPARENT);
  EXPECT_TRUE(AnswerFor(Assess(Rule("stipend-martyr-family"), facts, today), "s1").qualifies);
  EXPECT_FALSE(AnswerFor(Assess(Rule("stipend-martyr-family"), facts, today), "m1").qualifies);
}

TEST(Families, DependantsOfTheDeadReceiveTheAllowanceEachUnlessTheyShareAStipend) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2025-07-02");
  AddMember(facts, FAMILY_RELATION_CHILD, "2030-01-01");
  AddMember(facts, FAMILY_RELATION_CHILD, "2031-01-01");
  auto owed = Owed(facts, absl::CivilDay(2025, 8, 1), "breadwinner-allowance");
  EXPECT_EQ(owed["m1"]["2025-08"], 14000);
  EXPECT_EQ(owed["m2"]["2025-08"], 14000);
  Record(facts, BENEFIT_FACT_KIND_MARTYR, "2025-08-01");
  owed = Owed(facts, absl::CivilDay(2025, 8, 1), "breadwinner-allowance");
  EXPECT_THAT(owed["m1"], ElementsAre(Pair("2025-07", 14000))) << "from August on the stipend goes before it";
}

TEST(Stipends, WhoIsBlindReceivesTheHigherOneAlone) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 90, "2025-07-01", "", survivor::v1::DISABILITY_CAUSE_GENERAL_ILLNESS);
  Record(facts, BENEFIT_FACT_KIND_BLINDNESS, "2025-09-01");
  const absl::CivilDay today(2025, 10, 1);
  EXPECT_THAT(Owed(facts, today, "stipend-blind")["s1"], ElementsAre(Pair("2025-09", 35000), Pair("2025-10", 35000)));
  EXPECT_THAT(Owed(facts, today, "stipend-general")["s1"], ElementsAre(Pair("2025-07", 25000), Pair("2025-08", 25000)));
  v1::BenefitFacts lower = Person();
  Decide(lower, 75, "2025-07-01", "", survivor::v1::DISABILITY_CAUSE_GENERAL_ILLNESS);
  EXPECT_THAT(Owed(lower, today, "stipend-general"), IsEmpty()) << "81 percent at least";
}

TEST(Stipends, TheCarerReceivesAndNobodyIsAskedForOne) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 90, "2025-07-01");
  const absl::CivilDay today(2025, 8, 1);
  EXPECT_FALSE(AnswerFor(Assess(Rule("stipend-carer"), facts, today), "s1").qualifies);
  const std::string sister = AddMember(facts, survivor::v1::FAMILY_RELATION_SIBLING);
  Record(facts, BENEFIT_FACT_KIND_CARES_FOR, "2025-08-01", "", sister);
  const BenefitAssessment answer = AnswerFor(Assess(Rule("stipend-carer"), facts, today), sister);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-08", 12000)));
  EXPECT_EQ(answer.beneficiary, v1::BENEFICIARY_CARER);
  // A lower band counts of somebody who has been disabled since before 18.
  v1::BenefitFacts young = Person();
  Decide(young, 45, "2025-07-01");
  const std::string mother = AddMember(young, FAMILY_RELATION_PARENT);
  Record(young, BENEFIT_FACT_KIND_CARES_FOR, "2025-07-01", "", mother);
  EXPECT_FALSE(AnswerFor(Assess(Rule("stipend-carer"), young, today), mother).qualifies);
  Record(young, survivor::v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD, "2010-01-01");
  EXPECT_TRUE(AnswerFor(Assess(Rule("stipend-carer"), young, today), mother).qualifies);
}

TEST(Pensions, TheAmountIsWhatAPersonRecordedAndTheAllowanceYields) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-07-01");
  Record(facts, BENEFIT_FACT_KIND_PENSION_GRANTED, "2025-08-01");
  const absl::CivilDay today(2025, 9, 1);
  const BenefitAssessment asked = AssessOne(Rule("pension-disability"), facts, today);
  EXPECT_THAT(QuestionsOf(asked), ElementsAre(v1::QUESTION_KIND_INDIVIDUAL_AMOUNT_MISSING));
  EXPECT_EQ(asked.explanation.questions(0).period(), "2025-08");
  v1::RecordedFact& amount = Record(facts, BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT, "2025-08-01");
  amount.set_benefit("pension-disability");
  amount.set_amount_qepik(31234);
  EXPECT_THAT(Owed(facts, today, "pension-disability")["s1"], ElementsAre(Pair("2025-08", 31234), Pair("2025-09", 31234)));
  EXPECT_THAT(Owed(facts, today, "disability-allowance")["s1"], ElementsAre(Pair("2025-07", 25000)));
}

}  // namespace
}  // namespace dayaq::payment
