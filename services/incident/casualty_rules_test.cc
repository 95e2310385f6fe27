#include "services/incident/casualty_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/incident/casualty_test_data.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Faults(const Person& person, absl::string_view occurred_on = "2024-02-04") {
  Violations found;
  CheckCasualty(person.facts(), Date(occurred_on), "c", found);
  return FaultsOf(found);
}

TEST(CasualtyRules, AHerderWithAFullStoryIsTaken) {
  EXPECT_THAT(Faults(Person()
                         .Named("Nümunəyev", "Elnur")
                         .BornOn("1990-05-06")
                         .Aged(33, 33)
                         .Hurt(v1::BODY_PART_LEG, v1::SIDE_LEFT)
                         .Hurt(v1::BODY_PART_HEAD_NECK, v1::SIDE_UNSPECIFIED)
                         .Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT, v1::BONE_THIRD_DISTAL, "2024-02-04"))
                         .Cared(v1::CARE_KIND_FIRST_AID, "2024-02-04")
                         .Cared(v1::CARE_KIND_SURGERY, "2024-02")
                         .Diagnosed("S88.1", "Y36.8")),
              IsEmpty());
}

// A refusal and its edge: what the partial dates leave possible is not refused.
struct DateCase {
  const char* name;
  Person person;
  const char* occurred_on;
  std::vector<std::string> faults;
};
void PrintTo(const DateCase& tried, std::ostream* out) { *out << tried.name; }

class CasualtyDates : public ::testing::TestWithParam<DateCase> {};

TEST_P(CasualtyDates, AreRefusedOnlyWhenCertainlyWrong) {
  EXPECT_THAT(Faults(GetParam().person, GetParam().occurred_on), ::testing::ElementsAreArray(GetParam().faults));
}

const char kDeathBefore[] = "c.died_on DEATH_BEFORE_INCIDENT";
const char kCareBefore[] = "c.care_steps[0].done_on CARE_BEFORE_INCIDENT";
const char kCareAfter[] = "c.care_steps[0].done_on CARE_AFTER_DEATH";
const char kBirthAfter[] = "c.identity.birth_date BIRTH_AFTER_INCIDENT";

