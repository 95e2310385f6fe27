// All SQL on devices and their components. Holds no rules.
#ifndef SERVICES_REHABILITATION_DEVICE_STORE_H_
#define SERVICES_REHABILITATION_DEVICE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/rehabilitation/v1/device.pb.h"
#include "dayaq/rehabilitation/v1/device_service.pb.h"
#include "dayaq/rehabilitation/v1/renewal.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::rehabilitation {

// Names are set on all devices that come out.
class DeviceStore {
 public:
  // Nothing for whom nobody referred to the caller's institution.
  absl::StatusOr<std::optional<v1::Wearer>> Wearer(Transaction& transaction, absl::string_view survivor_uid,
                                                   const std::vector<std::string>& levels, absl::string_view side) const;
  // What the person has or is being made for them, anywhere: class, side and state.
  absl::StatusOr<std::vector<v1::Device>> DevicesOf(Transaction& transaction, absl::string_view survivor_uid) const;
  // For the service itself: what was delivered to the person, on whichever record.
  absl::StatusOr<std::vector<std::string>> DeliveredTo(Transaction& transaction, absl::string_view survivor_uid) const;
  // Due day of a device of the person, wherever it was made.
  absl::StatusOr<std::optional<v1::Renewal>> DueOf(Transaction& transaction, absl::string_view survivor_uid,
                                                   absl::string_view device_uid) const;
  // Which of these numbers are built in somewhere.
  absl::StatusOr<std::vector<std::string>> SerialsTaken(Transaction& transaction, absl::string_view maker,
                                                        const std::vector<std::string>& serials) const;
  absl::StatusOr<bool> IsFoundation(Transaction& transaction, absl::string_view institution) const;

  absl::StatusOr<v1::Device> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Device> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // With components, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Device> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // The same without components; nothing when it is gone.
  absl::StatusOr<std::optional<v1::Device>> FindToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::optional<v1::Device>> Successor(Transaction& transaction, absl::string_view uid) const;
  // The oldest first, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::Device>> List(Transaction& transaction, const v1::ListDevicesRequest& request,
                                               const std::vector<std::string>& registers, absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListDevicesRequest& request,
                                const std::vector<std::string>& registers) const;

  absl::Status Add(Transaction& transaction, const v1::Device& device) const;
  absl::Status Decide(Transaction& transaction, const v1::Device& device) const;
  // State, steps and the days that follow from them.
  absl::Status Step(Transaction& transaction, const v1::Device& device) const;
  absl::Status EndRenewed(Transaction& transaction, absl::string_view uid, const common::v1::PartialDate& day) const;
  absl::Status AddComponents(Transaction& transaction, const v1::Device& device,
                             const std::vector<v1::DeviceComponent>& added) const;
  absl::Status RemoveComponents(Transaction& transaction, absl::string_view device_uid,
                                const google::protobuf::RepeatedPtrField<std::string>& uids,
                                const common::v1::PartialDate& day) const;
  absl::Status RemoveAllComponents(Transaction& transaction, absl::string_view device_uid,
                                   const common::v1::PartialDate& day) const;
  // Uids of what is to be called back, at most `limit`.
  absl::StatusOr<std::vector<std::string>> ToRecall(Transaction& transaction, const v1::RecallDevicesRequest& request,
                                                    int limit) const;
  absl::Status Recall(Transaction& transaction, const std::vector<std::string>& uids,
                      const v1::RecallDevicesRequest& request) const;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_STORE_H_
