#include "clients/cli/importing/field_rules.h"

#include "clients/cli/importing/cell_numbers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using common::v1::ErrorReason;
using incident::v1::CasualtyFacts;
using incident::v1::IncidentFacts;

TEST(CellNumbers, ThousandsMarksMustStandWhereTheyBelong) {
  const NumberFormat english{',', '.'};
  EXPECT_EQ(WholeNumber("2,006", english), 2006);
  EXPECT_EQ(WholeNumber("12,345,678", english), 12345678);
  EXPECT_EQ(WholeNumber("2006", english), 2006);
  for (const char* bad : {"", ",006", "2,06", "2,0060", "20,06", "1234,567", "2,006,", "2.0", "x", "--1", "99999999999999999999"}) {
    EXPECT_EQ(WholeNumber(bad, english), std::nullopt) << bad;
  }
}

TEST(CellNumbers, FractionsFollowTheDecimalMark) {
  EXPECT_EQ(DecimalNumber("-75.185183", {',', '.'}), -75.185183);
  EXPECT_EQ(DecimalNumber("1.234,5", {'.', ','}), 1234.5);
  EXPECT_EQ(DecimalNumber("1.2.3", {'\0', '.'}), std::nullopt);
  EXPECT_EQ(DecimalNumber("1.", {'\0', '.'}), std::nullopt);
  EXPECT_EQ(DecimalNumber("1e5", {'\0', '.'}), std::nullopt);
  EXPECT_EQ(DecimalNumber("nan", {'\0', '.'}), std::nullopt);
}

// One column "c" under one rule.
struct Applied {
  IncidentFacts incident;
  CasualtyFacts casualty;
  std::vector<RowFault> faults;
};

Applied Apply(const std::string& section, const std::string& path, decltype(FieldRule::rule) rule, const std::string& cell) {
  Mapping mapping;
  mapping.headers = {"c"};
  mapping.numbers = {',', '.'};
  mapping.unknown_markers = {"", "?", "0"};
  FieldRule field;
  field.path = path;
  const auto* descriptor = section == "incident" ? IncidentFacts::descriptor() : CasualtyFacts::descriptor();
  field.fields = {descriptor->FindFieldByName(path)};
  field.rule = std::move(rule);
  Applied result;
  google::protobuf::Message& facts =
      section == "incident" ? static_cast<google::protobuf::Message&>(result.incident) : result.casualty;
  ApplyRule(mapping, field, {cell}, facts, result.faults);
  return result;
}

PartialDateRule WholeDate(const std::string& order) {
  PartialDateRule rule;
  rule.column = 0;
  rule.order = order;
  return rule;
}

TEST(FieldRules, DatesKeepWhatIsUnknownUnknown) {
  const auto date = [](const std::string& cell, const std::string& order) {
    return Apply("incident", "occurred_on", WholeDate(order), cell).incident.occurred_on();
  };
  EXPECT_EQ(date("04.02.2024", "dmy").month(), 2);
  EXPECT_EQ(date("2024-02-00", "ymd").day(), 0);
  EXPECT_EQ(date("2024-02-00", "ymd").month(), 2);
  EXPECT_EQ(date("?/?/2024", "mdy").year(), 2024);
  EXPECT_EQ(date("1994", "ymd").year(), 1994);
  EXPECT_EQ(date("1994", "ymd").month(), 0);
  EXPECT_EQ(date("1994-07", "ymd").month(), 7);
  EXPECT_FALSE(Apply("incident", "occurred_on", WholeDate("ymd"), "?").incident.has_occurred_on());
}

TEST(FieldRules, ImpossibleDatesAreFaults) {
  for (const char* bad : {"30.02.2024", "01.13.2024", "04.00.2024", "2024", "1.2.3.4", "a.b.c", "01.01.1850"}) {
    const Applied applied = Apply("incident", "occurred_on", WholeDate("dmy"), bad);
    ASSERT_EQ(applied.faults.size(), 1U) << bad;
    EXPECT_EQ(applied.faults[0].reason, ErrorReason::ERROR_REASON_DATE_IMPOSSIBLE);
    EXPECT_EQ(applied.faults[0].field, "c");
  }
  EXPECT_EQ(Apply("incident", "occurred_on", WholeDate("ymd"), "1994-13").faults.size(), 1U);
  EXPECT_EQ(Apply("incident", "occurred_on", WholeDate("ymd"), "1994-07-01-02").faults.size(), 1U);
}

