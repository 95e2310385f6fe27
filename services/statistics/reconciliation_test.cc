// Published figures beside ours: the list that is shipped, what is refused in one, and what follows from counts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/reconciliation_rules.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<IndicatorSet>& Sets() {
  static const auto* const kSets = new std::vector<IndicatorSet>(*LoadIndicatorSets("policy"));
  return *kSets;
}

constexpr char kGood[] = R"yaml(version: 1
edition: "2026-12"
definitions:
  - {id: then, known: cut_off, title: {az: "o gün", en: "that day"}}
  - {id: later, known: now, from: 2020-11-08, title: {az: "indi", en: "now"}}
figures:
  - id: military
    title: {az: "Hərbçilər", en: "Military"}
    cut_off: 2024-12-31
    from: 2020-11-10
    indicator: az-provisional/P1
    cell: {CIV_STATUS: [MILITARY, SECURITY]}
    published: 184
    source: "somewhere"
    definitions: [then, later]
)yaml";

OthersFigure TheFigure() { return ParseReconciliation(kGood, "a.yaml", Sets())->figures.front(); }

v1::FigureTable TableWith(const std::vector<std::pair<std::string, std::string>>& cells) {
  v1::FigureTable table;
  table.set_indicator("az-provisional/P1");
  table.set_version(1);
  table.add_dimensions()->set_id("TIME_PERIOD");
  table.add_dimensions()->set_id("CIV_STATUS");
  for (const auto& [code, value] : cells) {
    v1::FigureCell& cell = *table.add_cells();
    cell.add_codes("2020-11-10/2024-12-31");
    cell.add_codes(code);
    cell.set_value(value);
    cell.set_status(value.empty() ? v1::CELL_STATUS_HIDDEN : v1::CELL_STATUS_SHOWN);
  }
  return table;
}

v1::ReconciledFigure Concluded(const std::string& ours, const std::string& other, bool more_than = false) {
  OthersFigure figure = TheFigure();
  figure.more_than = more_than;
  v1::ReconciledFigure view = FigureOf(figure);
  const std::string* const values[] = {&ours, &other};
  for (size_t i = 0; i < 2; ++i) {
    const v1::FigureTable table = TableWith({{"MILITARY", *values[i]}, {"SECURITY", "0"}, {"CIVILIAN", "77"}});
    AddCount(figure, figure.definitions[i], &table, view);
  }
  Conclude(view);
  return view;
}

TEST(ReconciliationList, TheShippedOneHoldsEveryPublishedFigureWithItsSource) {
  const auto list = LoadReconciliation("policy", Sets());
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->figures.size(), 23);
  absl::CivilDay before;
  std::set<absl::CivilDay> days;
  for (const OthersFigure& figure : list->figures) {
    EXPECT_GE(figure.cut_off, before) << figure.id;
    before = figure.cut_off;
    days.insert(figure.cut_off);
    EXPECT_FALSE(figure.source.empty());
    EXPECT_EQ(figure.definitions.front().id, "known-then") << "ours is what was known then";
  }
  EXPECT_EQ(days.size(), 7);
}

TEST(ReconciliationList, EverySlipIsNamedWithItsPlace) {
  ASSERT_TRUE(ParseReconciliation(kGood, "a.yaml", Sets()).ok());
  const std::pair<const char*, const char*> kSlips[] = {{"version: 1", "version: 2"},
                                                        {"known: now", "known: soon"},
                                                        {"id: later", "id: then"},
                                                        {"from: 2020-11-10", "from: 2024-02-30"},
                                                        {"cut_off: 2024-12-31", "cut_off: 2019-12-31"},
                                                        {"az-provisional/P1", "az-provisional/P99"},
                                                        {"CIV_STATUS: [MILITARY", "COLOUR: [MILITARY"},
                                                        {"[MILITARY, SECURITY]", "[MILITARY, CLERGY]"},
                                                        {"[MILITARY, SECURITY]", "[]"},
                                                        {"published: 184", "published: many"},
                                                        {"[then, later]", "[then, never]"},
                                                        {"[then, later]", "[]"},
                                                        {"    source: \"somewhere\"\n", ""},
                                                        {"published: 184", "published: 184\n    weight: 3"}};
  for (const auto& [there, instead] : kSlips) {
    const auto parsed = ParseReconciliation(absl::StrReplaceAll(kGood, {{there, instead}}), "a.yaml", Sets());
    ASSERT_FALSE(parsed.ok()) << instead;
    EXPECT_THAT(std::string(parsed.status().message()), HasSubstr("a.yaml:")) << instead;
  }
}

TEST(Reconciliation, AsksForTheTableOfTheDefinition) {
  const OthersFigure figure = TheFigure();
  const v1::GetTableRequest then = TableOf(figure, figure.definitions[0], "az");
  EXPECT_EQ(ToText(then.table().from()), "2020-11-10");
  EXPECT_EQ(ToText(then.table().until()), "2024-12-31");
  EXPECT_EQ(ToText(then.known_until()), "2024-12-31");
  EXPECT_EQ(then.table().dimensions(0), "CIV_STATUS");
  const v1::GetTableRequest now = TableOf(figure, figure.definitions[1], "az");
  EXPECT_EQ(ToText(now.table().from()), "2020-11-08");
  EXPECT_FALSE(now.has_known_until());
}

TEST(Reconciliation, AddsUpTheCodesAndIsSilentWhenOneIsHidden) {
  const OthersFigure figure = TheFigure();
  EXPECT_EQ(ShownIn(TableWith({{"MILITARY", "150"}, {"SECURITY", "34"}, {"CIVILIAN", "198"}, {"_T", "382"}}), figure), 184);
  EXPECT_EQ(ShownIn(TableWith({{"MILITARY", "150"}, {"SECURITY", ""}, {"_T", "382"}}), figure), std::nullopt);
}

TEST(Reconciliation, SaysWhichDefinitionGivesTheFigure) {
  EXPECT_EQ(Concluded("184", "190").conclusion_en(), "The same by our definition.");
  EXPECT_EQ(Concluded("181", "184").conclusion_en(),
            "The difference lies in the definition: “now” gives this figure, ours 181 (-3).");
  EXPECT_EQ(Concluded("", "184").conclusion_en(),
            "The difference lies in the definition: “now” gives this figure, ours is hidden.");
  EXPECT_EQ(Concluded("181", "186").conclusion_az(), "Sınanan heç bir tərif bu rəqəmi vermir; ən yaxını “indi”: 186 (+2).");
  EXPECT_EQ(Concluded("", "").conclusion_en(), "There is no figure of ours that may be shown.");
  EXPECT_TRUE(Concluded("185", "1", true).counts(0).fits()) << "more than 184";
  EXPECT_FALSE(Concluded("184", "1", true).counts(0).fits()) << "not more than 184";
  EXPECT_EQ(Concluded("", "").counts(0).difference(), 0);
  EXPECT_THAT(Concluded("", "").counts(0).value(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::statistics
