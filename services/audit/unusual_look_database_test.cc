// The statements on unusual looks and watched records against the migrated schema, as the roles that run them.
#include <gtest/gtest.h>

#include "services/audit/audit_test_fixture.h"
#include "services/audit/unusual_look_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::audit {
namespace {

class UnusualLookDatabaseTest : public AuditFixture {
 protected:
  absl::Status AsPrivacyOfficer(const std::function<absl::Status(Transaction&)>& body) const {
    return audit_.service().As(kPrivacyOfficer.subject, body);
  }
};

TEST_F(UnusualLookDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const absl::Status status = AsPrivacyOfficer([](Transaction& transaction) -> absl::Status {
    RETURN_IF_ERROR(CheckColumns(transaction, *v1::UnusualLook::descriptor(), {}));
    return CheckColumns(transaction, *v1::WatchedRecord::descriptor(), {});
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(UnusualLookDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const absl::Status officer = AsPrivacyOfficer([](Transaction& transaction) {
    return CheckPlans(
        transaction,
        {kUnusualLook, kLockUnusualLook, kUnusualLooks, kReviewUnusualLook, kFindToWatch, kWatch, kWatchedRecord, kWatchedRecords},
        {"audit.unusual_look", "audit.watched_record"});
  });
  EXPECT_TRUE(officer.ok()) << officer;
  const absl::Status pass =
      rpc::AsService(audit_.service().host().kit(), absl::Now() + absl::Seconds(30), [](Transaction& transaction) {
        return CheckPlans(transaction,
                          {kEntriesToJudge, kKeepJudged, kDoingsOf, kDoingsTo, kNamesOfPeople, kWatchedAmong, kPeopleBehind,
                           kIdentitiesToCompare, kNamesOfStaff, kEmergenciesNotJustified, kNoteUnusualLooks},
                          {"audit.entry", "audit.look"});
      });
  EXPECT_TRUE(pass.ok()) << pass;
}

}  // namespace
}  // namespace dayaq::audit
