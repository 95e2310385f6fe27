#include "services/statistics/protection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "services/statistics/puzzle.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

DisclosurePolicy House() { return *LoadDisclosurePolicy("policy"); }

// Fills in totals over the inner cells, which stand in the order of the codes.
CountTable Table(std::string id, std::vector<Dimension> dimensions, const std::vector<int64_t>& inner,
                 std::string vintage = "2026-03-31") {
  CountTable table{.id = std::move(id),
                   .measure = "casualties@1",
                   .vintage = std::move(vintage),
                   .sensitivity = "open",
                   .dimensions = std::move(dimensions)};
  table.values.assign(table.CellCount(), 0);
  size_t next = 0;
  for (size_t cell = 0; cell < table.values.size(); ++cell) {
    const std::vector<size_t> places = table.Places(cell);
    bool is_inner = true;
    for (size_t i = 0; i < places.size(); ++i) is_inner = is_inner && places[i] + 1 < table.dimensions[i].codes.size();
    if (!is_inner) continue;
    const int64_t value = inner.at(next++);
    // Every cell in which each code is the inner one's or the total counts it.
    for (size_t mask = 0; mask < (size_t{1} << places.size()); ++mask) {
      std::vector<size_t> at = places;
      for (size_t i = 0; i < places.size(); ++i) {
        if ((mask >> i & 1) != 0) at[i] = table.dimensions[i].codes.size() - 1;
      }
      table.values[table.CellAt(at)] += value;
    }
  }
  return table;
}

size_t CellOf(const ProtectedTable& table, const std::string& key) {
  for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
    if (table.table.Key(cell) == key) return cell;
  }
  ADD_FAILURE() << key;
  return 0;
}

Showing ShowingOf(const ProtectedRelease& release, size_t table, const std::string& key) {
  return release.tables[table].showing[CellOf(release.tables[table], key)];
}

int64_t HiddenCells(const ProtectedTable& table) {
  return std::count(table.showing.begin(), table.showing.end(), Showing::kHidden);
}

TEST(CountTable, CellsAreCalledAlikeInAllTablesThatHaveThem) {
  const CountTable two = Table("t", {Dimension::Of("SEX", {"M", "F"}), Dimension::Of("REF_AREA", {"A", "B"})}, {1, 2, 3, 4});
  const CountTable one = Table("t", {Dimension::Of("SEX", {"M", "F"})}, {3, 7});
  EXPECT_EQ(two.Key(0), "casualties@1|REF_AREA=A|SEX=M");
  EXPECT_EQ(two.Key(two.CellAt({1, 2})), one.Key(1));
  EXPECT_EQ(two.values[two.CellAt({1, 2})], 7);
  EXPECT_THAT(FaultsOf(two), IsEmpty());
  EXPECT_EQ(SumsOf(two).size(), 6U);
}

TEST(CountTable, WhatIsNoTableIsToldAllAtOnce) {
  CountTable table = Table("t", {Dimension::Of("SEX", {"M", "F"})}, {3, 7});
  table.dimensions[0].sums[0].parts.push_back("X");
  table.dimensions[0].codes.push_back("M");
  table.values[0] = -1;
  table.vintage.clear();
  EXPECT_EQ(FaultsOf(table).size(), 5U);
}

// Cells that everybody can see in the literature: two small ones in a three by three table are recovered from its margins.
TEST(Audit, PrimarySuppressionAloneIsRefused) {
  const auto policy = House();
  ProtectedRelease release =
      Protect("r",
              {Table("t", {Dimension::Of("REF_AREA", {"A", "B", "C"}), Dimension::Of("SEX", {"M", "F", "U"})},
                     {3, 20, 30, 25, 4, 40, 18, 22, 26})},
              {}, policy);
  EXPECT_TRUE(Audit(release, {}, policy).passed());
  ProtectedTable& table = release.tables[0];
  for (size_t cell = 0; cell < table.showing.size(); ++cell)
    table.showing[cell] = table.widths[cell] > 0 ? Showing::kHidden : Showing::kShown;
  const AuditReport report = Audit(release, {}, policy);
  ASSERT_EQ(report.narrow.size(), 2U);
  EXPECT_EQ(report.narrow[0].low, 3);
  EXPECT_EQ(report.narrow[0].high, 3);
}

