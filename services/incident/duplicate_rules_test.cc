#include "services/incident/duplicate_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_format.h"
#include "services/incident/casualty_test_data.h"

namespace dayaq::incident {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Incident Event(const std::string& uid, absl::string_view day, int people, const std::string& settlement = "Nümunəkənd") {
  v1::Incident incident = IncidentOn(day);
  incident.set_uid(uid);
  incident.set_injured(people);
  incident.mutable_facts()->set_settlement(settlement);
  return incident;
}

DuplicateFacts FactsOf(const v1::Incident& incident) { return {.incident = incident, .people = incident.injured()}; }

int ScoreOf(const v1::Incident& a, const v1::Incident& b, const SharedTokens& shared = {}) {
  const auto proposal = ProposeDuplicate(FactsOf(a), FactsOf(b), shared);
  return proposal.has_value() ? proposal->score() : -1;
}

int PointsFor(const v1::DuplicateProposal& proposal, const std::string& fact) {
  int points = 0;
  for (const v1::DuplicateReason& reason : proposal.reasons()) points += reason.fact() == fact ? reason.points() : 0;
  return points;
}

TEST(DuplicateRules, TheSamePersonOnTheSameDayIsProposedWithEveryReason) {
  const auto proposal =
      ProposeDuplicate(FactsOf(Event("i1", "2024-02-04", 1)), FactsOf(Event("i2", "2024-02-04", 1)), {.national_ids = 1});
  ASSERT_TRUE(proposal.has_value());
  EXPECT_EQ(proposal->incident_uid(), "i1");
  EXPECT_EQ(proposal->other_uid(), "i2");
  EXPECT_EQ(proposal->state(), v1::DUPLICATE_STATE_OPEN);
  EXPECT_EQ(proposal->score(), 100);
  EXPECT_EQ(PointsFor(*proposal, "place"), 30);
  EXPECT_EQ(PointsFor(*proposal, "time"), 30);
  EXPECT_EQ(PointsFor(*proposal, "people"), 60);
  for (const v1::DuplicateReason& reason : proposal->reasons()) EXPECT_FALSE(reason.explanation().empty());
}

TEST(DuplicateRules, SpellingsOfASettlementAreOne) {
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 1, "Cəbrayıllı"), Event("i2", "2024-02-04", 1, "Джабраиллы")), 60);
}

TEST(DuplicateRules, RegistersAndDistrictsAreKeptApart) {
  v1::Incident other = Event("i2", "2024-02-04", 1);
  other.set_register_("co-aicma");
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 1), other, {.national_ids = 1}), -1);
  other = Event("i2", "2024-02-04", 1);
  other.mutable_facts()->set_district("AZ-BAR");
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 1), other, {.national_ids = 1}), -1);
}

TEST(DuplicateRules, DaysCertainlyMoreThanAWeekApartAreNotCompared) {
  const SharedTokens same{.national_ids = 3};
  EXPECT_GT(ScoreOf(Event("i1", "2024-02-04", 3), Event("i2", "2024-02-11", 3), same), 0);
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 3), Event("i2", "2024-02-12", 3), same), -1);
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-12", 3), Event("i2", "2024-02-04", 3), same), -1);
  EXPECT_GT(ScoreOf(Event("i1", "2024-02-04", 3), Event("i2", "2024-01", 3), same), 0);
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-08", 3), Event("i2", "2024-01", 3), same), -1);
  EXPECT_GT(ScoreOf(Event("i1", "2024-02-04", 3), Event("i2", "2024", 3), same), 0);
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 3), Event("i2", "2022", 3), same), -1);
  v1::Incident undated = Event("i2", "2024", 3);
  undated.mutable_facts()->clear_occurred_on();
  EXPECT_EQ(ScoreOf(Event("i1", "2024-02-04", 3), undated, same), -1);
}

TEST(DuplicateRules, WhatIsKnownMoreExactlySaysMore) {
  const SharedTokens alike{.names = 1};
  const v1::Incident day = Event("i1", "2024-02-04", 1);
  const int same_day = ScoreOf(day, Event("i2", "2024-02-04", 1), alike),
            two_days = ScoreOf(day, Event("i2", "2024-02-06", 1), alike),
            same_month = ScoreOf(day, Event("i2", "2024-02", 1), alike), same_year = ScoreOf(day, Event("i2", "2024", 1), alike),
            week = ScoreOf(day, Event("i2", "2024-02-10", 1), alike);
  EXPECT_GT(same_day, two_days);
  EXPECT_GT(two_days, same_month);
  EXPECT_GT(same_month, same_year);
  EXPECT_GT(same_year, week);
  EXPECT_GT(week, kProposeFrom);
}

