#include "services/survivor/disability_law.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/strict_yaml.h"
#include "services/survivor/decision_rules.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const DisabilityPolicy& Policy() {
  static const DisabilityPolicy policy = [] {
    auto loaded = LoadDisabilityPolicy("policy");
    EXPECT_TRUE(loaded.ok()) << loaded.status();
    return *std::move(loaded);
  }();
  return policy;
}

v1::DisabilityDecision Found(const std::vector<int>& impairments, int percent = 0) {
  v1::DisabilityDecision decision = DecisionOf(percent, "2025-05-01");
  for (const int one : impairments) {
    decision.add_impairments()->set_function_group(v1::FUNCTION_GROUP_MOVEMENT);
    decision.mutable_impairments()->rbegin()->set_percent(one);
  }
  return decision;
}

v1::DisabilityDecision& WithCause(v1::DisabilityDecision& decision, v1::DisabilityCause cause, int percent = 0) {
  v1::StatedCause& stated = *decision.add_stated_causes();
  stated.set_cause(cause);
  stated.set_percent(percent);
  return decision;
}

std::vector<std::string> Faults(const v1::DisabilityDecision& decision) {
  Violations found;
  CheckMakeUp(decision, Policy(), "decision", found);
  return FaultsOf(found);
}

v1::DisabilityDecision Stored(const v1::DisabilityDecision& stated) { return Completed(Derived(stated, Policy())); }

// Somebody with these terms behind them, as they were decided one after another.
v1::Survivor With(const std::vector<v1::DisabilityDecision>& terms) {
  v1::Survivor survivor = HurtOn("1994-01-01");
  for (const v1::DisabilityDecision& term : terms) {
    *survivor.add_decisions() = Completed(term);
    survivor.mutable_decisions()->rbegin()->set_uid(absl::StrCat("d", survivor.decisions_size()));
  }
  return survivor;
}

std::vector<std::string> TermFaults(const v1::DisabilityDecision& decision, const v1::Survivor& survivor) {
  Violations found;
  CheckTerm(decision, survivor, Policy(), "decision", found);
  return FaultsOf(found);
}

TEST(DisabilityLaw, T1TwoEqualImpairmentsGiveTenMore) {
  const v1::DisabilityDecision decision = Stored(Found({60, 60}));
  EXPECT_EQ(decision.percent(), 70);
  EXPECT_EQ(decision.band(), v1::DISABILITY_BAND_61_80);
}

TEST(DisabilityLaw, T2OfTwoDifferentOnesTheHighestCountsAndTenMore) {
  const v1::DisabilityDecision decision = Stored(Found({75, 40}));
  EXPECT_EQ(decision.percent(), 85);
  EXPECT_EQ(decision.band(), v1::DISABILITY_BAND_81_100);
}

TEST(DisabilityLaw, T3NeverAboveAHundred) { EXPECT_EQ(Stored(Found({95, 60})).percent(), 100); }

TEST(DisabilityLaw, T4OneImpairmentIsRoundedUpAndThirtyIsNone) {
  EXPECT_EQ(Stored(Found({30})).band(), v1::DISABILITY_BAND_NONE);
  for (const int one : {31, 33, 35}) {
    EXPECT_EQ(Stored(Found({one})).percent(), 35) << one;
    EXPECT_EQ(Stored(Found({one})).band(), v1::DISABILITY_BAND_31_60) << one;
  }
}

TEST(DisabilityLaw, T5EqualOrDifferentBothReadingsGiveSixty) {
  EXPECT_EQ(CombinedPercent({50, 45, 50}), 60);
  EXPECT_EQ(CombinedPercent({50, 50}), 60) << "read as equal";
  EXPECT_EQ(CombinedPercent({50, 45}), 60) << "read as different";
}

TEST(DisabilityLaw, WhatIsNoDisabilityByItselfCountsForNothingBesideOthers) {
  EXPECT_EQ(CombinedPercent({60, 30}), 60);
  EXPECT_EQ(CombinedPercent({60, 31}), 70);
  EXPECT_EQ(CombinedPercent({30, 30}), 30);
  EXPECT_EQ(CombinedPercent({}), 0);
}

