// Devices, people and policies of invented people, for tests of the rules.
#ifndef SERVICES_REHABILITATION_DEVICE_TEST_DATA_H_
#define SERVICES_REHABILITATION_DEVICE_TEST_DATA_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/rehabilitation/v1/device_service.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {

inline constexpr char kConventional[] = "lower-conventional";
inline constexpr char kHighTech[] = "lower-high-tech-electronic";

inline PartialDate On(absl::string_view text) { return PartialDateFromText(text).value_or(PartialDate()); }
inline absl::CivilDay CivilOn(absl::string_view text) { return DayOf(On(text)); }

// policy/devices.yaml as it is shipped.
inline const DevicePolicy& ShippedPolicy() {
  static const auto* const kPolicy = [] {
    auto policy = LoadDevicePolicy("policy");
    EXPECT_TRUE(policy.ok()) << policy.status();
    return new DevicePolicy(policy.value_or(DevicePolicy()));
  }();
  return *kPolicy;
}

// The calendar of scenario T15: week ends, and 20 to 24 March off.
inline const WorkingCalendar& CalendarOfT15() {
  static const auto* const kCalendar = [] {
    std::string years;
    for (int year = 1995; year <= 2060; ++year)
      absl::StrAppend(&years, "  \"", year, "\": {source: test, days_off: [], worked_days: []}\n");
    std::string days;
    for (int day = 20; day <= 24; ++day) absl::StrAppend(&days, "  - {day: \"03-", day, "\", az: Novruz, en: Novruz}\n");
    auto calendar = WorkingCalendar::Parse(
        absl::StrCat("version: 1\nweek_end: [SATURDAY, SUNDAY]\nyearly:\n", days, "years:\n", years), "test");
    EXPECT_TRUE(calendar.ok()) << calendar.status();
    return new WorkingCalendar(calendar.value_or(WorkingCalendar()));
  }();
  return *kCalendar;
}

inline v1::Wearer WearerOf(bool limb_lost = true) {
  v1::Wearer wearer;
  wearer.set_survivor_uid("01900000-0000-7000-a000-000000000001");
  wearer.set_register_("az");
  wearer.set_limb_lost(limb_lost);
  return wearer;
}

// A conventional prosthesis of the left leg for an adult, paid by the state.
inline v1::PrescribeDeviceRequest PrescriptionOf(absl::string_view day, const std::string& device_class = kConventional) {
  v1::PrescribeDeviceRequest request;
  request.set_survivor("survivors/01900000-0000-7000-a000-000000000001");
  request.set_device_class(device_class);
  request.set_side(incident::v1::SIDE_LEFT);
  request.set_payer(v1::DEVICE_PAYER_STATE);
  request.set_wearer_age(v1::WEARER_AGE_ADULT);
  *request.mutable_prescribed_on() = On(day);
  return request;
}

inline v1::RecordDeviceStepRequest StepOf(v1::DeviceStepKind kind, absl::string_view day) {
  v1::RecordDeviceStepRequest request;
  request.set_kind(kind);
  *request.mutable_done_on() = On(day);
  return request;
}

// A device of that class in somebody's hands since that day.
inline v1::Device DeliveredOn(absl::string_view day, const std::string& device_class = kConventional) {
  v1::Device device;
  device.set_uid("01900000-0000-7000-b000-000000000001");
  device.set_survivor_uid("01900000-0000-7000-a000-000000000001");
  device.set_device_class(device_class);
  device.set_side(incident::v1::SIDE_LEFT);
  device.set_wearer_age(v1::WEARER_AGE_ADULT);
  device.set_state(v1::DEVICE_STATE_TRAINED);
  TakeStep(StepOf(v1::DEVICE_STEP_KIND_DELIVERED, day), ShippedPolicy(), CalendarOfT15(), absl::UnixEpoch(), device);
  return device;
}

inline v1::Renewal RenewalAt(const v1::Device& device, absl::string_view today, const v1::Renewal& before = {},
                             const RenewalFacts& facts = {}) {
  return RenewalOf(device, before, facts, ShippedPolicy(), CivilOn(today));
}

// "<field> <REASON>" of each fault.
inline std::vector<std::string> FaultsOf(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_TEST_DATA_H_
