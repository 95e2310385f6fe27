// What goes into the layer, and which table somebody asks for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/layer_rules.h"
#include "services/statistics/release_export.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<std::string> kAges = {"Y0T17", "Y18T29", "Y30T59", "Y_GE60", "U"};
const Pseudonyms kPseudonyms(std::string(32, 'k'));
constexpr char kUid[] = "01900000-0000-7000-8000-000000000001";

struct House {
  std::vector<IndicatorSet> sets = *LoadIndicatorSets("policy");
  DisclosurePolicy disclosure = *LoadDisclosurePolicy("policy");
  Measures measures{sets};
  FigureRules rules{sets, measures, disclosure};
};
const House& TheHouse() {
  static const auto* const kHouse = new House;
  return *kHouse;
}

v1::TableSpec Spec(const std::string& indicator, const std::vector<std::string>& dimensions, const std::string& from,
                   const std::string& until, v1::TimeStep step = v1::TIME_STEP_UNSPECIFIED) {
  v1::TableSpec spec;
  spec.set_indicator(indicator);
  for (const std::string& dimension : dimensions) spec.add_dimensions(dimension);
  *spec.mutable_from() = PartialDateFromText(from).value_or(PartialDate());
  *spec.mutable_until() = PartialDateFromText(until).value_or(PartialDate());
  spec.set_step(step);
  return spec;
}

std::vector<std::string> Faults(const v1::TableSpec& spec) {
  Violations found;
  PlanFigures(spec, absl::CivilDay(2026, 6, 30), {}, TheHouse().rules, "", found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

FigurePlan Plan(const v1::TableSpec& spec) {
  Violations found;
  auto plan = PlanFigures(spec, absl::CivilDay(2026, 6, 30), {}, TheHouse().rules, "", found);
  EXPECT_TRUE(plan.has_value());
  return plan.value_or(FigurePlan());
}

TEST(Pseudonyms, LeadBackWithTheKeyAlone) {
  const std::string pseudonym = *kPseudonyms.Of(kUid);
  EXPECT_NE(pseudonym, kUid);
  EXPECT_EQ(*kPseudonyms.UidOf(pseudonym), kUid);
  EXPECT_EQ(*kPseudonyms.Of(kUid), pseudonym);
  const Pseudonyms other(std::string(32, 'x'));
  EXPECT_NE(*other.Of(kUid), pseudonym);
  EXPECT_NE(*other.UidOf(pseudonym), kUid);
  EXPECT_FALSE(kPseudonyms.Of("nobody").ok());
  EXPECT_FALSE(Pseudonyms("short").Of(kUid).ok());
}

TEST(Layer, AnAgeIsInABandOnlyWhenAllOfItIs) {
  EXPECT_EQ(AgeBand(0, 17, kAges), "Y0T17");
  EXPECT_EQ(AgeBand(std::nullopt, 17, kAges), "Y0T17");
  EXPECT_EQ(AgeBand(17, 18, kAges), "U");
  EXPECT_EQ(AgeBand(60, 120, kAges), "Y_GE60");
  EXPECT_EQ(AgeBand(59, 120, kAges), "U");
  EXPECT_EQ(AgeBand(20, std::nullopt, kAges), "U");
}

TEST(Layer, VersionsThatSayTheSameAreOneAndRecordsWithoutAnyAreKnown) {
  ToldVersion told{.kind = "CASUALTY", .uid = kUid};
  std::vector<ToldVersion> versions = {told};
  told.parent_uid = "01900000-0000-7000-8000-000000000002";
  told.registered_in = "az";
  told.occurred_on = "2025-03-01";
  told.district = "AZ-TAR";
  told.outcome = "OUTCOME_INJURED";
  told.sex = "SEX_FEMALE";
  told.activity = "ACTIVITY_HERDING";
  for (const char* time : {"1", "2", "3", "4"}) {
    told.recorded_from = time;
    told.recorded_until = std::string(1, static_cast<char>(time[0] + 1));
    if (time[0] == '3') told.outcome = "OUTCOME_KILLED";
    versions.push_back(told);
  }
  const auto layer = LayerOf(versions, kAges, kPseudonyms);
  ASSERT_TRUE(layer.ok()) << layer.status();
  EXPECT_THAT(layer->pseudonyms, ElementsAre(*kPseudonyms.Of(kUid)));
  ASSERT_THAT(layer->facts, SizeIs(2));
  EXPECT_EQ(layer->facts[0].recorded_from + layer->facts[0].recorded_until, "13");
  EXPECT_EQ(layer->facts[1].recorded_from + layer->facts[1].recorded_until, "35");
  EXPECT_EQ(layer->facts[0].outcome + layer->facts[0].sex + layer->facts[0].age_band, "INJUREDFU");
  EXPECT_EQ(layer->facts[1].outcome + layer->facts[1].civ_status + layer->facts[1].activity + layer->facts[1].device,
            "KILLEDUNKNOWNHERDINGUNKNOWN");
}

TEST(FigurePlan, FaultsAreToldAllAtOnce) {
  EXPECT_THAT(Faults(Spec("az-provisional/P99", {}, "2025", "2025-12-31")),
              ElementsAre("indicator INDICATOR_UNKNOWN", "until PERIOD_NOT_WHOLE"));
  EXPECT_THAT(Faults(Spec("az-provisional/P6a", {}, "2025-01-01", "2026-12-31")),
              ElementsAre("indicator INDICATOR_NOT_COUNTED", "until PERIOD_UNFINISHED"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"SEX", "SEX", "BENEFIT"}, "2025-02-01", "2025-12-31", v1::TIME_STEP_YEAR)),
              ElementsAre("step PERIOD_NOT_WHOLE", "dimensions[1] DIMENSION_UNKNOWN", "dimensions[2] DIMENSION_UNKNOWN"));
  EXPECT_THAT(Faults(Spec("az-provisional/P4", {"AGE"}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH)),
              ElementsAre("step PERIOD_NOT_WHOLE", "dimensions[0] DIMENSION_NOT_COUNTED"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"ACTIVITY_EO", "DEVICE", "AGE"}, "2020-01-01", "2025-12-31", v1::TIME_STEP_MONTH)),
              ElementsAre("dimensions TABLE_TOO_LARGE"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"SEX"}, "2020-11-10", "2024-05-29")), IsEmpty());
}

