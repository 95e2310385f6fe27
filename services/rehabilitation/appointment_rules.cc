#include "services/rehabilitation/appointment_rules.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "services/platform/base/proto_time.h"
#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/slot_rules.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kUsualDays = 60;

absl::Status NotFromThere() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                   "The appointment is not in a state in which this can be done.");
}

bool HasBegun(const v1::Appointment& appointment, absl::Time now) { return TimeOf(appointment.starts_time()) <= now; }

}  // namespace

absl::Status Confirm(absl::Time now, v1::Appointment& appointment) {
  const bool held = appointment.state() == v1::APPOINTMENT_STATE_HELD;
  if (!held && appointment.state() != v1::APPOINTMENT_STATE_EXPIRED) return NotFromThere();
  if (!held || TimeOf(appointment.hold_until_time()) <= now) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_HOLD_EXPIRED,
                     "The time of the hold is over: look for a slot again.");
  }
  appointment.set_state(v1::APPOINTMENT_STATE_BOOKED);
  return absl::OkStatus();
}

absl::Status Move(const v1::Appointment& place, absl::Time now, v1::Appointment& appointment) {
  const bool booked = appointment.state() == v1::APPOINTMENT_STATE_BOOKED;
  if (booked ? HasBegun(appointment, now) : appointment.state() != v1::APPOINTMENT_STATE_CALL_IN) return NotFromThere();
  appointment.set_state(v1::APPOINTMENT_STATE_BOOKED);
  appointment.set_specialist_uid(place.specialist_uid());
  appointment.set_room_uid(place.room_uid());
  *appointment.mutable_starts_time() = place.starts_time();
  *appointment.mutable_ends_time() = place.ends_time();
  appointment.clear_closure_uid();
  appointment.set_double_booked(false);
  appointment.set_times_moved(appointment.times_moved() + 1);
  return absl::OkStatus();
}

absl::Status Cancel(v1::CancelReason reason, absl::Time now, v1::Appointment& appointment) {
  const bool can = appointment.state() == v1::APPOINTMENT_STATE_HELD || appointment.state() == v1::APPOINTMENT_STATE_CALL_IN ||
                   (appointment.state() == v1::APPOINTMENT_STATE_BOOKED && !HasBegun(appointment, now));
  if (!can) return NotFromThere();
  appointment.set_state(v1::APPOINTMENT_STATE_CANCELLED);
  appointment.set_cancel_reason(reason);
  return absl::OkStatus();
}

absl::Status Attend(bool attended, absl::Time now, v1::Appointment& appointment) {
  if (appointment.state() != v1::APPOINTMENT_STATE_BOOKED || !HasBegun(appointment, now)) return NotFromThere();
  appointment.set_state(attended ? v1::APPOINTMENT_STATE_ATTENDED : v1::APPOINTMENT_STATE_NO_SHOW);
  return absl::OkStatus();
}

std::vector<v1::Appointment> SecondsOf(std::vector<v1::Appointment> coming) {
  const auto is_held = [](const v1::Appointment& one) { return one.state() == v1::APPOINTMENT_STATE_HELD; };
  // A uid begins with the time it was made at.
  std::sort(coming.begin(), coming.end(), [&](const v1::Appointment& a, const v1::Appointment& b) {
    return std::make_tuple(is_held(a), a.uid()) < std::make_tuple(is_held(b), b.uid());
  });
  std::vector<std::pair<absl::Time, absl::Time>> kept;
  std::vector<v1::Appointment> seconds;
  for (v1::Appointment& one : coming) {
    const absl::Time starts = TimeOf(one.starts_time()), ends = TimeOf(one.ends_time());
    const bool collides =
        std::any_of(kept.begin(), kept.end(), [&](const auto& other) { return starts < other.second && other.first < ends; });
    if (!collides) {
      kept.emplace_back(starts, ends);
      continue;
    }
    one.set_state(is_held(one) ? v1::APPOINTMENT_STATE_EXPIRED : v1::APPOINTMENT_STATE_CALL_IN);
    seconds.push_back(std::move(one));
  }
  return seconds;
}

void CheckReason(const v1::CancelAppointmentRequest& request, Violations& found) {
  if (request.reason() != v1::CANCEL_REASON_DIED && request.reason() != v1::CANCEL_REASON_EPISODE_CLOSED) return;
  found.Add("reason", ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
            "Name BY_PERSON, BY_CENTRE or MISTAKEN; the house says the others itself.");
}

void CheckSuits(const v1::JoinWaitingListRequest& request, absl::CivilDay today, Violations& found) {
  CheckWholeDay(request.not_before(), "not_before", found);
  CheckWholeDay(request.not_after(), "not_after", found);
  const auto first = Earliest(request.not_before());
  const auto last = Latest(request.not_after());
  if (!last.has_value()) return;
  if (*last < today) found.Add("not_after", ErrorReason::ERROR_REASON_IN_THE_PAST, "Name a day to come.");
  if (first.has_value() && *last < *first) {
    found.Add("not_after", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "Name a day on or behind the first that suits.");
  }
}

Days DaysOf(const PartialDate& first, const PartialDate& last, absl::CivilDay today) {
  const absl::CivilDay from = Earliest(first).value_or(today);
  return {from, Latest(last).value_or(from + kUsualDays)};
}

void CheckDays(const PartialDate& first, const PartialDate& last, absl::CivilDay today, Violations& found) {
  CheckWholeDay(first, "first_day", found);
  CheckWholeDay(last, "last_day", found);
  const Days days = DaysOf(first, last, today);
  if (days.last < days.first || days.last - days.first > kFarthestDays) {
    found.Add("last_day", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "Name a day on or behind the first, a year behind at most.");
  }
}

}  // namespace dayaq::rehabilitation
