// What banks send, the whole way: signature, reader, orders, questions to people, days that are closed.
#include <gmock/gmock.h>

#include "services/payment/bank_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const absl::CivilDay kDay(2026, 11, 20);
const absl::Time kSaid = absl::FromCivil(absl::CivilSecond(2026, 11, 20, 8, 0, 0), absl::UTCTimeZone());

class BankServiceTest : public BankFixture {
 protected:
  BankBooks Out(const SentOrder& order, const std::string& reference = "") const {
    return {.end_to_end_id = order.id,
            .qepik = order.qepik,
            .reference = reference.empty() ? "OUT" + order.id.substr(8) : reference,
            .day = kDay};
  }
  BankBooks Back(const SentOrder& order, const std::string& reason) const {
    return {.end_to_end_id = order.id,
            .qepik = order.qepik,
            .out = false,
            .reason = reason,
            .reference = "IN" + order.id.substr(8),
            .day = kDay};
  }
  std::string Moved(const std::string& id, const std::vector<BankBooks>& books) const {
    return InventedBank::Camt054(id, kSaid, kPayingAccount, books);
  }
};

TEST_F(BankServiceTest, AFileMovesItsOrdersAndAsks) {
  const FiledRun run = FileRun(4, kDay);
  const auto answered = Submit(InventedBank::Pain002("A1", kSaid, run.message_id, "PART",
                                                     {{run.orders[0].id, "ACSP", {}},
                                                      {run.orders[1].id, "RJCT", {"AC04"}},
                                                      {run.orders[2].id, "WHAT", {}},
                                                      {"0190b7e2aaaa7bbb8ccc0000000000ff", "ACSP", {}}}));
  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->bank(), "invented-bank");
  EXPECT_EQ(answered->lines(), 4);
  EXPECT_EQ(answered->lines_unmatched(), 1);
  EXPECT_EQ(answered->questions(), 2);
  EXPECT_EQ(answered->state(), v1::BANK_MESSAGE_STATE_WITH_QUESTIONS);
  EXPECT_EQ(StateOfOrder(run.orders[0]), "ACCEPTED");
  EXPECT_EQ(StateOfOrder(run.orders[1]), "REJECTED");
  EXPECT_EQ(StateOfOrder(run.orders[2]), "SENT") << "an unknown code is never paid";
  EXPECT_EQ(StateOfOrder(run.orders[3]), "SENT");
  EXPECT_EQ(QuestionsOf(run.orders[1]), "ACCOUNT_CLOSED");
  EXPECT_EQ(QuestionsOf(run.orders[2]), "STATUS_UNKNOWN");

  const auto moved = Submit(Moved("M1", {Out(run.orders[0]), Out(run.orders[3])}));
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->state(), v1::BANK_MESSAGE_STATE_TAKEN);
  EXPECT_EQ(StateOfOrder(run.orders[0]), "SETTLED");
  EXPECT_EQ(StateOfOrder(run.orders[3]), "SETTLED");

  v1::ListBankLinesRequest lines;
  lines.set_order_uid(run.orders[0].uid);
  const auto listed = Call(&Stub::ListBankLines, kReconciler, lines);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->lines_size(), 2);
  EXPECT_EQ(listed->lines(0).code(), "ACSP");
  EXPECT_EQ(listed->lines(1).kind(), v1::BANK_LINE_KIND_OUT);
  EXPECT_EQ(ToText(listed->lines(1).booked_on()), "2026-11-20");
  lines.set_order_uid("");
  lines.add_matches(v1::BANK_LINE_MATCH_NONE);
  EXPECT_EQ(Call(&Stub::ListBankLines, kReconciler, lines)->total(), 1);
  v1::ListBankMessagesRequest messages;
  messages.set_page_size(1);
  const auto first = Call(&Stub::ListBankMessages, kReconciler, messages);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->total(), 2);
  EXPECT_EQ(first->messages(0).message_id(), "M1");
  messages.set_page_token(first->next_page_token());
  EXPECT_EQ(Call(&Stub::ListBankMessages, kReconciler, messages)->messages(0).message_id(), "A1");
}

