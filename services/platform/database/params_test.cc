#include "services/platform/database/params.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/database/database_test.pb.h"

namespace dayaq {
namespace {

std::string TextOf(const Param& param) { return param.is_null() ? "(null)" : param.text(); }

TEST(Params, ValuesTakeTheTextFormsOfPostgres) {
  EXPECT_EQ(TextOf("text"), "text");
  EXPECT_EQ(TextOf(absl::string_view("view")), "view");
  EXPECT_EQ(TextOf(true), "t");
  EXPECT_EQ(TextOf(int64_t{-9007199254740993}), "-9007199254740993");
  EXPECT_EQ(TextOf(7), "7");
  EXPECT_EQ(TextOf(0.1), "0.1");
  EXPECT_EQ(TextOf(absl::UnixEpoch()), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(TextOf(Octets{absl::string_view("\0\xff", 2)}), "\\x00ff");
  EXPECT_EQ(TextOf(std::vector<std::string>{"a", "\"\\"}), "{\"a\",\"\\\"\\\\\"}");
}

TEST(Params, ProtocolValuesTakeTheFormsOfTheirColumns) {
  EXPECT_EQ(TextOf(database_test::MOOD_BAD), "MOOD_BAD");
  EXPECT_TRUE(Param(database_test::MOOD_UNSPECIFIED).is_null());
  common::v1::PartialDate date;
  EXPECT_TRUE(Param(date).is_null());
  date.set_year(2024);
  date.set_month(2);
  EXPECT_EQ(TextOf(date), "2024-02");
}

TEST(Params, NothingIsNull) {
  EXPECT_TRUE(Param(std::nullopt).is_null());
  EXPECT_TRUE(Param(std::optional<std::string>()).is_null());
  EXPECT_EQ(TextOf(std::optional<bool>(false)), "f");
  EXPECT_TRUE(OrNull("").is_null());
  EXPECT_EQ(TextOf(""), "");
}

TEST(Params, AListOfTextsStaysAListOfTexts) {
  const std::string first = "a", second = "b";
  const Params params = {first, second};
  ASSERT_EQ(params.size(), 2u);
  EXPECT_EQ(TextOf(params[1]), "b");
}

}  // namespace
}  // namespace dayaq