TEST(DisabilityLaw, AStatedPercentMustBeWhatFollows) {
  EXPECT_THAT(Faults(Found({60, 60}, 70)), IsEmpty());
  EXPECT_THAT(Faults(Found({60, 60}, 68)), IsEmpty()) << "68 counts as 70";
  EXPECT_THAT(Faults(Found({60, 60}, 60)), ElementsAre("decision.percent PERCENT_MISMATCH"));
  EXPECT_THAT(Faults(Found({})), ElementsAre("decision.percent OUT_OF_RANGE"));
  EXPECT_THAT(Faults(Found({0, 60}, 60)), IsEmpty()) << "left to the rule on the impairment";
  EXPECT_EQ(Stored(Found({60, 60}, 68)).stated_percent(), 68);
}

TEST(DisabilityLaw, OfSeveralCausesTheBetterOneAndTheHighestPercentAreTaken) {
  v1::DisabilityDecision decision = Found({});
  decision.clear_cause();
  WithCause(decision, v1::DISABILITY_CAUSE_GENERAL_ILLNESS, 75);
  WithCause(decision, v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS, 52);
  EXPECT_THAT(Faults(decision), IsEmpty());
  const v1::DisabilityDecision stored = Stored(decision);
  EXPECT_EQ(stored.cause(), v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS);
  EXPECT_EQ(stored.percent(), 75);
  EXPECT_EQ(stored.stated_causes_size(), 2) << "both are kept";
  decision.set_cause(v1::DISABILITY_CAUSE_GENERAL_ILLNESS);
  EXPECT_THAT(Faults(decision), ElementsAre("decision.cause CAUSE_MISMATCH"));
  decision.clear_cause();
  decision.clear_stated_causes();
  decision.set_percent(50);
  EXPECT_THAT(Faults(decision), ElementsAre("decision.cause REQUIRED"));
}

TEST(DisabilityLaw, ACauseHasNoMoreThanAllImpairmentsTogether) {
  v1::DisabilityDecision decision = Found({60, 40});
  WithCause(decision, v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS, 70);
  EXPECT_THAT(Faults(decision), IsEmpty());
  decision.mutable_stated_causes(0)->set_percent(75);
  EXPECT_THAT(Faults(decision), ElementsAre("decision.stated_causes PERCENT_MISMATCH"));
}

TEST(DisabilityLaw, T6AfterFifteenYearsInTheLowestBandTheNextDecisionHasNoLastDay) {
  const v1::Survivor survivor = With({DecisionOf(50, "2010-05-01", "2015-04-30"), DecisionOf(40, "2015-05-01", "2025-04-30")});
  EXPECT_THAT(TermFaults(DecisionOf(50, "2025-05-01", "2030-04-30"), survivor),
              ElementsAre("decision.valid_until TERM_MUST_BE_INDEFINITE"));
  EXPECT_THAT(TermFaults(DecisionOf(50, "2025-05-01"), survivor), IsEmpty());
  const TermRuling ruling = RuleTerm(DecisionOf(50, "2025-05-01"), survivor, Policy());
  EXPECT_EQ(BasisOf(DecisionOf(50, "2025-05-01"), ruling), v1::TERM_BASIS_INDEFINITE_BY_LAW);
  EXPECT_THAT(TermWords(ruling), HasSubstr("since 2010-05-01 in 31 to 60 percent: after 15 years"));
}

TEST(DisabilityLaw, T6TenYearsInTheMiddleBandAndFourInTheHighest) {
  const std::vector<std::tuple<int, const char*, bool>> cases = {{70, "2015-05-01", true}, {70, "2015-05-02", false},
                                                                 {85, "2021-05-01", true}, {85, "2021-05-02", false},
                                                                 {50, "2010-05-01", true}, {50, "2010-05-02", false}};
  for (const auto& [percent, since, must] : cases) {
    const v1::Survivor survivor = With({DecisionOf(percent, since, "2025-04-30")});
    EXPECT_EQ(RuleTerm(DecisionOf(percent, "2025-05-01", "2026-04-30"), survivor, Policy()).must_be_indefinite, must)
        << percent << " since " << since;
  }
}

TEST(DisabilityLaw, YearsInSeveralBandsCountTogetherForFifteen) {
  const auto fifteen = {DecisionOf(50, "2010-05-01", "2018-04-30"), DecisionOf(65, "2018-05-01", "2025-04-30")};
  const TermRuling ruling = RuleTerm(DecisionOf(65, "2025-05-01", "2026-04-30"), With(fifteen), Policy());
  EXPECT_TRUE(ruling.must_be_indefinite);
  EXPECT_EQ(ruling.band, v1::DISABILITY_BAND_NONE);
  EXPECT_EQ(ruling.since, absl::CivilDay(2010, 5, 1));
  const auto fourteen = {DecisionOf(50, "2011-05-01", "2018-04-30"), DecisionOf(65, "2018-05-01", "2025-04-30")};
  EXPECT_FALSE(RuleTerm(DecisionOf(65, "2025-05-01", "2026-04-30"), With(fourteen), Policy()).must_be_indefinite);
}

