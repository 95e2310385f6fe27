// Which table somebody asks for, and what can be counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "services/statistics/figure_test_house.h"
#include "services/statistics/release_export.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Faults(const v1::TableSpec& spec) {
  Violations found;
  PlanFigures(spec, absl::CivilDay(2026, 6, 30), {}, TheHouse().rules, "", found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

TEST(FigurePlan, FaultsAreToldAllAtOnce) {
  EXPECT_THAT(Faults(Spec("az-provisional/P99", {}, "2025", "2025-12-31")),
              ElementsAre("indicator INDICATOR_UNKNOWN", "until PERIOD_NOT_WHOLE"));
  EXPECT_THAT(Faults(Spec("treaty-victim-assistance/VA4", {}, "2025-01-01", "2026-12-31")),
              ElementsAre("indicator INDICATOR_NOT_COUNTED", "until PERIOD_UNFINISHED"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"SEX", "SEX", "BENEFIT"}, "2025-02-01", "2025-12-31", v1::TIME_STEP_YEAR)),
              ElementsAre("step PERIOD_NOT_WHOLE", "dimensions[1] DIMENSION_UNKNOWN", "dimensions[2] DIMENSION_UNKNOWN"));
  EXPECT_THAT(Faults(Spec("az-provisional/P4", {"AGE"}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH)),
              ElementsAre("step PERIOD_NOT_WHOLE", "dimensions[0] DIMENSION_NOT_COUNTED"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"ACTIVITY_EO", "DEVICE", "AGE"}, "2020-01-01", "2025-12-31", v1::TIME_STEP_MONTH)),
              ElementsAre("dimensions TABLE_TOO_LARGE"));
  EXPECT_THAT(Faults(Spec("az-provisional/P1", {"SEX"}, "2020-11-10", "2024-05-29")), IsEmpty());
}

TEST(FigurePlan, WhatIsOnceInAPeriodIsNotDividedByItsMonths) {
  for (const char* indicator : {"P2", "P6a", "P7", "P10a", "P10b"}) {
    EXPECT_THAT(Faults(Spec(absl::StrCat("az-provisional/", indicator), {}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH)),
                ElementsAre("step PERIOD_NOT_WHOLE"))
        << indicator;
    EXPECT_THAT(Plan(Spec(absl::StrCat("az-provisional/", indicator), {}, "2024-01-01", "2025-12-31", v1::TIME_STEP_YEAR))
                    .table.dimensions[0]
                    .sums,
                IsEmpty())
        << indicator << ": who is paid in two years is one in each";
  }
  EXPECT_THAT(Faults(Spec("az-provisional/P9a", {}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH)), IsEmpty());
  EXPECT_THAT(Faults(Spec("az-provisional/P2", {"REF_AREA"}, "2025-01-01", "2025-06-30")),
              ElementsAre("until PERIOD_NOT_WHOLE", "dimensions[0] DIMENSION_NOT_COUNTED"))
      << "nobody was found who says how many live in a district";
  EXPECT_THAT(Faults(Spec("az-provisional/P6b", {}, "2025-01-01", "2025-12-31")), ElementsAre("dimensions DIMENSION_NOT_COUNTED"));
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

TEST(FigurePlan, CodesOfTimeAreReadBack) {
  EXPECT_THAT(ReadTimeCode("2025-Q2")->months, ElementsAre("2025-04", "2025-05", "2025-06"));
  EXPECT_EQ(ReadTimeCode("2025/U")->only_year, "2025");
  EXPECT_EQ(ReadTimeCode("2025")->until, absl::CivilDay(2025, 12, 31));
  EXPECT_EQ(ReadTimeCode("2020-11-10/2024-05-29")->from, absl::CivilDay(2020, 11, 10));
  EXPECT_EQ(ReadTimeCode("/2024-05-29")->from, absl::CivilDay(1900, 1, 1));
  EXPECT_FALSE(ReadTimeCode("2025-02-30").has_value());
  EXPECT_FALSE(ReadTimeCode("soon").has_value());
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
  EXPECT_EQ(counted, 20) << "all of the national list; VA1, VA2, VA3, VA5; the casualties of Cambodia's list";
  EXPECT_GT(not_counted, 5);
}

}  // namespace
}  // namespace dayaq::statistics
