// Institutions, staff and sessions over gRPC with mutual TLS against a real PostgreSQL: what closes, closes at once.
#include "services/access/staff_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class StaffServiceTest : public AccessFixture {
 protected:
  static v1::CreateStaffRequest NewStaff(const std::string& subject) {
    v1::CreateStaffRequest request;
    request.set_request_id(NewRequestId());
    request.mutable_staff()->set_issuer(dayaq::testing::kTestIssuer);
    request.mutable_staff()->set_subject(subject);
    request.mutable_staff()->set_given_name("Kənan");
    request.mutable_staff()->set_family_name("Nümunəli");
    return request;
  }
  static v1::CreateInstitutionRequest NewInstitution(const std::string& code) {
    v1::CreateInstitutionRequest request;
    request.set_request_id(NewRequestId());
    request.mutable_institution()->set_code(code);
    request.mutable_institution()->set_kind("HOSPITAL");
    request.mutable_institution()->set_district("AZ-AGC");
    request.mutable_institution()->set_name_az("Nümunə Xəstəxanası");
    request.mutable_institution()->set_name_en("Sample Hospital");
    return request;
  }
  absl::StatusOr<v1::Staff> Create(const v1::CreateStaffRequest& request) const {
    return Ask(&Stub::CreateStaff, Strongly(kAdministrator), request);
  }
};

