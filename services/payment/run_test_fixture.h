// The payment service whole as far as money leaves: somebody hurt, entitled and confirmed, an account, runs and files.
#ifndef SERVICES_PAYMENT_RUN_TEST_FIXTURE_H_
#define SERVICES_PAYMENT_RUN_TEST_FIXTURE_H_

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "services/payment/payment_names.h"
#include "services/payment/payment_test_fixture.h"
#include "services/payment/run_parts.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::payment {

using dayaq::testing::Strongly;

inline const TestCaller kSupervisor{"kamran-supervisor"};  // a caseworker of the whole register
inline const TestCaller kApprover{"aytan-approver"};
inline const TestCaller kReleaser{"ilqar-releaser"};

inline constexpr char kIbanOfAll[] = "AZ77AIIB38001944194419441944";
inline constexpr char kOtherIban[] = "AZ87IBAZ38001944194419441944";

class RunFixture : public PaymentFixture {
 protected:
  void SetUp() override {
    PaymentFixture::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto policy = LoadPaymentPolicy("policy");
    ASSERT_TRUE(policy.ok()) << policy.status();
    policy->orders_per_file = orders_per_file_;
    if (adjust_ != nullptr) adjust_(*policy);
    auto calendar = WorkingCalendar::Load("policy");
    ASSERT_TRUE(calendar.ok()) << calendar.status();
    parts_ = std::make_unique<RunParts>(*std::move(policy), *std::move(calendar), RecoveryTerms{.share_percent = 20},
                                        directory_.Path(""));
    ASSERT_EQ(parts_->Check(), absl::OkStatus());
    auto runs = dayaq::testing::TestService::Start("payment", parts_->methods(), parts_->reactions(), incident_->shared_database());
    ASSERT_TRUE(runs.ok()) << runs.status();
    runs_ = *std::move(runs);
    accounts_stub_ = v1::PayeeAccountService::NewStub(runs_->Channel());
    runs_stub_ = v1::PaymentRunService::NewStub(runs_->Channel());
  }

  using Accounts = v1::PayeeAccountService::Stub;
  using Runs = v1::PaymentRunService::Stub;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Accounts::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return runs_->Call(*accounts_stub_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Runs::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return runs_->Call(*runs_stub_, method, caller, request);
  }

  // Somebody in Tərtər with an allowance that is confirmed: May 2025 until now.
  std::string EntitledSurvivor() const {
    const incident::v1::Incident incident = RegisterIncident("2025-04-04");
    Verify(incident);
    const std::string uid = OpenSurvivor(incident);
    Decide(uid, {});
    ConfirmIdentity(uid);
    React("survivor.opened", uid);
    return uid;
  }

  v1::SetPayeeAccountRequest SettingOf(const std::string& survivor_uid, const std::string& iban = kIbanOfAll) const {
    v1::SetPayeeAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(SurvivorName(survivor_uid));
    request.set_iban(iban);
    request.set_holder_name("Əliyev Əli Şükür oğlu");
    request.set_document("Ərizə 1");
    return request;
  }
  absl::StatusOr<v1::PayeeAccount> Set(const std::string& survivor_uid, const std::string& iban = kIbanOfAll) const {
    return Ask(&Accounts::SetPayeeAccount, Strongly(kCaseworker), SettingOf(survivor_uid, iban));
  }
  absl::StatusOr<v1::PayeeAccount> Answer(const v1::PayeeAccount& account, const TestCaller& caller = kVerifier) const {
    v1::AnswerPayeeAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(account.name());
    request.set_etag(account.etag());
    request.set_reason("Bankın məktubu");
    return Ask(&Accounts::AnswerPayeeAccount, caller, request);
  }
  // As if the hold of all accounts were over.
  void WaitOutHolds() const { Write("UPDATE payment.payee_account SET hold_until_time = now() - interval '1 minute'"); }
  // An account that money may go to.
  v1::PayeeAccount FreeAccount(const std::string& survivor_uid, const std::string& iban = kIbanOfAll) const {
    const auto account = Set(survivor_uid, iban);
    EXPECT_TRUE(account.ok()) << account.status();
    if (!account.ok()) return {};
    if (!account->doubts().empty()) EXPECT_TRUE(Answer(*account).ok());
    WaitOutHolds();
    return *account;
  }

