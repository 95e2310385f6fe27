// policy/devices.yaml: classes of devices, how long each is used, and what was in force on a day.
#ifndef SERVICES_REHABILITATION_DEVICE_POLICY_H_
#define SERVICES_REHABILITATION_DEVICE_POLICY_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dayaq::rehabilitation {

// Where a device is worn.
enum class Limb { kNone, kUpper, kLower };

// What held for a class in a stretch of time, both ends counted.
struct DeviceTerm {
  absl::CivilDay from;
  // Empty: until it is changed.
  std::optional<absl::CivilDay> until;
  int adult_months = 0;
  int warranty_months = 0;
  int making_working_days = 0;
  int repair_working_days = 0;
  // Where it was read, in words; an example is no law.
  std::string source;
  bool example = false;
};

struct DeviceClassRule {
  std::string code;
  std::string list_row;
  std::string iso_code;
  std::string label_az;
  std::string label_en;
  Limb limb = Limb::kNone;
  bool high_tech = false;
  // On one limb, or of one person where it is worn on none.
  int at_once = 1;
  // May be worn by turns with it.
  std::set<std::string> beside;
  // Oldest first, without a gap.
  std::vector<DeviceTerm> terms;

  // What was in force on that day; nullptr before the first.
  const DeviceTerm* TermOn(absl::CivilDay day) const;
};

// When the house looks after a device by itself.
struct FollowUpRule {
  std::vector<int> follow_ups_months;
  int minor_review_first_months = 0;
  int minor_review_last_months = 0;
  int call_in_days = 0;
  int escalate_days = 0;
  int proposal_hold_days = 0;
};

struct DevicePolicy {
  std::string edition;
  FollowUpRule follow_up;
  // In the order of the file.
  std::vector<DeviceClassRule> classes;

  const DeviceClassRule* Class(absl::string_view code) const;
  // Whether both may be in one person's hands at once, on the same limb.
  bool MayBeBeside(absl::string_view one, absl::string_view other) const;
};

// FAILED_PRECONDITION with every fault on a line of its own, in the order of the file: file, line, column and what is wrong.
absl::StatusOr<DevicePolicy> ParseDevicePolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/devices.yaml`.
absl::StatusOr<DevicePolicy> LoadDevicePolicy(const std::string& policy_directory);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_POLICY_H_