INSTANTIATE_TEST_SUITE_P(
    Death, CasualtyDates,
    ::testing::Values(DateCase{"TheDayBefore", Person().Killed("2024-02-03"), "2024-02-04", {kDeathBefore}},
                      DateCase{"TheSameDay", Person().Killed("2024-02-04"), "2024-02-04", {}},
                      DateCase{"MonthsLater", Person().Killed("2024-05-20"), "2024-02-04", {}},
                      DateCase{"InTheSameMonth", Person().Killed("2024-02"), "2024-02-29", {}},
                      DateCase{"InTheMonthBefore", Person().Killed("2024-01"), "2024-02-01", {kDeathBefore}},
                      DateCase{"OnTheLastDayBeforeTheMonth", Person().Killed("2024-01-31"), "2024-02", {kDeathBefore}},
                      DateCase{"InTheSameYear", Person().Killed("2024"), "2024-12-31", {}},
                      DateCase{"InTheYearBefore", Person().Killed("2023"), "2024-01-01", {kDeathBefore}},
                      DateCase{"OnTheLastDayBeforeTheYear", Person().Killed("2023-12-31"), "2024", {kDeathBefore}},
                      DateCase{"AnyDayOfTheYear", Person().Killed("2024-01-01"), "2024", {}}),
    [](const auto& tried) { return tried.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Care, CasualtyDates,
    ::testing::Values(
        DateCase{"TheDayBefore", Person().Cared(v1::CARE_KIND_FIRST_AID, "2024-02-03"), "2024-02-04", {kCareBefore}},
        DateCase{"InTheMonthOfTheIncident", Person().Cared(v1::CARE_KIND_FIRST_AID, "2024-02"), "2024-02-29", {}},
        DateCase{"InTheYearBefore", Person().Cared(v1::CARE_KIND_SURGERY, "2023"), "2024-01-01", {kCareBefore}},
        DateCase{
            "AfterDeath", Person().Killed("2024-02-05").Cared(v1::CARE_KIND_SURGERY, "2024-02-06"), "2024-02-04", {kCareAfter}},
        DateCase{"OnTheDayOfDeath", Person().Killed("2024-02-05").Cared(v1::CARE_KIND_SURGERY, "2024-02-05"), "2024-02-04", {}},
        DateCase{"InTheMonthOfDeath", Person().Killed("2024-02-05").Cared(v1::CARE_KIND_SURGERY, "2024-02"), "2024-02-04", {}},
        DateCase{"InTheMonthAfterDeath",
                 Person().Killed("2024-02").Cared(v1::CARE_KIND_SURGERY, "2024-03-01"),
                 "2024-02-04",
                 {kCareAfter}},
        DateCase{"DeathConfirmedLater",
                 Person().Killed("2024-02-05").Cared(v1::CARE_KIND_DEATH_CONFIRMED, "2024-02-06"),
                 "2024-02-04",
                 {}},
        DateCase{"DeathConfirmedBeforeTheIncident",
                 Person().Killed("2024-02-05").Cared(v1::CARE_KIND_DEATH_CONFIRMED, "2024-02-03"),
                 "2024-02-04",
                 {kCareBefore}}),
    [](const auto& tried) { return tried.param.name; });

INSTANTIATE_TEST_SUITE_P(Birth, CasualtyDates,
                         ::testing::Values(DateCase{"TheDayAfter", Person().BornOn("2024-02-05"), "2024-02-04", {kBirthAfter}},
                                           DateCase{"TheSameDay", Person().BornOn("2024-02-04"), "2024-02-04", {}},
                                           DateCase{"TheSameYear", Person().BornOn("2024"), "2024-01-01", {}},
                                           DateCase{"TheYearAfter", Person().BornOn("2025"), "2024-12-31", {kBirthAfter}},
                                           DateCase{"TheMonthAfter", Person().BornOn("2024-03"), "2024-02", {kBirthAfter}}),
                         [](const auto& tried) { return tried.param.name; });

TEST(CasualtyRules, ADayOfDeathIsOnlyForWhoDied) {
  EXPECT_THAT(Faults(Person().DiedOn("2024-02-05")), ElementsAre("c.died_on DEATH_WITHOUT_OUTCOME"));
  EXPECT_THAT(Faults(Person().With(v1::OUTCOME_UNKNOWN).DiedOn("2024-02-05")), ElementsAre("c.died_on DEATH_WITHOUT_OUTCOME"));
  EXPECT_THAT(Faults(Person().DiedOn("2024-02-01")),
              UnorderedElementsAre("c.died_on DEATH_WITHOUT_OUTCOME", "c.died_on DEATH_BEFORE_INCIDENT"));
  EXPECT_THAT(Faults(Person().With(v1::OUTCOME_KILLED)), IsEmpty());
}

TEST(CasualtyRules, AgeMustFitTheBirthDate) {
  EXPECT_THAT(Faults(Person().Aged(40, 39)), ElementsAre("c.age.max_years OUT_OF_RANGE"));
  EXPECT_THAT(Faults(Person().Aged(39, 39)), IsEmpty());
  // Born in 1990, the day unknown: 33 or 34 on that day.
  EXPECT_THAT(Faults(Person().BornOn("1990").Aged(34, 34)), IsEmpty());
  EXPECT_THAT(Faults(Person().BornOn("1990").Aged(18, 33)), IsEmpty());
  EXPECT_THAT(Faults(Person().BornOn("1990").Aged(35, 35)), ElementsAre("c.age AGE_CONTRADICTS_BIRTH"));
  EXPECT_THAT(Faults(Person().BornOn("1990").Aged(18, 32)), ElementsAre("c.age AGE_CONTRADICTS_BIRTH"));
  EXPECT_THAT(Faults(Person().BornOn("1990-02-05").Aged(33, 33)), IsEmpty());
  EXPECT_THAT(Faults(Person().BornOn("1990-02-05").Aged(34, 34)), ElementsAre("c.age AGE_CONTRADICTS_BIRTH"));
}

TEST(CasualtyRules, ARefusalDoesNotTellTheAgeThatOthersMayNotSee) {
  Violations found;
  CheckCasualty(Person().BornOn("1961").Aged(20, 20).facts(), Date("2024"), "c", found);
  ASSERT_EQ(found.size(), 1);
  EXPECT_THAT(found.bad_request().field_violations(0).description(), ::testing::Not(::testing::ContainsRegex("[0-9]")));
}

TEST(CasualtyRules, OnlyPairedPartsHaveSides) {
  for (const auto part : {v1::BODY_PART_EYE, v1::BODY_PART_EAR, v1::BODY_PART_ARM, v1::BODY_PART_HAND, v1::BODY_PART_LEG,
                          v1::BODY_PART_FOOT, v1::BODY_PART_LOWER_LIMB}) {
    EXPECT_THAT(Faults(Person().Hurt(part, v1::SIDE_BOTH)), IsEmpty()) << v1::BodyPart_Name(part);
    EXPECT_THAT(Faults(Person().Hurt(part, v1::SIDE_UNSPECIFIED)), IsEmpty()) << v1::BodyPart_Name(part);
  }
  for (const auto part : {v1::BODY_PART_HEAD_NECK, v1::BODY_PART_CHEST, v1::BODY_PART_BACK, v1::BODY_PART_ABDOMEN,
                          v1::BODY_PART_PELVIS, v1::BODY_PART_MULTIPLE, v1::BODY_PART_OTHER}) {
    EXPECT_THAT(Faults(Person().Hurt(v1::BODY_PART_LEG, v1::SIDE_LEFT).Hurt(part, v1::SIDE_LEFT)),
                ElementsAre("c.injuries[1].side SIDE_IMPOSSIBLE"))
        << v1::BodyPart_Name(part);
    EXPECT_THAT(Faults(Person().Hurt(part, v1::SIDE_UNSPECIFIED)), IsEmpty()) << v1::BodyPart_Name(part);
  }
}

TEST(CasualtyRules, AnAmputationHasOneSide) {
  EXPECT_THAT(Faults(Person().Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_BOTH))),
              ElementsAre("c.amputations[0].side SIDE_IMPOSSIBLE"));
  EXPECT_THAT(Faults(Person()
                         .Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT))
                         .Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT))),
              IsEmpty());
}