TEST(DisabilityLaw, AGapAndAnEndOfTheDisabilityBreakTheRow) {
  EXPECT_THAT(TermFaults(DecisionOf(50, "2025-05-02", "2026-04-30"), With({DecisionOf(50, "2000-05-01", "2025-04-30")})), IsEmpty())
      << "a day between";
  EXPECT_THAT(TermFaults(DecisionOf(50, "2025-05-01", "2026-04-30"),
                         With({DecisionOf(50, "2000-05-01", "2024-04-30"), DecisionOf(20, "2024-05-01", "2025-04-30")})),
              IsEmpty())
      << "no disability for a year";
  DisabilityPolicy lenient = Policy();
  lenient.most_days_between = 30;
  EXPECT_TRUE(RuleTerm(DecisionOf(50, "2025-05-20", "2026-04-30"), With({DecisionOf(50, "2000-05-01", "2025-04-30")}), lenient)
                  .must_be_indefinite);
}

TEST(DisabilityLaw, ADecisionThatFindsNoDisabilityMayHaveALastDay) {
  const v1::Survivor survivor = With({DecisionOf(50, "2000-05-01", "2025-04-30")});
  EXPECT_THAT(TermFaults(DecisionOf(20, "2025-05-01", "2026-04-30"), survivor), IsEmpty());
}

TEST(DisabilityLaw, ADecisionThatIsReplacedCountsForTheDaysBefore) {
  v1::Survivor survivor = With({DecisionOf(85, "2019-01-01")});
  v1::DisabilityDecision next = DecisionOf(85, "2023-01-01", "2025-12-31");
  next.set_replaces_uid("d1");
  EXPECT_TRUE(RuleTerm(next, survivor, Policy()).must_be_indefinite);
  next = DecisionOf(85, "2022-12-31", "2025-12-31");
  next.set_replaces_uid("d1");
  EXPECT_FALSE(RuleTerm(next, survivor, Policy()).must_be_indefinite);
}

TEST(DisabilityLaw, ACorrectionOfAnEntryBeginsOnItsFirstDay) {
  const v1::Survivor survivor = With({DecisionOf(56, "2024-03-01")});
  v1::DisabilityDecision right = DecisionOf(65, "2024-03-01");
  right.set_corrects_entry(true);
  const auto faults = [&survivor](const v1::DisabilityDecision& decision) {
    Violations found;
    CheckCorrection(decision, survivor, "decision", found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults(right), ElementsAre("decision.corrects_entry CORRECTION_IMPOSSIBLE"));
  right.set_replaces_uid("d1");
  EXPECT_THAT(faults(right), IsEmpty());
  *right.mutable_valid_from() = Date("2024-03-02");
  EXPECT_THAT(faults(right), ElementsAre("decision.corrects_entry CORRECTION_IMPOSSIBLE"));
}

TEST(DisabilityLaw, WhatWasKnownBeforeACorrectionCanStillBeAsked) {
  v1::Survivor survivor = With({DecisionOf(56, "2024-03-01", "2026-02-28")});
  const absl::Time entered = absl::FromUnixSeconds(1'710'000'000);
  *survivor.mutable_decisions(0)->mutable_create_time() = Timestamp(entered);
  v1::DisabilityDecision right = Completed(DecisionOf(65, "2024-03-01", "2026-02-28"));
  right.set_uid("d2");
  right.set_replaces_uid("d1");
  *right.mutable_create_time() = Timestamp(entered + absl::Hours(240));
  *survivor.mutable_decisions(0) = Replaced(survivor.decisions(0), right);
  *survivor.add_decisions() = right;

  EXPECT_THAT(DecisionsAsKnown(survivor, entered), IsEmpty());
  const auto before = DecisionsAsKnown(survivor, entered + absl::Hours(24));
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].percent(), 60);
  EXPECT_EQ(ToText(before[0].in_force_from()), "2024-03-01");
  EXPECT_EQ(ToText(before[0].in_force_until()), "2026-02-28");
  EXPECT_EQ(before[0].replaced_by_uid(), "");
  const auto after = DecisionsAsKnown(survivor, entered + absl::Hours(480));
  ASSERT_EQ(after.size(), 2u);
  EXPECT_FALSE(after[0].has_in_force_from()) << "never in force, as we know now";
}

