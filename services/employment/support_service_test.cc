// Courses, own businesses, studies and invitations on a real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "services/employment/course_queries.h"
#include "services/employment/grant_queries.h"
#include "services/employment/invitation_queries.h"
#include "services/employment/study_queries.h"
#include "services/employment/support_test_fixture.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::employment {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class SupportServiceTest : public SupportFixture {};

TEST_F(SupportServiceTest, ThirtyPlacesAndFortyFiveWhoWantThem) {
  const v1::Course course = Planned(30);
  std::vector<v1::Enrolment> enrolled;
  for (const v1::Profile& profile : ManyProfiles(45)) enrolled.push_back(Enrolled(course, profile));
  EXPECT_EQ(enrolled[29].state(), v1::ENROLMENT_STATE_PLACED);
  EXPECT_EQ(enrolled[30].state(), v1::ENROLMENT_STATE_WAITING);
  EXPECT_EQ(Reread(course).taken(), 30);
  EXPECT_EQ(Reread(course).waiting(), 15);
  // Two leave: the two who have waited longest come in by themselves, and told again nothing more happens.
  for (const int gone : {3, 17}) {
    auto leave = On<v1::LeaveCourseRequest>(Reread(enrolled[static_cast<size_t>(gone)]));
    leave.set_reason(v1::LEAVE_REASON_FOUND_WORK);
    Done(&Courses::LeaveCourse, leave);
  }
  Follow();
  Tell("course.place_free", course.name());
  Follow();
  EXPECT_EQ(Reread(enrolled[30]).state(), v1::ENROLMENT_STATE_PLACED);
  EXPECT_EQ(Reread(enrolled[31]).state(), v1::ENROLMENT_STATE_PLACED);
  EXPECT_EQ(Reread(enrolled[32]).state(), v1::ENROLMENT_STATE_WAITING);
  EXPECT_EQ(Reread(course).taken(), 30);
  EXPECT_EQ(Reread(course).waiting(), 13);

  // Somebody is there each day, somebody never.
  const std::vector<v1::Enrolment> there = {enrolled[0], enrolled[1]};
  for (int days_ago = 3; days_ago >= 0; --days_ago) {
    auto day = Attendance(course, there, days_ago);
    day.add_absent(enrolled[2].name());
    Done(&Courses::RecordAttendance, day);
    Done(&Courses::RecordAttendance, Attendance(course, there, days_ago));
  }
  EXPECT_EQ(Reread(enrolled[0]).days_present(), 4);
  EXPECT_EQ(Reread(enrolled[2]).days_absent(), 4);
  EXPECT_THAT(FaultsOf(Ask(&Courses::RecordAttendance, kAdviser, Attendance(course, there, 4)).status()),
              ElementsAre("day NOT_A_COURSE_DAY"));
  EXPECT_EQ(Ask(&Courses::RecordAttendance, kAdviser, Attendance(course, {enrolled[40]}, 1)).status().code(),
            absl::StatusCode::kNotFound)
      << "whoever waits has no seat";

  auto certificate = On<v1::IssueCertificateRequest>(Reread(enrolled[0]));
  certificate.set_certificate_number("BR-14");
  *certificate.mutable_certified_on() = Ago(0);
  EXPECT_THAT(FaultsOf(Ask(&Courses::IssueCertificate, kAdviser, certificate).status()), ElementsAre("name EXAM_NOT_PASSED"));
  EXPECT_THAT(FaultsOf(Ask(&Courses::RecordExam, kAdviser, Exam(enrolled[2], 90)).status()),
              ElementsAre("name ATTENDANCE_TOO_LOW"));
  EXPECT_EQ(Done(&Courses::RecordExam, Exam(enrolled[0], 78)).state(), v1::ENROLMENT_STATE_PASSED);
  EXPECT_EQ(Done(&Courses::RecordExam, Exam(enrolled[1], 20)).state(), v1::ENROLMENT_STATE_FAILED);
  certificate.set_request_id(NewRequestId());
  certificate.set_etag(Reread(enrolled[0]).etag());
  EXPECT_EQ(Done(&Courses::IssueCertificate, certificate).certificate_number(), "BR-14");
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM outbox.event WHERE kind = 'enrolment.certified' AND resource = 'profiles/",
                               enrolled[0].profile_uid(), "'")),
            1);
  EXPECT_EQ(Done(&Courses::RecordExam, Exam(enrolled[1], 60)).state(), v1::ENROLMENT_STATE_PASSED);
  certificate = On<v1::IssueCertificateRequest>(Reread(enrolled[1]));
  certificate.set_certificate_number("BR-14");
  *certificate.mutable_certified_on() = Ago(0);
  EXPECT_EQ(ReasonOf(Ask(&Courses::IssueCertificate, kAdviser, certificate).status()),
            ErrorReason::ERROR_REASON_CERTIFICATE_NUMBER_TAKEN);
}