TEST(CasualtyRules, OnlyLongBonesHaveThirds) {
  const std::set<int> long_bones = {v1::AMPUTATION_LEVEL_TRANSHUMERAL, v1::AMPUTATION_LEVEL_TRANSRADIAL,
                                    v1::AMPUTATION_LEVEL_TRANSFEMORAL, v1::AMPUTATION_LEVEL_TRANSTIBIAL};
  for (int level = 1; level <= v1::AmputationLevel_MAX; ++level) {
    const auto faults =
        Faults(Person().Lost(AmputationAt(static_cast<v1::AmputationLevel>(level), v1::SIDE_LEFT, v1::BONE_THIRD_MIDDLE)));
    if (long_bones.count(level) > 0) {
      EXPECT_THAT(faults, IsEmpty()) << level;
    } else {
      EXPECT_THAT(faults, ElementsAre("c.amputations[0].third AMPUTATION_IMPOSSIBLE")) << level;
    }
  }
}

TEST(CasualtyRules, NothingIsAmputatedBeforeTheIncident) {
  const auto on = [](absl::string_view day) {
    return Person().Lost(AmputationAt(v1::AMPUTATION_LEVEL_TOE, v1::SIDE_LEFT, v1::BONE_THIRD_UNSPECIFIED, day));
  };
  EXPECT_THAT(Faults(on("2024-02-03")), ElementsAre("c.amputations[0].done_on CARE_BEFORE_INCIDENT"));
  EXPECT_THAT(Faults(on("2023")), ElementsAre("c.amputations[0].done_on CARE_BEFORE_INCIDENT"));
  EXPECT_THAT(Faults(on("2024")), IsEmpty());
  EXPECT_THAT(Faults(on("2024-02-04")), IsEmpty());
}

