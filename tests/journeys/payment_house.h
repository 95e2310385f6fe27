// A house in which money leaves: accounts, runs by four people, files for the bank, and what the bank says. For tests that cross
// services.
#ifndef TESTS_JOURNEYS_PAYMENT_HOUSE_H_
#define TESTS_JOURNEYS_PAYMENT_HOUSE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {

inline constexpr char kAllowance[] = "disability-allowance";
inline constexpr char kIban[] = "AZ77AIIB38001944194419441944";

inline const TestCaller kSupervisor{"kamran-supervisor"};
inline const TestCaller kVerifier{"kamran-verifier"};
inline const TestCaller kApprover{"aytan-approver"};
inline const TestCaller kReleaser{"ilqar-releaser"};
inline const TestCaller kReconciler{"sanan-reconciler"};

inline constexpr char kPayingIban[] = "AZ74NABZ00000000000000000001";

class PaymentsJourney : public Journey {
 protected:
  void SetUp() override {
    Journey::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    stubs_ = {payment::v1::PayeeAccountService::NewStub(payment_->Channel()),
              payment::v1::PaymentRunService::NewStub(payment_->Channel()), payment::v1::BankService::NewStub(payment_->Channel())};
  }
  using Accounts = payment::v1::PayeeAccountService::Stub;
  using Runs = payment::v1::PaymentRunService::Stub;
  using Banks = payment::v1::BankService::Stub;
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return payment_->Call(*std::get<std::unique_ptr<Stub>>(stubs_), method, caller, request);
  }
  template <typename Stub, typename Request, typename Response>
  Response Done(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    const auto response = Ask(method, caller, request);
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

  payment::v1::PayeeAccount SetAccount(const survivor::v1::Survivor& man, const std::string& holder,
                                       const std::string& iban = kIban) const {
    payment::v1::SetPayeeAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(man.name());
    request.set_iban(iban);
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

  payment::v1::PaymentRun Propose() const {
    const auto calendar = WorkingCalendar::Load("policy");
    absl::CivilDay day = Today(absl::Now());
    while (!calendar->IsWorkingDay(day).value_or(false)) ++day;
    payment::v1::ProposeRunRequest request;
    request.set_request_id(NewRequestId());
    *request.mutable_execute_on() = PartialDateOf(day);
    request.set_source_account("state-budget");
    const payment::v1::PaymentRun run = Done(&Runs::ProposeRun, kSupervisor, request);
    Settle();
    payment::v1::GetRunRequest get;
    get.set_name(run.name());
    return Done(&Runs::GetRun, kVerifier, get);
  }
  template <typename Request>
  static Request StepOf(const payment::v1::PaymentRun& run) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(run.name());
    request.set_etag(run.etag());
    return request;
  }
  // Through all steps; returns the bytes of the file.
  std::string LetGo(payment::v1::PaymentRun run) const {
    run = Done(&Runs::VerifyRun, kVerifier, StepOf<payment::v1::VerifyRunRequest>(run));
    auto approval = StepOf<payment::v1::ApproveRunRequest>(run);
    approval.set_available_qepik(int64_t{1} << 40);
    approval.set_funds_document("Xəzinə 7");
    run = Done(&Runs::ApproveRun, Strongly(kApprover), approval);
    run = Done(&Runs::ReleaseRun, Strongly(kReleaser), StepOf<payment::v1::ReleaseRunRequest>(run));
    Settle();
    payment::v1::ListRunFilesRequest files;
    files.set_run(run.name());
    const payment::v1::ListRunFilesResponse list = Done(&Runs::ListRunFiles, kReleaser, files);
    EXPECT_THAT(list.files(), ::testing::SizeIs(1));
    if (list.files().empty()) return "";
    payment::v1::ReadRunFileRequest read;
    read.set_name(list.files(0).name());
    return Done(&Runs::ReadRunFile, Strongly(kReleaser), read).content();
  }
  payment::v1::PaymentOrder OnlyOrder(const payment::v1::PaymentRun& run) const {
    payment::v1::ListOrdersRequest request;
    request.set_run(run.name());
    const payment::v1::ListOrdersResponse orders = Done(&Runs::ListOrders, kVerifier, request);
    EXPECT_THAT(orders.orders(), ::testing::SizeIs(1));
    return orders.orders().empty() ? payment::v1::PaymentOrder() : orders.orders(0);
  }

  // What the bank sends, signed.
  payment::v1::BankMessage Submit(const std::string& content) const {
    payment::v1::SubmitBankFileRequest request;
    request.set_request_id(NewRequestId());
    request.set_content(content);
    request.set_signature(bank_.Sign(content));
    return Done(&Banks::SubmitBankFile, kReconciler, request);
  }
  // What moved, as the bank booked it today.
  payment::v1::BankMessage SubmitMovement(const std::string& id, const OrderAtBank& order, bool out,
                                          const std::string& reason = "") const {
    return Submit(InventedBank::Camt054(id, absl::Now(), kPayingIban,
                                        {{.end_to_end_id = order.end_to_end_id,
                                          .qepik = order.qepik,
                                          .out = out,
                                          .reason = reason,
                                          .reference = absl::StrCat("REF", id),
                                          .day = Today(absl::Now())}}));
  }

  std::tuple<std::unique_ptr<Accounts>, std::unique_ptr<Runs>, std::unique_ptr<Banks>> stubs_;
};

}  // namespace dayaq::testing

#endif  // TESTS_JOURNEYS_PAYMENT_HOUSE_H_
