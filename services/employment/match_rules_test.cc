// Who suits which vacancy, and why.
#include "services/employment/match_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/employment/employment_test_data.h"
#include "services/employment/match_words.h"

namespace dayaq::employment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MatchRules : public ::testing::Test {
 protected:
  std::optional<MatchScore> Score(const v1::ProfileContent& content, const v1::Vacancy& vacancy) const {
    return ScoreOf(SeekerOf(ProfileOf(content), districts_), KeyOf(vacancy, districts_), districts_, policy_);
  }
  int Points(const v1::ProfileContent& content, const v1::Vacancy& vacancy, v1::MatchReasonKind kind) const {
    const auto score = Score(content, vacancy);
    return score.has_value() ? score->points[static_cast<size_t>(kind)] : -1;
  }
  const EmploymentPolicy policy_ = HousePolicy();
  const Distances districts_ = ThreeDistricts();
};

TEST_F(MatchRules, AllThatIsWishedForInTheSameDistrictIsAHundred) {
  const auto score = Score(Tailor(), SewingWork());
  ASSERT_TRUE(score.has_value());
  EXPECT_EQ(score->total, 100);
}

TEST_F(MatchRules, WhatWorkRestsOnIsMadePossibleByAnAdaptationOrIsNoMatch) {
  v1::Vacancy vacancy = SewingWork();
  const int there = Points(Tailor(), vacancy, v1::MATCH_REASON_KIND_ADAPTATION);
  EXPECT_EQ(there, policy_.WeightOf(v1::MATCH_REASON_KIND_ADAPTATION));
  vacancy.clear_adaptations_there();
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value()) << "nothing helps there";
  vacancy.add_adaptations_possible(v1::WORK_ADAPTATION_STEP_FREE);
  EXPECT_EQ(Points(Tailor(), vacancy, v1::MATCH_REASON_KIND_ADAPTATION), there / 2) << "the employer is ready for it";
  vacancy.clear_adaptations_possible();
  vacancy.clear_rests_on();
  EXPECT_EQ(Points(Tailor(), vacancy, v1::MATCH_REASON_KIND_ADAPTATION), there) << "the work does not rest on it";
  v1::ProfileContent content = Tailor();
  content.mutable_abilities(0)->set_ability(v1::WORK_ABILITY_NOT_SUITABLE);
  content.mutable_abilities(0)->clear_adaptations();
  EXPECT_TRUE(Score(content, vacancy).has_value());
  EXPECT_FALSE(Score(content, SewingWork()).has_value()) << "such work is not looked for";
}

TEST_F(MatchRules, WhatIsNeededThePersonHas) {
  v1::Vacancy vacancy = SewingWork();
  vacancy.add_languages(v1::WORK_LANGUAGE_ENGLISH);
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value());
  vacancy = SewingWork();
  vacancy.set_driving(v1::DRIVING_CATEGORY_B);
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value());
  vacancy = SewingWork();
  vacancy.set_least_education(v1::EDUCATION_LEVEL_MASTER);
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value());
  vacancy = SewingWork();
  vacancy.set_field(v1::WORK_FIELD_TRANSPORT);
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value()) << "not wished for";
}

TEST_F(MatchRules, DistanceCountsUpToWhatIsWishedFor) {
  v1::Vacancy vacancy = SewingWork();
  vacancy.set_district("AZ-BBB");
  EXPECT_EQ(Points(Tailor(), vacancy, v1::MATCH_REASON_KIND_DISTANCE),
            policy_.WeightOf(v1::MATCH_REASON_KIND_DISTANCE) * (50 - 22) / 50);
  vacancy.set_district("AZ-CCC");
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value());
  vacancy.set_home_work(true);
  EXPECT_FALSE(Score(Tailor(), vacancy).has_value()) << "nobody asked for work at home";
  v1::ProfileContent content = Tailor();
  content.set_home_work(true);
  EXPECT_EQ(Points(content, vacancy, v1::MATCH_REASON_KIND_DISTANCE), policy_.WeightOf(v1::MATCH_REASON_KIND_DISTANCE));
}