  // The next day on which banks work.
  std::string PayDay() const {
    const auto calendar = WorkingCalendar::Load("policy");
    absl::CivilDay day = absl::ToCivilDay(absl::Now(), BakuZone());
    while (!calendar->IsWorkingDay(day).value_or(false)) ++day;
    return absl::FormatCivilTime(day);
  }
  absl::StatusOr<v1::PaymentRun> Propose(const TestCaller& caller = kSupervisor, const std::string& day = "") const {
    v1::ProposeRunRequest request;
    request.set_request_id(NewRequestId());
    *request.mutable_execute_on() = *PartialDateFromText(day.empty() ? PayDay() : day);
    request.set_source_account("state-budget");
    return Ask(&Runs::ProposeRun, caller, request);
  }
  // Lets the service do by itself what it was told.
  void WorkOff() const {
    for (int i = 0; i < 20; ++i) {
      const auto done = runs_->React();
      EXPECT_TRUE(done.ok()) << done.status();
      if (done.value_or(0) == 0) return;
    }
  }
  v1::PaymentRun ProposedRun() const {
    const auto run = Propose();
    EXPECT_TRUE(run.ok()) << run.status();
    if (!run.ok()) return {};
    WorkOff();
    return Run(run->name());
  }
  v1::PaymentRun Run(const std::string& name) const {
    v1::GetRunRequest request;
    request.set_name(name);
    const auto run = Ask(&Runs::GetRun, kVerifier, request);
    EXPECT_TRUE(run.ok()) << run.status();
    return run.value_or(v1::PaymentRun());
  }

  template <typename Request>
  static Request StepOf(const v1::PaymentRun& run) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(run.name());
    request.set_etag(run.etag());
    return request;
  }
  absl::StatusOr<v1::PaymentRun> Verify(const v1::PaymentRun& run, const TestCaller& caller = kVerifier) const {
    return Ask(&Runs::VerifyRun, caller, StepOf<v1::VerifyRunRequest>(run));
  }
  absl::StatusOr<v1::PaymentRun> Approve(const v1::PaymentRun& run, int64_t available = int64_t{1} << 40,
                                         const TestCaller& caller = Strongly(kApprover)) const {
    auto request = StepOf<v1::ApproveRunRequest>(run);
    request.set_available_qepik(available);
    request.set_funds_document("Xəzinə 7");
    return Ask(&Runs::ApproveRun, caller, request);
  }
  absl::StatusOr<v1::PaymentRun> Release(const v1::PaymentRun& run, const TestCaller& caller = Strongly(kReleaser)) const {
    return Ask(&Runs::ReleaseRun, caller, StepOf<v1::ReleaseRunRequest>(run));
  }
  absl::StatusOr<v1::PaymentRun> Reject(const v1::PaymentRun& run, const TestCaller& caller = kVerifier) const {
    auto request = StepOf<v1::RejectRunRequest>(run);
    request.set_reason("Yanlış gün");
    return Ask(&Runs::RejectRun, caller, request);
  }
  // Verified, approved, released, and its files made.
  v1::PaymentRun FiledRun(const v1::PaymentRun& proposed) const {
    auto run = Verify(proposed);
    EXPECT_TRUE(run.ok()) << run.status();
    if (run.ok()) run = Approve(*run);
    EXPECT_TRUE(run.ok()) << run.status();
    if (run.ok()) run = Release(*run);
    EXPECT_TRUE(run.ok()) << run.status();
    if (!run.ok()) return {};
    WorkOff();
    return Run(run->name());
  }

  using PaymentFixture::Verify;

  // Orders of a run.
  std::vector<v1::PaymentOrder> OrdersOf(const v1::PaymentRun& run) const {
    v1::ListOrdersRequest request;
    request.set_run(run.name());
    const auto orders = Ask(&Runs::ListOrders, kVerifier, request);
    EXPECT_TRUE(orders.ok()) << orders.status();
    if (!orders.ok()) return {};
    return {orders->orders().begin(), orders->orders().end()};
  }
  v1::ListOmissionsResponse OmissionsOf(const v1::PaymentRun& run) const {
    v1::ListOmissionsRequest request;
    request.set_run(run.name());
    const auto omissions = Ask(&Runs::ListOmissions, kVerifier, request);
    EXPECT_TRUE(omissions.ok()) << omissions.status();
    return omissions.value_or(v1::ListOmissionsResponse());
  }
  std::vector<v1::PaymentFile> FilesOf(const v1::PaymentRun& run) const {
    v1::ListRunFilesRequest request;
    request.set_run(run.name());
    const auto files = Ask(&Runs::ListRunFiles, kReleaser, request);
    EXPECT_TRUE(files.ok()) << files.status();
    if (!files.ok()) return {};
    return {files->files().begin(), files->files().end()};
  }
  absl::StatusOr<std::string> Content(const v1::PaymentFile& file, const TestCaller& caller = Strongly(kReleaser)) const {
    v1::ReadRunFileRequest request;
    request.set_name(file.name());
    const auto piece = Ask(&Runs::ReadRunFile, caller, request);
    if (!piece.ok()) return piece.status();
    return piece->content();
  }

  int orders_per_file_ = 50000;
  std::function<void(PaymentPolicy&)> adjust_;
  dayaq::testing::TemporaryDirectory directory_;
  std::unique_ptr<RunParts> parts_;
  std::unique_ptr<dayaq::testing::TestService> runs_;
  std::unique_ptr<Accounts> accounts_stub_;
  std::unique_ptr<Runs> runs_stub_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_TEST_FIXTURE_H_