TEST(CasualtyRules, ARevisionNeedsAnEarlierAmputationOfThatLimb) {
  const auto first = AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT);
  const auto higher = AmputationAt(v1::AMPUTATION_LEVEL_TRANSFEMORAL, v1::SIDE_LEFT, v1::BONE_THIRD_DISTAL, "2024-06", true);
  auto other_side = higher;
  other_side.set_side(v1::SIDE_RIGHT);
  auto other_limb = higher;
  other_limb.set_level(v1::AMPUTATION_LEVEL_TRANSHUMERAL);
  EXPECT_THAT(Faults(Person().Lost(first).Lost(higher)), IsEmpty());
  EXPECT_THAT(Faults(Person().Lost(higher)), ElementsAre("c.amputations[0].revision AMPUTATION_IMPOSSIBLE"));
  EXPECT_THAT(Faults(Person().Lost(higher).Lost(first)), ElementsAre("c.amputations[0].revision AMPUTATION_IMPOSSIBLE"));
  EXPECT_THAT(Faults(Person().Lost(first).Lost(other_side)), ElementsAre("c.amputations[1].revision AMPUTATION_IMPOSSIBLE"));
  EXPECT_THAT(Faults(Person().Lost(first).Lost(other_limb)), ElementsAre("c.amputations[1].revision AMPUTATION_IMPOSSIBLE"));
}

TEST(CasualtyRules, ExternalCausesAreNotTheNatureOfAnInjury) {
  for (const char* cause : {"V01", "W40.8", "X99", "Y36.8"}) {
    EXPECT_THAT(Faults(Person().Diagnosed("S88.1").Diagnosed(cause)),
                ElementsAre("c.diagnoses[1].nature_code DIAGNOSIS_IMPOSSIBLE"))
        << cause;
  }
  EXPECT_THAT(Faults(Person().Diagnosed("U07.1").Diagnosed("Z89.5").Diagnosed("S88.1", "Y36.8")), IsEmpty());
}

TEST(CasualtyRules, AllFaultsOfOnePersonAreNamedTogether) {
  EXPECT_THAT(Faults(Person()
                         .DiedOn("2024-01")
                         .BornOn("2025")
                         .Aged(9, 8)
                         .Cared(v1::CARE_KIND_FIRST_AID, "2023")
                         .Hurt(v1::BODY_PART_CHEST, v1::SIDE_LEFT)
                         .Lost(AmputationAt(v1::AMPUTATION_LEVEL_FINGER, v1::SIDE_BOTH, v1::BONE_THIRD_DISTAL))
                         .Diagnosed("Y36.8")),
              UnorderedElementsAre("c.died_on DEATH_WITHOUT_OUTCOME", "c.died_on DEATH_BEFORE_INCIDENT", kBirthAfter,
                                   "c.age.max_years OUT_OF_RANGE", kCareBefore, "c.injuries[0].side SIDE_IMPOSSIBLE",
                                   "c.amputations[0].side SIDE_IMPOSSIBLE", "c.amputations[0].third AMPUTATION_IMPOSSIBLE",
                                   "c.diagnoses[0].nature_code DIAGNOSIS_IMPOSSIBLE"));
}

v1::AgeInterval Derived(Person person, absl::string_view occurred_on) {
  v1::CasualtyFacts facts = person.facts();
  DeriveAge(facts, Date(occurred_on));
  return facts.age();
}

TEST(CasualtyRules, AgeFollowsFromTheBirthDateAsFarAsThatIsKnown) {
  EXPECT_EQ(Derived(Person().BornOn("1990-05-06"), "2024-02-04").min_years(), 33);
  EXPECT_EQ(Derived(Person().BornOn("1990-05-06"), "2024-02-04").max_years(), 33);
  EXPECT_EQ(Derived(Person().BornOn("1990"), "2024-02-04").min_years(), 33);
  EXPECT_EQ(Derived(Person().BornOn("1990"), "2024-02-04").max_years(), 34);
  EXPECT_EQ(Derived(Person().BornOn("1990-05-06").Aged(18, 59), "2024-02-04").max_years(), 33);
  EXPECT_EQ(Derived(Person().Aged(18, 59), "2024-02-04").max_years(), 59);
  EXPECT_EQ(Derived(Person().Aged(18, 59).Named("Nümunəyev", "Elnur"), "2024-02-04").min_years(), 18);
}

