// The employment service with courses, own businesses, studies and invitations, for integration tests. Every name is invented.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_TEST_FIXTURE_H_
#define SERVICES_EMPLOYMENT_SUPPORT_TEST_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/employment/v1/course_service.grpc.pb.h"
#include "dayaq/employment/v1/grant_service.grpc.pb.h"
#include "dayaq/employment/v1/invitation_service.grpc.pb.h"
#include "dayaq/employment/v1/study_service.grpc.pb.h"
#include "services/employment/employment_test_fixture.h"
#include "services/employment/support_names.h"

namespace dayaq::employment {

inline const TestCaller kCommission{"gulnar-business"};

class SupportFixture : public EmploymentFixture {
 protected:
  using Courses = v1::CourseService::Stub;
  using Grants = v1::GrantService::Stub;
  using Studies = v1::StudyService::Stub;
  using Invitations = v1::InvitationService::Stub;

  void SetUp() override {
    EmploymentFixture::SetUp();
    if (employment_ == nullptr) return;
    courses_ = v1::CourseService::NewStub(employment_->Channel());
    grants_ = v1::GrantService::NewStub(employment_->Channel());
    studies_ = v1::StudyService::NewStub(employment_->Channel());
    invitations_ = v1::InvitationService::NewStub(employment_->Channel());
  }

