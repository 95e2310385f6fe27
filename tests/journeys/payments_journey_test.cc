// From an incident to the bank and back: nobody applies, four people let the money go, and only what the bank says closes a
// payment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/journeys/payment_house.h"

namespace dayaq::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

TEST_F(PaymentsJourney, FromTheIncidentToTheFileForTheBank) {
  const survivor::v1::Survivor man = ConfirmedMan();
  const Entitlement allowance = EntitlementOf(man, kAllowance);
  ASSERT_TRUE(allowance.releasable());
  // The name is compared as it sounds, whatever the alphabet it is written in.
  const std::string name = absl::StrCat(man.identity().family_name(), " ", man.identity().given_name());
  const PayeeAccount account = SetAccount(man, name);
  EXPECT_THAT(account.doubts(), IsEmpty());
  EXPECT_EQ(Propose().orders(), 0) << "the hold is not over";
  WaitOutHolds();

  const PaymentRun run = Propose();
  EXPECT_EQ(run.orders(), 1);
  EXPECT_EQ(run.total_qepik(), allowance.entitled_qepik());
  const std::string file = LetGo(run);
  EXPECT_THAT(file, HasSubstr(kIban));
  EXPECT_THAT(file, HasSubstr(absl::StrReplaceAll(OnlyOrder(run).uid(), {{"-", ""}})));
  // The bank learns neither why nor for what.
  EXPECT_THAT(file, Not(HasSubstr("disab")));
  EXPECT_THAT(file, Not(HasSubstr("GWLT")));
}

TEST_F(PaymentsJourney, OnlyAMovementClosesAPaymentAndWhatComesBackWaitsForAPerson) {
  const survivor::v1::Survivor man = ConfirmedMan();
  SetAccount(man, absl::StrCat(man.identity().family_name(), " ", man.identity().given_name()));
  WaitOutHolds();
  const PaymentRun run = Propose();
  const std::string file = LetGo(run);
  const std::vector<OrderAtBank> at_bank = InventedBank::OrdersIn(file);
  ASSERT_THAT(at_bank, SizeIs(1));
  EXPECT_EQ(at_bank[0].qepik, run.total_qepik());
  EXPECT_EQ(at_bank[0].iban, kIban);

  // "Settled", says the status; nothing moved yet.
  Submit(InventedBank::Pain002("STATUS1", absl::Now(), InventedBank::MessageIdOf(file), "",
                               {{.end_to_end_id = at_bank[0].end_to_end_id, .status = "ACSC"}}));
  EXPECT_EQ(OnlyOrder(run).state(), PAYMENT_ORDER_STATE_ACCEPTED);
  SubmitMovement("MOVED1", at_bank[0], true);
  EXPECT_EQ(OnlyOrder(run).state(), PAYMENT_ORDER_STATE_SETTLED);
  EXPECT_EQ(Propose().orders(), 0) << "it was paid";

  // The account was closed, and the money comes back: it is not sent out again by itself.
  SubmitMovement("BACK1", at_bank[0], false, "AC04");
  EXPECT_EQ(OnlyOrder(run).state(), PAYMENT_ORDER_STATE_RETURNED);
  EXPECT_EQ(Propose().orders(), 0) << "a person answers first";
  ListPaymentQuestionsRequest open;
  const ListPaymentQuestionsResponse questions = Done(&Banks::ListPaymentQuestions, kReconciler, open);
  ASSERT_THAT(questions.questions(), SizeIs(1));
  EXPECT_EQ(questions.questions(0).kind(), PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED);
  AnswerPaymentQuestionRequest answer;
  answer.set_request_id(NewRequestId());
  answer.set_name(questions.questions(0).name());
  answer.set_etag(questions.questions(0).etag());
  answer.set_answer(PAYMENT_ANSWER_PAY_AGAIN);
  answer.set_reason("Hesab yenidən açılıb");
  Done(&Banks::AnswerPaymentQuestion, kReconciler, answer);
  const PaymentRun again = Propose();
  EXPECT_EQ(again.orders(), 1);
  EXPECT_EQ(again.total_qepik(), run.total_qepik());
  EXPECT_NE(OnlyOrder(again).uid(), OnlyOrder(run).uid()) << "another order, with a reference of its own";
}

TEST_F(PaymentsJourney, AnotherNameIsAQuestionAndNoRefusal) {
  const survivor::v1::Survivor man = ConfirmedMan();
  EXPECT_THAT(SetAccount(man, "Başqayev Başqa").doubts(), Contains(ACCOUNT_DOUBT_NAME_DIFFERS));
  WaitOutHolds();
  EXPECT_EQ(Propose().orders(), 0);
}

TEST_F(PaymentsJourney, AfterADeathTheRestIsOwedBackAndNothingMoreLeaves) {
  const survivor::v1::Survivor man = ConfirmedMan();
  SetAccount(man, absl::StrCat(man.identity().family_name(), " ", man.identity().given_name()));
  WaitOutHolds();
  const PaymentRun first = Propose();
  LetGo(first);
  const int64_t paid = first.total_qepik();
  // He died in the month before last, which is known only now: what was paid for the time after was too much, and nothing more is
  // due.
  const absl::CivilMonth month(Today(absl::Now()));
  const absl::CivilDay death = absl::CivilDay(month - 2) + 14;
  RecordDeath(ReadSurvivor(man.name()),
              Day(static_cast<int>(death.year()), static_cast<int>(death.month()), static_cast<int>(death.day())));
  Settle();
  EXPECT_LT(EntitlementOf(man, kAllowance).entitled_qepik(), paid);
  EXPECT_EQ(Propose().orders(), 0);
}

}  // namespace
}  // namespace dayaq::testing
