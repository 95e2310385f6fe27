// From an injury back to an income, over the incident, the survivor and the employment service: nobody applies for anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/employment/support_test_fixture.h"

namespace dayaq::employment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class EmploymentJourney : public SupportFixture {
 protected:
  // The one invitation of the person, as the adviser finds it among what is open.
  v1::Invitation Invited(const survivor::v1::Survivor& person) const {
    v1::ListInvitationsRequest request;
    request.set_survivor(person.name());
    const auto list = Done(&Invitations::ListInvitations, request);
    EXPECT_THAT(list.invitations(), SizeIs(1));
    return list.invitations().empty() ? v1::Invitation() : list.invitations(0);
  }
  v1::Invitation Accepted(const v1::Invitation& invitation, v1::SupportProgramme programme) const {
    auto answer = On<v1::AnswerInvitationRequest>(invitation);
    answer.set_accepted(true);
    answer.add_programmes(programme);
    *answer.mutable_answered_on() = Ago(0);
    return Done(&Invitations::AnswerInvitation, answer);
  }
};

// A woman who was hurt young and had no schooling opens a workshop of her own: the decision about her disability leads to the
// invitation, and no word of it to the adviser.
TEST_F(EmploymentJourney, ASurvivorWithoutSchoolingStartsAWorkshopOfHerOwn) {
  survivor::v1::Survivor person = Known();
  survivor::v1::DisabilityDecision decision;
  decision.set_percent(65);
  decision.set_cause(survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS);
  *decision.mutable_decided_on() = Ago(30);
  *decision.mutable_valid_from() = Ago(30);
  decision.set_act_number("TSE-2026/40");
  const auto decided = Decide(DecisionOn(person, decision));
  ASSERT_TRUE(decided.ok()) << decided.status();
  Follow();
  v1::Invitation invitation = Invited(person);
  EXPECT_EQ(invitation.state(), v1::INVITATION_STATE_OPEN);
  EXPECT_EQ(invitation.origin(), v1::INVITATION_ORIGIN_ELIGIBLE);
  invitation = Accepted(invitation, v1::SUPPORT_PROGRAMME_OWN_BUSINESS);

  Refer(person);
  v1::OpenProfileRequest opening = OpeningFor(person);
  opening.mutable_content()->set_education(v1::EDUCATION_LEVEL_NONE);
  opening.mutable_content()->clear_schooling();
  const v1::Profile profile = Done(&Profiles::OpenProfile, opening);
  v1::Grant grant = Contracted(profile, 0);
  EXPECT_EQ(grant.invitation_uid(), invitation.uid());
  EXPECT_THAT(Done(&Grants::HandOverAssets, HandOver(grant, {"SN-204", "SN-205"})).assets(), SizeIs(2));
  v1::ListDueWorkRequest due;
  EXPECT_THAT(Done(&Invitations::ListDueWork, due).due(), IsEmpty());
  *due.mutable_until() = PartialDateOf(ToDay() + 40);
  EXPECT_THAT(Done(&Invitations::ListDueWork, due).due(), SizeIs(1)) << "the first visit is a month away";
}

