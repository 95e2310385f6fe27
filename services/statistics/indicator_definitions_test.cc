#include "services/statistics/indicator_definitions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/platform/base/strict_yaml.h"
#include "services/statistics/disclosure_policy.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;

TEST(IndicatorDefinitions, ReadsTheSetsOfTheHouse) {
  const auto sets = LoadIndicatorSets("policy");
  ASSERT_TRUE(sets.ok()) << sets.status();
  ASSERT_EQ(sets->size(), 4U);
  std::set<std::string> provisional;
  for (const IndicatorSet& set : *sets) {
    if (set.provisional) provisional.insert(set.id);
  }
  EXPECT_EQ(provisional, (std::set<std::string>{"az-provisional", "treaty-victim-assistance"}));
  const IndicatorSet& own = (*sets)[0];
  EXPECT_EQ(own.id, "az-provisional");
  for (const char* id : {"P1", "P2", "P3", "P4", "P5", "P6a", "P6b", "P7", "P8", "P9a", "P9b", "P9c", "P10a", "P10b", "P11"}) {
    EXPECT_NE(own.Find(id), nullptr) << id;
  }
  EXPECT_EQ(own.Find("P2")->denominator->measure, "population");
  EXPECT_EQ(own.Find("P1")->metadata.front().first, "3.1");
}

TEST(IndicatorDefinitions, ClassesAndDimensionsAreThoseOfTheDisclosurePolicy) {
  const auto sets = LoadIndicatorSets("policy");
  const auto policy = LoadDisclosurePolicy("policy");
  ASSERT_TRUE(sets.ok() && policy.ok());
  for (const IndicatorSet& set : *sets) {
    for (const Indicator& indicator : set.indicators) {
      EXPECT_EQ(policy->ClassOf(indicator.sensitivity, {}).name, indicator.sensitivity) << set.id << " " << indicator.id;
      for (const std::string& dimension : indicator.disaggregations) {
        EXPECT_EQ(policy->dimensions.count(dimension), 1U) << dimension << " is in no class";
      }
    }
  }
}

TEST(IndicatorDefinitions, RefusesWhatWouldGoWrong) {
  const auto yaml = ReadPolicyFile("policy/indicators/az-provisional.yaml");
  ASSERT_TRUE(yaml.ok());
  const std::vector<std::vector<std::string>> faults = {
      {"version: 1\nset", "version: 3\nset", "reads version 1"},
      {"edition: 2", "edition: 0", "edition is a whole number"},
      {"provisional: true\n", "", "say whether the set is provisional"},
      {"provisional: true", "provisional: perhaps", "provisional is true or false"},
      {"numerator: {measure: casualties}", "numerator: {measure: casualtys}", "there is no measure 'casualtys'"},
      {"    denominator: {measure: population}\n", "", "divides by nothing"},
      {"denominator: {measure: casualties_eligible}", "denominator: {measure: casualties_eligible, where: {SEX: []}}",
       "nothing would be counted"},
      {"denominator: {measure: casualties_eligible}", "denominator: {measure: casualties_eligible, where: {SEX: [X]}}",
       "has no code 'X'"},
      {"numerator: {measure: casualties_paid_in_time, within_days: 30}\n    denominator: {measure: casualties_eligible}",
       "numerator: {measure: casualties_paid_in_time, where: {SEX: [M]}}\n    denominator: {measure: casualties_eligible, where: "
       "{SEX: [F]}}",
       "divides by zero"},
      {"numerator: {measure: incidents}", "numerator: {measure: incidents}\n    denominator: {measure: population}",
       "has no denominator"},
      {"disaggregations: [TIME_PERIOD, OUTCOME", "disaggregations: [TIME_PERIOD, WEATHER", "there is no dimension 'WEATHER'"},
      {"disaggregations: [TIME_PERIOD, OUTCOME", "disaggregations: [TIME_PERIOD, TIME_PERIOD", "stands twice"},
      {"id: \"P3\"", "id: \"P2\"", "indicator P2 stands twice"},
      {"unit: NUMBER", "unit: NUMBERS", "a unit is"},
      {"\"3.2\": \"IMAS 05.10\"", "\"2\": \"IMAS 05.10\"", "out of its order"},
      {"\"3.2\": \"IMAS 05.10\"", "\"3.99\": \"IMAS 05.10\"", "no field of the national sheet"},
      {"code: \"KILLED\"", "code: \"INJURED\"", "code INJURED stands twice"},
      {"within_days: 30", "within_days: 0", "within_days"},
      {"dimension: OUTCOME, whole", "dimension: RESULT, whole", "there is no dimension 'RESULT'"},
      {"indicators:\n", "indicatorz:\n", "unknown key 'indicatorz'"},
  };
  for (const auto& fault : faults) {
    std::string wrong = *yaml;
    const size_t at = wrong.find(fault[0]);
    ASSERT_NE(at, std::string::npos) << fault[0];
    wrong.replace(at, fault[0].size(), fault[1]);
    const auto set = ParseIndicatorSet(wrong, "az.yaml");
    ASSERT_FALSE(set.ok()) << fault[1];
    EXPECT_THAT(std::string(set.status().message()), HasSubstr("az.yaml:")) << fault[1];
    EXPECT_THAT(std::string(set.status().message()), HasSubstr(fault[2]));
  }
}

TEST(IndicatorDefinitions, TellsAllFaultsAtOnceWithTheirLines) {
  std::string wrong = *ReadPolicyFile("policy/indicators/az-provisional.yaml");
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"numerator: {measure: incidents}", "numerator: {measure: nothing}"},
                                                        {"unit: DAYS", "unit: WEEKS"},
                                                        {"    denominator: {measure: population}\n", ""}}) {
    wrong.replace(wrong.find(from), from.size(), to);
  }
  const auto set = ParseIndicatorSet(wrong, "az.yaml");
  ASSERT_FALSE(set.ok());
  const std::string told(set.status().message());
  EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 2) << told;
}

TEST(IndicatorDefinitions, MixedVersionsAreRefused) {
  const auto sets = LoadIndicatorSets("policy");
  ASSERT_TRUE(sets.ok());
  EXPECT_TRUE(CheckVersions(*sets, {"az-provisional/P1@1", "lao-sdg18/18.1.1@1"}).ok());
  const absl::Status mixed = CheckVersions(*sets, {"az-provisional/P1@1", "az-provisional/P1@2", "az-provisional/P99@1", "P1"});
  ASSERT_FALSE(mixed.ok());
  for (const char* fault : {"versions 1 and 2 are mixed", "P99: there is no such indicator", "'P1' is not written as"}) {
    EXPECT_THAT(std::string(mixed.message()), HasSubstr(fault));
  }
  EXPECT_THAT(std::string(CheckVersions(*sets, {"az-provisional/P1@7"}).message()), HasSubstr("version 1 is in force, not 7"));
}

}  // namespace
}  // namespace dayaq::statistics