TEST(FigurePlan, OnlyWholeYearsArePublishedByMoreThanTimeAndOutcome) {
  const auto publishable = [](const v1::TableSpec& spec) {
    Violations found;
    CheckPublishable(Plan(spec), TheHouse().disclosure, "", found);
    return found.empty();
  };
  EXPECT_TRUE(publishable(Spec("az-provisional/P1", {"OUTCOME"}, "2020-11-10", "2024-05-29")));
  EXPECT_FALSE(publishable(Spec("az-provisional/P1", {"SEX"}, "2020-11-10", "2024-05-29")));
  EXPECT_TRUE(publishable(Spec("az-provisional/P1", {"SEX"}, "2024-01-01", "2024-12-31")));
  EXPECT_TRUE(publishable(Spec("az-provisional/P1", {"SEX"}, "2023-01-01", "2024-12-31", v1::TIME_STEP_MONTH)));
  EXPECT_FALSE(publishable(Spec("treaty-victim-assistance/VA2", {"SEX"}, "2024-01-01", "2024-12-31")));
  EXPECT_TRUE(publishable(Spec("az-provisional/P4", {"SEX"}, "2024-01-01", "2024-12-31")));
  EXPECT_FALSE(publishable(Spec("az-provisional/P4", {"SEX"}, "2024-01-01", "2024-11-30")));
}

TEST(FigurePlan, TheSamePeriodIsCalledAlikeInTablesDividedOtherwise) {
  const FigurePlan months = Plan(Spec("az-provisional/P1", {}, "2024-01-01", "2025-12-31", v1::TIME_STEP_MONTH));
  const FigurePlan quarters = Plan(Spec("az-provisional/P1", {}, "2024-01-01", "2025-12-31", v1::TIME_STEP_QUARTER));
  const FigurePlan year = Plan(Spec("treaty-victim-assistance/VA1", {}, "2025-01-01", "2025-12-31"));
  EXPECT_THAT(months.table.dimensions[0].codes, SizeIs(36));
  EXPECT_THAT(year.table.dimensions[0].codes, ElementsAre("2025"));
  const std::set<std::string> of_months(months.table.dimensions[0].codes.begin(), months.table.dimensions[0].codes.end());
  for (const std::string& code : quarters.table.dimensions[0].codes) EXPECT_EQ(of_months.count(code), 1U) << code;
  EXPECT_EQ(months.table.Key(35), "casualties|TIME_PERIOD=2025");
  EXPECT_EQ(year.table.Key(0), "casualties|TIME_PERIOD=2025");
}