TEST_F(StaffServiceTest, SomebodyNewWorksFromTheirFirstRoleOn) {
  const auto staff = Create(NewStaff("kanan-new"));
  ASSERT_TRUE(staff.ok()) << staff.status();
  EXPECT_EQ(staff->given_name(), "Kənan");
  EXPECT_EQ(ReasonOf(Mine({"kanan-new"}).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_EQ(ReasonOf(Mine({"kanan-new", "any"}).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID) << "there is none";
  v1::ProposeRoleAssignmentRequest giving = Giving(5, "prosthetist", "rehabilitation-baku");
  giving.mutable_role_assignment()->set_staff_uid(staff->uid());
  ASSERT_TRUE(Propose(giving).ok());
  EXPECT_TRUE(Mine({"kanan-new"}).ok());
  EXPECT_THAT(FaultsOf(Create(NewStaff("kanan-new")).status()), ElementsAre("staff.subject ACCOUNT_TAKEN"));
  EXPECT_EQ(ReasonOf(Ask(&Stub::CreateStaff, kAdministrator, NewStaff("another")).status()),
            ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
}

TEST_F(StaffServiceTest, AClosedAccountIsRefusedAtOnce) {
  ASSERT_TRUE(Mine(kCaseworker).ok());
  const v1::Staff samir = Somebody(8);
  auto request = Changing<v1::CloseStaffRequest>(samir);
  request.set_reason("İşdən çıxıb");
  const auto closed = Ask(&Stub::CloseStaff, kAdministrator, request);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_TRUE(closed->has_closed_time());
  ASSERT_THAT(closed->assignments(), SizeIs(1));
  EXPECT_EQ(closed->assignments(0).state(), v1::ROLE_ASSIGNMENT_STATE_ENDED);
  EXPECT_EQ(closed->assignments(0).ended_by(), StaffUid(22));
  EXPECT_EQ(ReasonOf(Mine(kCaseworker).status()), ErrorReason::ERROR_REASON_STAFF_UNKNOWN);
  EXPECT_EQ(Value("SELECT count(*) FROM access.session WHERE revoked_time IS NOT NULL"), "1");
  EXPECT_THAT(FaultsOf(Propose(Giving(8, "operator")).status()), ElementsAre("role_assignment.staff_uid STAFF_CLOSED"));
}

TEST_F(StaffServiceTest, ARevokedSessionRefusesTheNextCall) {
  ASSERT_TRUE(Mine(kCaseworker).ok());
  v1::ListSessionsRequest listing;
  listing.set_staff_uid(StaffUid(8));
  const auto sessions = Ask(&Stub::ListSessions, kAdministrator, listing);
  ASSERT_TRUE(sessions.ok()) << sessions.status();
  ASSERT_THAT(sessions->sessions(), SizeIs(1));
  EXPECT_FALSE(sessions->sessions(0).has_revoked_time());

  v1::RevokeSessionsRequest request;
  request.set_request_id(NewRequestId());
  request.set_staff_uid(StaffUid(8));
  request.set_session_uid(sessions->sessions(0).uid());
  request.set_reason("Telefon itib");
  const auto revoked = Ask(&Stub::RevokeSessions, kAdministrator, request);
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  EXPECT_EQ(revoked->revoked(), 1);
  EXPECT_EQ(ReasonOf(Mine(kCaseworker).status()), ErrorReason::ERROR_REASON_STAFF_UNKNOWN);
  EXPECT_TRUE(Mine(kCaseworkersColleague).ok());

  request.set_request_id(NewRequestId());
  request.set_staff_uid(StaffUid(9));
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::RevokeSessions, kAdministrator, request).status())) << "somebody else's session";
  request.set_request_id(NewRequestId());
  request.clear_session_uid();
  ASSERT_TRUE(Ask(&Stub::RevokeSessions, kAdministrator, request).ok());
  EXPECT_EQ(ReasonOf(Mine(kCaseworkersColleague).status()), ErrorReason::ERROR_REASON_STAFF_UNKNOWN) << "all of them";
}

TEST_F(StaffServiceTest, AnInstitutionOpensAndCloses) {
  const auto made = Ask(&Stub::CreateInstitution, kAdministrator, NewInstitution("hospital-agcabadi"));
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->name(), "institutions/hospital-agcabadi");
  EXPECT_EQ(ReasonOf(Ask(&Stub::CreateInstitution, kAdministrator, NewInstitution("hospital-agcabadi")).status()),
            ErrorReason::ERROR_REASON_CONFLICT);
  v1::CreateInstitutionRequest nowhere = NewInstitution("hospital-nowhere");
  nowhere.mutable_institution()->set_district("AZ-XX");
  nowhere.mutable_institution()->clear_name_en();
  EXPECT_THAT(FaultsOf(Ask(&Stub::CreateInstitution, kAdministrator, nowhere).status()),
              ::testing::UnorderedElementsAre("institution.district DISTRICT_UNKNOWN", "institution.name_en REQUIRED"));
  const auto given = Propose(Giving(5, "clinician", "hospital-agcabadi"));
  ASSERT_TRUE(given.ok()) << given.status();
  ASSERT_TRUE(Mine({"gunel-rehabilitation", given->uid()}).ok());

  auto closing = Changing<v1::CloseInstitutionRequest>(*made);
  closing.set_reason("Birləşdirilib");
  const auto closed = Ask(&Stub::CloseInstitution, kAdministrator, closing);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(ReasonOf(Mine({"gunel-rehabilitation", given->uid()}).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  EXPECT_THAT(FaultsOf(Propose(Giving(6, "clinician", "hospital-agcabadi")).status()),
              ElementsAre("role_assignment.institution INSTITUTION_UNKNOWN"));
  v1::ListInstitutionsRequest listing;
  EXPECT_THAT(Ask(&Stub::ListInstitutions, kAdministrator, listing)->institutions(), SizeIs(15));
  listing.set_closed_too(true);
  EXPECT_THAT(Ask(&Stub::ListInstitutions, kAdministrator, listing)->institutions(), SizeIs(16));
}

TEST_F(StaffServiceTest, WhoHasSeveralRolesIsToldWhichBeforeTheyChoose) {
  const auto given = Propose(Giving(5, "rehabilitation_specialist", "rehabilitation-baku"));
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(ReasonOf(Mine({"gunel-rehabilitation"}).status()), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  const auto mine = Mine({"gunel-rehabilitation", "any"});
  ASSERT_TRUE(mine.ok()) << mine.status();
  EXPECT_THAT(mine->assignments(), SizeIs(2));
  EXPECT_NE(mine->assignment().uid(), given->uid()) << "the older one stands first";
  EXPECT_EQ(mine->roles(0).en(), mine->role().title().en());
  // It serves to ask what there is, and for nothing else.
  EXPECT_EQ(ReasonOf(Ask(&Stub::ListInstitutions, {"gunel-rehabilitation", "any"}, v1::ListInstitutionsRequest()).status()),
            ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
}

TEST_F(StaffServiceTest, StaffAreFoundByInstitutionAndRole) {
  v1::ListStaffRequest request;
  request.set_institution("dost-barda");
  const auto listed = Ask(&Stub::ListStaff, kAdministrator, request);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_THAT(listed->staff(), SizeIs(4));
  EXPECT_EQ(listed->staff(0).family_name(), "Nümunəli");
  request.set_role("auditor");
  EXPECT_THAT(Ask(&Stub::ListStaff, kAdministrator, request)->staff(), IsEmpty());
  request.Clear();
  request.set_page_size(20);
  const auto first = Ask(&Stub::ListStaff, kAdministrator, request);
  EXPECT_THAT(first->staff(), SizeIs(20));
  request.set_page_token(first->next_page_token());
  const auto last = Ask(&Stub::ListStaff, kAdministrator, request);
  EXPECT_THAT(last->staff(), SizeIs(19));
  EXPECT_EQ(last->next_page_token(), "");
  EXPECT_EQ(ReasonOf(Ask(&Stub::ListStaff, kPrivacyOfficer, v1::ListStaffRequest()).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
}

}  // namespace
}  // namespace dayaq::access