TEST(Protect, HidesFewBesidesWhatIsSmall) {
  const auto policy = House();
  const ProtectedRelease release =
      Protect("r",
              {Table("t", {Dimension::Of("REF_AREA", {"A", "B", "C"}), Dimension::Of("SEX", {"M", "F", "U"})},
                     {3, 20, 30, 25, 40, 40, 18, 22, 26})},
              {}, policy);
  const AuditReport report = Audit(release, {}, policy);
  ASSERT_TRUE(report.passed());
  // One small cell in a table with margins takes three more: a rectangle.
  EXPECT_EQ(report.loss.primary, 1);
  EXPECT_EQ(report.loss.complementary, 3);
  EXPECT_EQ(report.loss.cells, 16);
  EXPECT_GT(report.loss.hidden_per_ten_thousand, 0);
}

// T21: a table of district, sex and month with one woman; the table of the year must not reveal her.
TEST(Protect, OneWomanInADistrictAndMonthIsNotRecognised) {
  const auto policy = House();
  const Dimension area = Dimension::Of("REF_AREA", {"AZ-AGM", "AZ-FUZ", "AZ-TAR"}), sex = Dimension::Of("SEX", {"M", "F"});
  const Dimension months = Dimension::Of("TIME_PERIOD", {"2025-01", "2025-02", "2025-03", "2025-04"});
  const CountTable monthly = Table("monthly", {area, sex, months}, {9, 8,  12, 7, 0, 1,  0, 0,  //
                                                                    7, 11, 6,  9, 6, 5,  8, 7,  //
                                                                    8, 10, 9,  6, 7, 12, 6, 5});
  ProtectedRelease release = Protect("monthly", {monthly}, {}, policy);
  AuditReport report = Audit(release, {}, policy);
  ASSERT_TRUE(report.passed()) << (report.narrow.empty() ? report.faults[0] : report.narrow[0].key);
  const std::string woman = "casualties@1|REF_AREA=AZ-AGM|SEX=F|TIME_PERIOD=2025-02";
  EXPECT_EQ(ShowingOf(release, 0, woman), Showing::kHidden);
  EXPECT_GE(report.loss.complementary, 1);
  EXPECT_EQ(ShowingOf(release, 0, "casualties@1"), Showing::kShown) << "the total of the country is open";

  // The year alone would tell of the only woman: its own small cell, and together with the months.
  const CountTable yearly = Table("yearly", {area, sex}, {36, 1, 33, 26, 33, 30});
  const ProtectedRelease year = Protect("yearly", {yearly}, {release}, policy);
  report = Audit(year, {release}, policy);
  ASSERT_TRUE(report.passed());
  EXPECT_EQ(ShowingOf(year, 0, "casualties@1|REF_AREA=AZ-AGM|SEX=F"), Showing::kHidden);
  ProtectedRelease careless = year;
  careless.tables[0].showing.assign(careless.tables[0].showing.size(), Showing::kShown);
  EXPECT_FALSE(Audit(careless, {release}, policy).passed());
}

TEST(Protect, WhatWasPublishedOnceIsKnownForEver) {
  const auto policy = House();
  const Dimension area = Dimension::Of("REF_AREA", {"A", "B", "C", "D"}), sex = Dimension::Of("SEX", {"M", "F"});
  const ProtectedRelease areas = Protect("areas", {Table("areas", {area}, {23, 34, 41, 52})}, {}, policy);
  ASSERT_TRUE(Audit(areas, {}, policy).passed());
  ProtectedRelease crossed = Protect("crossed", {Table("crossed", {area, sex}, {20, 3, 21, 13, 22, 19, 27, 25})}, {areas}, policy);
  ASSERT_TRUE(Audit(crossed, {areas}, policy).passed());
  // The margins are known from the first release: hiding one of them in the second protects nothing.
  EXPECT_EQ(ShowingOf(crossed, 0, "casualties@1|REF_AREA=A"), Showing::kShown);
  EXPECT_EQ(ShowingOf(crossed, 0, "casualties@1|REF_AREA=A|SEX=M"), Showing::kHidden);
}

TEST(Protect, TheTableBehindItsMarginsIsReckonedWith) {
  const auto policy = House();
  const Dimension a = Dimension::Of("REF_AREA", {"A", "B"}), b = Dimension::Of("SEX", {"M", "F"}),
                  c = Dimension::Of("DEVICE", {"X", "Y"});
  CountTable cube = Table("cube", {a, b, c}, {2, 9, 8, 0, 7, 12, 11, 6});
  cube.printed = false;
  const CountTable ab = Table("ab", {a, b}, {11, 8, 19, 17}), ac = Table("ac", {a, c}, {10, 9, 18, 18}),
                   bc = Table("bc", {b, c}, {9, 21, 19, 6});
  const ProtectedRelease release = Protect("r", {cube, ab, ac, bc}, {}, policy);
  EXPECT_TRUE(Audit(release, {}, policy).passed());
  EXPECT_EQ(Audit(release, {}, policy).loss.cells, 19) << "the cube is not printed, and counts for nothing";
}

