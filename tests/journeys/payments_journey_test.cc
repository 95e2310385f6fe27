// From an incident to the file that goes to the bank: nobody applies, four people let the money go, and what turns out wrong later
// is taken back in shares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
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

class PaymentsJourney : public Journey {
 protected:
  void SetUp() override {
    Journey::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    accounts_ = PayeeAccountService::NewStub(payment_->Channel());
    runs_ = PaymentRunService::NewStub(payment_->Channel());
  }
  using Accounts = PayeeAccountService::Stub;
  using Runs = PaymentRunService::Stub;
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

  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Runs> runs_;
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

TEST_F(PaymentsJourney, AnotherNameIsAQuestionAndNoRefusal) {
  const survivor::v1::Survivor man = ConfirmedMan();
  EXPECT_THAT(SetAccount(man, "Başqayev Başqa").doubts(), Contains(ACCOUNT_DOUBT_NAME_DIFFERS));
  WaitOutHolds();
  EXPECT_EQ(Propose().orders(), 0);
}

TEST_F(PaymentsJourney, WhatTurnsOutTooMuchIsTakenBackInShares) {
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