TEST_F(BankServiceTest, TheSameFileAndTheSameLineCountOnce) {
  const FiledRun run = FileRun(2, kDay);
  const std::string file = Moved("M1", {Out(run.orders[0])});
  const auto first = Submit(file), again = Submit(file);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->name(), again->name());
  // Another file that tells the same line once more, and another one.
  const auto overlapping = Submit(Moved("M2", {Out(run.orders[0]), Out(run.orders[1])}));
  ASSERT_TRUE(overlapping.ok()) << overlapping.status();
  EXPECT_EQ(overlapping->lines_repeated(), 1);
  EXPECT_EQ(QuestionsOf(run.orders[0]), "");
  EXPECT_EQ(Count("SELECT count(*) FROM payment.bank_line"), 2);
  // Another reference is another payment.
  ASSERT_TRUE(Submit(Moved("M3", {Out(run.orders[0], "SECOND")})).ok());
  EXPECT_EQ(QuestionsOf(run.orders[0]), "PAID_TWICE");
  EXPECT_EQ(StateOfOrder(run.orders[0]), "SETTLED");
}

TEST_F(BankServiceTest, WhatIsNotAFileOfTheBankChangesNothing) {
  const FiledRun run = FileRun(1, kDay);
  const std::string good = Moved("M1", {Out(run.orders[0])});
  const std::string before = BankRows();
  const InventedBank thief;
  EXPECT_EQ(ReasonOf(SubmitSigned(good, "").status()), ErrorReason::ERROR_REASON_BANK_SIGNATURE_MISSING);
  EXPECT_EQ(ReasonOf(SubmitSigned(good, thief.Sign(good)).status()), ErrorReason::ERROR_REASON_BANK_SIGNATURE_INVALID);
  EXPECT_EQ(ReasonOf(SubmitSigned(good + " ", bank_.Sign(good)).status()), ErrorReason::ERROR_REASON_BANK_SIGNATURE_INVALID);
  const auto broken = Submit(good.substr(0, good.size() / 2));
  EXPECT_EQ(ReasonOf(broken.status()), ErrorReason::ERROR_REASON_BANK_FILE_MALFORMED);
  EXPECT_THAT(std::string(broken.status().message()), HasSubstr("line "));
  // The second of two movements is faulty: the first is not taken either.
  BankBooks odd = Out(run.orders[0], "OTHER");
  odd.qepik = 0;
  EXPECT_EQ(ReasonOf(Submit(Moved("M2", {Out(run.orders[0]), odd})).status()), ErrorReason::ERROR_REASON_BANK_FILE_MALFORMED);
  EXPECT_EQ(ReasonOf(Submit(InventedBank::Pain002("A1", kSaid, "NEVERMADE", "ACSP", {})).status()),
            ErrorReason::ERROR_REASON_BANK_FILE_NOT_OURS);
  EXPECT_EQ(ReasonOf(Submit(InventedBank::Camt054("M3", kSaid, "AZ21NABZ00000000137010001944", {Out(run.orders[0])})).status()),
            ErrorReason::ERROR_REASON_BANK_FILE_NOT_OURS);
  for (const TestCaller& caller : {kDistrictCaseworker, kRunVerifier, kRunReleaser}) {
    EXPECT_EQ(Submit(good, caller).status().code(), absl::StatusCode::kPermissionDenied) << caller.subject;
  }
  EXPECT_EQ(BankRows(), before);
  ASSERT_TRUE(Submit(good).ok());
  EXPECT_EQ(ReasonOf(Submit(Moved("M1", {Out(run.orders[0], "OTHER")})).status()), ErrorReason::ERROR_REASON_BANK_MESSAGE_ID_TAKEN);
}