std::vector<std::string> AppendFaults(const Person& before, const Person& after) {
  Violations found;
  CheckAmputationsAppended(before.facts(), after.facts(), "facts", found);
  return FaultsOf(found);
}

TEST(CasualtyRules, AmputationsAreOnlyAppended) {
  const auto foot = AmputationAt(v1::AMPUTATION_LEVEL_PARTIAL_FOOT, v1::SIDE_LEFT);
  const auto shin = AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT, v1::BONE_THIRD_DISTAL, "2024-06", true);
  const char kFault[] = "facts.amputations AMPUTATION_NOT_APPENDED";
  EXPECT_THAT(AppendFaults(Person(), Person()), IsEmpty());
  EXPECT_THAT(AppendFaults(Person(), Person().Lost(foot)), IsEmpty());
  EXPECT_THAT(AppendFaults(Person().Lost(foot), Person().Lost(foot)), IsEmpty());
  EXPECT_THAT(AppendFaults(Person().Lost(foot), Person().Lost(foot).Lost(shin)), IsEmpty());
  EXPECT_THAT(AppendFaults(Person().Lost(foot), Person()), ElementsAre(kFault));
  EXPECT_THAT(AppendFaults(Person().Lost(foot), Person().Lost(shin)), ElementsAre(kFault));
  EXPECT_THAT(AppendFaults(Person().Lost(foot), Person().Lost(shin).Lost(foot)), ElementsAre(kFault));
  EXPECT_THAT(AppendFaults(Person().Lost(foot).Lost(shin), Person().Lost(foot)), ElementsAre(kFault));
}

TEST(CasualtyRules, EveryLevelTakesAwayAPart) {
  const std::map<v1::BodyPart, std::vector<v1::AmputationLevel>> parts = {
      {v1::BODY_PART_ARM,
       {v1::AMPUTATION_LEVEL_FOREQUARTER, v1::AMPUTATION_LEVEL_SHOULDER_DISARTICULATION, v1::AMPUTATION_LEVEL_TRANSHUMERAL,
        v1::AMPUTATION_LEVEL_ELBOW_DISARTICULATION, v1::AMPUTATION_LEVEL_TRANSRADIAL, v1::AMPUTATION_LEVEL_UPPER_LIMB_UNKNOWN}},
      {v1::BODY_PART_HAND,
       {v1::AMPUTATION_LEVEL_WRIST_DISARTICULATION, v1::AMPUTATION_LEVEL_TRANSCARPAL, v1::AMPUTATION_LEVEL_PARTIAL_HAND,
        v1::AMPUTATION_LEVEL_FINGER}},
      {v1::BODY_PART_LEG,
       {v1::AMPUTATION_LEVEL_TRANSPELVIC, v1::AMPUTATION_LEVEL_HIP_DISARTICULATION, v1::AMPUTATION_LEVEL_TRANSFEMORAL,
        v1::AMPUTATION_LEVEL_KNEE_DISARTICULATION, v1::AMPUTATION_LEVEL_TRANSTIBIAL}},
      {v1::BODY_PART_FOOT,
       {v1::AMPUTATION_LEVEL_ANKLE_DISARTICULATION, v1::AMPUTATION_LEVEL_PARTIAL_FOOT, v1::AMPUTATION_LEVEL_TOE}},
      {v1::BODY_PART_LOWER_LIMB, {v1::AMPUTATION_LEVEL_LOWER_LIMB_UNKNOWN}},
  };
  int levels = 0;
  for (const auto& [part, of_part] : parts) {
    for (const v1::AmputationLevel level : of_part) {
      EXPECT_EQ(PartOf(level), part) << v1::AmputationLevel_Name(level);
      ++levels;
    }
  }
  EXPECT_EQ(levels, v1::AmputationLevel_MAX);
}

}  // namespace
}  // namespace dayaq::incident
