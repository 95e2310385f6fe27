// The access service as it runs, for integration tests: people of db/sample/staff.yaml and short ways to call. Every name is
// invented.
#ifndef SERVICES_ACCESS_ACCESS_TEST_FIXTURE_H_
#define SERVICES_ACCESS_ACCESS_TEST_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "services/access/access_names.h"
#include "services/access/assignment_service.h"
#include "services/access/break_glass_service.h"
#include "services/access/explain_service.h"
#include "services/access/reactions.h"
#include "services/access/staff_service.h"
#include "services/platform/base/proto_time.h"
#include "tests/support/database_observer.h"
#include "tests/support/test_service.h"

namespace dayaq::access {

using dayaq::testing::FaultsOf;
using dayaq::testing::NewRequestId;
using dayaq::testing::Strongly;
using dayaq::testing::TestCaller;

inline const TestCaller kAdministrator{"ulviyya-access"};
inline const TestCaller kSecondAdministrator{"nargiz-access"};
inline const TestCaller kAuditor{"habib-auditor"};
inline const TestCaller kPrivacyOfficer{"jamila-privacy"};
inline const TestCaller kOperator{"murad-operator"};
inline const TestCaller kCaseworker{"samir-caseworker"};            // AZ-BAR and AZ-TAR
inline const TestCaller kCaseworkersColleague{"sevda-caseworker"};  // AZ-BAR

// "01900000-0000-7000-8000-000000000008": the 8th member of the invented staff, and their assignment.
inline std::string StaffUid(int number) {
  return absl::StrCat("01900000-0000-7000-8000-0000000000", number < 10 ? "0" : "", number);
}
inline std::string AssignmentUid(int number) {
  return absl::StrCat("01900000-0000-7000-9000-0000000000", number < 10 ? "0" : "", number);
}

// The rule that a refusal names.
inline std::string RuleOf(const absl::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  return info.has_value() && info->metadata().count("rule") > 0 ? info->metadata().at("rule") : "";
}

// The service with its database, or with that of other services.
class AccessHouse {
 public:
  using Stub = v1::AccessService::Stub;

  absl::Status Start(std::shared_ptr<dayaq::testing::TestDatabase> database = nullptr) {
    staff_.Bind(methods_);
    assignments_.Bind(methods_);
    emergencies_.Bind(methods_);
    explanations_.Bind(methods_);
    auto started = dayaq::testing::TestService::Start("access", {&methods_}, AccessReactions(emergencies_), std::move(database));
    if (!started.ok()) return started.status();
    service_ = *std::move(started);
    stub_ = v1::AccessService::NewStub(service_->Channel());
    return absl::OkStatus();
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return service_->Call(*stub_, method, caller, request);
  }
  dayaq::testing::TestService& service() const { return *service_; }
  dayaq::testing::TestDatabase& database() const { return service_->database(); }

 private:
  StaffService staff_;
  AssignmentService assignments_{LinkedPolicy()};
  BreakGlassService emergencies_;
  ExplainService explanations_{LinkedPolicy()};
  rpc::Methods methods_{"dayaq.access.v1.AccessService"};
  std::unique_ptr<dayaq::testing::TestService> service_;
  std::unique_ptr<Stub> stub_;
};

class AccessFixture : public ::testing::Test {
 protected:
  using Stub = AccessHouse::Stub;

  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    const absl::Status started = house_.Start();
    ASSERT_TRUE(started.ok()) << started;
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return house_.Ask(method, caller, request);
  }

  // A change of a resource as it was read.
  template <typename Request, typename Resource>
  static Request Changing(const Resource& resource) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(resource.name());
    request.set_etag(resource.etag());
    return request;
  }

  static v1::ProposeRoleAssignmentRequest Giving(int staff, const std::string& role, const std::string& institution = "ministry") {
    v1::ProposeRoleAssignmentRequest request;
    request.set_request_id(NewRequestId());
    v1::RoleAssignment& assignment = *request.mutable_role_assignment();
    assignment.set_staff_uid(StaffUid(staff));
    assignment.set_role(role);
    assignment.set_institution(institution);
    assignment.set_national(true);
    assignment.set_reason("Yeni vəzifə");
    return request;
  }
  absl::StatusOr<v1::RoleAssignment> Propose(const v1::ProposeRoleAssignmentRequest& request,
                                             const TestCaller& caller = Strongly(kAdministrator)) const {
    return Ask(&Stub::ProposeRoleAssignment, caller, request);
  }
  absl::StatusOr<v1::RoleAssignment> Approve(const v1::RoleAssignment& assignment,
                                             const TestCaller& caller = Strongly(kSecondAdministrator)) const {
    return Ask(&Stub::ApproveRoleAssignment, caller, Changing<v1::ApproveRoleAssignmentRequest>(assignment));
  }
  absl::StatusOr<v1::RoleAssignment> End(const v1::RoleAssignment& assignment, const TestCaller& caller = kAdministrator) const {
    auto request = Changing<v1::EndRoleAssignmentRequest>(assignment);
    request.set_reason("Vəzifə dəyişib");
    return Ask(&Stub::EndRoleAssignment, caller, request);
  }
  v1::Staff Somebody(int number, const TestCaller& caller = kAdministrator) const {
    v1::GetStaffRequest request;
    request.set_name(StaffName(StaffUid(number)));
    const auto staff = Ask(&Stub::GetStaff, caller, request);
    EXPECT_TRUE(staff.ok()) << staff.status();
    return staff.value_or(v1::Staff());
  }
  absl::StatusOr<v1::MyAccess> Mine(const TestCaller& caller) const {
    return Ask(&Stub::GetMyAccess, caller, v1::GetMyAccessRequest());
  }

  // Samir lends Sevda, of the same institution, these actions for a week.
  static v1::CreateDelegationRequest Lending(const std::vector<std::string>& actions) {
    v1::CreateDelegationRequest request;
    request.set_request_id(NewRequestId());
    request.set_staff_uid(StaffUid(9));
    for (const std::string& action : actions) request.add_actions(action);
    *request.mutable_valid_until() = Timestamp(absl::Now() + absl::Hours(24 * 7));
    request.set_reason("Məzuniyyət");
    return request;
  }
  absl::StatusOr<v1::RoleAssignment> Lend(const v1::CreateDelegationRequest& request,
                                          const TestCaller& caller = Strongly(kCaseworker)) const {
    return Ask(&Stub::CreateDelegation, caller, request);
  }

  void Sql(const std::string& statement) const {
    const absl::Status done = house_.database().Execute(statement);
    ASSERT_TRUE(done.ok()) << done;
  }
  std::string Value(const std::string& query) const {
    const auto value = house_.database().Value(query);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
  std::vector<audit::v1::Entry> Entries() const { return dayaq::testing::EntriesOf(house_.database()); }

  AccessHouse house_;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ACCESS_TEST_FIXTURE_H_