TEST(FieldRules, AWordThatIsNotListedDoesWhatTheMappingSays) {
  CodeRule rule;
  rule.words = {{"man", common::v1::SEX_MALE}, {"?", common::v1::SEX_UNKNOWN}};
  EXPECT_EQ(Apply("casualty", "sex", rule, "man").casualty.sex(), common::v1::SEX_MALE);
  EXPECT_EQ(Apply("casualty", "sex", rule, "?").casualty.sex(), common::v1::SEX_UNKNOWN) << "a listed word wins over the marker";
  EXPECT_EQ(Apply("casualty", "sex", rule, "").casualty.sex(), common::v1::SEX_UNSPECIFIED);
  EXPECT_EQ(Apply("casualty", "sex", rule, "mna").faults.at(0).reason, ErrorReason::ERROR_REASON_ENUM_UNDEFINED);
  rule.unlisted = CodeRule::Unlisted::kKeep;
  EXPECT_TRUE(Apply("casualty", "sex", rule, "mna").faults.empty());
  rule.unlisted = CodeRule::Unlisted::kCode;
  rule.code = common::v1::SEX_UNKNOWN;
  EXPECT_EQ(Apply("casualty", "sex", rule, "mna").casualty.sex(), common::v1::SEX_UNKNOWN);
}

TEST(FieldRules, DistrictsGetTheirLostZerosBack) {
  DistrictRule rule;
  rule.pad_left = 5;
  EXPECT_EQ(Apply("incident", "district", rule, "5,313").incident.district(), "05313");
  EXPECT_EQ(Apply("incident", "district", rule, "52,835").incident.district(), "52835");
  EXPECT_EQ(Apply("incident", "district", rule, "1,052,835").faults.size(), 1U);
  EXPECT_EQ(Apply("incident", "district", rule, "?").faults.at(0).reason, ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN);
  EXPECT_EQ(Apply("incident", "district", rule, "-5").faults.size(), 1U);
  EXPECT_EQ(Apply("incident", "district", DistrictRule{0, std::nullopt, "AZ-"}, "TAR").incident.district(), "AZ-TAR");
}

TEST(FieldRules, APointOutsideTheEarthIsAFault) {
  const PointRule rule{0, 0, incident::v1::POINT_METHOD_CENTROID, 5000};
  const Applied good = Apply("incident", "point", rule, "40.5");
  EXPECT_EQ(good.incident.point().latitude(), 40.5);
  EXPECT_EQ(good.incident.point().precision_metres(), 5000);
  EXPECT_EQ(Apply("incident", "point", rule, "95").faults.size(), 1U);
  EXPECT_EQ(Apply("incident", "point", rule, "north").faults.size(), 2U);
  EXPECT_FALSE(Apply("incident", "point", rule, "?").incident.has_point());
}

TEST(FieldRules, WordsBetweenSemicolonsBecomeEntriesOfAList) {
  const auto* injury = incident::v1::Injury::descriptor();
  ItemsRule rule;
  rule.words["left eye"] = {{injury->FindFieldByName("part"), incident::v1::BODY_PART_EYE},
                            {injury->FindFieldByName("side"), incident::v1::SIDE_LEFT}};
  rule.words["chest"] = {{injury->FindFieldByName("part"), incident::v1::BODY_PART_CHEST}};
  const Applied two = Apply("casualty", "injuries", rule, "left eye;  chest ");
  EXPECT_TRUE(two.faults.empty());
  ASSERT_EQ(two.casualty.injuries_size(), 2);
  EXPECT_EQ(two.casualty.injuries(0).side(), incident::v1::SIDE_LEFT);
  EXPECT_EQ(two.casualty.injuries(1).part(), incident::v1::BODY_PART_CHEST);
  EXPECT_EQ(Apply("casualty", "injuries", rule, "?").casualty.injuries_size(), 0);
  const Applied unlisted = Apply("casualty", "injuries", rule, "chest; hair");
  ASSERT_EQ(unlisted.faults.size(), 1U);
  EXPECT_EQ(unlisted.faults[0].reason, ErrorReason::ERROR_REASON_ENUM_UNDEFINED);
}

TEST(FieldRules, AnUnknownAgeBandIsAFault) {
  AgeBandRule rule;
  rule.words = {{"child", {0, 17}}};
  EXPECT_EQ(Apply("casualty", "age", rule, "child").casualty.age().max_years(), 17);
  EXPECT_EQ(Apply("casualty", "age", rule, "adult").faults.size(), 1U);
  EXPECT_FALSE(Apply("casualty", "age", rule, "?").casualty.has_age());
}

TEST(FieldRules, AnEchoedWordIsShortAndWholeCharacters) {
  CodeRule rule;
  std::string word;
  for (int i = 0; i < 100; ++i) word += "ə";
  const std::string said = Apply("casualty", "sex", rule, word).faults.at(0).what_would_be_right;
  EXPECT_LT(said.size(), 160U);
  EXPECT_NE(said.find("ə...\""), std::string::npos) << said;
}

}  // namespace
}  // namespace dayaq::importing
