#include "services/rehabilitation/device_service.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {
namespace {

using rpc::Call;

constexpr int kMostRecalled = 1000;

std::string DeviceName(absl::string_view uid) { return absl::StrCat("devices/", uid); }

v1::DeviceClass Listed(const DeviceClassRule& rule, const DeviceTerm& term) {
  v1::DeviceClass listed;
  listed.set_code(rule.code);
  listed.set_label_az(rule.label_az);
  listed.set_label_en(rule.label_en);
  listed.set_list_row(rule.list_row);
  listed.set_iso_code(rule.iso_code);
  listed.set_high_tech(rule.high_tech);
  listed.set_at_once(rule.at_once);
  listed.set_adult_months(term.adult_months);
  listed.set_warranty_months(term.warranty_months);
  listed.set_making_working_days(term.making_working_days);
  listed.set_repair_working_days(term.repair_working_days);
  listed.set_example(term.example);
  listed.set_source(term.source);
  return listed;
}

absl::Status Refused(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

}  // namespace

absl::StatusOr<v1::ListDeviceClassesResponse> DeviceService::ListDeviceClasses(const v1::ListDeviceClassesRequest& request,
                                                                               Call& call) {
  if (request.on().year() != 0 && Precision(request.on()) != DatePrecision::kDay) {
    Violations found;
    found.Add("on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return found.ToStatus();
  }
  const absl::CivilDay day = request.on().year() == 0 ? call.today() : DayOf(request.on());
  v1::ListDeviceClassesResponse response;
  response.set_edition(policy_.edition);
  for (const DeviceClassRule& rule : policy_.classes) {
    if (const DeviceTerm* const term = rule.TermOn(day); term != nullptr) *response.add_classes() = Listed(rule, *term);
  }
  return response;
}

absl::StatusOr<v1::Device> DeviceService::PrescribeDevice(const v1::PrescribeDeviceRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  const std::string survivor_uid = UidOf(request.survivor());
  const DeviceClassRule* const rule = policy_.Class(request.device_class());
  ASSIGN_OR_RETURN(const std::optional<v1::Wearer> wearer,
                   store_.Wearer(transaction, survivor_uid, LevelsOf(rule == nullptr ? Limb::kNone : rule->limb),
                                 incident::v1::Side_Name(request.side())));
  if (!wearer.has_value()) {
    return Refused(ErrorReason::ERROR_REASON_WEARER_UNKNOWN,
                   "Nobody referred this person to the institution, or the referral was not opened.");
  }
  if (wearer->deceased()) return Refused(ErrorReason::ERROR_REASON_WEARER_DECEASED, "A death is recorded.");
  // Of two who prescribe for one person at once the second sees what the first did.
  RETURN_IF_ERROR(locks_.Lock(transaction, {wearer->survivor_uid()}));
  ASSIGN_OR_RETURN(const std::vector<v1::Device> others, store_.DevicesOf(transaction, survivor_uid));
  const std::string replaces = request.replaces().empty() ? "" : UidOf(request.replaces());
  const auto replaced = absl::c_find_if(others, [&](const v1::Device& one) { return one.uid() == replaces; });
  std::optional<v1::Renewal> renewal;
  if (replaced != others.end()) {
    ASSIGN_OR_RETURN(renewal, store_.DueOf(transaction, survivor_uid, replaces));
  }
  Violations found;
  CheckPrescription(request,
                    {*wearer, others, replaced == others.end() ? nullptr : &*replaced, renewal.has_value() ? &*renewal : nullptr},
                    policy_, found);
  if (!request.payer_institution().empty()) {
    ASSIGN_OR_RETURN(const bool pays, store_.IsFoundation(transaction, request.payer_institution()));
    if (!pays) {
      found.Add("payer_institution", ErrorReason::ERROR_REASON_INSTITUTION_UNKNOWN, "Name a foundation of the house, by its code.");
    }
  }
  RETURN_IF_ERROR(found.ToStatus());
  v1::Device device = Prescribed(request, policy_, calendar_);
  device.set_uid(call.NewUid());
  device.set_survivor_uid(wearer->survivor_uid());
  device.set_register_(wearer->register_());
  device.set_district(wearer->district());
  device.set_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(transaction, device));
  call.Touch(SurvivorName(device.survivor_uid()));
  call.Emit("device.prescribed", DeviceName(device.uid()));
  return Reread(device.uid(), call);
}

absl::StatusOr<v1::Device> DeviceService::GetToChange(const std::string& name, const std::string& etag, Call& call) const {
  ASSIGN_OR_RETURN(v1::Device device, store_.GetToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, device.etag()));
  call.Before(device);
  call.Touch(SurvivorName(device.survivor_uid()));
  return device;
}

absl::StatusOr<v1::Device> DeviceService::DecideDevice(const v1::DecideDeviceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Device device, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckUndecided(device));
  Violations found;
  CheckDecision(request, device, found);
  RETURN_IF_ERROR(found.ToStatus());
  SetDecision(request, device);
  RETURN_IF_ERROR(store_.Decide(call.transaction(), device));
  call.Emit(IsEnded(device.state()) ? "device.ended" : "device.approved", device.name());
  return Reread(device.name(), call);
}

absl::Status DeviceService::CheckSerials(const v1::RecordDeviceStepRequest& request, Call& call, Violations& found) const {
  std::map<std::string, std::vector<std::string>> by_maker;
  for (const v1::DeviceComponent& component : request.components()) by_maker[component.maker()].push_back(component.serial());
  std::map<std::string, std::vector<std::string>> taken;
  for (const auto& one : by_maker) {
    ASSIGN_OR_RETURN(taken[one.first], store_.SerialsTaken(call.transaction(), one.first, one.second));
  }
  for (int i = 0; i < request.components_size(); ++i) {
    const v1::DeviceComponent& component = request.components(i);
    if (!absl::c_linear_search(taken[component.maker()], component.serial())) continue;
    found.Add(absl::StrCat("components[", i, "].serial"), ErrorReason::ERROR_REASON_SERIAL_NUMBER_TAKEN,
              "A component with this number is built into a device already; compare the number, or record first that it went.");
  }
  return absl::OkStatus();
}