  using EmploymentFixture::Ask;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Courses::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*courses_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Grants::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*grants_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Studies::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*studies_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Invitations::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*invitations_, method, caller, request);
  }

  // By the adviser, where it must work.
  template <typename Stub, typename Request, typename Response>
  Response Done(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) const {
    auto done = Ask(method, kAdviser, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }

  static absl::CivilDay ToDay() { return Today(absl::Now()); }
  static PartialDate Ago(int days) { return PartialDateOf(ToDay() - days); }

  // Four days, of which today is the last: people may still come in, and be examined.
  v1::Course Planned(int places, v1::CourseKind kind = v1::COURSE_KIND_VOCATIONAL) const {
    v1::AddTrainingProviderRequest provider;
    provider.set_request_id(NewRequestId());
    provider.mutable_provider()->set_name_az("Nümunə Peşə Mərkəzi");
    provider.mutable_provider()->set_district("AZ-BAR");
    v1::PlanCourseRequest request;
    request.set_request_id(NewRequestId());
    v1::Course& course = *request.mutable_course();
    course.set_provider_uid(Done(&Courses::AddTrainingProvider, provider).uid());
    course.set_title_az("Dərzi");
    course.set_kind(kind);
    course.set_district("AZ-BAR");
    *course.mutable_first_day() = Ago(3);
    *course.mutable_last_day() = Ago(0);
    course.set_weekdays("1234567");
    course.set_places(places);
    return Done(&Courses::PlanCourse, request);
  }
  v1::Course Reread(const v1::Course& course) const {
    v1::GetCourseRequest request;
    request.set_name(course.name());
    return Done(&Courses::GetCourse, request).course();
  }
  static v1::EnrolPersonRequest EnrolmentOf(const v1::Course& course, const v1::Profile& profile) {
    v1::EnrolPersonRequest request;
    request.set_request_id(NewRequestId());
    request.set_course(course.name());
    request.set_profile(profile.name());
    return request;
  }
  v1::Enrolment Enrolled(const v1::Course& course, const v1::Profile& profile) const {
    return Done(&Courses::EnrolPerson, EnrolmentOf(course, profile));
  }
  v1::Enrolment Reread(const v1::Enrolment& enrolment) const {
    v1::GetEnrolmentRequest request;
    request.set_name(enrolment.name());
    return Done(&Courses::GetEnrolment, request);
  }
  std::vector<v1::Enrolment> In(const v1::Course& course, v1::EnrolmentState state) const {
    v1::ListEnrolmentsRequest request;
    request.set_course(course.name());
    request.add_states(state);
    request.set_page_size(200);
    const auto list = Done(&Courses::ListEnrolments, request);
    return {list.enrolments().begin(), list.enrolments().end()};
  }
  v1::RecordAttendanceRequest Attendance(const v1::Course& course, const std::vector<v1::Enrolment>& present, int days_ago) const {
    v1::RecordAttendanceRequest request;
    request.set_request_id(NewRequestId());
    request.set_course(course.name());
    *request.mutable_day() = Ago(days_ago);
    for (const v1::Enrolment& one : present) request.add_present(one.name());
    return request;
  }
  v1::RecordExamRequest Exam(const v1::Enrolment& enrolment, int score) const {
    auto request = On<v1::RecordExamRequest>(Reread(enrolment));
    *request.mutable_exam_on() = Ago(0);
    request.set_exam_score(score);
    return request;
  }

  // Invited because referred, and willing.
  v1::Invitation Willing(const survivor::v1::Survivor& person) const {
    v1::InvitePersonRequest invite;
    invite.set_request_id(NewRequestId());
    invite.set_survivor(person.name());
    auto answer = On<v1::AnswerInvitationRequest>(Done(&Invitations::InvitePerson, invite));
    answer.set_accepted(true);
    answer.add_programmes(v1::SUPPORT_PROGRAMME_OWN_BUSINESS);
    *answer.mutable_answered_on() = Ago(0);
    return Done(&Invitations::AnswerInvitation, answer);
  }
  static v1::ProposeGrantRequest PlanOf(const v1::Profile& profile) {
    v1::ProposeGrantRequest request;
    request.set_request_id(NewRequestId());
    request.set_profile(profile.name());
    request.set_activity("Tikiş emalatxanası");
    request.set_plan("İki tikiş maşını ilə evdə sifarişlə tikiş, əvvəlcə məktəb formaları.");
    v1::GrantLine& line = *request.add_planned();
    line.set_title("Tikiş maşını");
    line.set_quantity(2);
    line.set_unit_qepik(60000);
    return request;
  }
  static v1::DecideGrantRequest Approval(const v1::Grant& grant, int days_ago) {
    auto request = On<v1::DecideGrantRequest>(grant);
    request.set_decision(v1::GRANT_DECISION_APPROVE);
    *request.mutable_granted() = grant.planned();
    *request.mutable_decided_on() = Ago(days_ago);
    request.set_decision_document("14");
    return request;
  }
  v1::Grant Contracted(const v1::Profile& profile, int days_ago) const {
    const v1::Grant grant = Done(&Grants::ProposeGrant, PlanOf(profile));
    const auto approved = Ask(&Grants::DecideGrant, kCommission, Approval(grant, days_ago));
    EXPECT_TRUE(approved.ok()) << approved.status();
    auto request = On<v1::SignContractRequest>(*approved);
    request.set_contract_number("7");
    *request.mutable_contracted_on() = Ago(days_ago);
    return Done(&Grants::SignContract, request);
  }
  v1::GetGrantResponse Whole(const v1::Grant& grant) const {
    v1::GetGrantRequest request;
    request.set_name(grant.name());
    return Done(&Grants::GetGrant, request);
  }
  v1::HandOverAssetsRequest HandOver(const v1::Grant& grant, const std::vector<std::string>& numbers) const {
    auto request = On<v1::HandOverAssetsRequest>(Whole(grant).grant());
    for (const std::string& number : numbers) {
      v1::GrantAsset& asset = *request.add_assets();
      asset.set_line(1);
      asset.set_serial_number(number);
    }
    *request.mutable_handed_on() = Ago(0);
    return request;
  }

  int64_t Told(absl::string_view kind) const {
    return Count(absl::StrCat("SELECT count(*) FROM outbox.event WHERE kind = '", kind, "'"));
  }
  int64_t InvitationsOf(const survivor::v1::Survivor& person) const {
    return Count(absl::StrCat("SELECT count(*) FROM employment.invitation WHERE survivor_uid = '", UidOf(person.name()), "'"));
  }

  std::unique_ptr<Courses> courses_;
  std::unique_ptr<Grants> grants_;
  std::unique_ptr<Studies> studies_;
  std::unique_ptr<Invitations> invitations_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_TEST_FIXTURE_H_
