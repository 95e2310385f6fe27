#include "services/platform/text/azerbaijani.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace dayaq {
namespace {

TEST(AzerbaijaniCase, DottedAndDotlessStayTwoLetters) {
  EXPECT_EQ(UpperAz("iı"), "İI");
  EXPECT_EQ(LowerAz("İI"), "iı");
  EXPECT_EQ(UpperAz("Şəki, Xızı, İmişli"), "ŞƏKİ, XIZI, İMİŞLİ");
  EXPECT_EQ(LowerAz("ŞƏKİ, XIZI, İMİŞLİ"), "şəki, xızı, imişli");
  EXPECT_EQ(LowerAz("Ҹ\xff"), "Ҹ\xff") << "malformed text stays as it is";
}

TEST(AzerbaijaniOrder, IsThatOfTheAlphabet) {
  const std::vector<std::string> alphabet = {"A", "B", "C", "Ç", "D", "E", "Ə", "F", "G", "Ğ", "H", "X", "I", "İ", "J", "K",
                                             "Q", "L", "M", "N", "O", "Ö", "P", "R", "S", "Ş", "T", "U", "Ü", "V", "Y", "Z"};
  for (size_t i = 0; i + 1 < alphabet.size(); ++i) {
    EXPECT_LT(CompareAz(alphabet[i], alphabet[i + 1]), 0) << alphabet[i];
    EXPECT_LT(CollationKeyAz(alphabet[i]), CollationKeyAz(alphabet[i + 1])) << alphabet[i];
    EXPECT_LT(CompareAz(alphabet[i] + "z", LowerAz(alphabet[i + 1]) + "a"), 0) << alphabet[i];
  }
}

TEST(AzerbaijaniOrder, SortsDistrictsAsAnAtlasDoes) {
  std::vector<std::string> districts = {"Zərdab",    "Xızı",     "İmişli", "Qazax",    "Kəlbəcər", "Ağdam",   "Şuşa",  "Sabirabad",
                                        "Hacıqabul", "Ağcabədi", "Çaylı",  "Cəbrayıl", "Lerik",    "Əskəran", "Füzuli"};
  std::sort(districts.begin(), districts.end(), [](const std::string& a, const std::string& b) { return CompareAz(a, b) < 0; });
  EXPECT_THAT(districts, testing::ElementsAre("Ağcabədi", "Ağdam", "Cəbrayıl", "Çaylı", "Əskəran", "Füzuli", "Hacıqabul", "Xızı",
                                              "İmişli", "Kəlbəcər", "Qazax", "Lerik", "Sabirabad", "Şuşa", "Zərdab"));
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("Ağdərə"), 6);
  EXPECT_EQ(DisplayWidth("S\u0327\u0259ki"), 4) << "a combining mark takes no column";
  EXPECT_EQ(DisplayWidth("日本"), 4);
  EXPECT_EQ(DisplayWidth("😀"), 2);
  EXPECT_EQ(DisplayWidth("a\u200Bb\tc"), 3);
  EXPECT_EQ(DisplayWidth("a\xff"), 2) << "shown as one replacement character";
}

RC_GTEST_PROP(AzerbaijaniProperty, KeysOrderAsTheComparisonDoes, (const std::string& a, const std::string& b)) {
  const int compared = CompareAz(a, b);
  const int keys = CollationKeyAz(a).compare(CollationKeyAz(b));
  RC_ASSERT((compared < 0) == (keys < 0));
  RC_ASSERT((compared > 0) == (keys > 0));
  RC_ASSERT(DisplayWidth(a) >= 0);
}

}  // namespace
}  // namespace dayaq