TEST(FigurePlan, ADateOfWhichOnlyTheYearIsKnownIsInTheYearAndInNoMonth) {
  const FigurePlan plan = Plan(Spec("az-provisional/P1", {"SEX"}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH));
  const auto table = FilledTable(plan, {{"2025-03", {"F", "", ""}, 2}, {"2025", {"M", "", ""}, 5}, {"2025-04", {"M", "", ""}, 1}});
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(FaultsOf(*table), IsEmpty());
  EXPECT_THAT(CheckSums(*table), IsEmpty());
  const auto at = [&](const std::string& key) {
    for (size_t cell = 0; cell < table->values.size(); ++cell) {
      if (table->Key(cell) == "casualties|" + key) return table->values[cell];
    }
    return int64_t{-1};
  };
  EXPECT_EQ(at("TIME_PERIOD=2025"), 8);
  EXPECT_EQ(at("SEX=M|TIME_PERIOD=2025/U"), 5);
  EXPECT_EQ(at("SEX=F|TIME_PERIOD=2025-Q1"), 2);
  EXPECT_EQ(at("TIME_PERIOD=2025-Q2"), 1);
  EXPECT_FALSE(FilledTable(plan, {{"2025-03", {"X", "", ""}, 1}}).ok()) << "a code the table has not is no row left out";
}

TEST(FigurePlan, CodesOfTimeAreReadBack) {
  EXPECT_THAT(ReadTimeCode("2025-Q2")->months, ElementsAre("2025-04", "2025-05", "2025-06"));
  EXPECT_EQ(ReadTimeCode("2025/U")->only_year, "2025");
  EXPECT_EQ(ReadTimeCode("2025")->until, absl::CivilDay(2025, 12, 31));
  EXPECT_EQ(ReadTimeCode("2020-11-10/2024-05-29")->from, absl::CivilDay(2020, 11, 10));
  EXPECT_EQ(ReadTimeCode("/2024-05-29")->from, absl::CivilDay(1900, 1, 1));
  EXPECT_FALSE(ReadTimeCode("2025-02-30").has_value());
  EXPECT_FALSE(ReadTimeCode("soon").has_value());
}

RC_GTEST_PROP(FigurePlan, WhateverIsCountedEverySumHolds, ()) {
  static constexpr v1::TimeStep kSteps[] = {v1::TIME_STEP_UNSPECIFIED, v1::TIME_STEP_MONTH, v1::TIME_STEP_QUARTER,
                                            v1::TIME_STEP_YEAR};
  const v1::TimeStep step = kSteps[*rc::gen::inRange(0, 4)];
  const FigurePlan plan = Plan(Spec("az-provisional/P1", {"OUTCOME", "SEX"}, "2024-01-01", "2024-12-31", step));
  std::vector<CountedGroup> groups;
  int64_t people = 0;
  const int count = *rc::gen::inRange(0, 30);
  for (int i = 0; i < count; ++i) {
    const int month = *rc::gen::inRange(0, 13);
    const std::string outcome = *rc::gen::element(std::string("KILLED"), std::string("INJURED"), std::string("UNKNOWN"));
    const std::string sex = *rc::gen::element(std::string("M"), std::string("F"), std::string("U"));
    std::string period = month == 0 ? "2024" : absl::StrFormat("2024-%02d", month);
    if (step == v1::TIME_STEP_UNSPECIFIED) period = "";
    if (step == v1::TIME_STEP_YEAR) period = "2024";
    groups.push_back({period, {outcome, sex, ""}, 1 + i});
    people += 1 + i;
  }
  const auto table = FilledTable(plan, groups);
  RC_ASSERT(table.ok());
  RC_ASSERT(CheckSums(*table).empty());
  RC_ASSERT(table->values.back() == people);
}

TEST(Measures, WhatIsNotCountedSaysWhy) {
  const House& house = TheHouse();
  int counted = 0, not_counted = 0;
  for (const IndicatorSet& set : house.sets) {
    for (const Indicator& indicator : set.indicators) {
      const bool has = house.measures.Of(set, indicator).has_value();
      EXPECT_EQ(has, house.measures.Why(set, indicator).en.empty()) << set.id << " " << indicator.id;
      EXPECT_EQ(has, house.measures.Why(set, indicator).az.empty()) << set.id << " " << indicator.id;
      (has ? counted : not_counted) += 1;
    }
  }
  EXPECT_EQ(counted, 7) << "P1, P3, P4; VA1, VA2, VA3; the casualties of Cambodia's list";
  EXPECT_GT(not_counted, 10);
}

}  // namespace
}  // namespace dayaq::statistics
