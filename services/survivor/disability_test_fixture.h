// Short ways to refer, decide, appeal and ask for corrections, for integration tests. Every name is invented.
#ifndef SERVICES_SURVIVOR_DISABILITY_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_DISABILITY_TEST_FIXTURE_H_

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {

class DisabilityFixture : public SurvivorFixture {
 protected:
  using Examinations = v1::ExaminationService::Stub;
  using Appeals = v1::AppealService::Stub;
  using Requests = v1::RequestService::Stub;

  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    examinations_ = v1::ExaminationService::NewStub(survivor_service_->Channel());
    appeals_ = v1::AppealService::NewStub(survivor_service_->Channel());
    requests_ = v1::RequestService::NewStub(survivor_service_->Channel());
  }

  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Of(const std::unique_ptr<Service>& stub,
                              grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                              const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*stub, method, caller, request);
  }

  void Sql(const std::string& statements) const {
    const absl::Status done = survivor_service_->database().Execute(statements);
    EXPECT_TRUE(done.ok()) << done;
  }

  static v1::FileExaminationReferralRequest ReferralOf(const v1::Survivor& survivor, absl::string_view received_on = "2025-06-05") {
    v1::FileExaminationReferralRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.set_kind(v1::EXAMINATION_KIND_FIRST);
    *request.mutable_received_on() = Date(received_on);
    request.add_function_groups(v1::FUNCTION_GROUP_MOVEMENT);
    return request;
  }
  absl::StatusOr<v1::ExaminationReferral> File(const v1::FileExaminationReferralRequest& request,
                                               const TestCaller& caller = kRegistrar) const {
    return Of(examinations_, &Examinations::FileExaminationReferral, caller, request);
  }
  v1::ExaminationReferral Filed(const v1::Survivor& survivor, absl::string_view received_on = "2025-06-05") const {
    auto filed = File(ReferralOf(survivor, received_on));
    EXPECT_TRUE(filed.ok()) << filed.status();
    return filed.value_or(v1::ExaminationReferral());
  }
  v1::ListExaminationReferralsResponse Referrals(const v1::ListExaminationReferralsRequest& request = {},
                                                 const TestCaller& caller = kExpert) const {
    auto listed = Of(examinations_, &Examinations::ListExaminationReferrals, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListExaminationReferralsResponse());
  }

  std::unique_ptr<Examinations> examinations_;
  std::unique_ptr<Appeals> appeals_;
  std::unique_ptr<Requests> requests_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DISABILITY_TEST_FIXTURE_H_
