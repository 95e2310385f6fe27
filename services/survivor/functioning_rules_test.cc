#include "services/survivor/functioning_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Answers to the six domains of the short set, in their order.
v1::Functioning Asked(const std::vector<int>& answers, absl::string_view day = "2025-03-01") {
  v1::Functioning assessment;
  assessment.set_instrument(v1::FUNCTIONING_INSTRUMENT_SHORT_SET);
  assessment.set_respondent(v1::FUNCTIONING_RESPONDENT_SELF);
  *assessment.mutable_assessed_on() = Date(day);
  for (size_t i = 0; i < answers.size(); ++i) {
    v1::DomainAnswer& answer = *assessment.add_answers();
    answer.set_domain(static_cast<v1::FunctioningDomain>(i + 1));
    answer.set_answer(static_cast<v1::FunctioningAnswer>(answers[i]));
  }
  return assessment;
}

v1::Survivor BornIn(absl::string_view birth) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.mutable_identity()->clear_birth_date();
  if (!birth.empty()) *survivor.mutable_identity()->mutable_birth_date() = Date(birth);
  return survivor;
}

std::vector<std::string> FaultsIn(const v1::Functioning& assessment) {
  Violations found;
  CheckAnswers(assessment, "f", found);
  return FaultsOf(found);
}
std::vector<std::string> FaultsAgainst(const v1::Functioning& assessment, const v1::Survivor& survivor) {
  Violations found;
  CheckAgainst(assessment, survivor, "f", found);
  return FaultsOf(found);
}

TEST(FunctioningRules, OneDomainWithALotOfDifficultyIsTheCutOff) {
  EXPECT_EQ(StatusOf(Asked({1, 1, 3, 1, 1, 1})), v1::FUNCTIONING_STATUS_WITH_DISABILITY);
  EXPECT_EQ(StatusOf(Asked({1, 1, 4, 7, 8, 9})), v1::FUNCTIONING_STATUS_WITH_DISABILITY);
  EXPECT_EQ(StatusOf(Asked({2, 2, 2, 2, 2, 2})), v1::FUNCTIONING_STATUS_WITHOUT_DISABILITY);
}

TEST(FunctioningRules, WhoAnsweredNothingIsUnknownAndWhoAnsweredSomethingIsNot) {
  EXPECT_EQ(StatusOf(Asked({7, 8, 9, 7, 8, 9})), v1::FUNCTIONING_STATUS_UNKNOWN);
  EXPECT_EQ(StatusOf(Asked({7, 8, 9, 1, 8, 9})), v1::FUNCTIONING_STATUS_WITHOUT_DISABILITY);
}

TEST(FunctioningRules, TheShortSetAsksItsSixDomainsOnceEach) {
  EXPECT_THAT(FaultsIn(Asked({1, 2, 3, 4, 7, 9})), IsEmpty());
  EXPECT_THAT(FaultsIn(Asked({1, 2, 3, 4, 7})), ElementsAre("f.answers FUNCTIONING_ANSWERS_INVALID"));
  v1::Functioning twice = Asked({1, 2, 3, 4, 7, 9});
  twice.mutable_answers(5)->set_domain(v1::FUNCTIONING_DOMAIN_SEEING);
  EXPECT_THAT(FaultsIn(twice),
              ElementsAre("f.answers[5].domain FUNCTIONING_ANSWERS_INVALID", "f.answers FUNCTIONING_ANSWERS_INVALID"));
  EXPECT_THAT(FaultsIn(Asked({1, 2, 3, 4, 7, 9, 1})), ElementsAre("f.answers[6].domain FUNCTIONING_ANSWERS_INVALID"));
  EXPECT_THAT(FaultsIn(Asked({1, 1, 1, 1, 1, 1}, "2025-03")), ElementsAre("f.assessed_on DATE_NOT_WHOLE"));
}

TEST(FunctioningRules, TheChildModuleAsksWhatWasAsked) {
  v1::Functioning assessment = Asked({1, 1});
  assessment.set_instrument(v1::FUNCTIONING_INSTRUMENT_CHILD_MODULE);
  assessment.mutable_answers(1)->set_domain(v1::FUNCTIONING_DOMAIN_MAKING_FRIENDS);
  EXPECT_THAT(FaultsIn(assessment), IsEmpty());
}

TEST(FunctioningRules, WhoIsCertainlyTooYoungIsNotAsked) {
  const v1::Functioning adult = Asked({1, 1, 1, 1, 1, 1}, "2025-03-01");
  v1::Functioning child = adult;
  child.set_instrument(v1::FUNCTIONING_INSTRUMENT_CHILD_MODULE);
  const std::vector<std::string> refused = {"f.instrument FUNCTIONING_NOT_FOR_AGE"};
  EXPECT_EQ(FaultsAgainst(child, BornIn("2020-03-02")), refused);
  EXPECT_THAT(FaultsAgainst(child, BornIn("2020-03-01")), IsEmpty()) << "five today";
  EXPECT_THAT(FaultsAgainst(child, BornIn("2020")), IsEmpty()) << "perhaps five";
  EXPECT_EQ(FaultsAgainst(adult, BornIn("2010")), refused);
  EXPECT_EQ(FaultsAgainst(child, BornIn("2000")), refused);
  EXPECT_THAT(FaultsAgainst(adult, BornIn("2007")), IsEmpty()) << "perhaps eighteen";
  EXPECT_THAT(FaultsAgainst(child, BornIn("2007")), IsEmpty());
  EXPECT_THAT(FaultsAgainst(adult, BornIn("")), IsEmpty()) << "nobody knows";
}

TEST(FunctioningRules, NobodyIsAskedBeforeTheBirthOrAfterTheDeath) {
  const v1::Functioning assessment = Asked({1, 1, 1, 1, 1, 1}, "2025-03-01");
  EXPECT_THAT(FaultsAgainst(assessment, BornIn("2026")), ElementsAre("f.assessed_on PERIOD_IMPOSSIBLE"));
  v1::Survivor dead = BornIn("1990");
  *dead.mutable_died_on() = Date("2025-02");
  EXPECT_THAT(FaultsAgainst(assessment, dead), ElementsAre("f.assessed_on PERIOD_IMPOSSIBLE"));
  *dead.mutable_died_on() = Date("2025");
  EXPECT_THAT(FaultsAgainst(assessment, dead), IsEmpty());
}

RC_GTEST_PROP(FunctioningRules, TheStatusHangsOnTheAnswersAndNotOnTheirOrder, ()) {
  const std::vector<int> codes = {1, 2, 3, 4, 7, 8, 9};
  std::vector<int> answers = *rc::gen::container<std::vector<int>>(6, rc::gen::elementOf(codes));
  const v1::FunctioningStatus status = StatusOf(Asked(answers));
  const bool severe = std::any_of(answers.begin(), answers.end(), [](int a) { return a == 3 || a == 4; });
  const bool answered = std::any_of(answers.begin(), answers.end(), [](int a) { return a <= 4; });
  RC_ASSERT((status == v1::FUNCTIONING_STATUS_WITH_DISABILITY) == severe);
  RC_ASSERT((status == v1::FUNCTIONING_STATUS_UNKNOWN) == !answered);
  std::reverse(answers.begin(), answers.end());
  RC_ASSERT(StatusOf(Asked(answers)) == status);
}

}  // namespace
}  // namespace dayaq::survivor
