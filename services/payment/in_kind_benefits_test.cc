#include "services/payment/in_kind_benefits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/payment/in_kind_test_data.h"

namespace dayaq::payment {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A rule in which each fault below is put by replacing a piece of it.
constexpr char kGood[] = R"(benefit: thing
version: 1
title: {az: Əşya, en: Thing}
example: true
conditions:
  - fact: LIVING
classes:
  - code: first
    title: {az: Birinci, en: First}
    receives: SURVIVOR
    conditions:
      - {fact: DISABILITY_IN_FORCE, causes: [TERROR], bands: ["81-100"]}
  - code: second
    title: {az: İkinci, en: Second}
    receives: SURVIVOR
    conditions:
      - {fact: DISABILITY_IN_FORCE, causes: [TERROR]}
terms:
  - {from: "2010-01-01", until: "2019-12-31", kind: ONCE}
  - {from: "2020-01-01", kind: MONTHS, months: 36}
release_needs: [IDENTITY_CONFIRMED]
number: SERIAL
)";

std::string FaultOf(const std::string& piece, const std::string& instead) {
  const std::string text = absl::StrReplaceAll(kGood, {{piece, instead}});
  EXPECT_NE(text, kGood) << piece;
  const auto rule = CompileInKindBenefit(text, "thing.yaml");
  return rule.ok() ? "sound" : std::string(rule.status().message());
}

TEST(InKindBenefits, TheShippedRulesLoadAndNoneOfThemIsLaw) {
  const auto rules = LoadInKindBenefits("policy/benefits-in-kind");
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_GE(rules->size(), 4U);
  for (const v1::InKindRule& rule : *rules) {
    EXPECT_TRUE(rule.example()) << rule.benefit();
    EXPECT_FALSE(rule.cautions().empty()) << rule.benefit();
  }
  const auto in_money = LoadBenefits("policy/benefits");
  ASSERT_TRUE(in_money.ok()) << in_money.status();
  EXPECT_EQ(CheckCodesApart(*rules, *in_money), absl::OkStatus());
}

TEST(InKindBenefits, AFileIsReadAsItStands) {
  const auto rule = CompileInKindBenefit(kGood, "thing.yaml");
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->conditions_size(), 1);
  ASSERT_EQ(rule->classes_size(), 2);
  EXPECT_EQ(rule->classes(0).code(), "first");
  EXPECT_EQ(rule->classes(1).conditions(0).bands_size(), 0);
  EXPECT_EQ(rule->terms(1).months(), 36);
  EXPECT_EQ(rule->content_hash().size(), 64U);
}

TEST(InKindBenefits, EveryFaultSaysWhereAndWhy) {
  const std::vector<std::vector<std::string>> faults = {
      {"benefit: thing", "benefit: other", "thing.yaml:1:10: the file is called thing"},
      {"example: true\n", "", "legal_basis is missing"},
      {"\"2020-01-01\"", "\"2020-02-01\"", "thing.yaml:20:12: a gap: nothing says how often from 2020-01-01 to 2020-01-31"},
      {"\"2020-01-01\"", "\"2019-12-01\"", "thing.yaml:20:12: an overlap: the step before lasts until 2019-12-31"},
      {"until: \"2019-12-31\", ", "", "until is missing; only the last step may be open"},
      {", kind: MONTHS, months: 36", ", until: \"2030-12-31\", kind: MONTHS, months: 36",
       "a gap: nothing says how often after the last step"},
      {", months: 36", "", "say after how many months"},
      {"kind: ONCE", "kind: ONCE, months: 3", "months go with the kind MONTHS"},
      {"fact: LIVING", "fact: RICH", "'RICH' is no fact; known: LIVING"},
      {"  - fact: LIVING\n", "  - fact: DECEASED\n", "DISABILITY_IN_FORCE ends with the person's death: the class names nobody"},
      {"conditions:\n  - fact: LIVING\nclasses", "classes", "a class says LIVING, DECEASED or DEATH_SINCE"},
      {", bands: [\"81-100\"]}", "}", "names nobody: whoever falls into it stands in the class first already"},
      {"code: second", "code: first", "the class first stands above already"},
      {"receives: SURVIVOR\n    conditions:\n      - {fact: DISABILITY_IN_FORCE, causes: [TERROR]}",
       "receives: CARER\n    conditions:\n      - {fact: DISABILITY_IN_FORCE, causes: [TERROR]}",
       "'CARER' is no way to receive; known: SURVIVOR, FAMILY_MEMBER"},
      {"[IDENTITY_CONFIRMED]", "[IDENTITY_CONFIRMED, AMOUNT_CERTAIN]", "AMOUNT_CERTAIN is about money"},
      {"number: SERIAL", "number: COLOUR", "'COLOUR' is no number that a thing bears; known: SERIAL, PLATE, VOUCHER, ORDER"},
      {"number: SERIAL", "number: SERIAL\nexcludes: [thing]", "a benefit does not go before itself"},
      {"version: 1", "version: 1\npriority: high", "thing.yaml:3:1: unknown key 'priority'"},
      {"      - {fact: DISABILITY_IN_FORCE, causes: [TERROR]}", "      - fact: LIVING",
       "the conditions of everybody ask LIVING already"},
  };
  for (const auto& fault : faults) EXPECT_THAT(FaultOf(fault[0], fault[1]), HasSubstr(fault[2])) << fault[1];
}

TEST(InKindBenefits, AllFaultsAreToldAtOnce) {
  const std::string text =
      absl::StrReplaceAll(kGood, {{"number: SERIAL", "number: COLOUR"}, {", months: 36", ""}, {"version: 1", "version: 0"}});
  const auto rule = CompileInKindBenefit(text, "thing.yaml");
  EXPECT_THAT(std::string(rule.status().message()),
              AllOf(HasSubstr("COLOUR"), HasSubstr("how many months"), HasSubstr("a version is")));
}

TEST(InKindBenefits, AVersionNeverChangesItsContentAndCodesAreKeptApart) {
  const auto rule = CompileInKindBenefit(kGood, "thing.yaml");
  ASSERT_TRUE(rule.ok());
  v1::InKindRule other = *rule;
  EXPECT_EQ(CheckInKindVersions({*rule}, {other}), absl::OkStatus());
  other.set_content_hash(std::string(64, '0'));
  EXPECT_THAT(std::string(CheckInKindVersions({*rule}, {other}).message()), HasSubstr("benefits-in-kind/thing.yaml: version 1"));
  v1::BenefitRule in_money;
  in_money.set_benefit("thing");
  EXPECT_FALSE(CheckCodesApart({*rule}, {in_money}).ok());
}

}  // namespace
}  // namespace dayaq::payment