// A graduate is prepared for the civil service; a foundation pays, term by term, once the academy has confirmed.
TEST_F(EmploymentJourney, AGraduatePassesTheCivilServicePathWithTuitionFromAFoundation) {
  const survivor::v1::Survivor person = Referred();
  Follow();
  Accepted(Invited(person), v1::SUPPORT_PROGRAMME_STUDY);
  const v1::Profile profile = Done(&Profiles::OpenProfile, OpeningFor(person));
  v1::OpenStudyRequest opening;
  opening.set_request_id(NewRequestId());
  opening.set_profile(profile.name());
  v1::Study& study = *opening.mutable_study();
  study.set_kind(v1::STUDY_KIND_CIVIL_SERVICE);
  study.set_school("Nümunə Akademiya");
  study.set_programme("Dövlət qulluğu");
  study.set_full_time(true);
  study.set_payer(v1::TUITION_PAYER_FOUNDATION);
  study.set_agreement_number("14");
  *study.mutable_first_day() = Ago(300);
  *study.mutable_planned_last_day() = Ago(0);
  EXPECT_THAT(FaultsOf(Ask(&Studies::OpenStudy, kAdviser, opening).status()),
              ::testing::ElementsAre("study.payer_name PAYER_CONTRADICTS"));
  study.set_payer_name("Nümunə Fond");
  const v1::Study opened = Done(&Studies::OpenStudy, opening);
  const auto completion = [&] {
    v1::GetStudyRequest get;
    get.set_name(opened.name());
    auto request = On<v1::CompleteStudyRequest>(Done(&Studies::GetStudy, get).study());
    *request.mutable_ended_on() = Ago(0);
    request.set_end_document("D-77");
    return request;
  };
  for (const auto& [from, until] : std::vector<std::pair<int, int>>{{300, 151}, {150, 0}}) {
    v1::AddTermRequest adding;
    adding.set_request_id(NewRequestId());
    adding.set_study(opened.name());
    *adding.mutable_term()->mutable_first_day() = Ago(from);
    *adding.mutable_term()->mutable_last_day() = Ago(until);
    adding.mutable_term()->set_tuition_qepik(120000);
    const v1::StudyTerm term = Done(&Studies::AddTerm, adding);
    EXPECT_EQ(ReasonOf(Ask(&Studies::CompleteStudy, kAdviser, completion()).status()), ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN);
    auto confirming = On<v1::ConfirmTermRequest>(term);
    *confirming.mutable_confirmed_on() = Ago(from - 1);
    confirming.set_confirmation_number("118");
    auto paying = On<v1::RecordTuitionRequest>(Done(&Studies::ConfirmTerm, confirming));
    *paying.mutable_paid_on() = Ago(0);
    paying.set_payment_document("31");
    EXPECT_TRUE(Done(&Studies::RecordTuition, paying).has_paid_on());
  }
  EXPECT_EQ(Done(&Studies::CompleteStudy, completion()).state(), v1::STUDY_STATE_COMPLETED);
}

// Thirty places and forty-five who want one: whoever gives a place up gives it to whoever has waited longest, and whoever passes
// gets a certificate and vacancies.
TEST_F(EmploymentJourney, ACourseOfThirtyWithFortyFiveApplicants) {
  const v1::Course course = Planned(30);
  std::vector<v1::Enrolment> enrolled;
  for (const v1::Profile& profile : ManyProfiles(45)) enrolled.push_back(Enrolled(course, profile));
  EXPECT_THAT(In(course, v1::ENROLMENT_STATE_PLACED), SizeIs(30));
  EXPECT_THAT(In(course, v1::ENROLMENT_STATE_WAITING), SizeIs(15));
  for (size_t i = 0; i < 10; ++i) {
    auto leave = On<v1::LeaveCourseRequest>(Reread(enrolled[i]));
    leave.set_reason(v1::LEAVE_REASON_OWN_WISH);
    Done(&Courses::LeaveCourse, leave);
  }
  Follow();
  const std::vector<v1::Enrolment> there = In(course, v1::ENROLMENT_STATE_PLACED);
  ASSERT_THAT(there, SizeIs(30));
  EXPECT_EQ(there.back().uid(), enrolled[39].uid()) << "the first ten who waited came in";
  for (int days_ago = 3; days_ago >= 0; --days_ago) Done(&Courses::RecordAttendance, Attendance(course, there, days_ago));
  for (size_t i = 0; i < there.size(); ++i) {
    auto certificate = On<v1::IssueCertificateRequest>(Done(&Courses::RecordExam, Exam(there[i], 70)));
    certificate.set_certificate_number(absl::StrCat("BR-", i));
    *certificate.mutable_certified_on() = Ago(0);
    Done(&Courses::IssueCertificate, certificate);
  }
  EXPECT_THAT(In(course, v1::ENROLMENT_STATE_CERTIFIED), SizeIs(30));
  EXPECT_EQ(Told("enrolment.certified"), 30);
  Follow();
}

}  // namespace
}  // namespace dayaq::employment