absl::Status DeviceService::WriteComponents(const v1::RecordDeviceStepRequest& request, const v1::Device& device,
                                            Call& call) const {
  Transaction& transaction = call.transaction();
  RETURN_IF_ERROR(store_.RemoveComponents(transaction, device.uid(), request.removed_uids(), request.done_on()));
  std::vector<v1::DeviceComponent> added;
  for (const v1::DeviceComponent& component : request.components()) {
    v1::DeviceComponent one = component;
    one.set_uid(call.NewUid());
    one.set_device_uid(device.uid());
    *one.mutable_built_in_on() = request.done_on();
    one.clear_removed_on();
    added.push_back(std::move(one));
  }
  RETURN_IF_ERROR(store_.AddComponents(transaction, device, added));
  // What is lost keeps its numbers: should it turn up in another device, that is told.
  if (!IsEnded(device.state()) || device.state() == v1::DEVICE_STATE_LOST) return absl::OkStatus();
  return store_.RemoveAllComponents(transaction, device.uid(), request.done_on());
}

absl::Status DeviceService::WriteRenewal(const v1::Device& device, Call& call) const {
  if (device.state() == v1::DEVICE_STATE_DELIVERED) {
    return renewals_.Add(call.transaction(), RenewalOf(device, {}, {}, policy_, call.today()));
  }
  ASSIGN_OR_RETURN(const v1::Renewal before, renewals_.GetToChange(call.transaction(), device.uid()));
  return renewals_.Keep(call.transaction(), RenewalOf(device, before, {}, policy_, call.today()));
}

absl::StatusOr<v1::Device> DeviceService::RecordDeviceStep(const v1::RecordDeviceStepRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(v1::Device device, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckOrder(device, request.kind()));
  const bool delivers = request.kind() == v1::DEVICE_STEP_KIND_DELIVERED;
  std::optional<v1::Renewal> replaced;
  if (delivers && !device.replaces_uid().empty()) {
    ASSIGN_OR_RETURN(replaced, store_.DueOf(transaction, device.survivor_uid(), device.replaces_uid()));
  }
  Violations found;
  CheckStep(request, device, replaced.has_value() ? &*replaced : nullptr, found);
  RETURN_IF_ERROR(CheckSerials(request, call, found));
  RETURN_IF_ERROR(found.ToStatus());
  TakeStep(request, policy_, calendar_, call.now(), device);
  RETURN_IF_ERROR(store_.Step(transaction, device));
  RETURN_IF_ERROR(WriteComponents(request, device, call));
  const bool ends = IsEnded(device.state());
  if (delivers || (ends && device.delivered_on().year() != 0)) RETURN_IF_ERROR(WriteRenewal(device, call));
  if (delivers) call.Emit("device.delivered", device.name());
  if (ends) call.Emit("device.ended", device.name());
  return Reread(device.name(), call);
}

absl::StatusOr<v1::Device> DeviceService::GetDevice(const v1::GetDeviceRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListDevicesResponse> DeviceService::ListDevices(const v1::ListDevicesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Device> devices,
                   store_.List(call.transaction(), request, call.caller().registers, after, size + 1));
  v1::ListDevicesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.caller().registers));
    response.set_total(total);
  }
  if (devices.size() > static_cast<size_t>(size)) {
    devices.pop_back();
    response.set_next_page_token(call.PageToken(devices.back().uid(), request));
  }
  for (v1::Device& device : devices) *response.add_devices() = std::move(device);
  return response;
}

absl::StatusOr<v1::RecallDevicesResponse> DeviceService::RecallDevices(const v1::RecallDevicesRequest& request, Call& call) {
  Violations found;
  if (request.batch().empty() == request.serials().empty()) {
    found.Add("batch", ErrorReason::ERROR_REASON_RECALL_UNCLEAR, "Name a batch or serial numbers, one of the two.");
  }
  if (Precision(request.recalled_on()) != DatePrecision::kDay) {
    found.Add("recalled_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
  }
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(std::vector<std::string> uids, store_.ToRecall(call.transaction(), request, kMostRecalled + 1));
  v1::RecallDevicesResponse response;
  response.set_more(uids.size() > kMostRecalled);
  if (response.more()) uids.pop_back();
  RETURN_IF_ERROR(store_.Recall(call.transaction(), uids, request));
  for (const std::string& uid : uids) {
    response.add_devices(DeviceName(uid));
    call.Emit("device.recalled", DeviceName(uid));
  }
  return response;
}

absl::StatusOr<v1::Device> DeviceService::Reread(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name));
}

void DeviceService::Bind(rpc::Methods& methods) {
  using S = DeviceService;
  methods.Read("ListDeviceClasses", *this, &S::ListDeviceClasses);
  methods.Change("PrescribeDevice", *this, &S::PrescribeDevice, &S::Reread);
  methods.Change("DecideDevice", *this, &S::DecideDevice, &S::Reread);
  methods.Change("RecordDeviceStep", *this, &S::RecordDeviceStep, &S::Reread);
  methods.Read("GetDevice", *this, &S::GetDevice);
  methods.Read("ListDevices", *this, &S::ListDevices);
  // What was called back is called back once; asked again it goes on.
  methods.Repeatable("RecallDevices", *this, &S::RecallDevices);
}

}  // namespace dayaq::rehabilitation
