// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"
#include "services/access/assignment_queries.h"
#include "services/access/break_glass_queries.h"
#include "services/access/staff_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::access {
namespace {

class AccessDatabaseTest : public AccessFixture {
 protected:
  // Runs `body` in a transaction opened for that person, or for the service itself when `subject` is empty.
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    const rpc::Kit& kit = house_.service().host().kit();
    return InTransaction(kit.pool, absl::Now() + absl::Seconds(30), nullptr, [&](Transaction& transaction) -> absl::Status {
      const rpc::ContextRequest wanted{.reaction = subject.empty(),
                                       .issuer = dayaq::testing::kTestIssuer,
                                       .subject = subject,
                                       .session = "session-of-" + subject};
      const rpc::SignedContext context = rpc::SignContext(kit, wanted, absl::Now());
      ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(rpc::kBegin, {context.text, Octets{context.mac}}));
      RETURN_IF_ERROR(rpc::CallerFrom(kit, row, transaction).status());
      return body(transaction);
    });
  }
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries, {"access.role_assignment", "access.session", "access.break_glass", "access.staff"});
    });
  }
};

TEST_F(AccessDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Institution::descriptor(), {"valid_from", "valid_until", "update_time"}},
      {v1::Staff::descriptor(), {"update_time"}},
      {v1::RoleAssignment::descriptor(), {"districts", "registers", "delegated_actions"}},
      {v1::Session::descriptor(), {"issuer", "sid"}},
      {v1::BreakGlass::descriptor(), {}},
  };
  for (const auto& [type, extra] : tables) {
    const absl::Status status = As("", [&](Transaction& transaction) { return CheckColumns(transaction, *type, extra); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(AccessDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> administrator = {
      kInstitutions, kInstitution,      kLockInstitution, kAddInstitution, kCloseInstitution, kUnknownDistricts,
      kStaff,        kLockStaff,        kStaffList,       kAccountTaken,   kAddStaff,         kCloseStaff,
      kSessions,     kRevokeSessions,   kIsSessionOf,     kAssignment,     kLockAssignment,   kAssignments,
      kHoldersOf,    kMyAssignments,    kRolesHeld,       kAddAssignment,  kApprove,          kEnd,
      kEndOfStaff,   kEndOfInstitution, kDelegations,     kEndDelegation,  kSurvivorStanding, kIncidentStanding};
  const std::vector<Query> clinician = {kMyAssignments,    kColleague,      kLend,       kDelegations,  kEndDelegation,
                                        kFindForEmergency, kOpenBreakGlass, kBreakGlass, kBreakGlasses, kCloseBreakGlass};
  const std::vector<Query> privacy_officer = {kBreakGlass, kLockBreakGlass, kBreakGlasses, kReviewBreakGlass, kHoldersOf};
  for (const auto& [subject, queries] :
       {std::pair{"ulviyya-access", administrator}, std::pair{"emin-clinician", clinician},
        std::pair{"jamila-privacy", privacy_officer}, std::pair{"", std::vector<Query>{kMarkOverdue}}}) {
    const absl::Status status = Plans(subject, queries);
    EXPECT_TRUE(status.ok()) << subject << ": " << status;
  }
}

}  // namespace
}  // namespace dayaq::access
