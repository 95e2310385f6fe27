#include "services/statistics/disclosure_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/platform/base/strict_yaml.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;

TEST(DisclosurePolicy, ReadsTheFileOfTheHouse) {
  const auto policy = LoadDisclosurePolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->example);
  EXPECT_TRUE(policy->ClassOf("open", {}).open());
  EXPECT_TRUE(policy->ClassOf("open", {"TIME_PERIOD", "OUTCOME"}).open());
  EXPECT_EQ(policy->ClassOf("open", {"TIME_PERIOD", "SEX"}).name, "public");
  EXPECT_EQ(policy->ClassOf("open", {"SEX", "AGE"}).name, "sensitive");
  EXPECT_EQ(policy->ClassOf("sensitive", {}).name, "sensitive");
  EXPECT_EQ(policy->ClassOf("open", {"BLOOD_GROUP"}).name, "sensitive") << "nobody named it";
  EXPECT_EQ(policy->ClassOf("secret", {}).name, "sensitive") << "there is no such class";
}

TEST(DisclosurePolicy, RefusesWhatWouldGoWrong) {
  const auto yaml = ReadPolicyFile("policy/disclosure.yaml");
  ASSERT_TRUE(yaml.ok());
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"version: 1", "version: 2"},
      {"threshold: 5", "threshold: 500"},
      {"threshold: 5", "threshold: 1"},
      {"threshold: 5", "threshold: 50"},
      {"least_width: 5", "least_width: 1"},
      {"least_width: 5, zeros", "zeros"},
      {"zeros: shown", "zeros: maybe"},
      {"zeros: shown", "zeros: shown, rounding_base: 4"},
      {"zeros: shown", "zeros: shown, rounding_base: 5"},
      {"name: sensitive", "name: public"},
      {"{name: open, threshold: 0}", "{name: open, threshold: 0, least_width: 3}"},
      {"SEX: public", "SEX: publick"},
      {"SEX: public", "sex: public"},
      {"most_hidden_percent: 60", "most_hidden_percent: 0"},
      {"classes:", "clases:"},
  };
  for (const auto& [from, to] : faults) {
    std::string wrong = *yaml;
    const size_t at = wrong.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    wrong.replace(at, from.size(), to);
    const auto policy = ParseDisclosurePolicy(wrong, "disclosure.yaml");
    ASSERT_FALSE(policy.ok()) << to;
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr("disclosure.yaml:")) << to;
  }
}

TEST(DisclosurePolicy, TellsAllFaultsAtOnce) {
  const auto policy = ParseDisclosurePolicy(
      "version: 2\nedition: X\nclasses:\n  - {name: a, threshold: 5, least_width: 1}\ndimensions: {SEX: b}\nmost_hidden_percent: "
      "0\n",
      "d.yaml");
  ASSERT_FALSE(policy.ok());
  for (const char* fault : {"d.yaml:1:1: this program reads version 1", "an edition is named", "least_width is a whole number",
                            "no class 'b'", "most_hidden_percent is a whole number"}) {
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr(fault));
  }
}

}  // namespace
}  // namespace dayaq::statistics
