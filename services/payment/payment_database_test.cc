// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"
#include "services/payment/entitlement_queries.h"
#include "services/payment/payment_test_fixture.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

class PaymentDatabaseTest : public PaymentFixture {
 protected:
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return payment_->As(subject, body);
  }
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries, {"payment.entitlement", "payment.instalment", "payment.assessment"});
    });
  }
};

TEST_F(PaymentDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  struct Table {
    const google::protobuf::Descriptor* type;
    std::vector<absl::string_view> extra;
    // Messages and lists that are never empty: a decision is explained, a rule has a name and amounts. Their columns insist on it.
    std::vector<std::string> never_empty;
  };
  const std::vector<absl::string_view> place = {"register", "district", "institution"};
  const std::vector<Table> tables = {{v1::BenefitRule::descriptor(), {}, {"title", "steps"}},
                                     {v1::Entitlement::descriptor(), {"has_questions", "waiting"}, {"explanation"}},
                                     {v1::Instalment::descriptor(), place, {}},
                                     {v1::Assessment::descriptor(), place, {"explanation"}}};
  for (const Table& table : tables) {
    const absl::Status status =
        As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.type, table.extra); });
    std::vector<std::string> insists;
    for (const std::string& column : table.never_empty) insists.push_back(column + " may be empty, its column may not");
    if (insists.empty()) {
      EXPECT_EQ(status, absl::OkStatus());
    } else {
      EXPECT_THAT(std::string(status.message()), ::testing::EndsWith("disagree: " + absl::StrJoin(insists, "; ")));
    }
  }
}

TEST_F(PaymentDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> people = {kEntitlement, kInstalments,      kAssessments, kSearch, kSearchSurvivor,
                                     kTotals,      kTotalsOfSurvivor, kRule,        kRules};
  const std::vector<Query> background = {kAddRules, kRules, kFacts, kStanding, kWrite};
  for (const char* subject : {"samir-caseworker", "kamran-verifier", "habib-auditor"}) {
    EXPECT_EQ(Plans(subject, people), absl::OkStatus()) << subject;
  }
  EXPECT_EQ(Plans("", background), absl::OkStatus());
}

TEST_F(PaymentDatabaseTest, PeopleWriteNothing) {
  for (const char* subject : {"samir-caseworker", "kamran-verifier", "habib-auditor"}) {
    for (const char* sql : {"UPDATE payment.entitlement SET releasable = true", "DELETE FROM payment.instalment",
                            "INSERT INTO payment.instalment (uid) VALUES (gen_random_uuid())",
                            "SELECT payment.facts_to_assess(ARRAY[gen_random_uuid()])"}) {
      EXPECT_EQ(As(subject,
                   [&](Transaction& transaction) {
                     return transaction.Execute({"test.forbidden", sql});
                   })
                    .code(),
                absl::StatusCode::kPermissionDenied)
          << subject << ": " << sql;
    }
  }
  for (const char* sql : {"UPDATE payment.instalment SET amount_qepik = 1", "DELETE FROM payment.instalment",
                          "UPDATE payment.benefit_rule SET version = 9", "DELETE FROM payment.entitlement"}) {
    EXPECT_EQ(As("",
                 [&](Transaction& transaction) {
                   return transaction.Execute({"test.forbidden", sql});
                 })
                  .code(),
              absl::StatusCode::kPermissionDenied)
        << sql;
  }
}

}  // namespace
}  // namespace dayaq::payment