TEST_F(BankServiceTest, AStatusOfTheWholeFileIsSaidOfEachOfItsOrders) {
  const FiledRun run = FileRun(3, kDay), other = FileRun(1, kDay);
  const auto taken = Submit(InventedBank::Pain002("A1", kSaid, run.message_id, "RJCT",
                                                  {{run.orders[1].id, "ACSC", {}}, {other.orders[0].id, "ACSC", {}}}));
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(StateOfOrder(run.orders[0]), "REJECTED");
  EXPECT_EQ(StateOfOrder(run.orders[1]), "ACCEPTED");
  EXPECT_EQ(StateOfOrder(run.orders[2]), "REJECTED");
  EXPECT_EQ(StateOfOrder(other.orders[0]), "SENT") << "what answers one file says nothing of another";
  EXPECT_EQ(taken->lines_unmatched(), 1);
  EXPECT_EQ(QuestionsOf(run.orders[0]), "OTHER_REASON");
}

TEST_F(BankServiceTest, ADeadPayeeHoldsWhatHasNotLeft) {
  const FiledRun run = FileRun(1, kDay), next = FileRun(2, kDay, "PROPOSED");
  Write(absl::StrCat("UPDATE payment.payment_order SET payee_uid = '", run.orders[0].payee_uid, "' WHERE uid = '",
                     next.orders[0].uid, "'"));
  ASSERT_TRUE(Submit(InventedBank::Pain002("A1", kSaid, run.message_id, "", {{run.orders[0].id, "RJCT", {"MD07"}}})).ok());
  EXPECT_EQ(StateOfOrder(run.orders[0]), "REJECTED");
  EXPECT_EQ(StateOfOrder(next.orders[0]), "HELD");
  EXPECT_EQ(StateOfOrder(next.orders[1]), "PROPOSED");
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.survivor WHERE state = 'SURVIVOR_STATE_DECEASED'"), 0)
      << "no death is recorded by itself";

  v1::PaymentQuestion question = QuestionOf(run.orders[0], kDistrictCaseworker);
  EXPECT_EQ(question.kind(), v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED);
  EXPECT_EQ(question.holds(), v1::QUESTION_HOLD_PAYEE);
  EXPECT_THAT(question.todo_az(), HasSubstr("vəfat"));
  v1::TakePaymentQuestionRequest take;
  take.set_request_id(NewRequestId());
  take.set_name(question.name());
  take.set_etag(question.etag());
  EXPECT_EQ(Call(&Stub::TakePaymentQuestion, kDistrictCaseworker, take).status().code(), absl::StatusCode::kPermissionDenied);
  const auto taken = Call(&Stub::TakePaymentQuestion, kReconciler, take);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_FALSE(taken->taken_by().empty());
  EXPECT_EQ(ReasonOf(Answer(question, v1::PAYMENT_ANSWER_PAYEE_ALIVE).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(ReasonOf(Answer(*taken, v1::PAYMENT_ANSWER_SETTLED).status()), ErrorReason::ERROR_REASON_PAYMENT_ANSWER_IMPOSSIBLE);
  const auto answered = Answer(*taken, v1::PAYMENT_ANSWER_PAYEE_ALIVE);
  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->holds(), v1::QUESTION_HOLD_NOTHING);
  EXPECT_EQ(StateOfOrder(next.orders[0]), "CANCELLED") << "the next run orders what is due then";
  take.set_request_id(NewRequestId());
  take.set_etag(answered->etag());
  EXPECT_EQ(ReasonOf(Call(&Stub::TakePaymentQuestion, kReconciler, take).status()),
            ErrorReason::ERROR_REASON_PAYMENT_QUESTION_ANSWERED);
}

TEST_F(BankServiceTest, WhatFailedAndWasPaidAnewStaysFailedWhenTheMoneyMovesAllTheSame) {
  const FiledRun run = FileRun(1, kDay), again = FileRun(1, kDay);
  ASSERT_TRUE(Submit(InventedBank::Pain002("A1", kSaid, run.message_id, "", {{run.orders[0].id, "RJCT", {"AC04"}}})).ok());
  ASSERT_TRUE(Answer(QuestionOf(run.orders[0]), v1::PAYMENT_ANSWER_PAY_AGAIN).ok());
  Write(absl::StrCat("UPDATE payment.payment_order_instalment SET instalment_uid = '", run.orders[0].instalment_uid,
                     "' WHERE order_uid = '", again.orders[0].uid, "'"));
  const auto moved = Submit(Moved("M1", {Out(run.orders[0]), Out(again.orders[0])}));
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(StateOfOrder(run.orders[0]), "REJECTED");
  EXPECT_EQ(StateOfOrder(again.orders[0]), "SETTLED");
  EXPECT_EQ(QuestionsOf(run.orders[0]), "ACCOUNT_CLOSED,PAID_AFTER_REFUSAL");
}

TEST_F(BankServiceTest, ADayIsReckonedClosedAndOpenAgain) {
  const FiledRun run = FileRun(4, kDay);
  EXPECT_EQ(Value("SELECT payment.reconciliation_open()::text"), "true") << "a day before today on which something was ordered";
  const auto nothing = Reconcile(kDay);
  ASSERT_TRUE(nothing.ok()) << nothing.status();
  EXPECT_EQ(nothing->ordered(), 4);
  EXPECT_EQ(nothing->accepted(), 0);
  EXPECT_EQ(nothing->difference_count(), 4);
  EXPECT_EQ(ReasonOf(Close(*nothing).status()), ErrorReason::ERROR_REASON_FIELDS_INVALID) << "differences need a reason";

  ASSERT_TRUE(Submit(Moved("M1", {Out(run.orders[0]), Out(run.orders[1]), Out(run.orders[2])})).ok());
  EXPECT_EQ(ReasonOf(Close(*nothing, "Bank susur").status()), ErrorReason::ERROR_REASON_RECONCILIATION_CHANGED);
  const auto later = Reconcile(kDay);
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(later->moved(), 3);
  EXPECT_EQ(later->moved_qepik(), run.orders[0].qepik + run.orders[1].qepik + run.orders[2].qepik);
  EXPECT_EQ(later->accepted_qepik(), later->moved_qepik());
  ASSERT_EQ(later->differences_size(), 1);
  EXPECT_EQ(later->differences(0).kind(), v1::RECONCILIATION_DIFFERENCE_KIND_NOT_ANSWERED);
  EXPECT_EQ(later->differences(0).order_uid(), run.orders[3].uid);
  v1::ListReconciliationsRequest list;
  EXPECT_THAT(Call(&Stub::ListReconciliations, kReconciler, list)->open_days(), ElementsAre("2026-11-20"));
  const auto closed = Close(*later, "Dördüncü tapşırıq bankda araşdırılır");
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->state(), v1::RECONCILIATION_STATE_CLOSED);
  EXPECT_EQ(Value("SELECT payment.reconciliation_open()::text"), "false");
  EXPECT_EQ(Call(&Stub::ListReconciliations, kRunVerifier, list)->open_days_size(), 0);
  EXPECT_EQ(ReasonOf(Close(*closed, "bir daha").status()), ErrorReason::ERROR_REASON_RECONCILIATION_CLOSED);

  // Something late, something of nobody, something twice.
  ASSERT_TRUE(Submit(Moved("M2", {Out(run.orders[3]),
                                  Out(run.orders[0], "SECOND"),
                                  {.end_to_end_id = "", .qepik = 5, .reference = "FEE", .day = kDay}}))
                  .ok());
  EXPECT_EQ(Value("SELECT payment.reconciliation_open()::text"), "true") << "late lines open the day again";
  const auto reopened = Reconcile(kDay);
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->difference_count(), 2) << reopened->DebugString();
  ASSERT_TRUE(Close(*reopened, "Komissiya və təkrar bankdan tələb olunub").ok());
  v1::Reconciliation future = *reopened;
  EXPECT_EQ(ReasonOf(Reconcile(absl::CivilDay(2099, 1, 1)).status()), ErrorReason::ERROR_REASON_RECONCILIATION_TOO_EARLY);
}

}  // namespace
}  // namespace dayaq::payment
