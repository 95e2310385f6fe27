// Devices: prescribed, decided about, made, delivered, called back. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_REHABILITATION_DEVICE_SERVICE_H_
#define SERVICES_REHABILITATION_DEVICE_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/device_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/device_store.h"
#include "services/rehabilitation/renewal_store.h"

namespace dayaq::rehabilitation {

class DeviceService {
 public:
  // Both outlive it.
  DeviceService(const DevicePolicy& policy, const WorkingCalendar& calendar) : policy_(policy), calendar_(calendar) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListDeviceClassesResponse> ListDeviceClasses(const v1::ListDeviceClassesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Device> PrescribeDevice(const v1::PrescribeDeviceRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Device> DecideDevice(const v1::DecideDeviceRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Device> RecordDeviceStep(const v1::RecordDeviceStepRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Device> GetDevice(const v1::GetDeviceRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListDevicesResponse> ListDevices(const v1::ListDevicesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RecallDevicesResponse> RecallDevices(const v1::RecallDevicesRequest& request, rpc::Call& call);
  // What a change answers when it comes a second time.
  absl::StatusOr<v1::Device> Reread(const std::string& name, rpc::Call& call);

 private:
  absl::StatusOr<v1::Device> GetToChange(const std::string& name, const std::string& etag, rpc::Call& call) const;
  // Numbers that another device in use has, as faults.
  absl::Status CheckSerials(const v1::RecordDeviceStepRequest& request, rpc::Call& call, Violations& found) const;
  absl::Status WriteComponents(const v1::RecordDeviceStepRequest& request, const v1::Device& device, rpc::Call& call) const;
  // With the delivery, and with the end of a device that was delivered, its renewal is written in the same moment.
  absl::Status WriteRenewal(const v1::Device& device, rpc::Call& call) const;

  const DevicePolicy& policy_;
  const WorkingCalendar& calendar_;
  DeviceStore store_;
  RenewalStore renewals_;
  AppointmentStore locks_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_SERVICE_H_
