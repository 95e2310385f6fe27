#include "services/rehabilitation/instrument_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::HasSubstr;

std::string Shipped() {
  const auto yaml = ReadPolicyFile("policy/instruments.yaml");
  EXPECT_TRUE(yaml.ok()) << yaml.status();
  return yaml.value_or("");
}

TEST(InstrumentPolicy, WhatIsShippedIsWholeAndSaysWhereItIsFrom) {
  const auto policy = LoadInstrumentPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  int examples = 0;
  for (const auto& [instrument, range] : policy->ranges) {
    EXPECT_FALSE(range.source.empty()) << v1::Instrument_Name(instrument);
    examples += range.example;
  }
  EXPECT_EQ(policy->ranges.size(), 7U);
  // Nobody has read the manuals of the walks, the timed up and go and the survey; the first three were read.
  EXPECT_EQ(examples, 4);
  EXPECT_TRUE(policy->RangeOf(v1::INSTRUMENT_PLUS_M).example);
  EXPECT_TRUE(policy->RangeOf(v1::INSTRUMENT_TIMED_UP_AND_GO).example);
  EXPECT_EQ(policy->RangeOf(v1::INSTRUMENT_AMP_PRO).most, 47);
  EXPECT_GT(policy->RangeOf(v1::INSTRUMENT_UNSPECIFIED).least, policy->RangeOf(v1::INSTRUMENT_UNSPECIFIED).most);
}

TEST(InstrumentPolicy, EveryFaultIsNamed) {
  const std::string yaml = Shipped();
  const auto with = [&](absl::string_view was, absl::string_view is) {
    const std::string changed = absl::StrReplaceAll(yaml, {{was, is}});
    EXPECT_NE(changed, yaml) << was;
    return std::string(ParseInstrumentPolicy(changed, "i.yaml").status().message());
  };
  EXPECT_THAT(with("version: 1", "version: 2"), HasSubstr("version 1"));
  EXPECT_THAT(with("INSTRUMENT_K_LEVEL", "INSTRUMENT_Q_LEVEL"), HasSubstr("no such instrument"));
  EXPECT_THAT(with("INSTRUMENT_K_LEVEL", "INSTRUMENT_Q_LEVEL"), HasSubstr("there is no INSTRUMENT_K_LEVEL"));
  EXPECT_THAT(with("INSTRUMENT_K_LEVEL", "INSTRUMENT_AMP_PRO"), HasSubstr("stands above already"));
  EXPECT_THAT(with("most: 766", "most: 17"), HasSubstr("not below the least"));
  EXPECT_THAT(with("most: 766", "most: viel"), HasSubstr("whole number"));
  EXPECT_THAT(with("source: sralab", "source: hearsay"), HasSubstr("no source of that name"));
  EXPECT_THAT(with("example: true", "example: perhaps"), HasSubstr("true or false"));
  EXPECT_THAT(with("unit: LEVEL", "unita: LEVEL"), HasSubstr("unit"));
}

}  // namespace
}  // namespace dayaq::rehabilitation