TEST(DuplicateRules, EvidenceAgainstTakesPointsAway) {
  v1::Incident a = Event("i1", "2024-02-04", 2), b = Event("i2", "2024-02-04", 2);
  const int plain = ScoreOf(a, b);
  ASSERT_EQ(plain, 65);
  v1::Incident elsewhere = b;
  elsewhere.mutable_facts()->set_settlement("Başqakənd");
  EXPECT_EQ(ScoreOf(a, elsewhere), -1);
  EXPECT_EQ(ScoreOf(a, elsewhere, {.names = 1}), plain - 25 + 35);

  a.mutable_facts()->set_device_category(v1::DEVICE_CATEGORY_AP_MINE);
  v1::Incident device = b;
  for (const auto& [category, points] : std::vector<std::pair<v1::DeviceCategory, int>>{{v1::DEVICE_CATEGORY_AP_MINE, 8},
                                                                                        {v1::DEVICE_CATEGORY_UXO, -12},
                                                                                        {v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, 0},
                                                                                        {v1::DEVICE_CATEGORY_UNKNOWN, 0},
                                                                                        {v1::DEVICE_CATEGORY_UNSPECIFIED, 0}}) {
    device.mutable_facts()->set_device_category(category);
    EXPECT_EQ(ScoreOf(a, device), plain + points) << v1::DeviceCategory_Name(category);
  }
}

v1::Incident At(v1::Incident incident, double latitude, double longitude, int precision,
                v1::PointMethod method = v1::POINT_METHOD_GNSS) {
  v1::GeoPoint& point = *incident.mutable_facts()->mutable_point();
  point.set_latitude(latitude);
  point.set_longitude(longitude);
  point.set_precision_metres(precision);
  point.set_method(method);
  return incident;
}

TEST(DuplicateRules, PointsSpeakForAndAgainst) {
  const v1::Incident a = Event("i1", "2024-02-04", 2), b = Event("i2", "2024-02-04", 2);
  const int plain = ScoreOf(a, b);
  const v1::Incident here = At(a, 40.34, 46.93, 10);
  // A hundredth of a degree of latitude is 1112 metres.
  EXPECT_EQ(ScoreOf(here, At(b, 40.342, 46.93, 10)), plain + 25);
  EXPECT_EQ(ScoreOf(here, At(b, 40.35, 46.93, 10)), plain);
  EXPECT_EQ(ScoreOf(here, At(b, 40.35, 46.93, 1000)), plain + 25);
  EXPECT_EQ(ScoreOf(here, At(b, 40.44, 46.93, 10), {.names = 1}), plain - 30 + 35);
  EXPECT_EQ(ScoreOf(here, At(b, 40.44, 46.93, 10)), -1);
  EXPECT_EQ(ScoreOf(here, At(b, 40.44, 46.93, 10000)), plain);
  // The seat of a district says nothing.
  EXPECT_EQ(ScoreOf(here, At(b, 40.44, 46.93, 10, v1::POINT_METHOD_CENTROID)), plain);
  EXPECT_EQ(ScoreOf(here, b), plain);
}

TEST(DuplicateRules, ReasonsNameNobodyAndAddUpToTheScore) {
  v1::Incident a = Event("i1", "2024-02-04", 2), b = Event("i2", "2024-02-05", 2);
  const auto proposal = ProposeDuplicate(FactsOf(a), FactsOf(b), {.names = 2});
  ASSERT_TRUE(proposal.has_value());
  int sum = 0;
  for (const v1::DuplicateReason& reason : proposal->reasons()) sum += reason.points();
  EXPECT_EQ(proposal->score(), sum);
  for (const v1::DuplicateReason& reason : proposal->reasons()) {
    EXPECT_THAT(reason.explanation(), ::testing::Not(::testing::HasSubstr("Nümunəkənd")));
  }
}

