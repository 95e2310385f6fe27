#include "services/platform/database/text_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace dayaq {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

TEST(TextForms, TimesAreUtcWithMicrosecondsAndNeverRoundedUp) {
  EXPECT_EQ(TimeText(absl::FromUnixNanos(1707041472000013999)), "2024-02-04T10:11:12.000013Z");
  EXPECT_EQ(TimeText(absl::InfiniteFuture()), "infinity");
}

TEST(TextForms, TimesAreReadAsPostgresWritesThem) {
  EXPECT_THAT(ParseTime("2024-02-04 10:11:12.000013+00"), Optional(absl::FromUnixMicros(1707041472000013)));
  EXPECT_THAT(ParseTime("2024-02-04 10:11:12+00"), Optional(absl::FromUnixSeconds(1707041472)));
  EXPECT_THAT(ParseTime("2024-02-04 10:11:12.5+00"), Optional(absl::FromUnixMillis(1707041472500)));
  EXPECT_THAT(ParseTime("-infinity"), Optional(absl::InfinitePast()));
}

TEST(TextForms, TimesOfAnotherZoneOrFormAreRefused) {
  EXPECT_EQ(ParseTime("2024-02-04 14:11:12+04"), std::nullopt);
  EXPECT_EQ(ParseTime("2024-02-04 10:11:12"), std::nullopt);
  EXPECT_EQ(ParseTime("Sun Feb 04 10:11:12 2024"), std::nullopt);
  EXPECT_EQ(ParseTime(""), std::nullopt);
}

RC_GTEST_PROP(TextForms, OctetsReadBackAsTheyWere, (const std::string& octets)) {
  RC_ASSERT(ParseOctets(OctetsText(octets)) == octets);
}

TEST(TextForms, OctetsOfAnotherFormAreRefused) {
  EXPECT_EQ(ParseOctets("00ff"), std::nullopt);
  EXPECT_EQ(ParseOctets("\\x0"), std::nullopt);
  EXPECT_EQ(ParseOctets("\\xzz"), std::nullopt);
}

RC_GTEST_PROP(TextForms, NumbersReadBackAsTheyWere, (double value)) { RC_ASSERT(std::stod(NumberText(value)) == value); }

TEST(TextForms, NumbersThatAreNoneHaveNames) {
  EXPECT_EQ(NumberText(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(NumberText(-std::numeric_limits<double>::infinity()), "-Infinity");
  EXPECT_EQ(NumberText(std::nan("")), "NaN");
}

RC_GTEST_PROP(TextForms, ArraysReadBackAsTheyWere, (const std::vector<std::string>& texts)) {
  RC_ASSERT(ParseTextArray(TextArray(texts)) == texts);
}

TEST(TextForms, ArraysAreReadAsPostgresWritesThem) {
  EXPECT_THAT(ParseTextArray("{AZ-AGM,\"a b\",\"say \\\"no\\\"\",NULL,\"NULL\"}"),
              Optional(ElementsAre("AZ-AGM", "a b", "say \"no\"", "", "NULL")));
  EXPECT_THAT(ParseTextArray("{}"), Optional(ElementsAre()));
}

TEST(TextForms, BrokenOrNestedArraysAreRefused) {
  for (const char* literal : {"", "{", "}", "{a", "{a,}", "{,a}", "{{a},{b}}", "{\"a}", "{a}b", "[1:2]={a,b}", "{\"a\\"}) {
    EXPECT_EQ(ParseTextArray(literal), std::nullopt) << literal;
  }
}

}  // namespace
}  // namespace dayaq
