#include "services/platform/text/unicode.h"

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace dayaq {
namespace {

TEST(Unicode, MalformedTextIsRecognised) {
  for (const char* right : {"", "Ağdam", "Ҹәфәров", "😀", "\u0301"}) EXPECT_TRUE(IsWellFormed(right)) << right;
  for (const std::string& wrong :
       {std::string("a\0b", 3), std::string("\xff"), std::string("\xc0\x80"), std::string("\xed\xa0\x80"),
        std::string("\xf4\x90\x80\x80"), std::string("abc\xc9"), std::string("\x80")}) {
    EXPECT_FALSE(IsWellFormed(wrong));
    EXPECT_FALSE(Nfc(wrong).has_value());
    EXPECT_EQ(CountCodePoints(wrong), 0U);
  }
}

TEST(Unicode, NormalisationJoinsMarksToTheirLetters) {
  EXPECT_EQ(Nfc("S\u0327\u0259ki"), "Şəki");
  EXPECT_EQ(Nfc("I\u0307sa"), "İsa");
  EXPECT_EQ(Nfc("Şəki"), "Şəki");
  EXPECT_EQ(CountCodePoints("Şəki"), 4U);
  EXPECT_EQ(CountCodePoints("😀a"), 2U);
}

RC_GTEST_PROP(UnicodeProperty, NormalisingTwiceChangesNothingAndAnyBytesAreSafe, (const std::string& bytes)) {
  const auto once = Nfc(bytes);
  RC_ASSERT(once.has_value() == IsWellFormed(bytes));
  if (once.has_value()) RC_ASSERT(Nfc(*once) == once);
}

}  // namespace
}  // namespace dayaq
