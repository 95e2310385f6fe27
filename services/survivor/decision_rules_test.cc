#include "services/survivor/decision_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> FaultsIn(const v1::DisabilityDecision& decision) {
  Violations found;
  CheckDecision(decision, "decision", found);
  return FaultsOf(found);
}

std::vector<std::string> FaultsAgainst(const v1::DisabilityDecision& decision, const v1::Survivor& survivor) {
  Violations found;
  CheckDecisionAgainst(decision, survivor, "decision", found);
  return FaultsOf(found);
}

// Stores the decision as the service does.
void Decide(v1::DisabilityDecision decision, const std::string& uid, v1::Survivor& survivor) {
  decision = Completed(decision);
  decision.set_uid(uid);
  for (v1::DisabilityDecision& other : *survivor.mutable_decisions()) {
    if (other.uid() == decision.replaces_uid()) other = Replaced(other, decision);
  }
  *survivor.add_decisions() = decision;
}

std::string InForce(const v1::DisabilityDecision& decision) {
  return absl::StrCat(ToText(decision.in_force_from()), "/", ToText(decision.in_force_until()));
}

// Scenario T4.
TEST(DecisionRules, PercentIsRoundedUpToAMultipleOfFive) {
  const std::vector<std::pair<int, int>> cases = {{1, 5},   {30, 30}, {31, 35}, {33, 35},  {35, 35},
                                                  {36, 40}, {61, 65}, {81, 85}, {100, 100}};
  for (const auto& [stated, counts] : cases) EXPECT_EQ(RoundedPercent(stated), counts) << stated;
}

TEST(DecisionRules, ThirtyThreeCountsAsThirtyFiveAndStaysReadable) {
  const v1::DisabilityDecision decision = Completed(DecisionOf(33, "2024-03-01", "2025-02-28"));
  EXPECT_EQ(decision.percent(), 35);
  EXPECT_EQ(decision.stated_percent(), 33);
  EXPECT_EQ(decision.band(), v1::DISABILITY_BAND_31_60);
  EXPECT_EQ(InForce(decision), "2024-03-01/2025-02-28");
}

TEST(DecisionRules, ThePercentGivesTheBand) {
  const std::vector<std::pair<int, v1::DisabilityBand>> cases = {
      {1, v1::DISABILITY_BAND_NONE},    {30, v1::DISABILITY_BAND_NONE},   {31, v1::DISABILITY_BAND_31_60},
      {60, v1::DISABILITY_BAND_31_60},  {61, v1::DISABILITY_BAND_61_80},  {80, v1::DISABILITY_BAND_61_80},
      {81, v1::DISABILITY_BAND_81_100}, {100, v1::DISABILITY_BAND_81_100}};
  for (const auto& [percent, band] : cases) EXPECT_EQ(Completed(DecisionOf(percent, "2024-03-01")).band(), band) << percent;
}

TEST(DecisionRules, ABandThatIsStatedMustFit) {
  v1::DisabilityDecision decision = DecisionOf(33, "2024-03-01");
  decision.set_band(v1::DISABILITY_BAND_31_60);
  EXPECT_THAT(FaultsIn(decision), IsEmpty());
  decision.set_band(v1::DISABILITY_BAND_61_80);
  EXPECT_THAT(FaultsIn(decision), ElementsAre("decision.band BAND_MISMATCH"));
  decision.set_percent(30);
  decision.set_band(v1::DISABILITY_BAND_31_60);
  EXPECT_THAT(FaultsIn(decision), ElementsAre("decision.band BAND_MISMATCH"));
}

TEST(DecisionRules, APercentThatIsNoneSaysNothingOfTheBand) {
  v1::DisabilityDecision decision = DecisionOf(101, "2024-03-01");
  decision.set_band(v1::DISABILITY_BAND_31_60);
  EXPECT_THAT(FaultsIn(decision), IsEmpty());
}

TEST(DecisionRules, DatesThatMoneyHangsOnAreWhole) {
  v1::DisabilityDecision decision = DecisionOf(50, "2024-03-01", "2025-02-28");
  *decision.mutable_decided_on() = Date("2024");
  *decision.mutable_valid_from() = Date("2024-03");
  *decision.mutable_valid_until() = Date("2025");
  EXPECT_THAT(FaultsIn(decision), UnorderedElementsAre("decision.decided_on DATE_NOT_WHOLE", "decision.valid_from DATE_NOT_WHOLE",
                                                       "decision.valid_until DATE_NOT_WHOLE"));
}

TEST(DecisionRules, ADateThatNoCalendarHasIsLeftToItsOwnRule) {
  v1::DisabilityDecision decision = DecisionOf(50, "2024-03-01");
  decision.mutable_valid_from()->set_day(32);
  EXPECT_THAT(FaultsIn(decision), IsEmpty());
}

TEST(DecisionRules, TheLastDayIsTheFirstOrLater) {
  EXPECT_THAT(FaultsIn(DecisionOf(50, "2024-03-01", "2024-03-01")), IsEmpty());
  EXPECT_THAT(FaultsIn(DecisionOf(50, "2024-03-01", "2024-02-29")), ElementsAre("decision.valid_until TERM_IMPOSSIBLE"));
}

