#include "services/access/assignment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

v1::RoleAssignment Caseworker() {
  v1::RoleAssignment assignment;
  assignment.set_staff_uid("01900000-0000-7000-8000-000000000008");
  assignment.set_role("caseworker");
  assignment.set_institution("dost-barda");
  assignment.add_districts("AZ-BAR");
  assignment.set_reason("Yeni əməkdaş");
  return assignment;
}

std::vector<std::string> FaultsOf(const v1::RoleAssignment& assignment) {
  Violations found;
  CheckAssignment(assignment, LinkedPolicy(), kNow, "role_assignment.", found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

TEST(AssignmentRules, AnOrdinaryAssignmentHasNoFault) {
  EXPECT_THAT(FaultsOf(Caseworker()), IsEmpty());
  v1::RoleAssignment later = Caseworker();
  *later.mutable_valid_from() = Timestamp(kNow + absl::Hours(1));
  *later.mutable_valid_until() = Timestamp(kNow + absl::Hours(2));
  EXPECT_THAT(FaultsOf(later), IsEmpty());
}

TEST(AssignmentRules, EveryFaultIsToldAtOnce) {
  v1::RoleAssignment assignment = Caseworker();
  assignment.set_role("payment_background");
  assignment.set_national(true);
  assignment.clear_reason();
  *assignment.mutable_valid_from() = Timestamp(kNow - absl::Hours(1));
  *assignment.mutable_valid_until() = Timestamp(kNow - absl::Minutes(30));
  EXPECT_THAT(FaultsOf(assignment),
              UnorderedElementsAre("role_assignment.role ROLE_UNKNOWN", "role_assignment.districts TOO_MANY_ITEMS",
                                   "role_assignment.reason REQUIRED", "role_assignment.valid_from TERM_IMPOSSIBLE",
                                   "role_assignment.valid_until TERM_IMPOSSIBLE"));
}

TEST(AssignmentRules, ARoleThatIsNoneIsRefused) {
  v1::RoleAssignment assignment = Caseworker();
  assignment.set_role("minister");
  EXPECT_THAT(FaultsOf(assignment), ElementsAre("role_assignment.role ROLE_UNKNOWN"));
}

TEST(AssignmentRules, ATermEndsAfterItBegins) {
  v1::RoleAssignment assignment = Caseworker();
  *assignment.mutable_valid_from() = Timestamp(kNow + absl::Hours(2));
  *assignment.mutable_valid_until() = Timestamp(kNow + absl::Hours(1));
  EXPECT_THAT(FaultsOf(assignment), ElementsAre("role_assignment.valid_until TERM_IMPOSSIBLE"));
}

TEST(AssignmentRules, OnlyRolesAboutAPersonNameOne) {
  v1::RoleAssignment assignment = Caseworker();
  assignment.set_person_uid("01900000-0000-7000-8000-0000000000aa");
  EXPECT_THAT(FaultsOf(assignment), ElementsAre("role_assignment.person_uid PERSON_UNKNOWN"));
  assignment.set_role("guardian");
  EXPECT_THAT(FaultsOf(assignment), ElementsAre("role_assignment.districts TOO_MANY_ITEMS"));
  assignment.clear_districts();
  EXPECT_THAT(FaultsOf(assignment), IsEmpty());
  assignment.clear_person_uid();
  EXPECT_THAT(FaultsOf(assignment), ElementsAre("role_assignment.person_uid REQUIRED"));
}

TEST(AssignmentRules, PowerfulRolesNeedApproval) {
  std::vector<std::string> powerful;
  for (const Role& role : LinkedPolicy().roles()) {
    if (NeedsApproval(LinkedPolicy(), role.name)) powerful.push_back(role.name);
  }
  EXPECT_THAT(powerful, UnorderedElementsAre("legacy_loader", "payment_verifier", "payment_approver", "payment_releaser",
                                             "guardian", "privacy_officer", "auditor", "access_administrator"));
  EXPECT_TRUE(NeedsApproval(LinkedPolicy(), "unheard_of"));
}

TEST(AssignmentRules, IncompatibleRolesAreRefusedInBothDirections) {
  int refused = 0;
  for (const IncompatibleRoles& rule : LinkedPolicy().content().incompatible) {
    for (const std::string& held : rule.roles) {
      for (const std::string& wanted : rule.roles) {
        if (held == wanted) continue;
        const absl::Status status = CheckCompatible(LinkedPolicy(), wanted, {"operator", held});
        EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE) << held << " " << wanted;
        const auto info = DetailOf<google::rpc::ErrorInfo>(status);
        ASSERT_TRUE(info.has_value());
        EXPECT_EQ(info->metadata().at("held"), held);
        ++refused;
      }
    }
  }
  std::cout << refused << " ordered pairs of incompatible roles, " << refused << " refused\n";
  EXPECT_GE(refused, 24);
  EXPECT_TRUE(CheckCompatible(LinkedPolicy(), "caseworker", {"operator", "caseworker"}).ok());
  EXPECT_TRUE(CheckCompatible(LinkedPolicy(), "caseworker", {}).ok());
}

TEST(AssignmentRules, AnAssignmentMovesOnOnlyFromWhereItStands) {
  v1::RoleAssignment assignment = Caseworker();
  const auto at = [&](v1::RoleAssignmentState state) {
    assignment.set_state(state);
    return absl::StrCat(CheckApprovable(assignment, kNow).ok(), CheckRejectable(assignment).ok(), CheckEndable(assignment).ok());
  };
  EXPECT_EQ(at(v1::ROLE_ASSIGNMENT_STATE_PROPOSED), "110");
  EXPECT_EQ(at(v1::ROLE_ASSIGNMENT_STATE_IN_FORCE), "001");
  EXPECT_EQ(at(v1::ROLE_ASSIGNMENT_STATE_REJECTED), "000");
  EXPECT_EQ(at(v1::ROLE_ASSIGNMENT_STATE_ENDED), "000");
  *assignment.mutable_valid_until() = Timestamp(kNow - absl::Seconds(1));
  EXPECT_EQ(at(v1::ROLE_ASSIGNMENT_STATE_PROPOSED), "010") << "its time is over";
}

TEST(AssignmentRules, InForceIsWhatIsNeitherEndedNorBeforeNorAfterItsTime) {
  v1::RoleAssignment assignment = Caseworker();
  assignment.set_state(v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  *assignment.mutable_valid_from() = Timestamp(kNow);
  *assignment.mutable_valid_until() = Timestamp(kNow + absl::Hours(1));
  EXPECT_TRUE(IsInForce(assignment, kNow));
  EXPECT_FALSE(IsInForce(assignment, kNow - absl::Seconds(1)));
  EXPECT_FALSE(IsInForce(assignment, kNow + absl::Hours(1)));
  assignment.set_state(v1::ROLE_ASSIGNMENT_STATE_ENDED);
  EXPECT_FALSE(IsInForce(assignment, kNow));
}

}  // namespace
}  // namespace dayaq::access
