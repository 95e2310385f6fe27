// Devices and renewals over gRPC, for integration tests: short ways along the life of a device. Every name is invented.
#ifndef SERVICES_REHABILITATION_DEVICE_TEST_FIXTURE_H_
#define SERVICES_REHABILITATION_DEVICE_TEST_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/rehabilitation/v1/device_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.grpc.pb.h"
#include "services/rehabilitation/rehabilitation_test_fixture.h"

namespace dayaq::rehabilitation {

inline const TestCaller kCommission{"nigar-commission"};
inline const TestCaller kCentreDoctor{"gunel-rehabilitation"};

class DeviceFixture : public RehabilitationFixture {
 protected:
  using Devices = v1::DeviceService::Stub;
  using Renewals = v1::RenewalService::Stub;

  void SetUp() override {
    RehabilitationFixture::SetUp();
    if (rehabilitation_ == nullptr) return;
    devices_ = v1::DeviceService::NewStub(rehabilitation_->Channel());
    renewals_ = v1::RenewalService::NewStub(rehabilitation_->Channel());
  }

  using RehabilitationFixture::Ask;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Devices::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return rehabilitation_->Call(*devices_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Renewals::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return rehabilitation_->Call(*renewals_, method, caller, request);
  }
  template <typename Stub, typename Request, typename Response>
  Response Got(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
               const Request& request) const {
    auto got = Ask(method, caller, request);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(Response());
  }

  static v1::PrescribeDeviceRequest PrescriptionFor(const survivor::v1::Survivor& person, absl::string_view day,
                                                    const std::string& device_class = "lower-conventional") {
    v1::PrescribeDeviceRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(person.name());
    request.set_device_class(device_class);
    request.set_side(incident::v1::SIDE_LEFT);
    request.set_payer(v1::DEVICE_PAYER_STATE);
    request.set_wearer_age(v1::WEARER_AGE_ADULT);
    *request.mutable_prescribed_on() = survivor::Date(day);
    return request;
  }
  v1::Device Prescribed(const v1::PrescribeDeviceRequest& request) const {
    return Got(&Devices::PrescribeDevice, kProsthetist, request);
  }
  v1::Device Approved(const v1::Device& device, absl::string_view day, bool approved = true) const {
    auto request = On<v1::DecideDeviceRequest>(device);
    request.set_approved(approved);
    request.set_document("17/2024");
    *request.mutable_decided_on() = survivor::Date(day);
    return Got(&Devices::DecideDevice, kCommission, request);
  }
  static v1::RecordDeviceStepRequest StepOf(const v1::Device& device, v1::DeviceStepKind kind, absl::string_view day,
                                            const std::vector<std::string>& serials = {}) {
    auto request = On<v1::RecordDeviceStepRequest>(device);
    request.set_kind(kind);
    *request.mutable_done_on() = survivor::Date(day);
    for (const std::string& serial : serials) {
      v1::DeviceComponent& component = *request.add_components();
      component.set_kind(v1::COMPONENT_KIND_FOOT);
      component.set_maker("Nümunə Ayaq");
      component.set_serial(serial);
      component.set_batch("P-7");
    }
    return request;
  }
  absl::StatusOr<v1::Device> Step(const v1::RecordDeviceStepRequest& request) const {
    return Ask(&Devices::RecordDeviceStep, kProsthetist, request);
  }
  v1::Device Stepped(const v1::Device& device, v1::DeviceStepKind kind, absl::string_view day,
                     const std::vector<std::string>& serials = {}) const {
    auto stepped = Step(StepOf(device, kind, day, serials));
    EXPECT_TRUE(stepped.ok()) << v1::DeviceStepKind_Name(kind) << " " << stepped.status();
    return stepped.value_or(v1::Device());
  }
  // From the decision on: made and fitted, and the person trained, all on one day.
  v1::Device Trained(v1::Device device, absl::string_view day, const std::string& serial) const {
    device = Approved(device, day);
    device = Stepped(device, v1::DEVICE_STEP_KIND_MEASURED, day);
    device = Stepped(device, v1::DEVICE_STEP_KIND_FABRICATED, day, {serial});
    device = Stepped(device, v1::DEVICE_STEP_KIND_FITTED, day);
    return Stepped(device, v1::DEVICE_STEP_KIND_TRAINED, day);
  }
  v1::Device Delivered(const v1::PrescribeDeviceRequest& request, absl::string_view made, absl::string_view day,
                       const std::string& serial) const {
    return Stepped(Trained(Prescribed(request), made, serial), v1::DEVICE_STEP_KIND_DELIVERED, day);
  }
  v1::Device DeviceNow(const v1::Device& device, const TestCaller& caller = kProsthetist) const {
    v1::GetDeviceRequest request;
    request.set_name(device.name());
    return Got(&Devices::GetDevice, caller, request);
  }
  v1::Renewal RenewalNow(const v1::Device& device, const TestCaller& caller = kProsthetist) const {
    v1::GetRenewalRequest request;
    request.set_name(absl::StrCat("renewals/", device.uid()));
    return Got(&Renewals::GetRenewal, caller, request);
  }
  // 0, or somebody who has a device is lost.
  int64_t LostPeople() const {
    return Count(
        "SELECT count(*) FROM rehabilitation.device d LEFT JOIN rehabilitation.renewal r ON r.uid = d.uid "
        "WHERE d.state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR') AND (r.uid IS NULL OR coalesce(r.due_on, "
        "r.review_on, r.stop_reason) IS NULL)");
  }

  std::unique_ptr<Devices> devices_;
  std::unique_ptr<Renewals> renewals_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_TEST_FIXTURE_H_
