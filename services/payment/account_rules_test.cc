// Who may hold an account for whom: every relation against every age.
#include "services/payment/account_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 11, 30);

// Whose account raises no other doubt.
PayeeFacts Facts(absl::string_view of_age_on) {
  PayeeFacts facts;
  facts.payee_known = facts.guardian_known = facts.name_known = facts.name_alike = true;
  facts.payee_of_age_on = PartialDateFromText(of_age_on).value_or(PartialDate());
  return facts;
}

std::vector<int> DoubtsOf(const PayeeFacts& facts, v1::AccountHolder holder) {
  v1::PayeeAccount account;
  account.set_holder(holder);
  NoteDoubts(facts, kToday, account);
  return {account.doubts().begin(), account.doubts().end()};
}

TEST(AccountRulesTest, OnlyALegalGuardianHoldsForAnAdult) {
  for (int relation = 0; relation <= survivor::v1::FamilyRelation_MAX; ++relation) {
    PayeeFacts facts = Facts("2020-01-01");
    facts.guardian_relation = static_cast<survivor::v1::FamilyRelation>(relation);
    const bool guardian = relation == survivor::v1::FAMILY_RELATION_GUARDIAN;
    EXPECT_EQ(DoubtsOf(facts, v1::ACCOUNT_HOLDER_GUARDIAN).empty(), guardian) << relation;
  }
  EXPECT_THAT(DoubtsOf(Facts("2020-01-01"), v1::ACCOUNT_HOLDER_PAYEE), IsEmpty());
}

TEST(AccountRulesTest, WhoeverBringsUpAChildHoldsForIt) {
  // A month or a year in which it comes of age: a minor while that is possible.
  for (const char* of_age_on : {"2030-05-01", "2026-12", "2026"}) {
    for (const auto relation : {survivor::v1::FAMILY_RELATION_PARENT, survivor::v1::FAMILY_RELATION_SPOUSE,
                                survivor::v1::FAMILY_RELATION_GRANDPARENT, survivor::v1::FAMILY_RELATION_GUARDIAN}) {
      PayeeFacts facts = Facts(of_age_on);
      facts.guardian_relation = relation;
      EXPECT_THAT(DoubtsOf(facts, v1::ACCOUNT_HOLDER_GUARDIAN), IsEmpty()) << of_age_on << " " << relation;
    }
    PayeeFacts brother = Facts(of_age_on);
    brother.guardian_relation = survivor::v1::FAMILY_RELATION_SIBLING;
    EXPECT_THAT(DoubtsOf(brother, v1::ACCOUNT_HOLDER_GUARDIAN), Contains(v1::ACCOUNT_DOUBT_HOLDER_IS_NO_GUARDIAN)) << of_age_on;
  }
  EXPECT_THAT(DoubtsOf(Facts("2030-05-01"), v1::ACCOUNT_HOLDER_PAYEE), Contains(v1::ACCOUNT_DOUBT_PAYEE_IS_MINOR));
  EXPECT_THAT(DoubtsOf(Facts("2026"), v1::ACCOUNT_HOLDER_PAYEE), IsEmpty()) << "not certainly a minor";
  EXPECT_THAT(DoubtsOf(Facts(""), v1::ACCOUNT_HOLDER_PAYEE), IsEmpty());
}

TEST(AccountRulesTest, ForASurvivorWhoeverIsRecordedAsGuardianHolds) {
  for (int relation = 0; relation <= survivor::v1::FamilyRelation_MAX; ++relation) {
    PayeeFacts facts = Facts("");
    facts.payee_is_survivor = true;
    facts.guardian_relation = static_cast<survivor::v1::FamilyRelation>(relation);
    EXPECT_THAT(DoubtsOf(facts, v1::ACCOUNT_HOLDER_GUARDIAN), Contains(v1::ACCOUNT_DOUBT_HOLDER_IS_NO_GUARDIAN));
    facts.guardian_of_survivor = true;
    EXPECT_THAT(DoubtsOf(facts, v1::ACCOUNT_HOLDER_GUARDIAN), IsEmpty());
  }
}

}  // namespace
}  // namespace dayaq::payment
