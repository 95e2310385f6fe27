// From an incident to the bank and back: nobody applies, four people let the money go, and only what the bank says closes a
// payment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kAllowance[] = "disability-allowance";
constexpr char kIban[] = "AZ77AIIB38001944194419441944";

const TestCaller kSupervisor{"kamran-supervisor"};
const TestCaller kVerifier{"kamran-verifier"};
const TestCaller kApprover{"aytan-approver"};
const TestCaller kReleaser{"ilqar-releaser"};
const TestCaller kReconciler{"sanan-reconciler"};

constexpr char kPayingIban[] = "AZ74NABZ00000000000000000001";

class PaymentsJourney : public Journey {
 protected:
  void SetUp() override {
    Journey::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    accounts_ = PayeeAccountService::NewStub(payment_->Channel());
    runs_ = PaymentRunService::NewStub(payment_->Channel());
    banks_ = BankService::NewStub(payment_->Channel());
  }
  using Accounts = PayeeAccountService::Stub;
  using Runs = PaymentRunService::Stub;
  using Banks = BankService::Stub;
  template <typename Request, typename Response>
  Response Done(grpc::Status (Accounts::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    const auto response = payment_->Call(*accounts_, method, caller, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(Response());
  }
  template <typename Request, typename Response>
  Response Done(grpc::Status (Runs::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    const auto response = payment_->Call(*runs_, method, caller, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(Response());
  }

  template <typename Request, typename Response>
  Response Done(grpc::Status (Banks::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    const auto response = payment_->Call(*banks_, method, caller, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(Response());
  }

  // A man hurt in March 2025 whose allowance began in May, with everything confirmed.
  survivor::v1::Survivor ConfirmedMan() const {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2025, 3, 20);
    const incident::v1::Incident incident = Register(request);
    Settle();
    Verify(ReadIncident(incident.name()));
    survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
    man = Decide(man, Decision(65, Day(2025, 5, 1), "TSE-2025/40"));
    Settle();
    man = ConfirmIdentity(ReadSurvivor(man.name()));
    Settle();
    return ReadSurvivor(man.name());
  }

  PayeeAccount SetAccount(const survivor::v1::Survivor& man, const std::string& holder) const {
    SetPayeeAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(man.name());
    request.set_iban(kIban);
    request.set_holder_name(holder);
    request.set_document("Ərizə 12");
    return Done(&Accounts::SetPayeeAccount, Strongly(kCaseworker), request);
  }
  void WaitOutHolds() const {
    const absl::Status status = payment_->database().Execute(
        "BEGIN; SET LOCAL session_replication_role = replica; "
        "UPDATE payment.payee_account SET hold_until_time = now() - interval '1 minute'; COMMIT");
    EXPECT_TRUE(status.ok()) << status;
  }

  PaymentRun Propose() const {
    const auto calendar = WorkingCalendar::Load("policy");
    absl::CivilDay day = Today(absl::Now());
    while (!calendar->IsWorkingDay(day).value_or(false)) ++day;
    ProposeRunRequest request;
    request.set_request_id(NewRequestId());
    *request.mutable_execute_on() = PartialDateOf(day);
    request.set_source_account("state-budget");
    const PaymentRun run = Done(&Runs::ProposeRun, kSupervisor, request);
    Settle();
    GetRunRequest get;
    get.set_name(run.name());
    return Done(&Runs::GetRun, kVerifier, get);
  }
  template <typename Request>
  static Request StepOf(const PaymentRun& run) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(run.name());
    request.set_etag(run.etag());
    return request;
  }
  // Through all steps; returns the bytes of the file.
  std::string LetGo(PaymentRun run) const {
    run = Done(&Runs::VerifyRun, kVerifier, StepOf<VerifyRunRequest>(run));
    auto approval = StepOf<ApproveRunRequest>(run);
    approval.set_available_qepik(int64_t{1} << 40);
    approval.set_funds_document("Xəzinə 7");
    run = Done(&Runs::ApproveRun, Strongly(kApprover), approval);
    run = Done(&Runs::ReleaseRun, Strongly(kReleaser), StepOf<ReleaseRunRequest>(run));
    Settle();
    ListRunFilesRequest files;
    files.set_run(run.name());
    const ListRunFilesResponse list = Done(&Runs::ListRunFiles, kReleaser, files);
    EXPECT_THAT(list.files(), SizeIs(1));
    if (list.files().empty()) return "";
    ReadRunFileRequest read;
    read.set_name(list.files(0).name());
    return Done(&Runs::ReadRunFile, Strongly(kReleaser), read).content();
  }
  PaymentOrder OnlyOrder(const PaymentRun& run) const {
    ListOrdersRequest request;
    request.set_run(run.name());
    const ListOrdersResponse orders = Done(&Runs::ListOrders, kVerifier, request);
    EXPECT_THAT(orders.orders(), SizeIs(1));
    return orders.orders().empty() ? PaymentOrder() : orders.orders(0);
  }

  // What the bank sends, signed.
  BankMessage Submit(const std::string& content) const {
    SubmitBankFileRequest request;
    request.set_request_id(NewRequestId());
    request.set_content(content);
    request.set_signature(bank_.Sign(content));
    return Done(&Banks::SubmitBankFile, kReconciler, request);
  }
  // What moved, as the bank booked it today.
  BankMessage SubmitMovement(const std::string& id, const OrderAtBank& order, bool out, const std::string& reason = "") const {
    return Submit(InventedBank::Camt054(id, absl::Now(), kPayingIban,
                                        {{.end_to_end_id = order.end_to_end_id,
                                          .qepik = order.qepik,
                                          .out = out,
                                          .reason = reason,
                                          .reference = absl::StrCat("REF", id),
                                          .day = Today(absl::Now())}}));
  }

  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Runs> runs_;
  std::unique_ptr<Banks> banks_;
};

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
