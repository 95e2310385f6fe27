// What somebody may do, and why, over gRPC with mutual TLS against a real PostgreSQL.
#include "services/access/explain_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "services/access/access_test_fixture.h"

namespace dayaq::access {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ExplainServiceTest : public AccessFixture {
 protected:
  absl::StatusOr<v1::AccessExplanation> Explain(const v1::ExplainAccessRequest& request,
                                                const TestCaller& caller = kAdministrator) const {
    return Ask(&Stub::ExplainAccess, caller, request);
  }
};

TEST_F(ExplainServiceTest, EverybodyOnTheStaffLearnsWhatTheyMayDo) {
  // db/sample/staff.yaml, whoever they are.
  const std::string people = Value(
      "SELECT string_agg(s.subject || ' ' || a.role, ',' ORDER BY s.uid) FROM access.staff s "
      "JOIN access.role_assignment a ON a.staff_uid = s.uid");
  int asked = 0;
  for (const absl::string_view person : absl::StrSplit(people, ',')) {
    const std::pair<std::string, std::string> who = absl::StrSplit(person, ' ');
    const auto mine = Mine({who.first});
    ASSERT_TRUE(mine.ok()) << person << ": " << mine.status();
    const Role* role = LinkedPolicy().FindRole(who.second);
    ASSERT_NE(role, nullptr) << person;
    EXPECT_EQ(mine->role().title().code(), who.second);
    EXPECT_EQ(mine->role().actions_size(), static_cast<int>(role->grants.size())) << person;
    // Who reads what is public and nothing else learns the role, and not where it counts.
    const bool operational = role->reads.Has(v1::DATA_CLASS_OPERATIONAL);
    EXPECT_EQ(mine->purpose(), operational ? role->default_purpose : "") << person;
    EXPECT_EQ(mine->assignment().role(), operational ? who.second : "") << person;
    EXPECT_FALSE(mine->step_up());
    EXPECT_EQ(mine->assignment().proposed_by(), "");
    ++asked;
  }
  std::cout << asked << " members of the staff asked who they are, " << asked << " answered\n";
  EXPECT_EQ(asked, 38);
  EXPECT_TRUE(Mine(Strongly(kAdministrator))->step_up());
}

TEST_F(ExplainServiceTest, ARoleIsDescribedToThoseWhoOverseeAccess) {
  v1::DescribeRoleRequest request;
  request.set_name("roles/caseworker");
  for (const TestCaller& caller : {kAdministrator, kAuditor, kPrivacyOfficer, kOperator}) {
    const auto role = Ask(&Stub::DescribeRole, caller, request);
    ASSERT_TRUE(role.ok()) << caller.subject << ": " << role.status();
    EXPECT_EQ(role->title().az(), "Sosial işçi");
    EXPECT_GT(role->actions_size(), 5);
  }
  EXPECT_EQ(ReasonOf(Ask(&Stub::DescribeRole, kCaseworker, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  request.set_name("roles/unheard_of");
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::DescribeRole, kAuditor, request).status()));
}

TEST_F(ExplainServiceTest, ARefusalIsExplained) {
  v1::ExplainAccessRequest request;
  request.set_action("survivor.correct");
  request.set_role("clinician");
  auto why = Explain(request);
  ASSERT_TRUE(why.ok()) << why.status();
  EXPECT_EQ(why->decision().refusal(), "ACTION_NOT_GRANTED");
  request.set_action("role_assignment.approve");
  request.clear_role();
  request.set_role_assignment_uid(AssignmentUid(22));
  why = Explain(request);
  ASSERT_TRUE(why.ok()) << why.status();
  EXPECT_TRUE(why->decision().allowed());
  EXPECT_THAT(why->decision().words_en(), HasSubstr("strong sign-in"));
  EXPECT_EQ(ReasonOf(Explain(request, kCaseworker).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);

  request.set_action("nothing.at_all");
  request.set_role("unheard_of");
  request.set_purpose("curiosity");
  EXPECT_THAT(FaultsOf(Explain(request).status()), UnorderedElementsAre("action PATTERN_MISMATCH", "role ROLE_UNKNOWN",
                                                                        "role TOO_MANY_ITEMS", "purpose PATTERN_MISMATCH"));
}

TEST_F(ExplainServiceTest, WhoGivesRolesIsKnownByRoleAndByAssignment) {
  v1::ExplainAccessRequest request;
  request.set_action("role_assignment.propose");
  auto who = Explain(request, kAuditor);
  ASSERT_TRUE(who.ok()) << who.status();
  ASSERT_THAT(who->reaches(), SizeIs(1));
  EXPECT_EQ(who->reaches(0).role().code(), "access_administrator");
  EXPECT_EQ(who->reaches(0).needs(0).code(), "step_up");
  EXPECT_THAT(who->reaches(0).role_assignments(),
              UnorderedElementsAre(AssignmentName(AssignmentUid(22)), AssignmentName(AssignmentUid(27))));
  ASSERT_TRUE(End(Somebody(27).assignments(0)).ok());
  who = Explain(request, kAuditor);
  EXPECT_EQ(who->reaches(0).assignment_count(), 1) << "the end is seen at once";
}

}  // namespace
}  // namespace dayaq::access
