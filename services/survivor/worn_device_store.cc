#include "services/survivor/worn_device_store.h"

#include <utility>
#include <vector>

#include "services/platform/base/status_macros.h"
#include "services/survivor/worn_device_queries.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostDevices = 200;

}  // namespace

absl::Status WornDeviceStore::AddTo(Transaction& transaction, v1::Survivor& survivor) const {
  ASSIGN_OR_RETURN(std::vector<v1::WornDevice> devices,
                   transaction.All<v1::WornDevice>(kWornDevices, {survivor.uid()}, kMostDevices));
  for (v1::WornDevice& device : devices) *survivor.add_devices() = std::move(device);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::WornDevice>> WornDeviceStore::ForRecord(Transaction& transaction,
                                                                         absl::string_view device_uid) const {
  return transaction.Maybe<v1::WornDevice>(kDeviceForRecord, {device_uid});
}

absl::Status WornDeviceStore::Keep(Transaction& transaction, const v1::WornDevice& device) const {
  return transaction.Execute(kKeepWornDevice, {Rows(device)});
}

}  // namespace dayaq::survivor