TEST(DecisionRules, WhatComesOfTheIncidentIsNotOlder) {
  const v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2024-02-04"), survivor), IsEmpty());
  for (const v1::DisabilityCause cause :
       {v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS, v1::DISABILITY_CAUSE_TERROR, v1::DISABILITY_CAUSE_MILITARY_DUTIES,
        v1::DISABILITY_CAUSE_DEFENCE_OF_TERRITORIAL_INTEGRITY}) {
    EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2024-02-03", "", cause), survivor),
                ElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT"))
        << v1::DisabilityCause_Name(cause);
  }
}

TEST(DecisionRules, ADisabilityFromBeforeMayHaveAnotherCause) {
  const v1::Survivor survivor = HurtOn("2024-02-04");
  for (const v1::DisabilityCause cause :
       {v1::DISABILITY_CAUSE_GENERAL_ILLNESS, v1::DISABILITY_CAUSE_INDUSTRIAL_INJURY, v1::DISABILITY_CAUSE_OCCUPATIONAL_DISEASE,
        v1::DISABILITY_CAUSE_CHERNOBYL_CLEANUP, v1::DISABILITY_CAUSE_MILITARY_SERVICE_PERIOD, v1::DISABILITY_CAUSE_JANUARY_20,
        v1::DISABILITY_CAUSE_CHERNOBYL_MILITARY_DUTIES}) {
    EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2010-01-01", "", cause), survivor), IsEmpty()) << v1::DisabilityCause_Name(cause);
  }
}

TEST(DecisionRules, OnlyACertainContradictionWithTheIncidentCounts) {
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2024-01-15"), HurtOn("2024")), IsEmpty());
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2023-12-31"), HurtOn("2024")),
              ElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT"));
}

TEST(DecisionRules, WhoWasHurtTwiceMayBeDisabledSinceTheFirstTime) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  *survivor.add_casualties()->mutable_occurred_on() = Date("2019-05-01");
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2020-01-01"), survivor), IsEmpty());
  // The first one was found to be somebody else.
  survivor.mutable_casualties(1)->set_set_aside(true);
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2020-01-01"), survivor), ElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT"));
  survivor.mutable_casualties(0)->set_set_aside(true);
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2020-01-01"), survivor), IsEmpty());
}

TEST(DecisionRules, NoDisabilityBeginsAfterTheDeath) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.set_state(v1::SURVIVOR_STATE_DECEASED);
  *survivor.mutable_died_on() = Date("2024-06");
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2024-06-30"), survivor), IsEmpty());
  EXPECT_THAT(FaultsAgainst(DecisionOf(50, "2024-07-01"), survivor), ElementsAre("decision.valid_from TERM_IMPOSSIBLE"));
}

TEST(DecisionRules, TwoDecisionsAreNeverInForceTogetherUnlessOneReplacesTheOther) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  Decide(DecisionOf(50, "2020-03-01", "2022-02-28"), "d1", survivor);
  EXPECT_THAT(FaultsAgainst(DecisionOf(70, "2022-02-28"), survivor), ElementsAre("decision.valid_from DECISIONS_OVERLAP"));
  EXPECT_THAT(FaultsAgainst(DecisionOf(70, "2022-03-01"), survivor), IsEmpty());
  v1::DisabilityDecision later = DecisionOf(70, "2021-06-01");
  later.set_replaces_uid("d1");
  EXPECT_THAT(FaultsAgainst(later, survivor), IsEmpty());
  Decide(later, "d2", survivor);
  EXPECT_EQ(InForce(survivor.decisions(0)), "2020-03-01/2021-05-31");
  EXPECT_EQ(survivor.decisions(0).replaced_by_uid(), "d2");
  EXPECT_EQ(ToText(survivor.decisions(0).valid_until()), "2022-02-28");
  EXPECT_EQ(InForce(survivor.decisions(1)), "2021-06-01/");
}

TEST(DecisionRules, AnOverlapIsToldByIdAndDatesOnly) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  v1::DisabilityDecision first = DecisionOf(50, "2020-03-01");
  first.set_act_number("GİZLİ-7");
  Decide(first, "d1", survivor);
  Violations found;
  CheckDecisionAgainst(DecisionOf(70, "2021-01-01"), survivor, "decision", found);
  ASSERT_EQ(found.size(), 1);
  const std::string& told = found.bad_request().field_violations(0).description();
  EXPECT_TRUE(absl::StrContains(told, "d1")) << told;
  EXPECT_TRUE(absl::StrContains(told, "2020-03-01 on, without end")) << told;
  EXPECT_FALSE(absl::StrContains(told, "GİZLİ")) << told;
}

TEST(DecisionRules, ADecisionReplacedFromItsFirstDayIsNeverInForce) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  Decide(DecisionOf(50, "2020-03-01"), "d1", survivor);
  v1::DisabilityDecision corrected = DecisionOf(65, "2020-03-01");
  corrected.set_replaces_uid("d1");
  EXPECT_THAT(FaultsAgainst(corrected, survivor), IsEmpty());
  Decide(corrected, "d2", survivor);
  EXPECT_FALSE(survivor.decisions(0).has_in_force_from());
  EXPECT_FALSE(survivor.decisions(0).has_in_force_until());
  EXPECT_EQ(InForce(survivor.decisions(1)), "2020-03-01/");
}

