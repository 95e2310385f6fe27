// Devices from the prescription to their end: which step follows which, and what is refused. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_DEVICE_RULES_H_
#define SERVICES_REHABILITATION_DEVICE_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/device.pb.h"
#include "dayaq/rehabilitation/v1/device_service.pb.h"
#include "dayaq/rehabilitation/v1/renewal.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_policy.h"

namespace dayaq::rehabilitation {

// The state behind a step; nothing when the state does not allow it. The whole life of a device: no step is skipped.
std::optional<v1::DeviceState> StateAfter(v1::DeviceState state, v1::DeviceStepKind step);

// Prescribed or being made; in the person's hands; over.
bool IsUnderWay(v1::DeviceState state);
bool IsInHand(v1::DeviceState state);
bool IsEnded(v1::DeviceState state);

// The levels of amputation after which somebody wears a device on such a limb, by their names in the contract; none where it is
// worn on none.
std::vector<std::string> LevelsOf(Limb limb);

// What is known when somebody prescribes: the person, what they have or is being made for them anywhere, and the device whose place
// the new one takes with its renewal (nullptr: none was named, or it is none of this person).
struct PrescriptionFacts {
  const v1::Wearer& wearer;
  const std::vector<v1::Device>& others;
  const v1::Device* replaced = nullptr;
  const v1::Renewal* renewal = nullptr;
};

// Faults of a prescription, all of them: class not on the list that day (DEVICE_CLASS_UNKNOWN), limb that was not lost or side
// where there is none (DEVICE_LIMB_NOT_LOST), more at once than the list allows (DEVICE_TOO_MANY), a foundation without a name or a
// name without one (PAYER_CONTRADICTS), a minor without the day or an adult with one (WEARER_AGE_CONTRADICTS), a predecessor that
// is none (DEVICE_NOT_RENEWABLE), a term shorter than law without a reason for the commission (TERM_SHORTER_THAN_LAW).
void CheckPrescription(const v1::PrescribeDeviceRequest& request, const PrescriptionFacts& facts, const DevicePolicy& policy,
                       Violations& found);

// FAILED_PRECONDITION with DEVICE_STEP_OUT_OF_ORDER unless the commission has it.
absl::Status CheckUndecided(const v1::Device& device);
// Faults of the commission's decision: its day lies before the prescription (DEVICE_DAY_IMPOSSIBLE).
void CheckDecision(const v1::DecideDeviceRequest& request, const v1::Device& device, Violations& found);
void SetDecision(const v1::DecideDeviceRequest& request, v1::Device& device);

// FAILED_PRECONDITION with DEVICE_STEP_OUT_OF_ORDER, with state and step in its metadata, when the step is not one that comes next.
absl::Status CheckOrder(const v1::Device& device, v1::DeviceStepKind step);
// Faults of a step: its day lies before the last one (DEVICE_DAY_IMPOSSIBLE); components where none belong or none that are there
// (COMPONENT_IMPOSSIBLE); a delivery without any numbered component (SERIAL_NUMBER_MISSING) or before the term of the device whose
// place it takes is over, without the commission (TERM_SHORTER_THAN_LAW). `replaced`: renewal of that device, nullptr when there is
// none.
void CheckStep(const v1::RecordDeviceStepRequest& request, const v1::Device& device, const v1::Renewal* replaced,
               Violations& found);

// A device as it is after the prescription, or after a step that CheckOrder and CheckStep let pass. Days that the calendar cannot
// tell stay empty.
v1::Device Prescribed(const v1::PrescribeDeviceRequest& request, const DevicePolicy& policy, const WorkingCalendar& calendar);
void TakeStep(const v1::RecordDeviceStepRequest& request, const DevicePolicy& policy, const WorkingCalendar& calendar,
              absl::Time now, v1::Device& device);

// What the prescription was for is a whole day; the rules on fields saw to that it is one.
absl::CivilDay DayOf(const PartialDate& whole);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_RULES_H_