// By the margins alone the small count could be anything up to 55; the table behind them leaves at most 6 of it in each of two
// parts.
TEST(Audit, WhatTheTableBehindItsMarginsTellsIsRefused) {
  auto policy = House();
  policy.classes[1] = {.name = "public", .threshold = 3, .least_width = 20};
  const Dimension a = Dimension::Of("REF_AREA", {"A", "B"}), b = Dimension::Of("SEX", {"M", "F"}),
                  c = Dimension::Of("DEVICE", {"X", "Y"});
  CountTable cube = Table("cube", {a, b, c}, {1, 1, 5, 49, 49, 5, 30, 30});
  cube.printed = false;
  const CountTable ab = Table("ab", {a, b}, {2, 54, 54, 60}), ac = Table("ac", {a, c}, {6, 50, 79, 35}),
                   bc = Table("bc", {b, c}, {50, 6, 35, 79});
  const ProtectedRelease blind = Protect("r", {ab, ac, bc}, {}, policy);
  ASSERT_TRUE(Audit(blind, {}, policy).passed()) << "who does not know of the cube sees nothing";
  ProtectedRelease release = Protect("r", {ab, ac, bc, cube}, {}, policy);
  EXPECT_TRUE(Audit(release, {}, policy).passed());
  for (size_t table = 0; table < 3; ++table) release.tables[table].showing = blind.tables[table].showing;
  const AuditReport report = Audit(release, {}, policy);
  ASSERT_EQ(report.narrow.size(), 1U);
  EXPECT_EQ(report.narrow[0].high, 12);
}

TEST(Audit, ASmallDifferenceBetweenTwoReleasesIsRefused) {
  const auto policy = House();
  const Dimension area = Dimension::Of("REF_AREA", {"A", "B", "C"});
  const ProtectedRelease first = Protect("first", {Table("t", {area}, {12, 15, 40}, "2026-01-31")}, {}, policy);
  ASSERT_TRUE(Audit(first, {}, policy).passed());
  ASSERT_EQ(HiddenCells(first.tables[0]), 0);
  const CountTable later = Table("t", {area}, {13, 15, 40}, "2026-02-28");
  const ProtectedRelease second = Protect("second", {later}, {first}, policy);
  const AuditReport report = Audit(second, {first}, policy);
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(ShowingOf(second, 0, "casualties@1|REF_AREA=A"), Showing::kHidden) << "12 and 13 would tell of one person";
  ProtectedRelease careless = second;
  careless.tables[0].showing.assign(careless.tables[0].showing.size(), Showing::kShown);
  const AuditReport refused = Audit(careless, {first}, policy);
  ASSERT_EQ(refused.narrow.size(), 1U);
  EXPECT_TRUE(refused.narrow[0].difference);
  // A difference that is large enough is shown.
  const ProtectedRelease large = Protect("large", {Table("t", {area}, {19, 15, 40}, "2026-02-28")}, {first}, policy);
  EXPECT_EQ(HiddenCells(large.tables[0]), 0);
}

TEST(Audit, HidingOtherCellsNextTimeIsRefused) {
  const auto policy = House();
  const Dimension area = Dimension::Of("REF_AREA", {"A", "B", "C"}), sex = Dimension::Of("SEX", {"M", "F", "U"});
  const std::vector<int64_t> inner = {3, 20, 30, 25, 40, 40, 18, 22, 26};
  const ProtectedRelease first = Protect("first", {Table("t", {area, sex}, inner, "2026-01-31")}, {}, policy);
  ProtectedRelease second = Protect("second", {Table("t", {area, sex}, inner, "2026-02-28")}, {first}, policy);
  EXPECT_TRUE(Audit(second, {first}, policy).passed());
  EXPECT_EQ(second.tables[0].showing, first.tables[0].showing) << "nothing changed, so the same is hidden";
  for (size_t cell = 0; cell < second.tables[0].showing.size(); ++cell) {
    if (second.tables[0].widths[cell] == 0) second.tables[0].showing[cell] = Showing::kShown;
  }
  EXPECT_FALSE(Audit(second, {first}, policy).passed());
}

