// The commands on banks' files, questions and days as they are typed, against a service that notes what it is asked.
#include <fstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

constexpr char kQuestion[] = "paymentQuestions/01900000-0000-7000-9000-000000000061";

class FakeBank : public BankService::Service {
 public:
  grpc::Status SubmitBankFile(grpc::ServerContext*, const SubmitBankFileRequest* request, BankMessage* response) override {
    submitted.push_back(*request);
    response->set_name("bankMessages/01900000-0000-7000-9000-000000000062");
    response->set_lines(3);
    response->set_state(BANK_MESSAGE_STATE_WITH_QUESTIONS);
    return grpc::Status::OK;
  }
  grpc::Status GetPaymentQuestion(grpc::ServerContext*, const GetPaymentQuestionRequest*, PaymentQuestion* response) override {
    response->set_name(kQuestion);
    response->set_etag("4");
    response->set_kind(PAYMENT_QUESTION_KIND_PAYEE_DECEASED);
    return grpc::Status::OK;
  }
  grpc::Status AnswerPaymentQuestion(grpc::ServerContext*, const AnswerPaymentQuestionRequest* request,
                                     PaymentQuestion* response) override {
    answered.push_back(*request);
    response->set_name(kQuestion);
    response->set_kind(PAYMENT_QUESTION_KIND_PAYEE_DECEASED);
    response->set_answer(request->answer());
    response->set_todo_en("Find out.");
    return grpc::Status::OK;
  }
  grpc::Status ReconcileDay(grpc::ServerContext*, const ReconcileDayRequest* request, Reconciliation* response) override {
    *response->mutable_day() = request->day();
    response->set_name("reconciliations/" + dayaq::ToText(request->day()));
    response->set_ordered(2);
    response->set_ordered_qepik(44'000);
    auto& difference = *response->add_differences();
    difference.set_kind(RECONCILIATION_DIFFERENCE_KIND_NOT_MOVED);
    difference.set_amount_qepik(22'000);
    response->set_difference_count(1);
    return grpc::Status::OK;
  }

  std::vector<SubmitBankFileRequest> submitted;
  std::vector<AnswerPaymentQuestionRequest> answered;
};

TEST(BankCommands, AFileIsBroughtWithItsSignature) {
  FakeBank bank;
  FakeEdge edge({&bank});
  const TypedCommands typed(edge);
  const std::string path = typed.directory().Path("answer.xml");
  std::ofstream(path, std::ios::binary) << "<Document/>";
  EXPECT_NE(typed.Ctl({"payment", "bank", "submit", path}).code, ExitCode::kOk) << "without a signature nothing is brought";
  std::ofstream(path + ".p7s", std::ios::binary) << "signed";
  const Ended ended = typed.Ctl({"payment", "bank", "submit", path});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(bank.submitted, SizeIs(1));
  EXPECT_EQ(bank.submitted[0].content(), "<Document/>");
  EXPECT_EQ(bank.submitted[0].signature(), "signed");
  EXPECT_THAT(ended.out, HasSubstr("with questions"));
}

TEST(BankCommands, AQuestionIsAnsweredInTheVersionItWasReadIn) {
  FakeBank bank;
  FakeEdge edge({&bank});
  const TypedCommands typed(edge);
  const Ended ended = typed.Ctl({"payment", "answer", kQuestion, "PAYEE_ALIVE", "--reason", "seen today"});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(bank.answered, SizeIs(1));
  EXPECT_EQ(bank.answered[0].etag(), "4");
  EXPECT_EQ(bank.answered[0].answer(), PAYMENT_ANSWER_PAYEE_ALIVE);
  EXPECT_THAT(ended.out, HasSubstr("the payee is alive"));
}

TEST(BankCommands, ADayIsShownWithWhatDoesNotAgree) {
  FakeBank bank;
  FakeEdge edge({&bank});
  const TypedCommands typed(edge);
  const Ended ended = typed.Ctl({"payment", "reconcile", "2026-12-07"});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("reconciliations/2026-12-07"));
  EXPECT_THAT(ended.out, HasSubstr("not moved yet"));
}

}  // namespace
}  // namespace dayaq::cli