TEST_F(MatchRules, PlacesByQuotaAreNotForFamilies) {
  v1::Profile wife = ProfileOf(Tailor());
  wife.set_member_uid("00000000-0000-7000-8200-000000000001");
  const Seeker seeker = SeekerOf(wife, districts_);
  v1::Vacancy vacancy = SewingWork();
  EXPECT_FALSE(ScoreOf(seeker, KeyOf(vacancy, districts_), districts_, policy_).has_value());
  vacancy.set_quota(false);
  EXPECT_TRUE(ScoreOf(seeker, KeyOf(vacancy, districts_), districts_, policy_).has_value());
}

TEST_F(MatchRules, ReasonsAreSaidInWords) {
  const Seeker seeker = SeekerOf(ProfileOf(Tailor()), districts_);
  v1::Vacancy vacancy = SewingWork();
  vacancy.add_skills(v1::SKILL_CARPET_WEAVING);
  vacancy.set_district("AZ-BBB");
  vacancy.clear_adaptations_there();
  vacancy.add_adaptations_possible(v1::WORK_ADAPTATION_STEP_FREE);
  const VacancyKey key = KeyOf(vacancy, districts_);
  std::vector<std::string> az, en;
  int points = 0, most = 1000;
  for (v1::MatchReason& reason : ReasonsOf(seeker, key, *ScoreOf(seeker, key, districts_, policy_), districts_, policy_)) {
    PutInWords(reason);
    az.push_back(reason.text_az());
    en.push_back(reason.text_en());
    points += reason.points();
    EXPECT_LE(reason.points(), most) << "what counts most first";
    most = reason.points();
  }
  EXPECT_EQ(points, ScoreOf(seeker, key, districts_, policy_)->total) << "the reasons are the score";
  EXPECT_THAT(az, ::testing::Contains("Tələb olunan 2 bacarıqdan 1 var"));
  EXPECT_THAT(en, ::testing::Contains("Has 1 of 2 skills asked for"));
  EXPECT_THAT(en, ::testing::Contains("The employer is ready to adapt: no steps (ramp or lift)"));
  EXPECT_THAT(az, ::testing::Contains("Rayon mərkəzləri arasında təxminən 22 km"));
}

TEST_F(MatchRules, EveryCodeHasWordsInBothLanguages) {
  std::set<std::string> said;
  for (int code = v1::WorkAdaptation_MIN + 1; code <= v1::WorkAdaptation_MAX; ++code) {
    const WorkWords words = WordsOf(static_cast<v1::WorkAdaptation>(code));
    EXPECT_TRUE(said.insert(words.az).second) << words.az;
    EXPECT_NE(words.en, "unknown");
  }
  for (int code = v1::MatchReasonKind_MIN + 1; code <= v1::MatchReasonKind_MAX; ++code) {
    v1::MatchReason reason;
    reason.set_kind(static_cast<v1::MatchReasonKind>(code));
    EXPECT_NE(WordsOf(reason).en, "unknown");
    EXPECT_NE(WordsOf(reason).az, "naməlum");
  }
}

TEST_F(MatchRules, ASearchLooksNearbyFirstAndNeverFurtherThanThePolicySays) {
  EmploymentPolicy policy = policy_;
  policy.cells = 3;
  policy.candidates = 7;
  const Seeker seeker = SeekerOf(ProfileOf(Tailor()), districts_);
  const SearchPlan plan = PlanOf(seeker, districts_, policy);
  std::vector<std::string> cells;
  for (const SearchCell& cell : plan.cells)
    cells.push_back(absl::StrCat(cell.field, " ", districts_.CodeOf(cell.district), " ", cell.km));
  EXPECT_THAT(cells,
              ElementsAre(absl::StrCat(v1::WORK_FIELD_TEXTILES, " AZ-AAA 0"), absl::StrCat(v1::WORK_FIELD_CRAFTS, " AZ-AAA 0"),
                          absl::StrCat(v1::WORK_FIELD_TEXTILES, " AZ-BBB 22")));
  EXPECT_EQ(plan.most_of_cell, 2);
}

// Read once: properties ask a thousand times.
const EmploymentPolicy& Policy() {
  static const auto* const kPolicy = new EmploymentPolicy(HousePolicy());
  return *kPolicy;
}