TEST(Audit, WhatCannotBeProtectedIsRefused) {
  const auto policy = House();
  // The total is open and too small to hide anything in.
  const CountTable table = Table("t", {Dimension::Of("SEX", {"M", "F"})}, {2, 1});
  const ProtectedRelease release = Protect("r", {table}, {}, policy);
  const AuditReport report = Audit(release, {}, policy);
  EXPECT_THAT(report.narrow, Not(IsEmpty()));
}

TEST(Audit, PartsThatDoNotComeToTheirTotalAreRefused) {
  const auto policy = House();
  CountTable table = Table("t", {Dimension::Of("SEX", {"M", "F"})}, {20, 10});
  table.values[2] = 33;
  const AuditReport report = Audit(Protect("r", {table}, {}, policy), {}, policy);
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_THAT(report.faults[0], HasSubstr("is 33, and its parts come to 30"));
}

TEST(Audit, ThresholdsOfAnotherEditionAreRefused) {
  auto policy = House();
  const ProtectedRelease release = Protect("r", {Table("t", {Dimension::Of("SEX", {"M", "F", "U"})}, {20, 10, 9})}, {}, policy);
  ASSERT_TRUE(Audit(release, {}, policy).passed());
  policy.classes[1].threshold = policy.classes[1].least_width = 10;
  EXPECT_FALSE(Audit(release, {}, policy).passed());
}

TEST(Audit, TooMuchHiddenIsRefused) {
  auto policy = House();
  policy.most_hidden_percent = 10;
  const ProtectedRelease release = Protect(
      "r", {Table("t", {Dimension::Of("REF_AREA", {"A", "B"}), Dimension::Of("SEX", {"M", "F"})}, {3, 20, 25, 40})}, {}, policy);
  const AuditReport report = Audit(release, {}, policy);
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_THAT(report.faults[0], HasSubstr("more than 10 %"));
}

TEST(Protect, RoundedCountsLeaveTheIntervalOfTheirBase) {
  auto policy = House();
  policy.classes[1].rounding_base = 5;
  policy.classes[1].least_width = 4;
  const ProtectedRelease release = Protect(
      "r", {Table("t", {Dimension::Of("REF_AREA", {"A", "B", "C"}), Dimension::Of("SEX", {"M", "F"})}, {13, 22, 31, 4, 18, 16})},
      {}, policy);
  const AuditReport report = Audit(release, {}, policy);
  EXPECT_TRUE(report.passed());
  const size_t small = CellOf(release.tables[0], "casualties@1|REF_AREA=B|SEX=F");
  if (release.tables[0].showing[small] == Showing::kRounded) EXPECT_EQ(release.tables[0].ShownValue(small), 5);
  EXPECT_GT(report.loss.rounded, 0);
}

TEST(Percentages, OfHiddenCountsAreHidden) {
  const DisclosureClass five{.name = "public", .threshold = 5, .least_width = 5};
  EXPECT_TRUE(PercentageMayBeShown(10, false, 20, false, five));
  EXPECT_FALSE(PercentageMayBeShown(10, true, 20, false, five));
  EXPECT_FALSE(PercentageMayBeShown(10, false, 20, true, five));
  EXPECT_FALSE(PercentageMayBeShown(3, false, 20, false, five));
  EXPECT_FALSE(PercentageMayBeShown(18, false, 20, false, five)) << "two are left";
  EXPECT_FALSE(PercentageMayBeShown(0, false, 0, false, five)) << "a division by zero";
  EXPECT_TRUE(PercentageMayBeShown(1, false, 2, false, DisclosureClass{}));
}

TEST(Puzzle, OnlyTablesThatLookTheSameAreProofs) {
  Puzzle puzzle;
  for (const int64_t value : {3, 7, 10})
    puzzle.cells.push_back({.value = value, .shown = {value, value}, .least = 1, .hidden = value < 10});
  puzzle.equations = {{{0, 1}, {1, 1}, {2, -1}}};
  EXPECT_TRUE(LooksTheSame(puzzle, {{0, 2}, {1, -2}}));
  EXPECT_FALSE(LooksTheSame(puzzle, {{0, 2}})) << "the sum is another";
  EXPECT_FALSE(LooksTheSame(puzzle, {{0, -3}, {1, 3}})) << "everybody knows that it is at least one";
  EXPECT_FALSE(LooksTheSame(puzzle, {{0, 1}, {2, 1}})) << "the total is shown";
  const auto proven = Prove(puzzle, {0, 1});
  EXPECT_EQ(proven.at(0).range.low, 1);
  EXPECT_EQ(proven.at(0).range.high, 9);
}

}  // namespace
}  // namespace dayaq::statistics
