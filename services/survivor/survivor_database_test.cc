// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/record_queries.h"
#include "services/survivor/survivor_queries.h"
#include "services/survivor/survivor_test_fixture.h"
#include "services/survivor/worn_device_queries.h"

namespace dayaq::survivor {
namespace {

class SurvivorDatabaseTest : public SurvivorFixture {
 protected:
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return survivor_service_->As(subject, body);
  }
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return As(subject, [&](Transaction& transaction) {
      return CheckPlans(
          transaction, queries,
          {"survivor.survivor", "survivor.casualty", "survivor.disability_decision", "survivor.token", "survivor.person_key",
           "survivor.survivor_history", "survivor.worn_device", "rehabilitation.device", "rehabilitation.renewal"});
    });
  }
};

TEST_F(SurvivorDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Survivor::descriptor(), {}},
      {v1::AttachedCasualty::descriptor(), {"told_id", "register", "district", "institution"}},
      {v1::DisabilityDecision::descriptor(), {"register", "district", "survivor_institution"}},
      {v1::WornDevice::descriptor(), {"register", "district", "institution"}},
  };
  for (const auto& table : tables) {
    const absl::Status status =
        As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(SurvivorDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> caseworker = {kSurvivor,      kLockSurvivor,      kCasualties,         kDecisions,       kSearch,
                                         kCount,         kSurvivorsByTokens, kOtherBears,         kLockNationalIds, kIsPlace,
                                         kUpdateDetails, kUpdateUnconfirmed, kMoveToDistrict,     kConfirmIdentity, kRecordDeath,
                                         kDeleteTokens,  kAddKeysAndTokens,  kSurvivorOfCasualty, kWithdrawDeath};
  const std::vector<Query> registrar = {kSurvivor,          kLockSurvivor, kCasualties, kSearch,
                                        kSurvivorsByTokens, kRecordDeath,  kWornDevices};
  const std::vector<Query> expert = {kSurvivor, kLockSurvivor, kCasualties, kDecisions, kSearch, kDecide};
  const std::vector<Query> auditor = {kSurvivor, kCasualties, kDecisions, kSearch, kCount};
  const std::vector<Query> background = {kHeard,          kLockNationalIds,     kOpen,       kLockBearers,     kLockRecords,
                                         kRecords,        kCasualtiesOfRecords, kAttach,     kTellIds,         kRefreshLinks,
                                         kRefreshRecords, kAddToRecords,        kOtherBears, kDeviceForRecord, kKeepWornDevice};
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  EXPECT_EQ(Plans(kRegistrar.subject, registrar), absl::OkStatus());
  EXPECT_EQ(Plans(kExpert.subject, expert), absl::OkStatus());
  EXPECT_EQ(Plans(kAuditor.subject, auditor), absl::OkStatus());
  EXPECT_EQ(Plans("", background), absl::OkStatus());
  std::printf("statements explained: %zu\n",
              caseworker.size() + registrar.size() + expert.size() + auditor.size() + background.size());
}

}  // namespace
}  // namespace dayaq::survivor