// Whatever people and vacancies there are.
v1::ProfileContent AnyContent() {
  v1::ProfileContent content;
  content.set_lives_in(
      *rc::gen::element(std::string("AZ-AAA"), std::string("AZ-BBB"), std::string("AZ-CCC"), std::string("AZ-QQQ")));
  content.set_education(static_cast<v1::EducationLevel>(*rc::gen::inRange(1, v1::EducationLevel_ARRAYSIZE)));
  for (const int skill : *rc::gen::container<std::set<int>>(rc::gen::inRange(1, v1::Skill_ARRAYSIZE))) {
    content.add_skills(static_cast<v1::Skill>(skill));
  }
  content.add_languages(static_cast<v1::WorkLanguage>(*rc::gen::inRange(1, 3)));
  for (const int field : *rc::gen::container<std::set<int>>(rc::gen::inRange(1, v1::WorkField_ARRAYSIZE))) {
    content.add_fields(static_cast<v1::WorkField>(field));
  }
  content.set_most_km(*rc::gen::inRange(0, 200));
  content.set_home_work(*rc::gen::arbitrary<bool>());
  content.set_least_salary_qepik(*rc::gen::inRange(0, 100000));
  for (int domain = 1; domain < v1::FunctionDomain_ARRAYSIZE; ++domain) {
    if (*rc::gen::inRange(0, 3) != 0) continue;
    v1::DomainAbility& ability = *content.add_abilities();
    ability.set_domain(static_cast<v1::FunctionDomain>(domain));
    ability.set_ability(static_cast<v1::WorkAbility>(*rc::gen::inRange(1, 4)));
    ability.add_adaptations(static_cast<v1::WorkAdaptation>(*rc::gen::inRange(1, v1::WorkAdaptation_ARRAYSIZE)));
  }
  return content;
}
v1::Vacancy AnyVacancy(int number) {
  v1::Vacancy vacancy;
  vacancy.set_uid(absl::StrCat("00000000-0000-7000-8100-", 100000000000 + number));
  vacancy.set_field(static_cast<v1::WorkField>(*rc::gen::inRange(1, v1::WorkField_ARRAYSIZE)));
  vacancy.set_district(*rc::gen::element(std::string("AZ-AAA"), std::string("AZ-BBB"), std::string("AZ-CCC")));
  vacancy.set_schedule(static_cast<v1::WorkSchedule>(*rc::gen::inRange(1, v1::WorkSchedule_ARRAYSIZE)));
  vacancy.set_salary_qepik(*rc::gen::inRange(0, 100000));
  vacancy.set_home_work(*rc::gen::inRange(0, 4) == 0);
  vacancy.set_least_education(static_cast<v1::EducationLevel>(*rc::gen::inRange(0, 4)));
  vacancy.add_skills(static_cast<v1::Skill>(*rc::gen::inRange(1, v1::Skill_ARRAYSIZE)));
  vacancy.add_languages(static_cast<v1::WorkLanguage>(*rc::gen::inRange(1, 3)));
  vacancy.add_rests_on(static_cast<v1::FunctionDomain>(*rc::gen::inRange(1, v1::FunctionDomain_ARRAYSIZE)));
  vacancy.add_adaptations_there(static_cast<v1::WorkAdaptation>(*rc::gen::inRange(1, v1::WorkAdaptation_ARRAYSIZE)));
  vacancy.set_quota(*rc::gen::arbitrary<bool>());
  return vacancy;
}

RC_GTEST_PROP(MatchProperties, AScoreIsItsReasonsAndNeverOverAHundred, ()) {
  const EmploymentPolicy& policy = Policy();
  const Distances districts = ThreeDistricts();
  const Seeker seeker = SeekerOf(ProfileOf(AnyContent()), districts);
  const VacancyKey key = KeyOf(AnyVacancy(1), districts);
  const auto score = ScoreOf(seeker, key, districts, policy);
  if (!score.has_value()) return;
  int points = 0;
  for (size_t kind = 0; kind < score->points.size(); ++kind) {
    RC_ASSERT(score->points[kind] >= 0);
    RC_ASSERT(score->points[kind] <= policy.WeightOf(static_cast<v1::MatchReasonKind>(kind)));
    points += score->points[kind];
  }
  RC_ASSERT(points == score->total);
  RC_ASSERT(score->total <= 100);
  RC_ASSERT(CouldSuit(seeker, key));
}

