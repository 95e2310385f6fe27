// Lending over gRPC with mutual TLS against a real PostgreSQL: part of the own assignment, to a colleague, for a time, seen in the
// audit log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class DelegationServiceTest : public AccessFixture {
 protected:
  // Sevda on behalf of Samir.
  static TestCaller Acting(const v1::RoleAssignment& lent) { return {"sevda-caseworker", lent.uid()}; }
  absl::StatusOr<v1::ListDelegationsResponse> List(const TestCaller& caller) const {
    return Ask(&Stub::ListDelegations, caller, v1::ListDelegationsRequest());
  }
};

TEST_F(DelegationServiceTest, AColleagueActsWithWhatWasLent) {
  const auto lent = Lend(Lending({"delegation.list", "access.me"}));
  ASSERT_TRUE(lent.ok()) << lent.status();
  EXPECT_EQ(lent->role(), "caseworker");
  EXPECT_EQ(lent->delegated_from(), AssignmentUid(8));
  EXPECT_THAT(lent->districts(), UnorderedElementsAre("AZ-BAR", "AZ-TAR"));

  const auto mine = Mine(Acting(*lent));
  ASSERT_TRUE(mine.ok()) << mine.status();
  EXPECT_EQ(mine->staff(), StaffName(StaffUid(9)));
  EXPECT_EQ(mine->on_behalf_of(), StaffName(StaffUid(8)));
  EXPECT_EQ(mine->assignment().uid(), lent->uid());
  EXPECT_THAT(mine->role().actions(), SizeIs(2));
  EXPECT_THAT(mine->assignments(), SizeIs(2)) << "the own one and the lent one";
  const audit::v1::Entry entry = Entries().back();
  EXPECT_EQ(entry.staff_uid(), StaffUid(9));
  EXPECT_EQ(entry.on_behalf_of(), StaffUid(8));
  EXPECT_EQ(ReasonOf(Mine({"samir-caseworker", lent->uid()}).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_EQ(Mine(kCaseworkersColleague)->on_behalf_of(), "") << "a delegation has to be named";
}

TEST_F(DelegationServiceTest, WhatWasNotLentIsRefusedAndNothingIsPassedOn) {
  const auto lent = Lend(Lending({"access.me"}));
  ASSERT_TRUE(lent.ok()) << lent.status();
  EXPECT_EQ(ReasonOf(List(Acting(*lent)).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Entries().back().on_behalf_of(), StaffUid(8)) << "the refusal says for whom";
  EXPECT_EQ(ReasonOf(Lend(Lending({"access.me"}), Strongly(Acting(*lent))).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_THAT(FaultsOf(Lend(Lending({"delegation.create", "survivor.decide_disability"})).status()),
              ElementsAre("actions[0] DELEGATION_TOO_WIDE", "actions[1] DELEGATION_TOO_WIDE"));
}

TEST_F(DelegationServiceTest, ItEndsWithTheAssignmentItComesFrom) {
  const auto lent = Lend(Lending({"access.me"}));
  ASSERT_TRUE(lent.ok()) << lent.status();
  ASSERT_TRUE(Mine(Acting(*lent)).ok());
  // The lender's is suspended, as the database sees it, before anybody ends the delegation.
  Sql("UPDATE access.role_assignment SET valid_until = now() - interval '1 second' WHERE uid = '" + AssignmentUid(8) + "'");
  EXPECT_EQ(ReasonOf(Mine(Acting(*lent)).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  Sql("UPDATE access.role_assignment SET valid_until = NULL WHERE uid = '" + AssignmentUid(8) + "'");
  ASSERT_TRUE(Mine(Acting(*lent)).ok());
  ASSERT_TRUE(End(Somebody(8).assignments(0)).ok());
  EXPECT_EQ(ReasonOf(Mine(Acting(*lent)).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_EQ(Value("SELECT state FROM access.role_assignment WHERE uid = '" + lent->uid() + "'"), "ROLE_ASSIGNMENT_STATE_ENDED");
}

TEST_F(DelegationServiceTest, ItEndsWhenTheLendersAccountCloses) {
  const auto lent = Lend(Lending({"access.me"}));
  ASSERT_TRUE(lent.ok()) << lent.status();
  Sql("UPDATE access.staff SET closed_time = now() WHERE uid = '" + StaffUid(8) + "'");
  EXPECT_EQ(ReasonOf(Mine(Acting(*lent)).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
}

TEST_F(DelegationServiceTest, WhoLentItEndsItAndNobodyElseButWhoGivesRoles) {
  const auto lent = Lend(Lending({"access.me"}));
  ASSERT_TRUE(lent.ok()) << lent.status();
  EXPECT_THAT(List(kCaseworker)->delegations(), SizeIs(1));
  EXPECT_THAT(List(kCaseworkersColleague)->delegations(), SizeIs(1));
  EXPECT_THAT(List(kAuditor)->delegations(), SizeIs(1));
  EXPECT_THAT(List({"aysel-registrar"})->delegations(), IsEmpty());
  const auto ending = Changing<v1::EndDelegationRequest>(*lent);
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::EndDelegation, {"aysel-registrar"}, ending).status())) << "nothing of hers";
  EXPECT_EQ(ReasonOf(Ask(&Stub::EndDelegation, kCaseworkersColleague, Changing<v1::EndDelegationRequest>(*lent)).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  const auto ended = Ask(&Stub::EndDelegation, kCaseworker, Changing<v1::EndDelegationRequest>(*lent));
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->state(), v1::ROLE_ASSIGNMENT_STATE_ENDED);
  EXPECT_EQ(ReasonOf(Mine(Acting(*lent)).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_THAT(List(kCaseworker)->delegations(), IsEmpty());

  const auto second = Lend(Lending({"access.me"}));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(Ask(&Stub::EndDelegation, kAdministrator, Changing<v1::EndDelegationRequest>(*second)).ok());
}

TEST_F(DelegationServiceTest, ToNobodyElseAndNotForLonger) {
  EXPECT_EQ(ReasonOf(Lend(Lending({"access.me"}), kCaseworker).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  v1::CreateDelegationRequest request = Lending({"access.me"});
  request.set_staff_uid(StaffUid(1));
  request.add_districts("AZ-LAC");
  *request.mutable_valid_until() = Timestamp(absl::Now() + absl::Hours(24 * 31));
  EXPECT_THAT(FaultsOf(Lend(request).status()), UnorderedElementsAre("staff_uid STAFF_CLOSED", "districts[0] DELEGATION_TOO_WIDE",
                                                                     "valid_until DELEGATION_TOO_WIDE"));
}

TEST_F(DelegationServiceTest, NobodyIsLentWhatDoesNotGoWithTheirRole) {
  // Sevda works for the payment fund as well, in a role that does not go with a caseworker's.
  Sql(absl::StrCat("UPDATE access.role_assignment SET role = 'payment_verifier' WHERE uid = '", AssignmentUid(9), "'"));
  EXPECT_EQ(ReasonOf(Lend(Lending({"access.me"})).status()), ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE);
}

TEST_F(DelegationServiceTest, WhatWasLentCountsWhenARoleIsGiven) {
  ASSERT_TRUE(Lend(Lending({"access.me"})).ok());
  Sql(absl::StrCat("UPDATE access.role_assignment SET role = 'prosthetist' WHERE uid = '", AssignmentUid(9), "'"));
  EXPECT_EQ(ReasonOf(Propose(Giving(9, "payment_verifier", "payment-fund")).status()),
            ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE);
}

}  // namespace
}  // namespace dayaq::access
