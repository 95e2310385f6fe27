// The incident and the survivor service with key files of their own, for tests that rotate keys and erase people.
#ifndef SERVICES_SURVIVOR_KEY_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_KEY_TEST_FIXTURE_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dayaq/keys/v1/key_service.grpc.pb.h"
#include "services/survivor/record_test_fixture.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::survivor {

inline const TestCaller kPrivacyOfficer{"jamila-privacy"};
inline const TestCaller kOtherPrivacyOfficer{"tahir-privacy"};
inline const TestCaller kOperator{"murad-operator"};

class KeyFixture : public RecordFixture {
 protected:
  // Keys that no other test of the cluster has.
  void Adjust(HostOptions& options) override {
    const std::string own = keys_.path() + "/keys";
    if (!std::filesystem::exists(own)) {
      std::filesystem::copy(dayaq::testing::TestDatabase::SecretsDirectory(), own, std::filesystem::copy_options::recursive);
    }
    options.key_directory = own;
  }
  std::string key_directory() const { return keys_.path() + "/keys"; }

  void ReactBoth() const {
    const auto handled = dayaq::testing::ReactAll({service_.get(), survivor_service_.get()});
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  void Sql(const std::string& sql) const {
    const absl::Status done = survivor_service_->database().Execute(sql);
    ASSERT_TRUE(done.ok()) << done;
  }

  v1::ProposeErasureRequest Proposal(const v1::Survivor& survivor, v1::ErasureCause cause,
                                     const std::vector<v1::RetentionClass>& classes = {}) const {
    v1::ProposeErasureRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    for (const v1::RetentionClass one : classes) request.add_classes(one);
    request.set_cause(cause);
    request.set_legal_act("Fərdi məlumatlar haqqında Qanun");
    request.set_article("8.1");
    request.set_reason("Şəxsin yazılı müraciəti");
    return request;
  }
  absl::StatusOr<v1::Erasure> Propose(const v1::ProposeErasureRequest& request, const TestCaller& caller = kCaseworker) const {
    return Ask(&Stub::ProposeErasure, caller, request);
  }
  static v1::ApproveErasureRequest Approval(const v1::Erasure& erasure) {
    v1::ApproveErasureRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(erasure.name());
    request.set_etag(erasure.etag());
    return request;
  }
  absl::StatusOr<v1::Erasure> Approve(const v1::ApproveErasureRequest& request,
                                      const TestCaller& caller = dayaq::testing::Strongly(kPrivacyOfficer)) const {
    return Ask(&Stub::ApproveErasure, caller, request);
  }
  // Proposed, approved, and heard of everywhere.
  void Erased(const v1::Survivor& survivor, v1::ErasureCause cause = v1::ERASURE_CAUSE_COURT_ORDER,
              const std::vector<v1::RetentionClass>& classes = {}) const {
    const auto proposed = Propose(Proposal(survivor, cause, classes));
    ASSERT_TRUE(proposed.ok()) << proposed.status();
    const auto done = Approve(Approval(*proposed));
    ASSERT_TRUE(done.ok()) << done.status();
    ReactBoth();
  }

  absl::StatusOr<keys::v1::KeyStatus> KeysNow(const TestCaller& caller = kOperator) const {
    const auto stub = keys::v1::KeyService::NewStub(service_->Channel());
    return service_->Call(*stub, &keys::v1::KeyService::Stub::GetKeyStatus, caller, keys::v1::GetKeyStatusRequest());
  }
  absl::StatusOr<keys::v1::KeyStatus> Rotate(bool validate_only = false,
                                             const TestCaller& caller = dayaq::testing::Strongly(kOperator)) const {
    const auto stub = keys::v1::KeyService::NewStub(service_->Channel());
    keys::v1::RotateKeysRequest request;
    request.set_request_id(NewRequestId());
    request.set_validate_only(validate_only);
    return service_->Call(*stub, &keys::v1::KeyService::Stub::RotateKeys, caller, request);
  }

 private:
  dayaq::testing::TemporaryDirectory keys_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_KEY_TEST_FIXTURE_H_