RC_GTEST_PROP(MatchProperties, WhatHelpsMoreIsNeverWorthLess, ()) {
  const EmploymentPolicy& policy = Policy();
  const Distances districts = ThreeDistricts();
  v1::ProfileContent content = AnyContent();
  v1::Vacancy vacancy = AnyVacancy(1);
  const auto before = ScoreOf(SeekerOf(ProfileOf(content), districts), KeyOf(vacancy, districts), districts, policy);
  vacancy.add_adaptations_there(static_cast<v1::WorkAdaptation>(*rc::gen::inRange(1, v1::WorkAdaptation_ARRAYSIZE)));
  content.add_skills(vacancy.skills(0));
  const auto after = ScoreOf(SeekerOf(ProfileOf(content), districts), KeyOf(vacancy, districts), districts, policy);
  if (!before.has_value()) return;
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->total >= before->total);
}

RC_GTEST_PROP(MatchProperties, ASearchIsBoundedAndTheBestComeFirst, ()) {
  EmploymentPolicy policy = Policy();
  policy.cells = *rc::gen::inRange(1, 20);
  policy.candidates = *rc::gen::inRange(1, 30);
  policy.least_score = *rc::gen::inRange(0, 60);
  const Distances districts = ThreeDistricts();
  const Seeker seeker = SeekerOf(ProfileOf(AnyContent()), districts);
  std::vector<VacancyKey> keys;
  const int count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) keys.push_back(KeyOf(AnyVacancy(i), districts));
  const VacancyIndex index(keys);
  const SearchPlan plan = PlanOf(seeker, districts, policy);
  const std::vector<const VacancyKey*> candidates = index.Candidates(seeker, plan);
  RC_ASSERT(plan.cells.size() <= static_cast<size_t>(policy.cells));
  RC_ASSERT(candidates.size() <= std::max<size_t>(static_cast<size_t>(policy.candidates), plan.cells.size()));
  RC_ASSERT(std::set<const VacancyKey*>(candidates.begin(), candidates.end()).size() == candidates.size());
  const auto best = BestOf(seeker, candidates, districts, policy, 5);
  RC_ASSERT(best.size() <= 5u);
  for (size_t i = 0; i < best.size(); ++i) {
    RC_ASSERT(best[i].score.total >= policy.least_score);
    if (i > 0) RC_ASSERT(best[i - 1].score.total >= best[i].score.total);
  }
}

TEST(Distances, AreAlongTheGlobeAndNearestFirst) {
  const Distances districts = ThreeDistricts();
  EXPECT_EQ(districts.Between(districts.IndexOf("AZ-AAA"), districts.IndexOf("AZ-CCC")), 111);
  EXPECT_EQ(districts.IndexOf("AZ-QQQ"), -1);
  EXPECT_THAT(districts.Within(districts.IndexOf("AZ-CCC"), 100), ElementsAre(std::pair(2, 0), std::pair(1, 89)));
  EXPECT_TRUE(districts.Within(-1, 1000).empty());
}

TEST(EmploymentPolicyTest, TheShippedFileIsReadAndEveryFaultIsToldWithItsPlace) {
  ASSERT_TRUE(LoadEmploymentPolicy("policy").ok()) << LoadEmploymentPolicy("policy").status();
  EXPECT_TRUE(HousePolicy().example);
  EXPECT_THAT(HousePolicy().retention_months, ElementsAre(3, 6, 12));
  const auto faulty = ParseEmploymentPolicy(
      "version: 1\nexample: true\nweights: {FIELD: 50, HEALTH: 50}\nleast_score: 101\nproposals_per_person: 5\n"
      "search: {cells: 0, candidates: 5}\nretention_months: [6, 3]\nadaptations: {STEP_FREE: [WALKING, WALKING], DOG: [SEEING]}\n",
      "test.yaml");
  ASSERT_FALSE(faulty.ok());
  const std::string message(faulty.status().message());
  for (const char* fault :
       {"no such reason", "there is no MATCH_REASON_KIND_SKILLS", "together they are 50", "least_score is", "cells is",
        "months come in order", "stands before already", "no such adaptation", "there is no WORK_ADAPTATION_QUIET_PLACE"}) {
    EXPECT_THAT(message, HasSubstr(fault));
  }
  EXPECT_THAT(message, HasSubstr("test.yaml:3:"));
}

}  // namespace
}  // namespace dayaq::employment