TEST(DecisionRules, OnlyAStandingDecisionThatReachesIntoTheTermIsReplaced) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  Decide(DecisionOf(50, "2020-03-01", "2021-02-28"), "d1", survivor);
  v1::DisabilityDecision later = DecisionOf(70, "2021-03-01");
  later.set_replaces_uid("d1");
  EXPECT_THAT(FaultsAgainst(later, survivor), ElementsAre("decision.replaces_uid REPLACED_DECISION_INVALID"));
  later.set_replaces_uid("d9");
  EXPECT_THAT(FaultsAgainst(later, survivor), ElementsAre("decision.replaces_uid REPLACED_DECISION_INVALID"));
  v1::DisabilityDecision second = DecisionOf(70, "2021-01-01", "2021-12-31");
  second.set_replaces_uid("d1");
  Decide(second, "d2", survivor);
  v1::DisabilityDecision third = DecisionOf(80, "2020-06-01", "2020-12-31");
  third.set_replaces_uid("d1");
  EXPECT_THAT(FaultsAgainst(third, survivor), ElementsAre("decision.replaces_uid REPLACED_DECISION_INVALID"));
}

TEST(DecisionRules, AllFaultsAreToldAtOnce) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  Decide(DecisionOf(50, "2020-03-01"), "d1", survivor);
  v1::DisabilityDecision bad = DecisionOf(70, "2020-01-01");
  bad.set_replaces_uid("d9");
  EXPECT_THAT(FaultsAgainst(bad, survivor),
              UnorderedElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT", "decision.valid_from DECISIONS_OVERLAP",
                                   "decision.replaces_uid REPLACED_DECISION_INVALID"));
}

// The days of the test timeline on which each decision is in force.
std::vector<std::set<int>> DaysInForce(const v1::Survivor& survivor, absl::CivilDay first, int days) {
  std::vector<std::set<int>> in_force;
  for (const v1::DisabilityDecision& decision : survivor.decisions()) {
    std::set<int>& own = in_force.emplace_back();
    for (int day = 0; day < days && decision.has_in_force_from(); ++day) {
      const absl::CivilDay date = first + day;
      if (date >= *Earliest(decision.in_force_from()) &&
          date <= Latest(decision.in_force_until()).value_or(absl::CivilDay::max())) {
        own.insert(day);
      }
    }
  }
  return in_force;
}

// Whatever is decided in whatever order: what the rules accept leaves no day with two decisions, lengthens none that stood, and
// puts the new one in force on every day of its term.
RC_GTEST_PROP(DecisionRulesProperties, TheTimelineHasOneDecisionADayAndReplacingLengthensNone, ()) {
  constexpr int kDays = 60;
  const absl::CivilDay first(2024, 1, 1);
  v1::Survivor survivor = HurtOn("2024-01-01");
  const int made = *rc::gen::inRange(1, 9);
  for (int i = 0; i < made; ++i) {
    const int from = *rc::gen::inRange(0, kDays), length = *rc::gen::inRange(0, kDays);
    v1::DisabilityDecision decision = DecisionOf(50, ToText(PartialDateOf(first + from)));
    const bool indefinite = *rc::gen::arbitrary<bool>();
    if (!indefinite) *decision.mutable_valid_until() = PartialDateOf(first + from + length);
    const int replaces = *rc::gen::inRange(0, i + 1);
    if (replaces > 0) decision.set_replaces_uid(absl::StrCat("d", replaces - 1));
    RC_ASSERT(FaultsIn(decision).empty());
    if (!FaultsAgainst(decision, survivor).empty()) continue;
    const auto before = DaysInForce(survivor, first, kDays);
    Decide(decision, absl::StrCat("d", i), survivor);
    const auto after = DaysInForce(survivor, first, kDays);
    std::set<int> taken;
    for (size_t d = 0; d < after.size(); ++d) {
      for (const int day : after[d]) RC_ASSERT(taken.insert(day).second);
      if (d < before.size()) RC_ASSERT(std::includes(before[d].begin(), before[d].end(), after[d].begin(), after[d].end()));
    }
    const size_t last = indefinite ? kDays : std::min<size_t>(kDays, static_cast<size_t>(from + length + 1));
    RC_ASSERT(after.back().size() == last - static_cast<size_t>(from));
  }
}

RC_GTEST_PROP(DecisionRulesProperties, RoundingNeverLowersAndNeverAddsFive, ()) {
  const int stated = *rc::gen::inRange(1, 101), counts = RoundedPercent(stated);
  RC_ASSERT(counts % 5 == 0 && counts >= stated && counts < stated + 5 && counts <= 100);
  // Rounding never moves a percent into another band than it had.
  RC_ASSERT(BandOf(counts) == BandOf(stated));
}

}  // namespace
}  // namespace dayaq::survivor
