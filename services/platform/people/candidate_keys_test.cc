#include "services/platform/people/candidate_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "absl/strings/str_cat.h"
#include "rapidcheck/gtest.h"
#include "services/platform/people/candidate_tokens.h"

namespace dayaq {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

common::v1::PersonIdentity Person(const std::string& family, const std::string& given, const std::string& father = "", int year = 0,
                                  int month = 0, int day = 0) {
  common::v1::PersonIdentity identity;
  identity.set_family_name(family);
  identity.set_given_name(given);
  identity.set_father_name(father);
  identity.mutable_birth_date()->set_year(year);
  identity.mutable_birth_date()->set_month(month);
  identity.mutable_birth_date()->set_day(day);
  return identity;
}

// Kinds under which two people meet.
std::set<std::string> Shared(const common::v1::PersonIdentity& a, const common::v1::PersonIdentity& b,
                             const std::string& district = "") {
  const auto of_b = ListCandidateKeys(b, district);
  std::set<std::string> kinds;
  for (const CandidateKey& key : ListCandidateKeys(a, district)) {
    if (LeadsToCandidates(key.kind) && std::find(of_b.begin(), of_b.end(), key) != of_b.end()) kinds.insert(key.kind);
  }
  return kinds;
}

bool Finds(const std::string& typed, const common::v1::PersonIdentity& person) {
  const auto keys = ListCandidateKeys(person, "");
  const auto searched = ListSearchKeys(typed);
  return MayBeMeantBy(typed, person) && std::any_of(searched.begin(), searched.end(), [&keys](const CandidateKey& key) {
           return std::find(keys.begin(), keys.end(), key) != keys.end();
         });
}

// T18 of the scenarios.
TEST(CandidateKeys, OnePersonInThreeSpellingsIsFoundEachWay) {
  const auto whole = Person("Cəfərova Sevinc Rauf qızı", "", "", 1976), russian = Person("Джафарова", "Севиндж", "", 1976),
             english = Person("Sevinj Jafarova Rauf", "", "", 1976);
  EXPECT_THAT(Shared(whole, russian), Not(IsEmpty()));
  EXPECT_THAT(Shared(whole, english), SizeIs(4));
  EXPECT_THAT(Shared(russian, english), Not(IsEmpty()));
  EXPECT_THAT(Shared(whole, Person("Səfərova", "Sevil", "Rauf", 1976)), IsEmpty());
}

TEST(CandidateKeys, OneWrongFactLeavesAnotherWay) {
  const auto person = Person("Məmmədova", "Sevinc", "Rauf", 1976, 3, 9);
  for (const auto& other : {Person("Quliyeva", "Sevinc", "Rauf", 1976), Person("Məmmədova", "Sevda", "Rauf", 1976),
                            Person("Məmmədli", "Sevinc", "Rauf", 1967), Person("Məmmədova", "Sevinc", "", 1979, 3, 9),
                            Person("Məmmədova", "Sevinc", "", 0), Person("Sevinc", "Məmmədova", "", 1976, 9, 3),
                            Person("Quliyeva", "Sevinc", "", 1976, 3, 9), Person("Rauf", "Sevinc", "Məmmədova", 1976)}) {
    EXPECT_THAT(Shared(person, other), Not(IsEmpty())) << other.ShortDebugString();
  }
  EXPECT_THAT(Shared(Person("Quliyeva", "Sevinc", "", 1976), person, "AZ-BAR"), Not(IsEmpty()));
}

// Beside a year or a district, a slip behind the first letters of a name hides nobody.
TEST(CandidateKeys, ASlipInANameLeavesAnotherWay) {
  const auto person = Person("Orucov", "Kamran", "", 1993);
  EXPECT_THAT(Shared(person, Person("Orucxv", "Kamran", "", 1993)), Not(IsEmpty()));
  EXPECT_THAT(Shared(person, Person("Orucov", "Kaeran", "", 1993)), Not(IsEmpty()));
  EXPECT_THAT(Shared(Person("Orucov", "Kamran", "", 0), Person("Orucov", "Kaeran", "", 0), "AZ-BAR"), Not(IsEmpty()));
  EXPECT_THAT(Shared(Person("Orucov", "Kamran", "", 0), Person("Orucov", "Samran", "", 0), "AZ-BAR"), IsEmpty());
}

TEST(CandidateKeys, AFrequentNameAloneLeadsNowhere) {
  EXPECT_THAT(ListCandidateKeys(Person("Məmmədov", ""), "AZ-BAR"), IsEmpty());
  EXPECT_THAT(Shared(Person("Məmmədov", "Elnur", "", 1990), Person("Məmmədov", "Rəşad", "", 1990)), IsEmpty());
  EXPECT_THAT(ListCandidateKeys(common::v1::PersonIdentity(), ""), IsEmpty());
  EXPECT_THAT(ListCandidateKeys(Person("جعفروا", "سوینج", "", 1990, 1, 1), "AZ-BAR"), IsEmpty());
}

TEST(CandidateKeys, StaffFindByAFewLettersOrANameWithAYear) {
  const auto person = Person("Cəfərov", "Sevinc", "Rauf", 1976);
  for (const char* typed :
       {"Cəf Sev", "sevinj JAFAROVA", "Джаф Сев", "Cəfərli Sevinc Rauf", "Cəf 1976", "Cəfərova Sev Rauf qızı"}) {
    EXPECT_TRUE(Finds(typed, person)) << typed;
  }
  for (const char* typed : {"", "Cəf", "1976", "Cəf 1977", "Cəf Sevil", "Səf Sev", "Cəfərova Sevinc Anar"}) {
    EXPECT_FALSE(Finds(typed, person)) << typed;
  }
  EXPECT_THAT(ListSearchKeys("a1 b2 c3 d4 e5 f6 g7 1990"), SizeIs(6 + 4)) << "four words at most";
}

TEST(CandidateTokens, AreThoseOfTheIdentityAndOfEveryText) {
  auto person = Person("Cəfərova", "Sevinc", "Rauf", 1976, 3, 9);
  person.set_national_id("5ABCDE7");
  person.set_phone("+994501234567");
  const auto tokens = CandidateTokensOf(
      person, "AZ-BAR", [](absl::string_view kind, absl::string_view text) { return absl::StrCat(kind, "=", text); });
  EXPECT_THAT(tokens, SizeIs(kMostCandidateKeys + 3)) << "more would be too many rows";
  for (const IdentityToken& token : tokens) {
    EXPECT_TRUE(std::regex_match(token.kind, std::regex("[a-z][a-z0-9_.]{0,39}"))) << token.kind;
    EXPECT_EQ(token.token.rfind(token.kind + "=", 0), 0U);
  }
  EXPECT_TRUE(IsCandidateKind("national_id") && IsCandidateKind("phone") && IsCandidateKind(kNamesKey));
  EXPECT_FALSE(IsCandidateKind("name") || IsCandidateKind(kNamesStartKey) || IsCandidateKind(kNameYearStartKey));
}

RC_GTEST_PROP(CandidateKeysProperty, FewEachOnceAndAlwaysTheSame,
              (const std::string& family, const std::string& given, const std::string& father, bool dated)) {
  const auto person = dated ? Person(family, given, father, 1990, 2, 3) : Person(family, given, father);
  const auto keys = ListCandidateKeys(person, "AZ-BAR");
  RC_ASSERT(keys.size() <= kMostCandidateKeys);
  for (auto key = keys.begin(); key != keys.end(); ++key) RC_ASSERT(std::count(keys.begin(), keys.end(), *key) == 1);
  RC_ASSERT(keys == ListCandidateKeys(person, "AZ-BAR"));
}

}  // namespace
}  // namespace dayaq
