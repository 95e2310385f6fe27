// All SQL on the devices of a record. Holds no rules.
#ifndef SERVICES_SURVIVOR_WORN_DEVICE_STORE_H_
#define SERVICES_SURVIVOR_WORN_DEVICE_STORE_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class WornDeviceStore {
 public:
  // Adds what was delivered to the person, in all of their records, for whoever reads HEALTH.
  absl::Status AddTo(Transaction& transaction, v1::Survivor& survivor) const;

  // For the service itself: nothing when the device was not delivered.
  absl::StatusOr<std::optional<v1::WornDevice>> ForRecord(Transaction& transaction, absl::string_view device_uid) const;
  // Nothing is written for a wearer who has no record.
  absl::Status Keep(Transaction& transaction, const v1::WornDevice& device) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_WORN_DEVICE_STORE_H_
