// The bank's side of the payment service as it runs, for integration tests: runs that were filed and orders that were sent are
// written as the service stores them, so that a test has as many as it likes; what banks say goes the whole way, signature and
// wrapper included.
#ifndef SERVICES_PAYMENT_BANK_TEST_FIXTURE_H_
#define SERVICES_PAYMENT_BANK_TEST_FIXTURE_H_

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "services/payment/bank_lines.h"
#include "services/payment/bank_policy.h"
#include "services/payment/bank_service.h"
#include "services/payment/reconciliation_service.h"
#include "services/payment/return_service.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"
#include "tests/support/database_observer.h"
#include "tests/support/invented_bank.h"
#include "tests/support/test_service.h"

namespace dayaq::payment {

using dayaq::testing::BankBooks;
using dayaq::testing::BankSays;
using dayaq::testing::InventedBank;
using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;

inline const TestCaller kReconciler{"sanan-reconciler"};
inline const TestCaller kDistrictCaseworker{"samir-caseworker"};  // AZ-BAR and AZ-TAR
inline const TestCaller kRunVerifier{"kamran-verifier"};
inline const TestCaller kRunReleaser{"ilqar-releaser"};

inline constexpr char kPayingAccount[] = "AZ74NABZ00000000000000000001";

// An order that lies in a file at the bank.
struct SentOrder {
  std::string uid;
  std::string id;  // EndToEndId
  std::string payee_uid;
  std::string instalment_uid;
  int64_t qepik = 0;
};

// A run whose one file was made.
struct FiledRun {
  std::string uid;
  std::string message_id;
  std::vector<SentOrder> orders;
};

class BankFixture : public ::testing::Test {
 protected:
  using Stub = v1::BankService::Stub;

  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    auto policy = LoadBankPolicy("policy");
    ASSERT_TRUE(policy.ok()) << policy.status();
    policy_ = *std::move(policy);
    BankCertificates banks;
    ASSERT_TRUE(banks.Add(bank_.name(), bank_.certificate_pem()).ok());
    files_ = std::make_unique<BankService>(policy_, std::move(banks), std::set<std::string>{kPayingAccount});
    returns_ = std::make_unique<ReturnService>(policy_);
    files_->Bind(methods_);
    returns_->Bind(methods_);
    days_.Bind(methods_);
    auto payment = dayaq::testing::TestService::Start("payment", {&methods_});
    ASSERT_TRUE(payment.ok()) << payment.status();
    payment_ = *std::move(payment);
    stub_ = v1::BankService::NewStub(payment_->Channel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const TestCaller& caller, const Request& request) const {
    return payment_->Call(*stub_, method, caller, request);
  }

