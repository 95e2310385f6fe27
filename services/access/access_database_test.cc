// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"
#include "services/access/assignment_queries.h"
#include "services/access/break_glass_queries.h"
#include "services/access/staff_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::access {
namespace {

class AccessDatabaseTest : public AccessFixture {
 protected:
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return house_.service().As(subject, body);
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
  for (const auto& table : tables) {
    const absl::Status status =
        As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
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
