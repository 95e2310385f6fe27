#include "services/platform/people/identity_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/platform/sealing/blind_index.h"

namespace dayaq {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Shows what a token is made of.
std::string Shown(absl::string_view kind, absl::string_view text) { return absl::StrCat(kind, ":", text); }

common::v1::PersonIdentity Named(const std::string& family, const std::string& given, const std::string& father = "") {
  common::v1::PersonIdentity identity;
  identity.set_family_name(family);
  identity.set_given_name(given);
  identity.set_father_name(father);
  return identity;
}

std::vector<std::string> TextsOf(const common::v1::PersonIdentity& identity) {
  std::vector<std::string> tokens;
  for (const IdentityToken& token : TokensOf(identity, Shown)) {
    EXPECT_EQ(token.token.rfind(token.kind + ":", 0), 0u);
    tokens.push_back(token.token);
  }
  return tokens;
}

TEST(IdentityTokens, NobodyIsFoundByNothing) {
  EXPECT_THAT(TextsOf(common::v1::PersonIdentity()), IsEmpty());
  EXPECT_THAT(TextsOf(Named("Nümunəyev", "")), IsEmpty());
  EXPECT_THAT(TextsOf(Named("", "Elnur", "Rauf")), IsEmpty());
}

TEST(IdentityTokens, APersonIsFoundByIdTelephoneAndName) {
  common::v1::PersonIdentity identity = Named("Nümunəyev", "Elnur", "Rauf");
  identity.set_national_id("5ABCDE7");
  identity.set_phone("+994501234567");
  identity.set_address("Nümunəkənd");
  identity.mutable_birth_date()->set_year(1990);
  const auto tokens = TextsOf(identity);
  EXPECT_THAT(tokens, SizeIs(3));
  EXPECT_THAT(tokens, Contains("national_id:5ABCDE7"));
  EXPECT_THAT(tokens, Contains("phone:+994501234567"));
  EXPECT_THAT(tokens, Contains(::testing::StartsWith("name:")));
}

// T18: one person in three scripts and spellings.
TEST(IdentityTokens, OnePersonInThreeSpellingsHasOneName) {
  const auto azerbaijani = TextsOf(Named("Cəfərova", "Sevinc", "Rauf"));
  ASSERT_THAT(azerbaijani, SizeIs(1));
  EXPECT_EQ(TextsOf(Named("Джафарова", "Севиндж")), azerbaijani);
  EXPECT_EQ(TextsOf(Named("Jafarova", "Sevinj", "Rauf")), azerbaijani);
  EXPECT_NE(TextsOf(Named("Cəfərova", "Sevil")), azerbaijani);
  EXPECT_NE(TextsOf(Named("Səfərova", "Sevinc")), azerbaijani);
}

TEST(IdentityTokens, WhoeverTypesAnyOfTheSpellingsFindsTheOthers) {
  const std::string stored = TextsOf(Named("Cəfərova", "Sevinc", "Rauf")).at(0);
  for (const char* typed :
       {"Cəfərova Sevinc Rauf qızı", "Джафарова Севиндж", "Sevinj Jafarova Rauf", "Sevinc Cəfərova", " sevinj,\tJAFAROV "}) {
    EXPECT_THAT(NameSearchTokens(typed, Shown), Contains(stored)) << typed;
  }
  for (const char* typed : {"Sevinc", "", "  ", "Sevil Cəfərova", "Rauf qızı"}) {
    EXPECT_THAT(NameSearchTokens(typed, Shown), Not(Contains(stored))) << typed;
  }
}

TEST(IdentityTokens, ALongTextMakesNoMoreTokensThanFourWords) {
  EXPECT_THAT(NameSearchTokens("a1 b2 c3 d4", Shown), SizeIs(12));
  std::string endless;
  for (int i = 0; i < 10000; ++i) absl::StrAppend(&endless, "w", i, " ");
  EXPECT_THAT(NameSearchTokens(endless, Shown), SizeIs(12));
}

// Else everybody whose name folding does not know would have one and the same token.
TEST(IdentityTokens, ANameWithoutKnownLettersMakesNoToken) {
  EXPECT_THAT(TextsOf(Named("جعفروا", "سوینج")), IsEmpty());
  EXPECT_THAT(TextsOf(Named("Cəfərova", "سوینج")), IsEmpty());
  EXPECT_THAT(TextsOf(Named("?", "-")), IsEmpty());
  EXPECT_THAT(NameSearchTokens("جعفروا سوینج", Shown), IsEmpty());
}

TEST(IdentityTokens, AKeyedTokenShowsNothingOfTheName) {
  const BlindIndex index(std::string(32, 'k'));
  const auto make = [&index](absl::string_view kind, absl::string_view text) { return index.Token(kind, text); };
  const auto tokens = TokensOf(Named("Cəfərova", "Sevinc"), make);
  ASSERT_THAT(tokens, SizeIs(1));
  EXPECT_THAT(tokens[0].token, SizeIs(16));
  EXPECT_THAT(NameSearchTokens("Jafarova Sevinj", make), Contains(tokens[0].token));
}

}  // namespace
}  // namespace dayaq
