#include "services/rehabilitation/episode_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/rehabilitation_test_data.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Faults(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

v1::Measure Scored(v1::Instrument instrument, int score) {
  v1::Measure measure;
  measure.set_instrument(instrument);
  measure.set_score(score);
  *measure.mutable_measured_on() = DateOf(2026, 6, 1);
  measure.set_with_device(instrument != v1::INSTRUMENT_AMP_NO_PRO);
  return measure;
}

TEST(MeasureRules, AScoreIsOneThatTheInstrumentGives) {
  const std::vector<std::tuple<v1::Instrument, int, int>> ranges = {{v1::INSTRUMENT_AMP_PRO, 0, 47},
                                                                    {v1::INSTRUMENT_AMP_NO_PRO, 0, 43},
                                                                    {v1::INSTRUMENT_K_LEVEL, 0, 4},
                                                                    {v1::INSTRUMENT_TIMED_UP_AND_GO, 20, 6000},
                                                                    {v1::INSTRUMENT_WALK_TWO_MINUTES, 0, 400},
                                                                    {v1::INSTRUMENT_WALK_SIX_MINUTES, 0, 1200},
                                                                    {v1::INSTRUMENT_PLUS_M, 175, 766}};
  EXPECT_EQ(ranges.size(), static_cast<size_t>(v1::Instrument_ARRAYSIZE - 1)) << "every instrument has a range";
  const auto policy = LoadInstrumentPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  for (const auto& range : ranges) {
    const auto faults = [&](int score) {
      Violations found;
      CheckMeasure(Scored(std::get<0>(range), score), *policy, "measure", found);
      return Faults(found);
    };
    EXPECT_THAT(faults(std::get<1>(range)), IsEmpty());
    EXPECT_THAT(faults(std::get<2>(range)), IsEmpty());
    EXPECT_THAT(faults(std::get<1>(range) - 1), ElementsAre("measure.score OUT_OF_RANGE"));
    EXPECT_THAT(faults(std::get<2>(range) + 1), ElementsAre("measure.score OUT_OF_RANGE"));
  }
  Violations found;
  v1::Measure without = Scored(v1::INSTRUMENT_AMP_PRO, 40);
  without.set_with_device(false);
  CheckMeasure(without, *policy, "measure", found);
  EXPECT_THAT(Faults(found), ElementsAre("measure.with_device OUT_OF_RANGE"));
}

TEST(EpisodeRules, WhatBelongsTogetherIsSaidTogether) {
  Violations found;
  v1::Finding finding;
  *finding.mutable_found_on() = DateOf(2026, 6, 1);
  finding.set_pain_score(4);
  finding.add_stump(v1::STUMP_FINDING_HEALTHY);
  finding.add_stump(v1::STUMP_FINDING_WOUND);
  CheckFinding(finding, "finding", found);
  EXPECT_THAT(Faults(found),
              UnorderedElementsAre("finding.pain_kinds REQUIRED", "finding.side REQUIRED", "finding.stump TOO_MANY_ITEMS"));
  Violations of_session;
  v1::Session session;
  session.set_visit(v1::VISIT_KIND_PHYSIOTHERAPY);
  session.set_place(v1::SESSION_PLACE_HOME);
  session.mutable_held_on()->set_year(2026);
  CheckSession(session, "session", of_session);
  EXPECT_THAT(Faults(of_session), UnorderedElementsAre("session.place VISIT_NOT_OFFERED", "session.held_on DATE_NOT_WHOLE"));
}

TEST(EpisodeRules, AnEpisodeGoesOneWay) {
  v1::Episode episode;
  episode.set_state(v1::EPISODE_STATE_PROPOSED);
  *episode.mutable_opened_on() = DateOf(2026, 6, 1);
  EXPECT_EQ(ReasonOf(CheckOpen(episode)), ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN);
  ASSERT_EQ(Accept("specialist", episode), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Accept("", episode)), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  EXPECT_EQ(CheckOpen(episode), absl::OkStatus());
  ASSERT_EQ(Close(v1::EPISODE_CLOSE_REASON_GOALS_REACHED, absl::CivilDay(2026, 5, 1), episode), absl::OkStatus());
  EXPECT_EQ(ToText(episode.closed_on()), "2026-06-01") << "never before it was opened";
  EXPECT_EQ(ReasonOf(Close(v1::EPISODE_CLOSE_REASON_OTHER, absl::CivilDay(2026, 7, 1), episode)),
            ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  EXPECT_EQ(ReasonOf(CheckTakesOneMore(episode)), ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN);
}

TEST(CentreRules, HoursAndVisitsMakeSense) {
  v1::Centre centre = InventedCentre();
  Violations none;
  CheckCentre(centre, "centre", none);
  EXPECT_THAT(Faults(none), IsEmpty());
  AddHours(v1::WEEKDAY_MONDAY, 780, 800, centre.mutable_hours());
  AddHours(v1::WEEKDAY_SUNDAY, 600, 500, centre.mutable_hours());
  *centre.add_visits() = centre.visits(0);
  Violations found;
  CheckCentre(centre, "centre", found);
  EXPECT_THAT(Faults(found), UnorderedElementsAre("centre.hours[15].closes_minute HOURS_IMPOSSIBLE",
                                                  "centre.hours HOURS_IMPOSSIBLE", "centre.visits[3].visit VISIT_NOT_OFFERED"));
  v1::Centre empty;
  empty.add_roles(v1::CENTRE_ROLE_PROVIDER);
  Violations missing;
  CheckCentre(empty, "centre", missing);
  EXPECT_THAT(Faults(missing), UnorderedElementsAre("centre.visits REQUIRED", "centre.hours REQUIRED"));
}

TEST(CentreRules, AClosureIsAStretchOfDaysToCome) {
  const absl::CivilDay today(2026, 6, 10);
  const auto faults = [&](const PartialDate& first, const PartialDate& last) {
    v1::Closure closure;
    *closure.mutable_first_day() = first;
    *closure.mutable_last_day() = last;
    Violations found;
    CheckClosure(closure, "closure", found);
    if (found.empty()) CheckNotOver(closure, today, "closure", found);
    return Faults(found);
  };
  EXPECT_THAT(faults(DateOf(2026, 6, 1), DateOf(2026, 6, 10)), IsEmpty()) << "one that goes on";
  EXPECT_THAT(faults(DateOf(2026, 6, 1), DateOf(2026, 6, 9)), ElementsAre("closure.last_day IN_THE_PAST"));
  EXPECT_THAT(faults(DateOf(2026, 7, 2), DateOf(2026, 7, 1)), ElementsAre("closure.last_day PERIOD_IMPOSSIBLE"));
  EXPECT_THAT(faults(DateOf(2026, 7, 1), DateOf(2027, 7, 2)), ElementsAre("closure.last_day PERIOD_IMPOSSIBLE"));
}

}  // namespace
}  // namespace dayaq::rehabilitation
