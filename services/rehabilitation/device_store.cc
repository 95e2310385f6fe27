#include "services/rehabilitation/device_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_queries.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostComponents = 500;
constexpr int kMostOfPerson = 500;

void SetName(v1::Device& device) { device.set_name(absl::StrCat("devices/", device.uid())); }

absl::StatusOr<std::vector<std::string>> Texts(const absl::StatusOr<std::vector<Row>>& rows, absl::string_view column) {
  RETURN_IF_ERROR(rows.status());
  std::vector<std::string> texts;
  for (const Row& row : *rows) RETURN_IF_ERROR(row.Read({{column, &texts.emplace_back()}}));
  return texts;
}

// $1 to $4 of kDevices and kCountDevices.
Params FilterParams(const v1::ListDevicesRequest& request, const std::vector<std::string>& registers) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::DeviceState_Name(static_cast<v1::DeviceState>(state)));
  return {request.survivor().empty() ? Param(std::nullopt) : Param(UidOf(request.survivor())),
          states.empty() ? Param(std::nullopt) : Param(states), request.recalled(), registers};
}

}  // namespace

absl::StatusOr<std::optional<v1::Wearer>> DeviceStore::Wearer(Transaction& transaction, absl::string_view survivor_uid,
                                                              const std::vector<std::string>& levels,
                                                              absl::string_view side) const {
  return transaction.Maybe<v1::Wearer>(kWearer, {survivor_uid, levels, side});
}

absl::StatusOr<std::vector<v1::Device>> DeviceStore::DevicesOf(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.All<v1::Device>(kDevicesOf, {survivor_uid}, kMostOfPerson);
}

absl::StatusOr<std::vector<std::string>> DeviceStore::DeliveredTo(Transaction& transaction, absl::string_view survivor_uid) const {
  return Texts(transaction.All<Row>(kDeliveredTo, {survivor_uid}, kMostOfPerson), "uid");
}

absl::StatusOr<std::optional<v1::Renewal>> DeviceStore::DueOf(Transaction& transaction, absl::string_view survivor_uid,
                                                              absl::string_view device_uid) const {
  return transaction.Maybe<v1::Renewal>(kDueOf, {survivor_uid, device_uid});
}

absl::StatusOr<std::vector<std::string>> DeviceStore::SerialsTaken(Transaction& transaction, absl::string_view maker,
                                                                   const std::vector<std::string>& serials) const {
  return Texts(transaction.All<Row>(kSerialsTaken, {maker, serials}, 20), "serial");
}

absl::StatusOr<bool> DeviceStore::IsFoundation(Transaction& transaction, absl::string_view institution) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsFoundation, {institution}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::StatusOr<v1::Device> DeviceStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Device device, transaction.One<v1::Device>(kDevice, {uid}));
  SetName(device);
  return device;
}

absl::StatusOr<v1::Device> DeviceStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Device device, Get(transaction, uid));
  ASSIGN_OR_RETURN(std::vector<v1::DeviceComponent> components,
                   transaction.All<v1::DeviceComponent>(kComponents, {uid}, kMostComponents));
  for (v1::DeviceComponent& component : components) *device.add_components() = std::move(component);
  return device;
}

absl::StatusOr<v1::Device> DeviceStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockDevice, {uid}).status());
  return GetWhole(transaction, uid);
}

absl::StatusOr<std::optional<v1::Device>> DeviceStore::FindToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kLockDevice, {uid}));
  if (!row.has_value()) return std::optional<v1::Device>();
  ASSIGN_OR_RETURN(v1::Device device, Get(transaction, uid));
  return std::optional<v1::Device>(std::move(device));
}

absl::StatusOr<std::optional<v1::Device>> DeviceStore::Successor(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::Device>(kSuccessor, {uid});
}

absl::StatusOr<std::vector<v1::Device>> DeviceStore::List(Transaction& transaction, const v1::ListDevicesRequest& request,
                                                          const std::vector<std::string>& registers, absl::string_view after,
                                                          int limit) const {
  Params params = FilterParams(request, registers);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Device> devices, transaction.All<v1::Device>(kDevices, params, limit));
  for (v1::Device& device : devices) SetName(device);
  return devices;
}

absl::StatusOr<int64_t> DeviceStore::Count(Transaction& transaction, const v1::ListDevicesRequest& request,
                                           const std::vector<std::string>& registers) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountDevices, FilterParams(request, registers)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status DeviceStore::Add(Transaction& transaction, const v1::Device& device) const {
  return transaction.Execute(kAddDevice, {Rows(device)});
}

absl::Status DeviceStore::Decide(Transaction& transaction, const v1::Device& device) const {
  return transaction.Execute(kDecideDevice,
                             {device.uid(), device.state(), device.decided_on(), device.decision_document(), device.ended_on()});
}

absl::Status DeviceStore::Step(Transaction& transaction, const v1::Device& device) const {
  return transaction.Execute(kStepDevice, {Rows(device), device.uid()});
}

absl::Status DeviceStore::EndRenewed(Transaction& transaction, absl::string_view uid, const common::v1::PartialDate& day) const {
  return transaction.Execute(kEndRenewed, {uid, day});
}

absl::Status DeviceStore::AddComponents(Transaction& transaction, const v1::Device& device,
                                        const std::vector<v1::DeviceComponent>& added) const {
  if (added.empty()) return absl::OkStatus();
  return transaction.Execute(kAddComponents, {Rows(added), device.register_(), device.district(), device.institution()});
}

absl::Status DeviceStore::RemoveComponents(Transaction& transaction, absl::string_view device_uid,
                                           const google::protobuf::RepeatedPtrField<std::string>& uids,
                                           const common::v1::PartialDate& day) const {
  if (uids.empty()) return absl::OkStatus();
  return transaction.Execute(kRemoveComponents, {device_uid, uids, day});
}

absl::Status DeviceStore::RemoveAllComponents(Transaction& transaction, absl::string_view device_uid,
                                              const common::v1::PartialDate& day) const {
  return transaction.Execute(kRemoveAllComponents, {device_uid, day});
}

absl::StatusOr<std::vector<std::string>> DeviceStore::ToRecall(Transaction& transaction, const v1::RecallDevicesRequest& request,
                                                               int limit) const {
  return Texts(transaction.All<Row>(
                   kToRecall, {request.register_(), request.maker(), OrNull(request.batch()), request.serials(), limit}, limit),
               "uid");
}

absl::Status DeviceStore::Recall(Transaction& transaction, const std::vector<std::string>& uids,
                                 const v1::RecallDevicesRequest& request) const {
  return transaction.Execute(kRecall, {uids, request.recalled_on(), request.document()});
}

}  // namespace dayaq::rehabilitation
