// The statements about accounts, runs, orders and decisions against the migrated schema: every field has its column, no statement
// reads a large table from end to end, as the roles that run them, and nobody changes what was ordered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/payment/account_queries.h"
#include "services/payment/order_queries.h"
#include "services/payment/recount_queries.h"
#include "services/payment/replay_queries.h"
#include "services/payment/run_queries.h"
#include "services/payment/run_test_fixture.h"
#include "services/payment/suspension_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

class RunDatabaseTest : public RunFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return runs_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"payment.payee_account", "payment.token", "payment.payment_order", "payment.payment_order_instalment",
                         "payment.payment_order_step", "payment.run_omission", "payment.instalment", "payment.entitlement",
                         "payment.assessment", "payment.suspension", "payment.entitlement_appeal", "payment.recovery_plan"});
    });
  }
  void ExpectForbidden(const std::string& subject, const char* sql) const {
    const absl::Status status = runs_->As(subject, [&](Transaction& transaction) {
      return transaction.Execute({"test.forbidden", sql});
    });
    EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << subject << ": " << sql << ": " << status;
  }
};

TEST_F(RunDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::PayeeAccount::descriptor(), {}},
      {v1::PaymentFile::descriptor(), {}},
      {v1::PaymentOrder::descriptor(), {}},
      {v1::PaymentOrderInstalment::descriptor(), {"live", "register", "district", "institution"}},
      {v1::RunOmission::descriptor(), {}},
      {v1::Suspension::descriptor(), {}},
      {v1::EntitlementAppeal::descriptor(), {}},
      {v1::RecoveryPlan::descriptor(), {}}};
  for (const auto& [type, extra] : tables) {
    EXPECT_EQ(runs_->As("", [&, type = type,
                             extra = extra](Transaction& transaction) { return CheckColumns(transaction, *type, extra); }),
              absl::OkStatus())
        << type->full_name();
  }
}

TEST_F(RunDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  EXPECT_EQ(Plans("samir-caseworker", {kAccount, kAllAccounts, kAccountsOfSurvivor, kAccountsByNumber, kPayeeFacts, kIsShared,
                                       kIsPaydayNear, kReplaceAccount, kAddAccount, kCloseAccount}),
            absl::OkStatus());
  EXPECT_EQ(Plans("kamran-verifier",
                  {kAccountToChange, kAnswerAccount, kOrder, kOrderInstalments, kOrderSteps, kOrdersOfRun, kOrdersOfSurvivor,
                   kOmissions, kCountOmissions, kPreviewBenefits, kPreviewDifferences, kSumOfOfficer, kPaysOwnChange}),
            absl::OkStatus());
  EXPECT_EQ(Plans("ilqar-releaser", {kReadyOrders, kCancelOrders, kFile, kFilesOfRun}), absl::OkStatus());
  EXPECT_EQ(Plans("", {kAccounts, kPayables, kPayeesGone, kPaidElsewhere, kAddOrders, kGiveUpOrders, kPayeesOfFile, kSumOfFile,
                       kOrdersOfFile, kSendOrders, kHasReady, kAddFile}),
            absl::OkStatus());
  EXPECT_EQ(Plans("aytan-approver", {kSuspension, kSuspensionsOf, kAppeal, kAppealsOf, kPlan, kPlanOf, kDecide, kDecidePlan, kKept,
                                     kRulesOf, kFactsWithinReach, kEntitlementsOf, kAccountsOf}),
            absl::OkStatus());
}

TEST_F(RunDatabaseTest, NobodyChangesWhatWasOrdered) {
  for (const char* subject : {"samir-caseworker", "kamran-verifier", "aytan-approver", "ilqar-releaser", "sanan-reconciler", ""}) {
    for (const char* sql :
         {"UPDATE payment.payment_order SET amount_qepik = 1", "UPDATE payment.payment_order SET account_uid = gen_random_uuid()",
          "DELETE FROM payment.payment_order", "UPDATE payment.payment_order_instalment SET live = false",
          "DELETE FROM payment.payment_order_instalment", "DELETE FROM payment.payment_order_step",
          "UPDATE payment.payment_file SET content_hash = ''", "DELETE FROM payment.payment_file",
          "UPDATE payment.payment_run SET proposed_by = gen_random_uuid()", "UPDATE payment.payment_run SET verified_by = NULL",
          "DELETE FROM payment.payment_run", "DELETE FROM payment.payee_account", "UPDATE payment.payee_account SET details = NULL",
          "UPDATE payment.payee_account SET set_by = NULL"}) {
      ExpectForbidden(subject, sql);
    }
  }
  // Who is asked about merged records is the service itself.
  ExpectForbidden("samir-caseworker", "SELECT * FROM survivor.merged_records(ARRAY[gen_random_uuid()])");
}

}  // namespace
}  // namespace dayaq::payment
