// Short ways to call dayaq.survivor.v1.CaseService in tests. Every name is invented.
#ifndef SERVICES_SURVIVOR_CASE_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_CASE_TEST_FIXTURE_H_

#include <memory>
#include <string>

#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {

inline const TestCaller kCaseManager{"sabina-case"};      // AZ-TAR and AZ-BAR
inline const TestCaller kOtherCaseManager{"farid-case"};  // AZ-BAR
inline const std::string kCaseManagerUid = "01900000-0000-7000-8000-000000000029";
inline const std::string kOtherCaseManagerUid = "01900000-0000-7000-8000-000000000030";

class CaseFixture : public SurvivorFixture {
 protected:
  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ != nullptr) cases_ = v1::CaseService::NewStub(survivor_service_->Channel());
  }
  using Cases = v1::CaseService::Stub;

  template <typename Request, typename Response>
  absl::StatusOr<Response> Do(grpc::Status (Cases::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request, const TestCaller& caller = kCaseManager) const {
    return survivor_service_->Call(*cases_, method, caller, request);
  }
  // The same where it must work.
  template <typename Request, typename Response>
  Response Done(grpc::Status (Cases::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
                const TestCaller& caller = kCaseManager) const {
    auto done = Do(method, request, caller);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }

  static v1::OpenCaseRequest Opening(const v1::Survivor& survivor) {
    v1::OpenCaseRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    return request;
  }
  v1::Case OpenedCase(const v1::Survivor& survivor) const { return Done(&Cases::OpenCase, Opening(survivor)); }
  v1::Case OpenedCase() const { return OpenedCase(OpenedRecord(Herding())); }

  // A change of the case as it was read.
  template <typename Request>
  static Request On(const v1::Case& one) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(one.name());
    request.set_etag(one.etag());
    return request;
  }
  static v1::AddNeedRequest NeedOn(const v1::Case& one, v1::SupportKind kind = v1::SUPPORT_KIND_ASSISTIVE_DEVICE) {
    auto request = On<v1::AddNeedRequest>(one);
    request.mutable_need()->set_kind(kind);
    request.mutable_need()->set_priority(v1::NEED_PRIORITY_SOON);
    request.mutable_need()->set_words("Sol ayağa protez");
    return request;
  }
  static v1::AddGoalRequest GoalOn(const v1::Case& one, const PartialDate& due_on) {
    auto request = On<v1::AddGoalRequest>(one);
    request.mutable_goal()->set_words("Özü yeriyir");
    *request.mutable_goal()->mutable_due_on() = due_on;
    return request;
  }
  static v1::AddServiceRequest ServiceOn(const v1::Case& one, v1::SupportKind kind, absl::string_view from = "2024-03") {
    auto request = On<v1::AddServiceRequest>(one);
    request.mutable_service()->set_kind(kind);
    *request.mutable_service()->mutable_given_from() = Date(from);
    return request;
  }
  static v1::AddFollowUpRequest FollowUpOn(const v1::Case& one, const PartialDate& due_on) {
    auto request = On<v1::AddFollowUpRequest>(one);
    *request.mutable_due_on() = due_on;
    return request;
  }
  static v1::CloseCaseRequest ClosingOf(const v1::Case& one, v1::GoalState goals = v1::GOAL_STATE_UNSPECIFIED) {
    auto request = On<v1::CloseCaseRequest>(one);
    request.set_reason(v1::CASE_CLOSE_REASON_GOALS_REACHED);
    request.set_words("Ailə kömək edir");
    request.set_open_goals(goals);
    return request;
  }
  static v1::ReopenCaseRequest ReopeningOf(const v1::Case& one) {
    auto request = On<v1::ReopenCaseRequest>(one);
    request.set_reason("Protez dəyişdirilməlidir");
    return request;
  }
  v1::Case Read(const v1::Case& one, const TestCaller& caller = kCaseManager) const {
    v1::GetCaseRequest request;
    request.set_name(one.name());
    return Done(&Cases::GetCase, request, caller);
  }
  v1::ListDueWorkResponse Due(const TestCaller& caller = kCaseManager, const PartialDate& until = PartialDate()) const {
    v1::ListDueWorkRequest request;
    if (until.year() != 0) *request.mutable_until() = until;
    return Done(&Cases::ListDueWork, request, caller);
  }
  // Days from today in Baku on.
  static PartialDate InDays(int days) { return PartialDateOf(Today(absl::Now()) + days); }

  std::unique_ptr<Cases> cases_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_TEST_FIXTURE_H_