TEST(DisabilityLaw, ThePolicyIsReadStrictly) {
  auto text = ReadPolicyFile("policy/disability.yaml");
  ASSERT_TRUE(text.ok()) << text.status();
  ASSERT_TRUE(ParseDisabilityPolicy(*text, "disability.yaml").ok());
  const std::vector<std::pair<std::string, std::string>> slips = {{"version: 1", "version: 2"},
                                                                  {"- TERROR\n", "- TEROR\n"},
                                                                  {"    - TERROR\n", ""},
                                                                  {"- TERROR\n", "- JANUARY_20\n"},
                                                                  {"\"61-80\": 10", "\"61-80\": ten"},
                                                                  {"\"61-80\": 10\n", "\"61-81\": 10\n"},
                                                                  {"mixed: 15", "mixed: 0"},
                                                                  {"working_days: 15", "working_days: 0"},
                                                                  {"example: true", "example: maybe"}};
  for (const auto& slip : slips) {
    const std::string bad = absl::StrReplaceAll(*text, {{slip.first, slip.second}});
    ASSERT_NE(bad, *text) << slip.first;
    EXPECT_EQ(ParseDisabilityPolicy(bad, "disability.yaml").status().code(), absl::StatusCode::kFailedPrecondition) << slip.second;
  }
}

RC_GTEST_PROP(DisabilityLawProperty, CombiningNeverLowersAndEndsAtAHundred, (std::vector<uint8_t> raw, uint8_t more)) {
  std::vector<int> found;
  for (const uint8_t one : raw) found.push_back(1 + one % 100);
  const int combined = CombinedPercent(found);
  RC_ASSERT(combined >= 0 && combined <= 100 && combined % 5 == 0);
  for (const int one : found) RC_ASSERT(combined >= RoundedPercent(one));
  found.push_back(1 + more % 100);
  RC_ASSERT(CombinedPercent(found) >= combined);
}

RC_GTEST_PROP(DisabilityLawProperty, MoreOfAnImpairmentNeverGivesLessAndTheOrderDoesNotMatter,
              (std::vector<uint8_t> raw, uint8_t place, uint8_t by)) {
  RC_PRE(!raw.empty());
  std::vector<int> found;
  for (const uint8_t one : raw) found.push_back(1 + one % 100);
  const int before = CombinedPercent(found);
  std::vector<int> turned(found.rbegin(), found.rend());
  RC_ASSERT(CombinedPercent(turned) == before);
  int& one = found[place % found.size()];
  one = std::min(100, one + by % 100);
  RC_ASSERT(CombinedPercent(found) >= before);
}

// What follows fits the constraints of the database: decision_percent and decision_band.
RC_GTEST_PROP(DisabilityLawProperty, WhatFollowsFitsTheDatabase, (std::vector<uint8_t> raw)) {
  RC_PRE(!raw.empty());
  std::vector<int> found;
  for (const uint8_t one : raw) found.push_back(1 + one % 100);
  const v1::DisabilityDecision stored = Stored(Found(found));
  RC_ASSERT(stored.percent() == (stored.stated_percent() + 4) / 5 * 5);
  RC_ASSERT(stored.band() == BandOf(stored.percent()));
}

// The longer somebody was disabled before, the sooner a last day is refused: a ruling never turns back.
RC_GTEST_PROP(DisabilityLawProperty, LongerNeverNeedsLess, ()) {
  const int percent = *rc::gen::element(50, 70, 90);
  const int days = *rc::gen::inRange(1, 7000);
  const absl::CivilDay begins(2025, 5, 1);
  const auto must = [&](int so_many) {
    v1::DisabilityDecision term = DecisionOf(percent, absl::FormatCivilTime(begins - so_many), "2025-04-30");
    return RuleTerm(DecisionOf(percent, "2025-05-01", "2026-04-30"), With({term}), Policy()).must_be_indefinite;
  };
  if (must(days)) RC_ASSERT(must(days + *rc::gen::inRange(1, 1000)));
}

}  // namespace
}  // namespace dayaq::survivor
