// Consents, referrals and families against the migrated schema: every field has its column, and no statement reads a large table
// from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/consent_queries.h"
#include "services/survivor/family_queries.h"
#include "services/survivor/referral_queries.h"
#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

class SharingDatabaseTest : public SharingFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return survivor_service_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"survivor.survivor", "survivor.person_key", "survivor.consent", "survivor.referral",
                         "survivor.referral_sheet", "survivor.family_member"});
    });
  }
};

TEST_F(SharingDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Consent::descriptor(), {}},
      {v1::Referral::descriptor(), {"district"}},
      {v1::ReferralSheet::descriptor(), {}},
      {v1::FamilyMember::descriptor(), {}},
  };
  for (const auto& table : tables) {
    const absl::Status status =
        survivor_service_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(SharingDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> caseworker = {
      kConsent,          kLockConsent,        kConsentsOfRecord, kCountConsentsOfRecord, kAddConsent,
      kWithdrawConsent,  kReferralsOnConsent, kRecordUids,       kInstitutionKind,       kIsInstitutionKind,
      kSendReferral,     kWithdrawReferral,   kFollowed,         kCountFollowed,         kFamilyMember,
      kLockFamilyMember, kMemberOfFamily,     kFamily,           kCountFamily,           kIsLinked,
      kAddFamilyMember,  kUpdateFamilyMember, kCountVictims};
  const std::vector<Query> receiver = {kReceivedReferral,  kLockReceivedReferral,   kReferralSheet,
                                       kReceivedReferrals, kCountReceivedReferrals, kStepReferral};
  const std::vector<Query> background = {kReceivedReferral, kLockReceivedReferral, kWatchReferral, kEndConsent};
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  EXPECT_EQ(Plans(kRehabilitation.subject, receiver), absl::OkStatus());
  EXPECT_EQ(Plans("", background), absl::OkStatus());
  std::printf("statements explained: %zu\n", caseworker.size() + receiver.size() + background.size());
}

}  // namespace
}  // namespace dayaq::survivor
