// The statements about banks against the migrated schema: every field has its column, and no statement reads a large table from end
// to end, as the roles that run them.
#include <gmock/gmock.h>

#include "services/payment/bank_queries.h"
#include "services/payment/bank_test_fixture.h"
#include "services/payment/reconciliation_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

class BankDatabaseTest : public BankFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return payment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(
          transaction, queries,
          {"payment.bank_line", "payment.payment_question", "payment.payment_order", "payment.payment_order_instalment"});
    });
  }
};

TEST_F(BankDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  for (const google::protobuf::Descriptor* type : {v1::BankMessage::descriptor(), v1::BankLine::descriptor(),
                                                   v1::PaymentQuestion::descriptor(), v1::Reconciliation::descriptor()}) {
    EXPECT_EQ(payment_->As("sanan-reconciler", [&](Transaction& transaction) { return CheckColumns(transaction, *type, {}); }),
              absl::OkStatus())
        << type->full_name();
  }
}

TEST_F(BankDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  EXPECT_EQ(Plans("sanan-reconciler", {kBankMessage,    kBankMessageOfBytes, kBankMessageNamed,
                                       kBankMessages,   kAddBankMessage,     kAddBankLines,
                                       kLinesOfMessage, kLinesOfOrder,       kLines,
                                       kFileOfOurs,     kOrdersInFile,       kAllLinesOf,
                                       kReplacedOrders, kUnsentOrdersOf,     kHeldUnsentOrdersOf,
                                       kAddQuestions,   kQuestion,           kLockQuestion,
                                       kChangeQuestion, kPayeeHeld,          kQuestions,
                                       kOpenDays}),
            absl::OkStatus());
  EXPECT_EQ(Plans("sanan-reconciler", {kDay, kOrderedSums, kMovedSums, kOddOrders, kCountOddOrders, kOddLines, kCountOddLines,
                                       kAddDay, kKeepDay, kCloseDay, kDays, kOpenDaysOfAll}),
            absl::OkStatus());
  EXPECT_EQ(Plans("samir-caseworker", {kQuestion, kQuestions}), absl::OkStatus());
}

TEST_F(BankDatabaseTest, NobodyChangesWhatABankSaid) {
  for (const char* subject : {"sanan-reconciler", "ilqar-releaser", "samir-caseworker", ""}) {
    for (const char* sql : {"UPDATE payment.bank_line SET amount_qepik = 1", "DELETE FROM payment.bank_line",
                            "UPDATE payment.bank_message SET lines = 0", "DELETE FROM payment.payment_question",
                            "DELETE FROM payment.reconciliation", "UPDATE payment.payment_order SET amount_qepik = 1"}) {
      EXPECT_EQ(payment_->As(subject,
                             [&](Transaction& transaction) {
                               return transaction.Execute({"test.forbidden", sql});
                             })
                    .code(),
                absl::StatusCode::kPermissionDenied)
          << subject << ": " << sql;
    }
  }
  for (const char* subject : {"ilqar-releaser", "samir-caseworker", "kamran-verifier"}) {
    EXPECT_EQ(payment_
                  ->As(subject,
                       [&](Transaction& transaction) {
                         return transaction.Execute(
                             {"test.forbidden", "UPDATE payment.payment_question SET holds = 'QUESTION_HOLD_NOTHING'"});
                       })
                  .code(),
              absl::StatusCode::kPermissionDenied)
        << subject;
  }
}

}  // namespace
}  // namespace dayaq::payment
