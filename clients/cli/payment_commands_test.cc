// The commands on accounts and payment runs as they are typed, against a service that notes what it is asked.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kRun[] = "paymentRuns/01900000-0000-7000-9000-000000000051";
constexpr char kAccount[] = "payeeAccounts/01900000-0000-7000-9000-000000000052";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000042";

class FakeAccounts : public PayeeAccountService::Service {
 public:
  grpc::Status SetPayeeAccount(grpc::ServerContext*, const SetPayeeAccountRequest* request, PayeeAccount* response) override {
    set.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status GetPayeeAccount(grpc::ServerContext*, const GetPayeeAccountRequest*, PayeeAccount* response) override {
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status AnswerPayeeAccount(grpc::ServerContext*, const AnswerPayeeAccountRequest* request, PayeeAccount* response) override {
    answered.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }

  std::vector<SetPayeeAccountRequest> set;
  std::vector<AnswerPayeeAccountRequest> answered;

 private:
  static PayeeAccount Known() {
    PayeeAccount account;
    account.set_name(kAccount);
    account.set_etag("3");
    account.set_survivor_uid("01900000-0000-7000-9000-000000000042");
    account.set_payee_uid(account.survivor_uid());
    account.set_number_end("1944");
    account.set_bank("AIIBAZ2X");
    account.set_state(ACCOUNT_STATE_IN_USE);
    account.add_doubts(ACCOUNT_DOUBT_SHARED);
    return account;
  }
};

class FakeRuns : public PaymentRunService::Service {
 public:
  grpc::Status ProposeRun(grpc::ServerContext*, const ProposeRunRequest* request, PaymentRun* response) override {
    proposed.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status GetRun(grpc::ServerContext*, const GetRunRequest*, PaymentRun* response) override {
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status ApproveRun(grpc::ServerContext*, const ApproveRunRequest* request, PaymentRun* response) override {
    approved.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status ListRunFiles(grpc::ServerContext*, const ListRunFilesRequest*, ListRunFilesResponse* response) override {
    PaymentFile& file = *response->add_files();
    file.set_name("paymentFiles/01900000-0000-7000-9000-000000000053");
    file.set_number(1);
    file.set_bytes(7);
    file.set_content_hash("abc");
    return grpc::Status::OK;
  }
  // In two pieces.
  grpc::Status ReadRunFile(grpc::ServerContext*, const ReadRunFileRequest* request, ReadRunFileResponse* response) override {
    response->set_content(request->offset() == 0 ? "<xml" : "/>\n");
    return grpc::Status::OK;
  }
  grpc::Status ListOmissions(grpc::ServerContext*, const ListOmissionsRequest* request, ListOmissionsResponse* response) override {
    omitted.push_back(*request);
    OmissionCount& count = *response->add_counts();
    count.set_reason(OMISSION_REASON_NO_ACCOUNT);
    count.set_count(4);
    return grpc::Status::OK;
  }

  std::vector<ProposeRunRequest> proposed;
  std::vector<ApproveRunRequest> approved;
  std::vector<ListOmissionsRequest> omitted;

 private:
  static PaymentRun Known() {
    PaymentRun run;
    run.set_name(kRun);
    run.set_etag("5");
    run.set_number(12);
    run.set_state(PAYMENT_RUN_STATE_VERIFIED);
    *run.mutable_execute_on() = *dayaq::PartialDateFromText("2026-12-01");
    run.set_orders(3);
    run.set_total_qepik(75050);
    return run;
  }
};

class PaymentCommandsTest : public ::testing::Test {
 protected:
  FakeAccounts accounts_;
  FakeRuns runs_;
  FakeEdge edge_{{&accounts_, &runs_}};
  TypedCommands typed_{edge_};
};

TEST_F(PaymentCommandsTest, AccountsAreSetAndAnswered) {
  const Ended set = typed_.Ctl({"payment", "account", "set", kSurvivor, "--iban", "AZ77AIIB38001944194419441944", "--holder",
                                "Əliyev Əli", "--document", "Ərizə 12", "--guardian", "01900000-0000-7000-9000-000000000044"});
  ASSERT_EQ(set.code, ExitCode::kOk) << set.err;
  ASSERT_THAT(accounts_.set, SizeIs(1));
  EXPECT_EQ(accounts_.set[0].survivor(), kSurvivor);
  EXPECT_EQ(accounts_.set[0].guardian(), "familyMembers/01900000-0000-7000-9000-000000000044");
  EXPECT_THAT(set.out, HasSubstr("…1944"));
  EXPECT_THAT(set.out, HasSubstr("somebody else is paid there too"));
  EXPECT_THAT(set.out, HasSubstr("nobody yet"));
  const Ended answer = typed_.Ctl({"payment", "account", "answer", kAccount, "--reason", "Arayış 7"});
  ASSERT_EQ(answer.code, ExitCode::kOk) << answer.err;
  EXPECT_EQ(accounts_.answered[0].etag(), "3");
}

TEST_F(PaymentCommandsTest, RunsGoStepByStep) {
  const Ended propose = typed_.Ctl({"payment", "run", "propose", "--on", "2026-12-01", "--source", "state-budget"}, "az");
  ASSERT_EQ(propose.code, ExitCode::kOk) << propose.err;
  EXPECT_EQ(dayaq::ToText(runs_.proposed[0].execute_on()), "2026-12-01");
  EXPECT_THAT(propose.out, HasSubstr("750,50 AZN"));
  EXPECT_THAT(propose.out, HasSubstr("təsdiqi gözləyir"));
  const Ended approve = typed_.Ctl({"payment", "run", "approve", kRun, "--available", "100000", "--document", "Xəzinə 7"});
  ASSERT_EQ(approve.code, ExitCode::kOk) << approve.err;
  EXPECT_EQ(runs_.approved[0].available_qepik(), 100000);
  EXPECT_EQ(runs_.approved[0].etag(), "5");
  EXPECT_EQ(typed_.Ctl({"payment", "run", "approve", kRun, "--document", "7"}).code, ExitCode::kBadInput);
  EXPECT_EQ(typed_.Ctl({"payment", "run", "propose", "--on", "soon", "--source", "state-budget"}).code, ExitCode::kBadInput);
}

TEST_F(PaymentCommandsTest, FilesAreTakenPieceByPiece) {
  const std::string path = typed_.directory().Path("pain.xml");
  const Ended file = typed_.Ctl({"payment", "run", "file", kRun, "--number", "1", "--out", path});
  ASSERT_EQ(file.code, ExitCode::kOk) << file.err;
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  EXPECT_EQ(content.str(), "<xml/>\n");
  EXPECT_NE(typed_.Ctl({"payment", "run", "file", kRun, "--number", "2", "--out", path}).code, ExitCode::kOk);
  const Ended omitted = typed_.Ctl({"payment", "run", "omitted", kRun, "--reason", "no_account"});
  ASSERT_EQ(omitted.code, ExitCode::kOk) << omitted.err;
  EXPECT_EQ(runs_.omitted[0].reasons(0), OMISSION_REASON_NO_ACCOUNT);
  EXPECT_THAT(omitted.out, HasSubstr("no account"));
}

}  // namespace
}  // namespace dayaq::cli
