#include "services/platform/sealing/blind_index.h"

#include <iostream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace dayaq {
namespace {

const BlindIndex& Index() {
  static const BlindIndex index(std::string(32, '\x42'));
  return index;
}

TEST(BlindIndex, TwelveSpellingsOfAnIdGiveOneToken) {
  std::set<std::string> tokens;
  for (const char* written : {"5ZX1AB7", "5zx1ab7", "5Zx1aB7", " 5ZX1AB7", "5ZX1AB7 ", "5ZX 1AB7", "5ZX-1AB7", "5zx-1ab 7",
                              "5-Z-X-1-A-B-7", "\t5ZX1AB7\n", "5ZX\u00A01AB7", "5ZX\u20111AB7", "5ZX \u2013 1AB7"}) {
    const auto fin = NormaliseNationalId(written);
    ASSERT_TRUE(fin.has_value()) << written;
    EXPECT_EQ(*fin, "5ZX1AB7") << written;
    tokens.insert(Index().Token("national_id", *fin));
  }
  EXPECT_EQ(tokens.size(), 1U);
}

TEST(BlindIndex, TheSameValueUnderTwoKindsOrKeysGivesUnrelatedTokens) {
  const std::string token = Index().Token("national_id", "5ZX1AB7");
  EXPECT_EQ(token.size(), 16U);
  EXPECT_NE(token, Index().Token("guardian_national_id", "5ZX1AB7"));
  EXPECT_NE(token, BlindIndex(std::string(32, '\x43')).Token("national_id", "5ZX1AB7"));
  EXPECT_NE(token, Index().Token("national_id", "5ZX1AB8"));
  EXPECT_NE(Index().Token("a", "bc"), Index().Token("ab", "c"));
}

TEST(BlindIndex, ManyThreadsGetTheSameTokens) {
  const BlindIndex index(std::string(32, '\x44'));
  std::vector<std::string> made(8);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&index, &mine] {
      for (int i = 0; i < 200; ++i) mine += index.Token(absl::StrCat("kind_", i % 5), absl::StrCat("value_", i));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), 1U);
}

TEST(NationalId, WhatIsNotAFinIsNotMadeOne) {
  for (const char* wrong : {"", "5ZX1AB", "5ZX1AB77", "5ZX1ABI", "5ZX1ABO", "5ZX1ABi", "5ZX1ABı", "5ZX1ABİ", "5ZX1AB0O", "5ZX1AƏ7",
                            "5ZX_AB7", "5ЗX1AB7", "AZE1234567"}) {
    EXPECT_FALSE(NormaliseNationalId(wrong).has_value()) << wrong;
  }
}

TEST(Phone, AzerbaijaniSpellingsMeet) {
  for (const char* written : {"+994501234567", "+994 50 123 45 67", "00994501234567", "00 994 50 123-45-67", "994501234567",
                              "0501234567", "050 123 45 67", "(050) 123-45-67", "50 123 45 67", "+994 (0) 50 123 45 67",
                              "+994 (50) 123.45.67", "050/1234567", "+994\u00A050\u00A01234567"}) {
    EXPECT_EQ(NormalisePhone(written), "+994501234567") << written;
  }
}

TEST(Phone, ForeignNumbersStayAndNonsenseIsRefused) {
  EXPECT_EQ(NormalisePhone("+57 301 234 5678"), "+573012345678");
  EXPECT_EQ(NormalisePhone("007 912 345-67-89"), "+79123456789");
  for (const char* wrong : {"", "+", "12345", "+99450123456", "+9945012345678", "0000000000", "05012345678", "050 123 45 6x",
                            "+1234567", "+1234567890123456", "++994501234567"}) {
    EXPECT_FALSE(NormalisePhone(wrong).has_value()) << wrong;
  }
}

// PD-5 for accounts: the same account however it is written, nothing for one that is none, and never equal across columns.
TEST(Iban, TwelveSpellingsOfAnAccountGiveOneTokenAndNoWrongDigitPasses) {
  const BlindIndex index(std::string(32, 'i'));
  const std::string iban = "AZ21NABZ00000000137010001944";
  std::set<std::string> tokens;
  const std::vector<std::string> spellings = {iban,
                                              "az21nabz00000000137010001944",
                                              "AZ21 NABZ 0000 0000 1370 1000 1944",
                                              "AZ21-NABZ-0000-0000-1370-1000-1944",
                                              " AZ21NABZ00000000137010001944 ",
                                              "IBAN AZ21 NABZ 0000 0000 1370 1000 1944",
                                              "IBAN: AZ21NABZ00000000137010001944",
                                              "iban az21nabz00000000137010001944",
                                              "AZ21\u00A0NABZ\u00A00000\u00A00000\u00A01370\u00A01000\u00A01944",
                                              "AZ21\u2009NABZ 0000 0000 1370 1000 1944",
                                              "AZ21.NABZ.0000.0000.1370.1000.1944",
                                              "\u200EAZ21NABZ00000000137010001944"};
  for (const std::string& written : spellings) {
    const auto normal = NormaliseIban(written);
    ASSERT_TRUE(normal.has_value()) << written;
    tokens.insert(index.Token("iban", *normal));
    EXPECT_EQ(tokens.count(index.Token("national_id", *normal)), 0U);
  }
  int wrong = 0;
  for (size_t place = 2; place < iban.size(); ++place) {
    if (place >= 4 && place < 8) continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = iban;
      other[place] = digit;
      if (other != iban && NormaliseIban(other).has_value()) ++wrong;
    }
  }
  std::cout << "PD-5: " << spellings.size() << " spellings of an account, " << tokens.size()
            << " token; wrong digits taken: " << wrong << "\n";
  EXPECT_EQ(spellings.size(), 12U);
  EXPECT_EQ(tokens.size(), 1U);
  EXPECT_EQ(wrong, 0);
  for (const char* none : {"", "AZ", "GE29NB0000000101904917", "AZ21NAB000000000137010001944", "AZ21NABZ0000000013701000194",
                           "AZ21NABZ000000001370100019440", "AZXXNABZ00000000137010001944", "AZ21NABZ0000000013701000194Ə"}) {
    EXPECT_FALSE(NormaliseIban(none).has_value()) << none;
  }
}

RC_GTEST_PROP(NormaliseProperty, NormalisingTwiceChangesNothing, (const std::string& written)) {
  const auto fin = NormaliseNationalId(written);
  if (fin.has_value()) RC_ASSERT(NormaliseNationalId(*fin) == fin);
  const auto phone = NormalisePhone(written);
  if (phone.has_value()) RC_ASSERT(NormalisePhone(*phone) == phone);
}

}  // namespace
}  // namespace dayaq
