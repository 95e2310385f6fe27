// The steps of an appointment. Pure: no I/O, no clock. When a slot can be taken at all: slot_rules.h.
#ifndef SERVICES_REHABILITATION_APPOINTMENT_RULES_H_
#define SERVICES_REHABILITATION_APPOINTMENT_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/appointment_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::rehabilitation {

// How long before it begins a person is reminded.
inline constexpr absl::Duration kReminderAhead = absl::Hours(48);

// Each is FAILED_PRECONDITION with STATE_NOT_ALLOWED from a state from which there is no such step.
// Confirm besides: HOLD_EXPIRED when the time of the hold is over, or the house noted so already.
absl::Status Confirm(absl::Time now, v1::Appointment& appointment);
// To where `place` says: its specialist, room and times. What has begun is not moved.
absl::Status Move(const v1::Appointment& place, absl::Time now, v1::Appointment& appointment);
absl::Status Cancel(v1::CancelReason reason, absl::Time now, v1::Appointment& appointment);
absl::Status Attend(bool attended, absl::Time now, v1::Appointment& appointment);

// Of what is to come of one person, those that cannot be, because another is at that time: two records were found to be one person.
// What is booked goes before what is held, and what was booked first before the rest. Each comes in the state it goes to: to be
// called in; expired, where it was held only.
std::vector<v1::Appointment> SecondsOf(std::vector<v1::Appointment> coming);

// Faults of one request: reasons that the house alone gives; days in the wrong order or not whole.
void CheckReason(const v1::CancelAppointmentRequest& request, Violations& found);
void CheckSuits(const v1::JoinWaitingListRequest& request, absl::CivilDay today, Violations& found);

// The days that a search or a calendar is about: what was asked, or today and 60 days on.
struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};
Days DaysOf(const PartialDate& first, const PartialDate& last, absl::CivilDay today);
// DATE_NOT_WHOLE; PERIOD_IMPOSSIBLE for the wrong order or more than a year.
void CheckDays(const PartialDate& first, const PartialDate& last, absl::CivilDay today, Violations& found);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_APPOINTMENT_RULES_H_
