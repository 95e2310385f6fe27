#include "services/platform/identity/strict_json.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/identity/base64url.h"

namespace dayaq::identity {
namespace {

std::string Nested(int depth) {
  return std::string(static_cast<size_t>(depth), '[') + std::string(static_cast<size_t>(depth), ']');
}

TEST(StrictJson, ReadsEveryKindOfValue) {
  const auto json =
      ParseJson(R"( {"a":[1,-0.5e+3,true,false,null],"b":{"c":"\"\\\/\b\f\n\r\t\u0259\ud83d\ude00"},"d":"Əli"} )", 1000);
  ASSERT_TRUE(json.has_value());
  const Json* const list = json->Find("a");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 5u);
  EXPECT_EQ(list->items[0].AsInteger(), 1);
  EXPECT_EQ(list->items[1].text, "-0.5e+3");
  EXPECT_EQ(list->items[1].AsInteger(), std::nullopt);
  EXPECT_TRUE(list->items[2].boolean);
  EXPECT_FALSE(list->items[3].boolean);
  EXPECT_EQ(list->items[4].kind, Json::Kind::kNull);
  EXPECT_EQ(*json->Find("b")->FindString("c"), "\"\\/\b\f\n\r\tə😀");
  EXPECT_EQ(*json->FindString("d"), "Əli");
  EXPECT_EQ(json->FindString("a"), nullptr);
  EXPECT_EQ(json->Find("e"), nullptr);
}

TEST(StrictJson, RefusesWhatReadersDisagreeAbout) {
  for (const absl::string_view text : {"",
                                       " ",
                                       "{",
                                       "}",
                                       "[1,]",
                                       "{\"a\":1,}",
                                       "{a:1}",
                                       "{'a':1}",
                                       "{\"a\" 1}",
                                       "{\"a\":}",
                                       "[1 2]",
                                       "01",
                                       "+1",
                                       "1.",
                                       ".5",
                                       "1e",
                                       "-",
                                       "0x10",
                                       "NaN",
                                       "Infinity",
                                       "tru",
                                       "True",
                                       "nul",
                                       "\"a",
                                       "\"\\x\"",
                                       "\"\\u12\"",
                                       "\"\\u12g4\"",
                                       "\"\\u0000\"",
                                       "\"\\ud800\"",
                                       "\"\\ud800\\u0041\"",
                                       "\"\\udc00\"",
                                       "\"\n\"",
                                       "\"\x80\"",
                                       "\"\xC0\x80\"",
                                       "\"\xE0\x80\x80\"",
                                       "\"\xED\xA0\x80\"",
                                       "\"\xF4\x90\x80\x80\"",
                                       "\"\xF5\x80\x80\x80\"",
                                       "\"\xC4\"",
                                       "1 1",
                                       "{}{}",
                                       "[]]",
                                       "// x\n1",
                                       "{\"a\":1,\"a\":1}",
                                       "{\"a\":1,\"\\u0061\":1}",
                                       "\xEF\xBB\xBF{}"}) {
    EXPECT_FALSE(ParseJson(text, 1000).has_value()) << text;
  }
}

TEST(StrictJson, KeepsToItsLimits) {
  EXPECT_TRUE(ParseJson(Nested(8), 1000).has_value());
  EXPECT_FALSE(ParseJson(Nested(9), 1000).has_value());
  EXPECT_FALSE(ParseJson(Nested(100'000), 1'000'000).has_value());
  EXPECT_TRUE(ParseJson("1234567890", 10).has_value());
  EXPECT_FALSE(ParseJson("12345678901", 10).has_value());
  std::string object = "{\"0\":0";
  for (int i = 1; i < 64; ++i) absl::StrAppend(&object, ",\"", i, "\":0");
  EXPECT_TRUE(ParseJson(object + "}", 10'000).has_value());
  EXPECT_FALSE(ParseJson(object + ",\"64\":0}", 10'000).has_value());
  EXPECT_EQ(ParseJson("999999999999999", 100)->AsInteger(), 999999999999999);
  EXPECT_EQ(ParseJson("9999999999999999", 100)->AsInteger(), std::nullopt);
}

TEST(Base64Url, DecodesOnlyTheOneCanonicalForm) {
  EXPECT_EQ(DecodeBase64Url(""), "");
  EXPECT_EQ(DecodeBase64Url("TWE"), "Ma");
  EXPECT_EQ(DecodeBase64Url("TWFu"), "Man");
  EXPECT_EQ(DecodeBase64Url("-_8"), "\xFB\xFF");
  for (const absl::string_view text : {"T", "TWE=", "TWF", "TR", "+/8", "TW E", "TWE\n", "TWFuT", "TW\xC3\xA9"}) {
    EXPECT_EQ(DecodeBase64Url(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace dayaq::identity