// T19: one event registered as a whole and as so many events of one victim each.
class Group : public ::testing::Test {
 protected:
  static std::vector<v1::Incident> Singles(int count, absl::string_view day, const std::string& settlement = "Nümunəkənd") {
    std::vector<v1::Incident> singles;
    for (int i = 0; i < count; ++i) {
      singles.push_back(Event(absl::StrFormat("s%02d", i), day, 1, settlement));
      singles.back().mutable_facts()->set_device_category(v1::DEVICE_CATEGORY_AP_MINE);
    }
    return singles;
  }
  static v1::Incident Whole(absl::string_view day, int people = 11) {
    v1::Incident whole = Event("whole", day, people);
    whole.mutable_facts()->set_device_category(v1::DEVICE_CATEGORY_AP_MINE);
    return whole;
  }
  static std::set<std::pair<std::string, std::string>> PairsOf(const std::vector<v1::DuplicateProposal>& proposals) {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const v1::DuplicateProposal& proposal : proposals) pairs.emplace(proposal.incident_uid(), proposal.other_uid());
    return pairs;
  }
  static int GroupPoints(const std::vector<v1::DuplicateProposal>& proposals) {
    int least = 1000;
    for (const v1::DuplicateProposal& proposal : proposals) least = std::min(least, PointsFor(proposal, "group"));
    return least;
  }
};

TEST_F(Group, TheWholeIsProposedWithEachOfElevenOfThatMonth) {
  const auto proposals = ProposeDuplicates(Whole("2024-02"), Singles(11, "2024-02"), {});
  EXPECT_THAT(PairsOf(proposals), SizeIs(11));
  EXPECT_EQ(GroupPoints(proposals), 30);
  for (const v1::DuplicateProposal& proposal : proposals) EXPECT_EQ(proposal.other_uid(), "whole");
}

TEST_F(Group, TheLastOfTheElevenProposesAllOfThemWithTheWhole) {
  std::vector<v1::Incident> around = Singles(11, "2024-02");
  const v1::Incident last = around.back();
  around.pop_back();
  around.push_back(Whole("2024-02"));
  const auto proposals = ProposeDuplicates(last, around, {});
  EXPECT_THAT(PairsOf(proposals), SizeIs(11));
  EXPECT_EQ(GroupPoints(proposals), 30);
}

TEST_F(Group, OnOneDayToo) {
  std::vector<v1::Incident> around = Singles(11, "2024-02-04");
  const v1::Incident last = around.back();
  around.pop_back();
  around.push_back(Whole("2024-02-04"));
  for (const auto& [older, newer] : PairsOf(ProposeDuplicates(last, around, {}))) EXPECT_EQ(newer, "whole") << older;
}

TEST_F(Group, SinglesAreNotProposedAmongEachOther) {
  for (const char* day : {"2024-02", "2024-02-04", "2024"}) {
    std::vector<v1::Incident> around = Singles(11, day);
    const v1::Incident last = around.back();
    around.pop_back();
    EXPECT_THAT(ProposeDuplicates(last, around, {}), IsEmpty()) << day;
  }
}

TEST_F(Group, OfAMonthAloneNotEvenTwoSingles) {
  EXPECT_THAT(ProposeDuplicates(Event("x", "2024-02", 1), Singles(1, "2024-02"), {}), IsEmpty());
}

TEST_F(Group, SinglesThatShareAPersonAreProposedAllTheSame) {
  std::vector<v1::Incident> around = Singles(11, "2024-02-04");
  const v1::Incident last = around.back();
  around.pop_back();
  const auto proposals = ProposeDuplicates(last, around, {{"s03", {.national_ids = 1}}});
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_EQ(proposals[0].incident_uid(), "s03");
}

TEST_F(Group, AFifthMoreOrFewerIsStillAGroup) {
  for (const auto& [singles, is_group] :
       std::vector<std::pair<int, bool>>{{8, false}, {9, true}, {11, true}, {13, true}, {14, false}}) {
    const auto proposals = ProposeDuplicates(Whole("2024-02"), Singles(singles, "2024-02"), {});
    EXPECT_EQ(proposals.size(), is_group ? static_cast<size_t>(singles) : 0u) << singles;
  }
  for (const int singles : {8, 12})
    EXPECT_THAT(ProposeDuplicates(Whole("2024-02", 10), Singles(singles, "2024-02"), {}), SizeIs(singles));
}

