// Accounts of payees on a real database: checked, sealed, held, in doubt until somebody else answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/payment/run_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::Not;

class AccountServiceTest : public RunFixture {
 protected:
  absl::StatusOr<v1::ListPayeeAccountsResponse> Find(const std::string& iban, bool former_too = false) const {
    v1::ListPayeeAccountsRequest request;
    request.set_iban(iban);
    request.set_former_too(former_too);
    return Ask(&Accounts::ListPayeeAccounts, kCaseworker, request);
  }
};

TEST_F(AccountServiceTest, AnAccountIsSetHeldAndSealed) {
  const std::string survivor = EntitledSurvivor();
  EXPECT_EQ(ReasonOf(Ask(&Accounts::SetPayeeAccount, kCaseworker, SettingOf(survivor)).status()),
            ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(Ask(&Accounts::SetPayeeAccount, Strongly(kVerifier), SettingOf(survivor)).status().code(),
            absl::StatusCode::kPermissionDenied);
  const auto account = Set(survivor);
  ASSERT_TRUE(account.ok()) << account.status();
  EXPECT_EQ(account->state(), v1::ACCOUNT_STATE_IN_USE);
  EXPECT_EQ(account->details().iban(), kIbanOfAll);
  EXPECT_EQ(account->number_end(), "1944");
  EXPECT_EQ(account->bank(), "AIIBAZ2X");
  EXPECT_THAT(account->doubts(), Contains(v1::ACCOUNT_DOUBT_NAME_UNKNOWN));
  EXPECT_FALSE(account->set_by().empty());
  const absl::Time hold = absl::FromUnixSeconds(account->hold_until_time().seconds());
  EXPECT_GT(hold, absl::Now() + absl::Hours(71));
  EXPECT_LT(hold, absl::Now() + absl::Hours(73));
  // Nothing of it lies in the database to be read.
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payee_account a WHERE a::text LIKE '%38001944%' OR a::text LIKE '%Əliyev%'"), 0);
  // An event without a number in it.
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'payment.account_changed' AND resource LIKE 'payeeAccounts/%'"),
            1);
  // Found by its number, in whatever spelling.
  const auto found = Find("az77 aiib 3800 1944 1944 1944 1944");
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->accounts_size(), 1);
  EXPECT_EQ(found->accounts(0).name(), account->name());
}

