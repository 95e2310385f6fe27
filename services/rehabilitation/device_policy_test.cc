#include "services/rehabilitation/device_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/strict_yaml.h"
#include "services/rehabilitation/device_test_data.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::HasSubstr;

// A whole file, small.
constexpr char kSound[] = R"(version: 1
edition: "t"
sources:
  a: "akt"
follow_up:
  follow_ups_months: [1, 3]
  minor_review_months: {first: 6, last: 12}
  call_in_days: 60
  escalate_days: 30
  proposal_hold_days: 14
classes:
  - code: leg
    labels: {az: "Ayaq", en: "Leg"}
    limb: LOWER
    high_tech: false
    at_once: 1
    beside: [arm]
    terms:
      - {from: "2000-01-01", until: "2019-12-31", adult_months: 36, warranty_months: 1, making_working_days: 5, repair_working_days: 5, source: a}
      - {from: "2020-01-01", adult_months: 24, warranty_months: 2, making_working_days: 20, repair_working_days: 10, source: a}
  - code: arm
    labels: {az: "Qol", en: "Arm"}
    limb: UPPER
    high_tech: true
    at_once: 2
    terms:
      - {from: "2000-01-01", adult_months: 24, warranty_months: 2, making_working_days: 20, repair_working_days: 10, source: a, example: true}
)";

std::string FaultsOfFile(const std::string& yaml) {
  const auto policy = ParseDevicePolicy(yaml, "d.yaml");
  return policy.ok() ? "" : std::string(policy.status().message());
}

std::string With(absl::string_view was, absl::string_view is) {
  const std::string changed = absl::StrReplaceAll(kSound, {{was, is}});
  EXPECT_NE(changed, kSound) << was;
  return FaultsOfFile(changed);
}