TEST_F(SupportServiceTest, TheLastPlacesAreTakenOnceHoweverManyWantThem) {
  constexpr int kPeople = 200;
  constexpr int kThreads = 20;
  constexpr int kPlaces = 7;
  const v1::Course course = Planned(kPlaces);
  const std::vector<v1::Profile> people = ManyProfiles(kPeople);
  std::atomic<int> next{0}, placed{0}, waiting{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int mine = next++; mine < kPeople; mine = next++) {
        const v1::EnrolPersonRequest request = EnrolmentOf(course, people[static_cast<size_t>(mine)]);
        absl::StatusOr<v1::Enrolment> enrolled = absl::UnavailableError("");
        while (absl::IsUnavailable(enrolled.status()) || absl::IsResourceExhausted(enrolled.status()) ||
               absl::IsAborted(enrolled.status()) || absl::IsDeadlineExceeded(enrolled.status())) {
          enrolled = Ask(&Courses::EnrolPerson, kAdviser, request);
        }
        EXPECT_TRUE(enrolled.ok()) << enrolled.status();
        if (enrolled.ok()) ++(enrolled->state() == v1::ENROLMENT_STATE_PLACED ? placed : waiting);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(placed, kPlaces);
  EXPECT_EQ(waiting, kPeople - kPlaces);
  EXPECT_EQ(Reread(course).taken(), kPlaces);
  EXPECT_EQ(Reread(course).waiting(), kPeople - kPlaces);
  EXPECT_EQ(ReasonOf(Ask(&Courses::EnrolPerson, kAdviser, EnrolmentOf(course, people[0])).status()),
            ErrorReason::ERROR_REASON_ENROLLED_ALREADY);
}

TEST_F(SupportServiceTest, EmployersSendWorkersAndACancelledCourseIsLeft) {
  const v1::Course course = Planned(20, v1::COURSE_KIND_SAFETY);
  v1::EnrolGroupRequest group;
  group.set_request_id(NewRequestId());
  group.set_course(course.name());
  group.set_employer_uid(Employer().uid());
  group.set_workers(15);
  const v1::SafetyGroup sent = Done(&Courses::EnrolGroup, group);
  EXPECT_EQ(Reread(course).taken(), 15);
  group.set_request_id(NewRequestId());
  group.set_workers(6);
  EXPECT_EQ(ReasonOf(Ask(&Courses::EnrolGroup, kAdviser, group).status()), ErrorReason::ERROR_REASON_COURSE_PLACES_SHORT);
  v1::RecordGroupTrainedRequest trained;
  trained.set_request_id(NewRequestId());
  trained.set_group_uid(sent.uid());
  trained.set_trained(16);
  EXPECT_THAT(FaultsOf(Ask(&Courses::RecordGroupTrained, kAdviser, trained).status()), ElementsAre("trained OUT_OF_RANGE"));
  trained.set_trained(14);
  EXPECT_EQ(Done(&Courses::RecordGroupTrained, trained).trained(), 14);

  const v1::Enrolment one = Enrolled(course, ManyProfiles(1)[0]);
  Done(&Courses::CancelCourse, On<v1::CancelCourseRequest>(Reread(course)));
  Follow();
  EXPECT_EQ(Reread(one).leave_reason(), v1::LEAVE_REASON_COURSE_CANCELLED);
  EXPECT_EQ(ReasonOf(Ask(&Courses::EnrolPerson, kAdviser, EnrolmentOf(course, ManyProfiles(1)[0])).status()),
            ErrorReason::ERROR_REASON_COURSE_CLOSED);

  v1::CountSupportRequest count;
  const absl::CivilDay today = ToDay();
  for (common::v1::PartialDate* month : {count.mutable_first_month(), count.mutable_last_month()}) {
    month->set_year(static_cast<int>(today.year()));
    month->set_month(today.month());
  }
  const auto report = Done(&Invitations::CountSupport, count);
  std::vector<std::string> cells;
  for (const v1::SupportCell& cell : report.cells()) {
    cells.push_back(absl::StrCat(v1::SupportCount_Name(cell.kind()), " ", cell.count(), cell.small() ? " !" : ""));
  }
  EXPECT_THAT(cells, UnorderedElementsAre("SUPPORT_COUNT_ENROLLED 1 !", "SUPPORT_COUNT_TRAINED_IN_SAFETY 14"));
}

TEST_F(SupportServiceTest, AWorkshopFromThePlanToTheEndOfTheContract) {
  const survivor::v1::Survivor person = Referred();
  const v1::Profile profile = Agreed(Done(&Profiles::OpenProfile, OpeningFor(person)));
  EXPECT_EQ(ReasonOf(Ask(&Grants::ProposeGrant, kAdviser, PlanOf(profile)).status()), ErrorReason::ERROR_REASON_NOT_INVITED)
      << "nobody applies";
  Willing(person);
  v1::ProposeGrantRequest dear = PlanOf(profile);
  dear.mutable_planned(0)->set_unit_qepik(10000000);
  EXPECT_THAT(FaultsOf(Ask(&Grants::ProposeGrant, kAdviser, dear).status()), ElementsAre("planned GRANT_ABOVE_CEILING"));

  v1::Grant grant = Done(&Grants::ProposeGrant, PlanOf(profile));
  EXPECT_EQ(Ask(&Grants::DecideGrant, kAdviser, Approval(grant, 0)).status().code(), absl::StatusCode::kPermissionDenied);
  auto back = Approval(grant, 800);
  back.set_decision(v1::GRANT_DECISION_RETURN);
  back.clear_granted();
  const auto returned = Ask(&Grants::DecideGrant, kCommission, back);
  ASSERT_TRUE(returned.ok()) << returned.status();
  auto revised = On<v1::RevisePlanRequest>(*returned);
  revised.set_activity("Tikiş emalatxanası");
  revised.set_plan("İki tikiş maşını və ütü ilə evdə sifarişlə tikiş.");
  *revised.mutable_planned() = grant.planned();
  grant = Done(&Grants::RevisePlan, revised);
  const auto approved = Ask(&Grants::DecideGrant, kCommission, Approval(grant, 800));
  ASSERT_TRUE(approved.ok()) << approved.status();
  auto contract = On<v1::SignContractRequest>(*approved);
  contract.set_contract_number("7");
  *contract.mutable_contracted_on() = Ago(801);
  EXPECT_THAT(FaultsOf(Ask(&Grants::SignContract, kAdviser, contract).status()),
              ElementsAre("contracted_on SUPPORT_DAY_IMPOSSIBLE"));
  *contract.mutable_contracted_on() = Ago(800);
  grant = Done(&Grants::SignContract, contract);
  EXPECT_EQ(grant.state(), v1::GRANT_STATE_CONTRACTED);
  ASSERT_THAT(Whole(grant).visits(), SizeIs(5));

  EXPECT_THAT(FaultsOf(Ask(&Grants::HandOverAssets, kAdviser, HandOver(grant, {"SN-1", "SN-2", "SN-3"})).status()),
              ElementsAre("assets[2].line MORE_THAN_GRANTED"));
  EXPECT_THAT(Done(&Grants::HandOverAssets, HandOver(grant, {"SN-1"})).assets(), SizeIs(1));
  EXPECT_EQ(ReasonOf(Ask(&Grants::HandOverAssets, kAdviser, HandOver(grant, {"SN-1"})).status()),
            ErrorReason::ERROR_REASON_ASSET_NUMBER_TAKEN);
  const auto end = [&] {
    auto request = On<v1::CompleteGrantRequest>(Whole(grant).grant());
    *request.mutable_ended_on() = Ago(0);
    return request;
  };
  EXPECT_EQ(ReasonOf(Ask(&Grants::CompleteGrant, kAdviser, end()).status()), ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN);
  Done(&Grants::HandOverAssets, HandOver(grant, {"SN-2"}));
  v1::ListDueWorkRequest due;
  EXPECT_THAT(Done(&Invitations::ListDueWork, due).due(), SizeIs(5)) << "five visits are due";
  const v1::GetGrantResponse before_visits = Whole(grant);
  for (const v1::GrantVisit& visit : before_visits.visits()) {
    auto made = On<v1::RecordGrantVisitRequest>(visit);
    *made.mutable_done_on() = Ago(0);
    made.set_finding(v1::VISIT_FINDING_WORKS);
    Done(&Grants::RecordGrantVisit, made);
  }
  EXPECT_THAT(Done(&Invitations::ListDueWork, due).due(), SizeIs(0));
  auto income = On<v1::ReportIncomeRequest>(Whole(grant).grant());
  income.mutable_month()->set_year(static_cast<int>(ToDay().year()));
  income.mutable_month()->set_month(ToDay().month());
  income.set_income_qepik(52000);
  income.set_expense_qepik(11000);
  EXPECT_EQ(Done(&Grants::ReportIncome, income).incomes(0).income_qepik(), 52000);
  EXPECT_EQ(Done(&Grants::CompleteGrant, end()).state(), v1::GRANT_STATE_COMPLETED);
  EXPECT_EQ(ReasonOf(Ask(&Grants::ProposeGrant, kAdviser, PlanOf(profile)).status()), ErrorReason::ERROR_REASON_GRANT_WITHIN_TERM);
}

TEST_F(SupportServiceTest, ABrokenContractIsTheCommissionsToSay) {
  const survivor::v1::Survivor person = Referred();
  const v1::Profile profile = Agreed(Done(&Profiles::OpenProfile, OpeningFor(person)));
  Willing(person);
  const v1::Grant grant = Contracted(profile, 10);
  auto breach = On<v1::DeclareBreachRequest>(grant);
  breach.set_reason(v1::BREACH_REASON_ASSETS_GIVEN_AWAY);
  *breach.mutable_ended_on() = Ago(0);
  EXPECT_EQ(Ask(&Grants::DeclareBreach, kAdviser, breach).status().code(), absl::StatusCode::kPermissionDenied);
  const auto broken = Ask(&Grants::DeclareBreach, kCommission, breach);
  ASSERT_TRUE(broken.ok()) << broken.status();
  EXPECT_EQ(broken->state(), v1::GRANT_STATE_BREACHED);
  EXPECT_EQ(ReasonOf(Ask(&Grants::HandOverAssets, kAdviser, HandOver(grant, {"SN-9"})).status()),
            ErrorReason::ERROR_REASON_SUPPORT_STEP_IMPOSSIBLE);
}

v1::OpenStudyRequest StudyOf(const v1::Profile& profile) {
  v1::OpenStudyRequest request;
  request.set_request_id(NewRequestId());
  request.set_profile(profile.name());
  v1::Study& study = *request.mutable_study();
  study.set_kind(v1::STUDY_KIND_CIVIL_SERVICE);
  study.set_school("Nümunə Akademiya");
  study.set_programme("Dövlət qulluğu");
  study.set_full_time(true);
  study.set_payer(v1::TUITION_PAYER_FOUNDATION);
  study.set_payer_name("Nümunə Fond");
  study.set_agreement_number("14");
  *study.mutable_first_day() = PartialDateFromText("2025-09-15").value();
  *study.mutable_planned_last_day() = PartialDateFromText("2027-06-30").value();
  return request;
}

TEST_F(SupportServiceTest, WhatASchoolConfirmsOfAMemberOfTheFamilyIsKeptByAct) {
  const survivor::v1::Survivor person = Referred();
  survivor::v1::AddFamilyMemberRequest family;
  family.set_request_id(NewRequestId());
  family.set_survivor(person.name());
  family.mutable_member()->set_relation(survivor::v1::FAMILY_RELATION_CHILD);
  family.mutable_member()->mutable_identity()->set_given_name("Nümunə");
  *family.mutable_member()->mutable_identity()->mutable_birth_date() = PartialDateFromText("2004-03-01").value();
  const auto member = survivor::SharingFixture::Ask(&Families::AddFamilyMember, kCaseworker, family);
  ASSERT_TRUE(member.ok()) << member.status();
  const v1::Profile profile = Done(&Profiles::OpenProfile, OpeningFor(person, member->uid()));
  const v1::Study study = Done(&Studies::OpenStudy, StudyOf(profile));
  v1::AddTermRequest adding;
  adding.set_request_id(NewRequestId());
  adding.set_study(study.name());
  *adding.mutable_term()->mutable_first_day() = PartialDateFromText("2025-09-15").value();
  *adding.mutable_term()->mutable_last_day() = PartialDateFromText("2027-01-31").value();
  adding.mutable_term()->set_tuition_qepik(120000);
  const v1::StudyTerm term = Done(&Studies::AddTerm, adding);
  adding.set_request_id(NewRequestId());
  EXPECT_THAT(FaultsOf(Ask(&Studies::AddTerm, kAdviser, adding).status()), ElementsAre("term.first_day TERM_OVERLAPS"));

  auto paying = On<v1::RecordTuitionRequest>(term);
  *paying.mutable_paid_on() = Ago(0);
  paying.set_payment_document("31");
  EXPECT_EQ(ReasonOf(Ask(&Studies::RecordTuition, kAdviser, paying).status()), ErrorReason::ERROR_REASON_SUPPORT_STEP_IMPOSSIBLE);
  auto confirming = On<v1::ConfirmTermRequest>(term);
  *confirming.mutable_confirmed_on() = Ago(0);
  confirming.set_confirmation_number("118");
  const v1::StudyTerm confirmed = Done(&Studies::ConfirmTerm, confirming);
  const auto facts = [&](const std::string& condition) {
    return Count(
        "SELECT count(*) FROM survivor.benefit_fact WHERE kind = 'BENEFIT_FACT_KIND_FULL_TIME_STUDY' AND "
        "family_member_uid = '" +
        member->uid() + "' AND " + condition);
  };
  for (int told = 0; told < 2; ++told) {
    Follow();
    EXPECT_EQ(facts("holds_until = '2027-01-31' AND act_number = '118' AND ending_act_number IS NULL"), 1);
    Tell("study.confirmed", study.name());
  }
  Follow();
  EXPECT_EQ(facts("true"), 1) << "told again, kept once";
  EXPECT_EQ(Told("survivor.benefit_facts_changed"), 1);
  paying = On<v1::RecordTuitionRequest>(confirmed);
  *paying.mutable_paid_on() = Ago(0);
  paying.set_payment_document("31");
  Done(&Studies::RecordTuition, paying);

  v1::GetStudyRequest get;
  get.set_name(study.name());
  auto ending = On<v1::EndStudyRequest>(Done(&Studies::GetStudy, get).study());
  *ending.mutable_ended_on() = PartialDateFromText("2026-03-31").value();
  ending.set_end_document("9");
  EXPECT_EQ(Done(&Studies::EndStudy, ending).state(), v1::STUDY_STATE_ENDED);
  Follow();
  EXPECT_EQ(facts("holds_until = '2026-03-31' AND ending_act_number = '9'"), 1);
}

TEST_F(SupportServiceTest, WhoeverMayBeProposedToIsInvitedOnce) {
  const survivor::v1::Survivor person = Known();
  Follow();
  EXPECT_EQ(InvitationsOf(person), 0) << "nothing says that she may be asked";
  survivor::v1::GiveConsentRequest consent = ConsentToAll(person);
  consent.mutable_consent()->set_recipient_institution(kBarda);
  Given(consent);
  Follow();
  EXPECT_EQ(InvitationsOf(person), 1);
  for (int told = 0; told < 3; ++told) Tell("disability.decided", person.name());
  Follow();
  EXPECT_EQ(InvitationsOf(person), 1);
  EXPECT_EQ(Told("invitation.made"), 1);
  v1::ListInvitationsRequest open;
  open.add_states(v1::INVITATION_STATE_OPEN);
  const auto list = Done(&Invitations::ListInvitations, open);
  ASSERT_THAT(list.invitations(), SizeIs(1));
  EXPECT_EQ(list.invitations(0).origin(), v1::INVITATION_ORIGIN_ELIGIBLE);
  EXPECT_EQ(list.invitations(0).institution(), kBarda);

  Sql(absl::StrCat(
      "UPDATE survivor.survivor SET state = 'SURVIVOR_STATE_DECEASED', died_on = '2026-01-01', death_recorded_time = now() "
      "WHERE uid = '",
      UidOf(person.name()), "'"));
  Tell("survivor.died", person.name());
  Follow();
  EXPECT_EQ(Count("SELECT count(*) FROM employment.invitation WHERE state = 'INVITATION_STATE_WITHDRAWN'"), 1);
}

TEST_F(SupportServiceTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<absl::string_view> place = {"register", "district", "institution"};
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::TrainingProvider::descriptor(), {}}, {v1::Course::descriptor(), {}},
      {v1::SafetyGroup::descriptor(), {}},      {v1::Enrolment::descriptor(), {}},
      {v1::Attendance::descriptor(), place},    {v1::Grant::descriptor(), {}},
      {v1::GrantAsset::descriptor(), place},    {v1::GrantVisit::descriptor(), place},
      {v1::GrantIncome::descriptor(), place},   {v1::Study::descriptor(), {}},
      {v1::StudyTerm::descriptor(), place},     {v1::Invitation::descriptor(), {}}};
  for (const auto& [type, extra] : tables) {
    const absl::Status status = employment_->As(
        "", [type = type, extra = extra](Transaction& transaction) { return CheckColumns(transaction, *type, extra); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(SupportServiceTest, NoStatementReadsALargeTableFromEndToEnd) {
  const auto plans = [&](const std::string& subject, const std::vector<Query>& queries) {
    return employment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"employment.enrolment", "employment.attendance", "employment.business_grant", "employment.grant_asset",
                         "employment.grant_visit", "employment.grant_income", "employment.study", "employment.study_term",
                         "employment.invitation"});
    });
  };
  EXPECT_EQ(plans("fidan-employment", {kEnrolment,    kLockEnrolment,   kIsEnrolled,         kEnrolmentsOfCourse,
                                       kEnrolments,   kEnrolmentsNamed, kLeaveCourse,        kTakeExam,
                                       kCertify,      kNoteAttendance,  kCountAttendance,    kGrant,
                                       kLockGrant,    kGrants,          kAcceptedInvitation, kBarredUntil,
                                       kGrantAssets,  kGrantVisits,     kGrantVisit,         kLockGrantVisit,
                                       kGrantVisited, kGrantIncomes,    kCompleteGrant,      kStudy,
                                       kLockStudy,    kStudies,         kEndStudy,           kTerms,
                                       kTerm,         kLockTerm,        kConfirmTerm,        kPayTerm,
                                       kInvitation,   kLockInvitation,  kInvitations,        kDueWork}),
            absl::OkStatus());
  EXPECT_EQ(plans("gulnar-business", {kGrant, kLockGrant, kGrants, kBreachGrant}), absl::OkStatus());
  EXPECT_EQ(plans("employment_support_background",
                  {kNextWaiting, kPlace, kLeaveAllOf, kLeaveEverything, kWasInvited, kWithdrawInvitations}),
            absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::employment
