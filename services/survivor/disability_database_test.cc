// The statements on decisions' law, referrals to the examination, appeals and requests against the migrated schema: every field has
// its column, and no statement reads a large table from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/appeal_queries.h"
#include "services/survivor/disability_test_fixture.h"
#include "services/survivor/examination_queries.h"
#include "services/survivor/record_place.h"
#include "services/survivor/request_queries.h"

namespace dayaq::survivor {
namespace {

class DisabilityDatabaseTest : public DisabilityFixture {
 protected:
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return survivor_service_->As(subject, body);
  }
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"survivor.survivor", "survivor.disability_decision", "survivor.person_key",
                         "survivor.examination_referral", "survivor.correction_request", "survivor.contact_preference",
                         "survivor.contact_preference_history", "survivor.decision_appeal"});
    });
  }
};

TEST_F(DisabilityDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::DisabilityDecision::descriptor(), {"register", "district", "survivor_institution"}},
      {v1::ExaminationReferral::descriptor(), {}},
      {v1::CorrectionRequest::descriptor(), {}},
      {v1::ContactPreference::descriptor(), {"register", "district", "institution"}},
      {v1::DecisionAppeal::descriptor(), {}},
  };
  for (const auto& table : tables) {
    const absl::Status status =
        As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(DisabilityDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const TestCaller person = ThePerson(OpenedRecord(Hurt("5ABCDE7")).uid());
  const std::vector<Query> registrar = {kRecordPlace, kReferral, kOpenReferral, kAddReferral, kReferrals, kCountReferrals};
  const std::vector<Query> expert = {kReferral,       kLockReferral,  kReferrals, kCountReferrals, kReturnReferral,
                                     kDecideReferral, kDecisionByUid, kAppeal,    kLockAppeal,     kOpenAppeal,
                                     kAppeals,        kCountAppeals,  kAddAppeal, kDecideAppeal,   kRecordPlace};
  const std::vector<Query> caseworker = {kRecordPlace,       kPersonKey,     kCorrection,       kLockCorrection,
                                         kCorrections,       kAddCorrection, kCountCorrections, kResolveCorrection,
                                         kContactPreference, kAddPreference, kChangePreference, kAppeals};
  const std::vector<Query> own = {kRecordPlace,       kPersonKey,     kCorrection,       kCorrections, kAddCorrection,
                                  kContactPreference, kAddPreference, kChangePreference, kReferrals,   kAppeals};
  EXPECT_EQ(Plans(kRegistrar.subject, registrar), absl::OkStatus());
  EXPECT_EQ(Plans(kExpert.subject, expert), absl::OkStatus());
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  EXPECT_EQ(Plans(person.subject, own), absl::OkStatus());
  std::printf("statements explained: %zu\n", registrar.size() + expert.size() + caseworker.size() + own.size());
}

}  // namespace
}  // namespace dayaq::survivor