TEST_F(AccountServiceTest, EveryFaultIsNamed) {
  const std::string survivor = EntitledSurvivor();
  v1::SetPayeeAccountRequest request = SettingOf(survivor, "AZ78AIIB38001944194419441944");
  request.set_holder_name("李明");
  const auto refused = Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payee_account"), 0);
  request = SettingOf(survivor);
  request.set_family_member("familyMembers/" + NewRequestId());
  EXPECT_EQ(Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request).status().code(), absl::StatusCode::kInvalidArgument);
  // A survivor out of reach is not there.
  request = SettingOf(NewRequestId());
  EXPECT_EQ(Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(AccountServiceTest, WhoSetItDoesNotAnswerForIt) {
  const std::string survivor = EntitledSurvivor();
  const auto account = Set(survivor);
  ASSERT_TRUE(account.ok()) << account.status();
  EXPECT_EQ(Answer(*account, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  const auto answered = Answer(*account);
  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_FALSE(answered->answered_by().empty());
  EXPECT_NE(answered->answered_by(), answered->set_by());
  // Another account takes its place, and is in doubt and on hold anew.
  const auto second = Set(survivor, kOtherIban);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(second->answered_by().empty());
  EXPECT_EQ(ReasonOf(Answer(*answered).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payee_account WHERE state = 'ACCOUNT_STATE_IN_USE'"), 1);
}

TEST_F(AccountServiceTest, AnAccountOfTwoPayeesIsInDoubtForBoth) {
  const std::string first = EntitledSurvivor(), second = EntitledSurvivor();
  const v1::PayeeAccount one = FreeAccount(first);
  const auto other = Set(second);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_THAT(other->doubts(), Contains(v1::ACCOUNT_DOUBT_SHARED));
  v1::GetPayeeAccountRequest request;
  request.set_name(one.name());
  const auto again = Ask(&Accounts::GetPayeeAccount, kVerifier, request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(again->doubts(), Contains(v1::ACCOUNT_DOUBT_SHARED));
  EXPECT_TRUE(again->answered_by().empty());
  // Nobody of the two is paid before somebody looked.
  WaitOutHolds();
  const v1::PaymentRun run = ProposedRun();
  EXPECT_EQ(run.orders(), 0);
  int in_doubt = 0;
  const v1::ListOmissionsResponse omissions = OmissionsOf(run);
  for (const auto& omission : omissions.omissions()) {
    in_doubt += omission.reason() == v1::OMISSION_REASON_ACCOUNT_IN_DOUBT ? 1 : 0;
  }
  EXPECT_EQ(in_doubt, 2);
}

// A brother who holds the account of a grown man is asked about, and one who is recorded as his guardian is not.
TEST_F(AccountServiceTest, WhoHoldsItForSomebodyElseIsAskedAbout) {
  const std::string survivor = EntitledSurvivor(), brother = NewRequestId();
  Write(absl::StrCat(
      "INSERT INTO survivor.family_member (uid, etag, survivor_uid, relation, create_time, update_time, register, district, "
      "institution) "
      "SELECT '",
      brother,
      "', 1, uid, 'FAMILY_RELATION_SIBLING', now(), now(), register, district, institution FROM survivor.survivor WHERE uid = '",
      survivor, "'"));
  v1::SetPayeeAccountRequest request = SettingOf(survivor);
  request.set_guardian("familyMembers/" + brother);
  const auto asked = Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_THAT(asked->doubts(), Contains(v1::ACCOUNT_DOUBT_HOLDER_IS_NO_GUARDIAN));
  Write(absl::StrCat("UPDATE survivor.family_member SET is_guardian = true WHERE uid = '", brother, "'"));
  request.set_request_id(NewRequestId());
  const auto known = Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request);
  ASSERT_TRUE(known.ok()) << known.status();
  EXPECT_THAT(known->doubts(), Not(Contains(v1::ACCOUNT_DOUBT_HOLDER_IS_NO_GUARDIAN)));
}

TEST_F(AccountServiceTest, InsideTheHoldNothingIsPaid) {
  const std::string survivor = EntitledSurvivor();
  const auto account = Set(survivor);
  ASSERT_TRUE(account.ok() && Answer(*account).ok());
  const v1::PaymentRun run = ProposedRun();
  EXPECT_EQ(run.orders(), 0);
  bool held = false;
  const v1::ListOmissionsResponse omissions = OmissionsOf(run);
  for (const auto& omission : omissions.omissions()) {
    held = held || omission.reason() == v1::OMISSION_REASON_ACCOUNT_ON_HOLD;
  }
  EXPECT_TRUE(held);
}

// A number leads to its account for whoever reads account numbers, though they see no name; the keyed hash of a number is of the
// class of the number.
TEST_F(AccountServiceTest, WhoReadsNumbersFindsAnAccountByItsNumber) {
  const v1::PayeeAccount account = FreeAccount(EntitledSurvivor());
  FreeAccount(EntitledSurvivor(), kOtherIban);
  v1::ListPayeeAccountsRequest request;
  request.set_iban("az77 aiib 3800 1944 1944 1944 1944");
  for (const TestCaller& caller : {kVerifier, kSupervisor}) {
    const auto found = Ask(&Accounts::ListPayeeAccounts, caller, request);
    ASSERT_TRUE(found.ok()) << caller.subject << ": " << found.status();
    ASSERT_EQ(found->accounts_size(), 1) << caller.subject;
    EXPECT_EQ(found->accounts(0).name(), account.name());
  }
  for (const TestCaller& caller : {kApprover, kReleaser, kAuditor, kRegistrar}) {
    EXPECT_EQ(Ask(&Accounts::ListPayeeAccounts, caller, request).status().code(), absl::StatusCode::kPermissionDenied)
        << caller.subject;
  }
  request.set_iban("AZ63PAHA38001944194419441944");
  EXPECT_EQ(Ask(&Accounts::ListPayeeAccounts, kVerifier, request)->accounts_size(), 0);
}

// What is copied from another row does not open: an account cannot be changed behind the service.
TEST_F(AccountServiceTest, ACellFromAnotherRowDoesNotOpen) {
  const std::string first = EntitledSurvivor(), second = EntitledSurvivor();
  const v1::PayeeAccount one = FreeAccount(first);
  const v1::PayeeAccount other = FreeAccount(second, kOtherIban);
  Write(absl::StrCat("UPDATE payment.payee_account SET details = (SELECT details FROM payment.payee_account WHERE uid = '",
                     one.uid(), "') WHERE uid = '", other.uid(), "'"));
  v1::GetPayeeAccountRequest request;
  request.set_name(other.name());
  EXPECT_FALSE(Ask(&Accounts::GetPayeeAccount, kVerifier, request).ok());
}

}  // namespace
}  // namespace dayaq::payment