TEST(DevicePolicy, ASoundFileIsReadWhole) {
  const auto policy = ParseDevicePolicy(kSound, "d.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  ASSERT_EQ(policy->classes.size(), 2);
  const DeviceClassRule& leg = *policy->Class("leg");
  EXPECT_EQ(leg.TermOn(absl::CivilDay(1999, 12, 31)), nullptr) << "before the first row nobody knows";
  EXPECT_EQ(leg.TermOn(absl::CivilDay(2019, 12, 31))->adult_months, 36) << "history is kept";
  EXPECT_EQ(leg.TermOn(absl::CivilDay(2020, 1, 1))->adult_months, 24);
  EXPECT_EQ(leg.TermOn(absl::CivilDay(2100, 1, 1))->source, "akt");
  EXPECT_TRUE(policy->MayBeBeside("leg", "arm"));
  EXPECT_TRUE(policy->MayBeBeside("arm", "leg")) << "said on one of the two";
  EXPECT_FALSE(policy->MayBeBeside("leg", "leg"));
  EXPECT_TRUE(policy->Class("arm")->TermOn(absl::CivilDay(2020, 1, 1))->example);
  EXPECT_EQ(policy->Class("foot"), nullptr);
}

TEST(DevicePolicy, EveryFaultIsNamedWithItsPlace) {
  EXPECT_EQ(With("version: 1", "version: 2"), "d.yaml:1:10: this program reads version 1");
  EXPECT_EQ(With("edition: \"t\"", "edition: \"T!\""),
            "d.yaml:2:10: an edition is named with small letters, digits, '-' and '.', at most 40");
  EXPECT_EQ(With("  a: \"akt\"", "  a: \"\""), "d.yaml:4:6: say it, in short");
  EXPECT_EQ(With("[1, 3]", "[3, 1]"), "d.yaml:6:26: follow-ups follow each other");
  EXPECT_EQ(With("[1, 3]", "[]"), "d.yaml:6:22: name at least one");
  EXPECT_EQ(With("first: 6", "first: 13"), "d.yaml:7:24: the last alarm is not before the first");
  EXPECT_EQ(With("call_in_days: 60", "call_in_days: 0"), "d.yaml:8:17: a whole number from 1 to 366 belongs here");
  EXPECT_EQ(With("code: leg", "code: Leg"),
            "d.yaml:12:11: a code has 2 to 60 lower-case letters, digits and hyphens and begins with a letter");
  EXPECT_EQ(With("limb: LOWER", "limb: LEG"), "d.yaml:14:11: limb is UPPER, LOWER or NONE");
  EXPECT_EQ(With("high_tech: false", "high_tech: no"), "d.yaml:15:16: high_tech is true or false");
  EXPECT_EQ(With("beside: [arm]", "beside: [foot]"), "d.yaml:17:14: there is no class 'foot'");
  EXPECT_EQ(With("beside: [arm]", "beside: [arm, arm]"), "d.yaml:17:19: stands here twice");
  EXPECT_EQ(With("beside: [arm]", "beside: [leg]"), "d.yaml:17:14: at_once says how many of the same class");
  EXPECT_EQ(With("until: \"2019-12-31\"", "until: \"2019-12-30\""), "d.yaml:20:16: a gap: no term from 2019-12-31 to 2019-12-31");
  EXPECT_EQ(With("until: \"2019-12-31\"", "until: \"2020-01-01\""),
            "d.yaml:20:16: an overlap: the row before lasts until 2020-01-01");
  EXPECT_EQ(With("until: \"2019-12-31\"", "until: \"1999-12-31\""), "d.yaml:19:37: the row ends before it begins");
  EXPECT_EQ(With("until: \"2019-12-31\"", "until: \"2019-02-30\""), "d.yaml:19:37: no day; write it as \"2024-06-25\"");
  EXPECT_EQ(With("until: \"2019-12-31\", ", ""), "d.yaml:19:9: until is missing; only the last row is open");
  EXPECT_EQ(With("{from: \"2020-01-01\"", "{from: \"2020-01-01\", until: \"2030-01-01\""),
            "d.yaml:20:37: the last row is open: what holds after it?");
  EXPECT_THAT(With("source: a}", "source: b}"), HasSubstr("d.yaml:19:145: no source of that name stands under sources"));
  EXPECT_EQ(With("adult_months: 36", "adult_months: 241"), "d.yaml:19:65: a whole number from 1 to 240 belongs here");
  EXPECT_EQ(With("adult_months: 36", "adult_months: 3.5"), "d.yaml:19:65: a whole number from 1 to 240 belongs here");
  EXPECT_EQ(With("code: arm", "code: leg"), "d.yaml:21:11: this class stands above already\nd.yaml:17:14: there is no class 'arm'");
  EXPECT_THAT(With("    at_once: 2", "    colour: red\n    at_once: 2"), HasSubstr("unknown key 'colour'"));
  EXPECT_THAT(With("    at_once: 2\n", ""), HasSubstr("key 'at_once' is missing"));
}

TEST(DevicePolicy, AllFaultsAreToldAtOnce) {
  const std::string faults =
      FaultsOfFile(absl::StrReplaceAll(kSound, {{"limb: LOWER", "limb: LEG"}, {"call_in_days: 60", "call_in_days: x"}}));
  EXPECT_EQ(faults, "d.yaml:8:17: a whole number from 1 to 366 belongs here\nd.yaml:14:11: limb is UPPER, LOWER or NONE");
}

TEST(DevicePolicy, WhatIsNoFileOfThisKindIsRefused) {
  for (const char* text : {"", "[]", "a", "version: 1", "version: 1\nclasses: 7",
                           "version: 1\nfollow_up: []\nclasses: [a]\nsources: x\nedition: {}"}) {
    EXPECT_NE(FaultsOfFile(text), "") << text;
  }
}

TEST(DevicePolicy, TheShippedFileSaysWhatWasReadAndMarksTheRest) {
  const DevicePolicy& policy = ShippedPolicy();
  ASSERT_GE(policy.classes.size(), 10);
  // Row 1.1.1 was read whole (apa.az 851228).
  const DeviceTerm& read = *policy.Class("upper-conventional")->TermOn(absl::CivilDay(2024, 7, 3));
  EXPECT_EQ(read.adult_months, 24);
  EXPECT_EQ(read.warranty_months, 2);
  EXPECT_EQ(read.making_working_days, 20);
  EXPECT_EQ(read.repair_working_days, 10);
  EXPECT_FALSE(read.example);
  for (const DeviceClassRule& rule : policy.classes) {
    for (const DeviceTerm& term : rule.terms) {
      EXPECT_TRUE(term.example || &term == &rule.terms.back()) << rule.code;
      if (rule.code != "upper-conventional") EXPECT_TRUE(term.example) << rule.code << " was not read in a source";
    }
  }
  EXPECT_TRUE(policy.MayBeBeside(kConventional, kHighTech)) << "a conventional prosthesis first, a high-tech one beside it";
}

}  // namespace
}  // namespace dayaq::rehabilitation
