// From what was counted to counts, shares, rates, middles and amounts.
#include "services/statistics/figure_count.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/statistics/figure_test_house.h"
#include "services/statistics/printed_cells.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

absl::StatusOr<CountTable> Filled(const FigurePlan& plan, const std::vector<CountedGroup>& groups) {
  auto counted = FilledTable(plan, groups, {});
  if (!counted.ok()) return counted.status();
  return std::move(counted->table);
}

// What is printed, cell by cell, "Q" for what is hidden and "-" where there is nothing.
std::vector<std::string> Printed(const FigurePlan& plan, const std::vector<CountedGroup>& groups,
                                 const std::vector<CountedGroup>& amounts = {}) {
  const auto counted = FilledTable(plan, groups, amounts);
  EXPECT_TRUE(counted.ok()) << counted.status();
  ProtectedRelease release = Protect("r", {counted->table}, {}, TheHouse().disclosure);
  release.tables[0].figures = FiguresOf(plan, *counted, release.tables[0], TheHouse().rules);
  std::vector<std::string> printed;
  for (const PrintedCell& cell : PrintedCells(release.tables[0])) {
    if (cell.nothing) {
      printed.emplace_back("-");
    } else {
      printed.push_back(cell.showing == Showing::kHidden ? "Q" : cell.text);
    }
  }
  return printed;
}

TEST(FigureCount, ADateOfWhichOnlyTheYearIsKnownIsInTheYearAndInNoMonth) {
  const FigurePlan plan = Plan(Spec("az-provisional/P1", {"SEX"}, "2025-01-01", "2025-12-31", v1::TIME_STEP_MONTH));
  const auto table = Filled(plan, {{"2025-03", {"F", "", ""}, 2}, {"2025", {"M", "", ""}, 5}, {"2025-04", {"M", "", ""}, 1}});
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
  EXPECT_FALSE(Filled(plan, {{"2025-03", {"X", "", ""}, 1}}).ok()) << "a code the table has not is no row left out";
}

TEST(FigureCount, AShareIsToldWhereNeitherPartOfItIsSmall) {
  const FigurePlan plan = Plan(Spec("az-provisional/P5", {}, "2023-01-01", "2025-12-31", v1::TIME_STEP_YEAR));
  EXPECT_THAT(plan.counted_by, ElementsAre("SHARE"));
  EXPECT_THAT(Printed(plan, {{"2023", {"YES", "", ""}, 61},
                             {"2023", {"NO", "", ""}, 32},
                             {"2024", {"YES", "", ""}, 90},
                             {"2024", {"NO", "", ""}, 3}}),
              ElementsAre("65.6", "Q", "-"))
      << "three who waited are not told of by the 97 % who did not";
  EXPECT_THAT(Printed(plan, {{"2023", {"YES", "", ""}, 50}, {"2024", {"NO", "", ""}, 50}, {"2025", {"NO", "", ""}, 4}}),
              ElementsAre("100.0", "0.0", "Q"));
}

TEST(FigureCount, ARateIsOverThoseOfThatYearAndSex) {
  const FigurePlan plan = Plan(Spec("az-provisional/P2", {"SEX"}, "2024-01-01", "2024-12-31"));
  EXPECT_THAT(Printed(plan, {{"", {"M", "", ""}, 60}, {"", {"F", "", ""}, 12}, {"", {"U", "", ""}, 9}}),
              ElementsAre("1.18", "0.23", "-", "0.79"))
      << "60 of 5.08 million, 12 of 5.11 million, and 81 of all";
  const FigurePlan long_ago = Plan(Spec("az-provisional/P2", {}, "1995-01-01", "1995-12-31"));
  EXPECT_THAT(Printed(long_ago, {{"", {"", "", ""}, 60}}), ElementsAre("-"));
}

TEST(FigureCount, AMiddleIsOfEverybodyAndNotOfFew) {
  const FigurePlan plan = Plan(Spec("az-provisional/P9a", {}, "2024-01-01", "2024-12-31", v1::TIME_STEP_QUARTER));
  // 2024-Q1 to Q4, of the year alone, the year.
  EXPECT_THAT(Printed(plan, {{"2024-01", {"20", "", ""}, 6},
                             {"2024-02", {"45", "", ""}, 6},
                             {"2024-05", {"30", "", ""}, 11},
                             {"2024-11", {"300", "", ""}, 9}}),
              ElementsAre("32.5", ::testing::_, "Q", "Q", ::testing::_, "30"));
  EXPECT_THAT(Printed(plan, {{"2024-01", {"20", "", ""}, 11},
                             {"2024-04", {"30", "", ""}, 12},
                             {"2024-07", {"40", "", ""}, 13},
                             {"2024-10", {"55", "", ""}, 14},
                             {"2024", {"70", "", ""}, 11}}),
              ElementsAre("20", "30", "40", "55", "70", "40"));
}

