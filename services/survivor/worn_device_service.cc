#include "services/survivor/worn_device_service.h"

#include <optional>

#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::Status WornDeviceService::KeepDevice(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::optional<v1::WornDevice> device, store_.ForRecord(call.transaction(), UidOf(event.resource())));
  // A prescription that was given up was never delivered; and whoever was erased has no record of it.
  if (!device.has_value()) return absl::OkStatus();
  call.Touch(SurvivorName(device->survivor_uid()));
  return store_.Keep(call.transaction(), *device);
}

}  // namespace dayaq::survivor