TEST_F(Group, SinglesOfAnotherVillageOrMonthDoNotCount) {
  EXPECT_THAT(ProposeDuplicates(Whole("2024-02"), Singles(11, "2024-02", "Başqakənd"), {}), IsEmpty());
  EXPECT_THAT(ProposeDuplicates(Whole("2024-02"), Singles(11, "2024-03-02"), {}), IsEmpty());
  std::vector<v1::Incident> mixed = Singles(11, "2024-02");
  for (size_t i = 0; i < 6; ++i) mixed[i].mutable_facts()->set_settlement("Başqakənd");
  EXPECT_THAT(ProposeDuplicates(Whole("2024-02"), mixed, {}), IsEmpty());
}

TEST_F(Group, TheSpellingOfTheVillageDoesNotMatter) {
  std::vector<v1::Incident> singles = Singles(11, "2024-02", "Cəbrayıllı");
  v1::Incident whole = Whole("2024-02");
  whole.mutable_facts()->set_settlement("Djabrailly");
  EXPECT_THAT(ProposeDuplicates(whole, singles, {}), SizeIs(11));
}

TEST_F(Group, DaysOfOneMonthTooFarFromTheWholeStayApart) {
  std::vector<v1::Incident> singles;
  for (int i = 0; i < 11; ++i) singles.push_back(Event(absl::StrFormat("s%02d", i), absl::StrFormat("2024-02-%02d", 2 * i + 1), 1));
  EXPECT_THAT(ProposeDuplicates(Whole("2024-02"), singles, {}), SizeIs(11));
  const auto of_a_day = ProposeDuplicates(Whole("2024-02-01"), singles, {});
  EXPECT_THAT(of_a_day, SizeIs(::testing::AllOf(::testing::Ge(1u), ::testing::Lt(11u))));
}

v1::Incident SomeIncident(const std::string& uid) {
  v1::Incident incident =
      Event(uid, *rc::gen::elementOf(std::vector<std::string>{"2024", "2024-02", "2024-02-04", "2024-02-06", "2024-02-20"}),
            *rc::gen::inRange(0, 5), *rc::gen::elementOf(std::vector<std::string>{"", "Nümunəkənd", "Başqakənd"}));
  incident.mutable_facts()->set_device_category(static_cast<v1::DeviceCategory>(*rc::gen::inRange(0, v1::DeviceCategory_MAX + 1)));
  if (*rc::gen::arbitrary<bool>()) {
    incident = At(incident, 40.0 + *rc::gen::inRange(0, 100) / 1000.0, 46.9, *rc::gen::inRange(0, 2000),
                  static_cast<v1::PointMethod>(*rc::gen::inRange(0, v1::PointMethod_MAX + 1)));
  }
  return incident;
}

TEST_F(Group, WithoutAWholeOnlyTheNewOneIsCompared) {
  std::vector<v1::Incident> around = Singles(11, "2024-02-04");
  for (v1::Incident& single : around) single = At(single, 40.34, 46.93, 10);
  const v1::Incident last = around.back();
  around.pop_back();
  const auto proposals = ProposeDuplicates(last, around, {});
  EXPECT_THAT(PairsOf(proposals), SizeIs(10));
  EXPECT_THAT(proposals, SizeIs(10));
  EXPECT_EQ(GroupPoints(proposals), -20);
  for (const v1::DuplicateProposal& proposal : proposals) EXPECT_EQ(proposal.other_uid(), last.uid());
}

RC_GTEST_PROP(DuplicateRules, AProposalDoesNotDependOnWhichOfTheTwoCameFirst,
              (uint8_t ids, uint8_t names, uint8_t a_beside, uint8_t b_beside)) {
  const SharedTokens shared{.national_ids = ids % 2, .names = names % 3};
  DuplicateFacts a = FactsOf(SomeIncident("i1")), b = FactsOf(SomeIncident("i2"));
  a.singles_beside = a_beside % 6;
  b.singles_beside = b_beside % 6;
  const auto one = ProposeDuplicate(a, b, shared), other = ProposeDuplicate(b, a, shared);
  RC_ASSERT(one.has_value() == other.has_value());
  if (!one.has_value()) return;
  RC_ASSERT(one->score() == other->score());
  RC_ASSERT(one->score() >= kProposeFrom && one->score() <= 100);
  RC_ASSERT(one->incident_uid() == other->other_uid());
  RC_ASSERT(one->reasons_size() == other->reasons_size());
  for (int i = 0; i < one->reasons_size(); ++i) RC_ASSERT(one->reasons(i).points() == other->reasons(i).points());
}

}  // namespace
}  // namespace dayaq::incident