TEST(FigureCount, TheWholeOfAnAmountIsHiddenWithAnyPartOfIt) {
  const FigurePlan plan = Plan(Spec("az-provisional/P6b", {"BENEFIT"}, "2024-01-01", "2024-12-31"));
  const auto at = [&](const std::vector<std::string>& printed, const std::string& benefit) {
    const std::vector<std::string>& codes = plan.table.dimensions[1].codes;
    return printed[static_cast<size_t>(std::find(codes.begin(), codes.end(), benefit) - codes.begin())];
  };
  const std::vector<CountedGroup> people = {{"", {"DISABILITY_ALLOWANCE", "", ""}, 40}, {"", {"STIPEND_WAR", "", ""}, 20}};
  const std::vector<CountedGroup> amounts = {{"", {"DISABILITY_ALLOWANCE", "1000000", ""}, 1},
                                             {"", {"STIPEND_WAR", "800000", ""}, 1}};
  const std::vector<std::string> all = Printed(plan, people, amounts);
  EXPECT_EQ(at(all, "DISABILITY_ALLOWANCE"), "1000000");
  EXPECT_EQ(at(all, "FUNERAL_BENEFIT"), "0");
  EXPECT_EQ(at(all, "_T"), "1800000");
  const std::vector<std::string> unknown = Printed(plan, people, {amounts[0]});
  EXPECT_EQ(at(unknown, "STIPEND_WAR"), "Q") << "it went to too few for the layer to know it";
  EXPECT_EQ(at(unknown, "_T"), "Q");
  std::vector<CountedGroup> few = people;
  few.push_back({"", {"FUNERAL_BENEFIT", "", ""}, 2});
  std::vector<CountedGroup> more = amounts;
  more.push_back({"", {"FUNERAL_BENEFIT", "120000", ""}, 1});
  const std::vector<std::string> hidden = Printed(plan, few, more);
  EXPECT_EQ(at(hidden, "FUNERAL_BENEFIT"), "Q");
  EXPECT_EQ(at(hidden, "_T"), "Q") << "two funerals are not worked out of the money";
}

TEST(FigureCount, AWomanAloneInADistrictAndMonthIsToldByNoTableNowOrLater) {
  const std::vector<ListedCode> districts = {
      {"AZ-AGM", "Ağdam", "Aghdam"}, {"AZ-BAR", "Bərdə", "Barda"}, {"AZ-TAR", "Tərtər", "Tartar"}};
  const auto plan_of = [&](const v1::TableSpec& spec) {
    Violations found;
    return *PlanFigures(spec, absl::CivilDay(2026, 6, 30), districts, TheHouse().rules, "", found);
  };
  const FigurePlan months =
      plan_of(Spec("az-provisional/P1", {"REF_AREA", "SEX"}, "2024-01-01", "2024-12-31", v1::TIME_STEP_MONTH));
  std::vector<CountedGroup> groups;
  for (int month = 1; month <= 12; ++month) {
    for (size_t i = 0; i < districts.size(); ++i) {
      const std::string period = absl::StrFormat("2024-%02d", month);
      groups.push_back({period, {districts[i].code, "M", ""}, 9 + month + 7 * static_cast<int64_t>(i)});
      groups.push_back({period, {districts[i].code, "F", ""}, 6 + month % 3});
    }
  }
  // In March in Tartar there is one.
  groups[17].count = 1;
  const auto table = Filled(months, groups);
  ASSERT_TRUE(table.ok()) << table.status();
  ProtectedRelease release = Protect("first", {*table}, {}, TheHouse().disclosure);
  ASSERT_TRUE(Audit(release, {}, TheHouse().disclosure).passed());
  const auto showing = [&](const ProtectedTable& shown, const std::string& key) {
    for (size_t cell = 0; cell < shown.showing.size(); ++cell) {
      if (shown.table.Key(cell) == "casualties|" + key) return shown.showing[cell];
    }
    ADD_FAILURE() << key;
    return Showing::kShown;
  };
  const ProtectedTable& first = release.tables[0];
  EXPECT_EQ(showing(first, "REF_AREA=AZ-TAR|SEX=F|TIME_PERIOD=2024-03"), Showing::kHidden);
  EXPECT_EQ(showing(first, "TIME_PERIOD=2024-03"), Showing::kShown) << "the month of the country is open";
  // She is no difference along any of her three lines.
  int beside = 0;
  for (const char* other : {"REF_AREA=AZ-TAR|SEX=M|TIME_PERIOD=2024-03", "REF_AREA=AZ-TAR|TIME_PERIOD=2024-03"}) {
    beside += showing(first, other) == Showing::kHidden ? 1 : 0;
  }
  EXPECT_GE(beside, 1);
  const auto hidden = std::count(first.showing.begin(), first.showing.end(), Showing::kHidden);
  std::cout << "district by sex by month: " << first.showing.size() << " cells, 1 small, " << hidden << " hidden" << std::endl;
  EXPECT_GE(hidden, 4) << "a cell alone is worked out from what is left";
  // The year by district and sex, published later, with the months before everybody's eyes.
  const FigurePlan year = plan_of(Spec("az-provisional/P1", {"REF_AREA", "SEX"}, "2024-01-01", "2024-12-31"));
  std::vector<CountedGroup> of_year = groups;
  for (CountedGroup& group : of_year) group.period.clear();
  const auto whole = Filled(year, of_year);
  ASSERT_TRUE(whole.ok()) << whole.status();
  const ProtectedRelease later = Protect("later", {*whole}, {release}, TheHouse().disclosure);
  EXPECT_TRUE(Audit(later, {release}, TheHouse().disclosure).passed());
}

RC_GTEST_PROP(FigureCount, WhateverIsCountedEverySumHolds, ()) {
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
  const auto table = Filled(plan, groups);
  RC_ASSERT(table.ok());
  RC_ASSERT(CheckSums(*table).empty());
  RC_ASSERT(table->values.back() == people);
}

}  // namespace
}  // namespace dayaq::statistics
