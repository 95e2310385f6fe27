#include "services/survivor/matching_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/text/name_folding.h"

namespace dayaq::survivor {
namespace {

using ::testing::ContainsRegex;

std::string Shipped() {
  std::ifstream file("policy/matching.yaml");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string With(const std::string& right, const std::string& wrong) {
  std::string yaml = Shipped();
  const size_t at = yaml.find(right);
  EXPECT_NE(at, std::string::npos) << right;
  return at == std::string::npos ? yaml : yaml.replace(at, right.size(), wrong);
}

TEST(MatchingPolicy, TheHousesOwnIsReadAsWeights) {
  const auto policy = LoadMatching("policy/matching.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_GT(policy->national_id.exact, 2000) << "two people have one national id only by a slip";
  EXPECT_GT(policy->propose_from, policy->ask_from);
  for (const NameWeights& name : {policy->family_name, policy->given_name, policy->father_name}) {
    EXPECT_GE(name.exact, name.same - 20);
    EXPECT_GT(name.same, name.close);
    EXPECT_GT(name.close, 0);
    EXPECT_LT(name.different, 0);
  }
  EXPECT_GT(policy->family_name_changed, policy->family_name.different);
  EXPECT_LT(policy->family_names.Of(FoldSurname("Мамедова")), 0) << "the most frequent name weighs less than an average one";
  EXPECT_GT(policy->family_names.Of(FoldSurname("Nümunəyev")), 0);
  EXPECT_TRUE(policy->given_names.Lists(FoldName("Rauf")) && policy->given_names.Lists(FoldName("Sevinc")));
  EXPECT_FALSE(policy->given_names.Lists(FoldName("Elnor")));
}

TEST(MatchingPolicy, AWeightIsTheLogarithmOfMByU) {
  const auto policy = ParseMatching(With("exact: {m: 0.75, u: 0.05}", "exact: {m: 0.4, u: 0.05}"), "matching.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->district.exact, 300);
}

TEST(MatchingPolicy, SlipsAreNamedWithTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> slips = {
      {"version: 1", "version: 2"},
      {"edition: \"2026-11-example\"", "edition: \"\""},
      {"edition: \"2026-11-example\"", "edition: \"A long name\""},
      {"example: true", "example: perhaps"},
      {"ask_from: ", "ask: "},
      {"ask_from: ", "ask_from: -"},
      {"ask_from: ", "ask_from: 9"},
      {"kin_most: ", "kin_most: 99"},
      {"near_days: 3", "near_days: 32"},
      {"near_days: 3", "near_days: 1.5"},
      {"  PHONE:", "  PHONES:"},
      {"swapped: {m", "exchanged: {m"},
      {"changed: {m", "different: {m"},
      {"m: 0.97,", "m: 0,"},
      {"m: 0.97,", "m: 1,"},
      {"m: 0.97,", "m: 97 %,"},
      {"m: 0.97,", "m: 0.99,"},
      {"m: 0.97,", "m: 1e-3,"},
      {"m: 0.97,", "n: 0.97,"},
      {"m: 0.97,", ""},
      {"u: 0.9999", "u: 0.99999"},
      {"  men:", "  boys:"},
      {"    Quliyev: ", "    Kuliyeva: 0.01\n    Quliyev: "},
      {"    Quliyev: ", "    \"?\": 0.01\n    Quliyev: "},
      {"    Quliyev: 0", "    Quliyev: 0.9\n    Nümunəyev: 0"},
      {"    Quliyev: ", "    Quliyev: x"},
      {"frequencies:", "frequency:"},
  };
  for (const auto& [right, wrong] : slips) {
    const auto policy = ParseMatching(With(right, wrong), "matching.yaml");
    EXPECT_FALSE(policy.ok()) << wrong;
    EXPECT_THAT(std::string(policy.status().message()), ContainsRegex("matching.yaml:[0-9]+:[0-9]+: ")) << wrong;
  }
  EXPECT_FALSE(LoadMatching("policy/no-such-file.yaml").ok());
}

}  // namespace
}  // namespace dayaq::survivor
