// The devices on a person's record: a copy that follows the rehabilitation service. No SQL, no clock of its own.
#ifndef SERVICES_SURVIVOR_WORN_DEVICE_SERVICE_H_
#define SERVICES_SURVIVOR_WORN_DEVICE_SERVICE_H_

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/worn_device_store.h"

namespace dayaq::survivor {

class WornDeviceService {
 public:
  // Heard when a device was delivered or ended, or the day of its renewal changed ("devices/X", "renewals/X"). Reads how it is now,
  // so that the order of events does not matter.
  absl::Status KeepDevice(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  WornDeviceStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_WORN_DEVICE_SERVICE_H_
