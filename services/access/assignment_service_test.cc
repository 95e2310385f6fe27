// Roles given, approved and ended over gRPC with mutual TLS against a real PostgreSQL: two people for what is powerful, nobody for
// themselves, nothing that does not go together, and no call after the end.
#include "services/access/assignment_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"

namespace dayaq::access {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class AssignmentServiceTest : public AccessFixture {};

TEST_F(AssignmentServiceTest, AnOrdinaryRoleIsInForceAtOnce) {
  v1::ProposeRoleAssignmentRequest request = Giving(5, "rehabilitation_specialist", "rehabilitation-baku");
  const auto given = Propose(request);
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->state(), v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  EXPECT_EQ(given->proposed_by(), StaffUid(22));
  EXPECT_THAT(given->registers(), ElementsAre("az"));
  EXPECT_EQ(given->reason(), "Yeni vəzifə");
  EXPECT_TRUE(Mine({"gunel-rehabilitation", given->uid()}).ok());
  EXPECT_EQ(Value("SELECT string_agg(kind || ' ' || resource, ',') FROM outbox.event WHERE kind LIKE 'role_assignment.%'"),
            "role_assignment.changed " + given->name());
  const auto again = Propose(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->uid(), given->uid()) << "the same request id never acts twice";
}

TEST_F(AssignmentServiceTest, APowerfulRoleIsGivenByTwo) {
  const auto proposed = Propose(Giving(25, "auditor", "audit-chamber"));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->state(), v1::ROLE_ASSIGNMENT_STATE_PROPOSED);
  const TestCaller acting{"murad-operator", proposed->uid()};
  EXPECT_EQ(ReasonOf(Mine(acting).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID) << "a proposal gives nothing";

  const absl::Status oneself = Approve(*proposed, Strongly(kAdministrator)).status();
  EXPECT_EQ(ReasonOf(oneself), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(RuleOf(oneself), "four_eyes_on_roles");
  EXPECT_EQ(ReasonOf(Approve(*proposed, kSecondAdministrator).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(ReasonOf(Approve(*proposed, Strongly(kOperator)).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);

  const auto approved = Approve(*proposed);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->state(), v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  EXPECT_EQ(approved->approved_by(), StaffUid(27));
  EXPECT_TRUE(approved->has_approved_time());
  const auto mine = Mine(acting);
  ASSERT_TRUE(mine.ok()) << mine.status();
  EXPECT_EQ(mine->assignment().role(), "auditor");
  EXPECT_EQ(ReasonOf(Approve(*approved).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(AssignmentServiceTest, GivingNeedsAStrongSignIn) {
  EXPECT_EQ(ReasonOf(Propose(Giving(5, "prosthetist"), kAdministrator).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  TestCaller long_ago = Strongly(kAdministrator);
  long_ago.signed_in_ago = absl::Minutes(6);
  EXPECT_EQ(ReasonOf(Propose(Giving(5, "prosthetist"), long_ago).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
}

TEST_F(AssignmentServiceTest, NobodyGivesRightsToThemselves) {
  const absl::Status own = Propose(Giving(22, "operator")).status();
  EXPECT_EQ(ReasonOf(own), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(RuleOf(own), "nobody_decides_about_themselves");
  const auto proposed = Propose(Giving(27, "legacy_loader"));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(RuleOf(Approve(*proposed).status()), "nobody_decides_about_themselves");
}

TEST_F(AssignmentServiceTest, RolesThatDoNotGoTogetherAreRefusedWhenProposedAndWhenApproved) {
  EXPECT_EQ(ReasonOf(Propose(Giving(8, "payment_verifier")).status()), ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE);
  // Against a proposal as well.
  const auto proposed = Propose(Giving(5, "payment_approver", "payment-fund"));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(ReasonOf(Propose(Giving(5, "payment_releaser", "payment-fund")).status()),
            ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE);
  // One that came in another way meanwhile.
  Sql(absl::StrCat("INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national) VALUES ('", AssignmentUid(91),
                   "', '", StaffUid(5), "', 'caseworker', 'dost-barda', true)"));
  EXPECT_EQ(ReasonOf(Approve(*proposed).status()), ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE);
  Sql(
      absl::StrCat("UPDATE access.role_assignment SET valid_from = now() - interval '2 days', valid_until = now() - interval '1 "
                   "day' WHERE uid = '",
                   AssignmentUid(91), "'"));
  EXPECT_TRUE(Approve(*proposed).ok()) << "what is over is in nobody's way";
}

TEST_F(AssignmentServiceTest, EveryFaultOfAProposalIsToldAtOnce) {
  v1::ProposeRoleAssignmentRequest request = Giving(5, "payment_background", "nowhere");
  request.mutable_role_assignment()->set_staff_uid("01900000-0000-7000-8000-00000000dead");
  request.mutable_role_assignment()->add_districts("AZ-XX");
  request.mutable_role_assignment()->clear_reason();
  EXPECT_THAT(FaultsOf(Propose(request).status()),
              UnorderedElementsAre("role_assignment.role ROLE_UNKNOWN", "role_assignment.districts TOO_MANY_ITEMS",
                                   "role_assignment.districts[0] DISTRICT_UNKNOWN", "role_assignment.reason REQUIRED",
                                   "role_assignment.institution INSTITUTION_UNKNOWN", "role_assignment.staff_uid STAFF_CLOSED"));
  request = Giving(5, "guardian");
  request.mutable_role_assignment()->set_national(false);
  request.mutable_role_assignment()->set_person_uid("01900000-0000-7000-8000-00000000dead");
  EXPECT_THAT(FaultsOf(Propose(request).status()), ElementsAre("role_assignment.person_uid PERSON_UNKNOWN"));
}

TEST_F(AssignmentServiceTest, AProposalMayBeRejectedByAnybodyWhoApproves) {
  const auto proposed = Propose(Giving(25, "auditor", "audit-chamber"));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  auto request = Changing<v1::RejectRoleAssignmentRequest>(*proposed);
  request.set_reason("Əsas yoxdur");
  const auto rejected = Ask(&Stub::RejectRoleAssignment, kSecondAdministrator, request);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->state(), v1::ROLE_ASSIGNMENT_STATE_REJECTED);
  EXPECT_EQ(rejected->ended_by(), StaffUid(27));
  EXPECT_EQ(rejected->ended_reason(), "Əsas yoxdur");
  EXPECT_EQ(ReasonOf(Approve(*rejected).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(AssignmentServiceTest, AnEndedRoleRefusesTheNextCall) {
  ASSERT_TRUE(Mine(kCaseworker).ok());
  const v1::Staff samir = Somebody(8);
  ASSERT_THAT(samir.assignments(), SizeIs(1));
  const auto ended = End(samir.assignments(0));
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->state(), v1::ROLE_ASSIGNMENT_STATE_ENDED);
  EXPECT_EQ(ReasonOf(Mine(kCaseworker).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_EQ(ReasonOf(End(*ended).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  EXPECT_EQ(ReasonOf(End(samir.assignments(0)).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
}

TEST_F(AssignmentServiceTest, AListIsFilteredAndGoesOnPageByPage) {
  v1::ListRoleAssignmentsRequest request;
  request.set_role("caseworker");
  const auto caseworkers = Ask(&Stub::ListRoleAssignments, kAuditor, request);
  ASSERT_TRUE(caseworkers.ok()) << caseworkers.status();
  EXPECT_THAT(caseworkers->role_assignments(), SizeIs(3));
  request.Clear();
  request.set_page_size(10);
  std::vector<std::string> seen;
  for (int page = 0; page < 4; ++page) {
    const auto listed = Ask(&Stub::ListRoleAssignments, kAuditor, request);
    ASSERT_TRUE(listed.ok()) << listed.status();
    for (const auto& assignment : listed->role_assignments()) seen.push_back(assignment.uid());
    request.set_page_token(listed->next_page_token());
  }
  EXPECT_THAT(seen, SizeIs(38));
  EXPECT_EQ(request.page_token(), "");
  request.Clear();
  request.add_states(v1::ROLE_ASSIGNMENT_STATE_PROPOSED);
  EXPECT_THAT(Ask(&Stub::ListRoleAssignments, kAuditor, request)->role_assignments(), IsEmpty());
  EXPECT_EQ(ReasonOf(Ask(&Stub::ListRoleAssignments, kCaseworker, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
}

TEST_F(AssignmentServiceTest, CheckingOnlyStoresNothing) {
  const std::string before = dayaq::testing::ContentsOf(house_.database());
  v1::ProposeRoleAssignmentRequest request = Giving(5, "prosthetist", "rehabilitation-baku");
  request.set_validate_only(true);
  EXPECT_TRUE(Propose(request).ok());
  EXPECT_EQ(dayaq::testing::ContentsOf(house_.database()), before);
}

}  // namespace
}  // namespace dayaq::access