  // Runs statements without triggers and foreign keys.
  void Write(const std::string& sql) const {
    const absl::Status status =
        payment_->database().Execute(absl::StrCat("BEGIN; SET LOCAL session_replication_role = replica; ", sql, "; COMMIT"));
    ASSERT_TRUE(status.ok()) << status;
  }
  std::string Value(const std::string& sql) const {
    const auto value = payment_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
  int64_t Count(const std::string& sql) const {
    int64_t count = -1;
    EXPECT_TRUE(absl::SimpleAtoi(Value(sql), &count)) << sql;
    return count;
  }

  // A run of `count` orders of these amounts by turns, to be executed on `day`, in a file at the bank.
  FiledRun FileRun(int count, absl::CivilDay day, const std::string& state = "SENT") {
    static const char* const kPlace = "'az', 'AZ-TAR', 'hospital-tartar'";
    FiledRun run{NewRequestId(), absl::StrCat("VA", ++runs_), {}};
    const std::string file = NewRequestId(), on = absl::FormatCivilTime(day);
    std::string sql = absl::StrCat(
        "INSERT INTO payment.payment_run (uid, etag, number, register, institution, execute_on, due_until, source_account, source, "
        "state, orders, "
        "orders_per_file, proposed_by, verified_by, approved_by, released_by, available_qepik, create_time, update_time) "
        "OVERRIDING SYSTEM VALUE VALUES ('",
        run.uid, "', 1, ", 900000 + runs_, ", 'az', 'payment-fund', '", on, "', '", on,
        "', 'state-budget', '{}', 'PAYMENT_RUN_STATE_FILED', ", count,
        ", 1000, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1000000000, now(), now()); "
        "INSERT INTO payment.payment_file (uid, run_uid, number, message_id, file_name, content_hash, bytes, orders, total_qepik, "
        "register, "
        "institution, create_time) VALUES ('",
        file, "', '", run.uid, "', 1, '", run.message_id, "', '", run.message_id, ".xml', '", std::string(64, 'a'),
        "', 1, 1, 1, 'az', 'payment-fund', now())");
    for (int i = 0; i < count; ++i) {
      const std::string uid = NewRequestId(), entitlement = NewRequestId();
      SentOrder order{uid, EndToEndIdOf(uid), NewRequestId(), NewRequestId(), 10'000 + i * 7 % 5000};
      absl::StrAppend(&sql,
                      "; INSERT INTO payment.payment_order (uid, etag, run_uid, entitlement_uid, survivor_uid, payee_uid, "
                      "account_uid, benefit, "
                      "amount_qepik, currency, purpose, remittance, uetr, file_number, file_uid, state, because, create_time, "
                      "update_time, register, district, "
                      "institution) VALUES ('",
                      uid, "', 1, '", run.uid, "', '", entitlement, "', '", order.payee_uid, "', '", order.payee_uid,
                      "', gen_random_uuid(), 'disability-allowance', ", order.qepik,
                      ", 'AZN', 'SSBE', 'ODENIS', gen_random_uuid(), 1, ", state == "SENT" ? absl::StrCat("'", file, "'") : "NULL",
                      ", 'PAYMENT_ORDER_STATE_", state, "', 'file', now(), now(), ", kPlace,
                      "); INSERT INTO payment.payment_order_instalment (order_uid, instalment_uid, period, amount_qepik, register, "
                      "district, institution) VALUES ('",
                      uid, "', '", order.instalment_uid, "', '2026-11', ", order.qepik, ", ", kPlace, ")");
      run.orders.push_back(std::move(order));
    }
    Write(sql);
    return run;
  }

  absl::StatusOr<v1::BankMessage> Submit(const std::string& file, const TestCaller& caller = kReconciler) const {
    return SubmitSigned(file, bank_.Sign(file), caller);
  }
  absl::StatusOr<v1::BankMessage> SubmitSigned(const std::string& file, const std::string& signature,
                                               const TestCaller& caller = kReconciler) const {
    v1::SubmitBankFileRequest request;
    request.set_request_id(NewRequestId());
    request.set_content(file);
    request.set_signature(signature);
    return Call(&Stub::SubmitBankFile, caller, request);
  }

  std::string StateOfOrder(const SentOrder& order) const {
    return Value(absl::StrCat("SELECT substr(state, 21) FROM payment.payment_order WHERE uid = '", order.uid, "'"));
  }
  // "ACCOUNT_CLOSED,PAID_TWICE" of an order.
  std::string QuestionsOf(const SentOrder& order) const {
    return Value(absl::StrCat(
        "SELECT coalesce(string_agg(substr(kind, 23), ',' ORDER BY kind), '') FROM payment.payment_question WHERE order_uid = '",
        order.uid, "'"));
  }
  v1::PaymentQuestion QuestionOf(const SentOrder& order, const TestCaller& caller = kReconciler) const {
    v1::ListPaymentQuestionsRequest request;
    request.set_order_uid(order.uid);
    const auto found = Call(&Stub::ListPaymentQuestions, caller, request);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() && found->questions_size() > 0 ? found->questions(0) : v1::PaymentQuestion();
  }
  absl::StatusOr<v1::PaymentQuestion> Answer(const v1::PaymentQuestion& question, v1::PaymentAnswer answer) const {
    v1::AnswerPaymentQuestionRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(question.name());
    request.set_etag(question.etag());
    request.set_answer(answer);
    request.set_reason("Bankla aydınlaşdırıldı");
    return Call(&Stub::AnswerPaymentQuestion, kReconciler, request);
  }
  absl::StatusOr<v1::Reconciliation> Reconcile(absl::CivilDay day) const {
    v1::ReconcileDayRequest request;
    request.set_request_id(NewRequestId());
    *request.mutable_day() = PartialDateOf(day);
    return Call(&Stub::ReconcileDay, kReconciler, request);
  }
  absl::StatusOr<v1::Reconciliation> Close(const v1::Reconciliation& day, const std::string& reason = "") const {
    v1::CloseReconciliationRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(day.name());
    request.set_etag(day.etag());
    request.set_reason(reason);
    return Call(&Stub::CloseReconciliation, kReconciler, request);
  }
  // Every row of what banks said and what became of it.
  std::string BankRows() const {
    return Value(
        "SELECT concat_ws('|', (SELECT count(*) FROM payment.bank_message), (SELECT count(*) FROM payment.bank_line), "
        "(SELECT count(*) FROM payment.payment_question), (SELECT count(*) FROM payment.reconciliation), "
        "(SELECT md5(string_agg(uid::text || state, ',' ORDER BY uid)) FROM payment.payment_order))");
  }

  InventedBank bank_;
  BankPolicy policy_;
  std::unique_ptr<BankService> files_;
  std::unique_ptr<ReturnService> returns_;
  ReconciliationService days_;
  rpc::Methods methods_{"dayaq.payment.v1.BankService"};
  std::unique_ptr<dayaq::testing::TestService> payment_;
  std::unique_ptr<Stub> stub_;
  int runs_ = 0;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_TEST_FIXTURE_H_
