#include "services/rehabilitation/slot_rules.h"

#include <algorithm>

#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/centre_rules.h"

namespace dayaq::rehabilitation {
namespace {

// A stretch of a day, in minutes behind midnight.
struct Stretch {
  int opens = 0;
  int closes = 0;
};

absl::Status Closed() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CENTRE_CLOSED,
                   "The centre, the specialist or the room takes nobody then.");
}
// What stands on the door.
std::string TitleOf(const v1::Centre& centre, const std::string& room_uid) {
  for (const v1::Room& room : centre.rooms()) {
    if (room.uid() == room_uid) return room.title();
  }
  return "";
}

absl::Status NotOffered() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED,
                   "The centre, the specialist or the room does not give this visit.");
}

v1::Weekday WeekdayOf(absl::CivilDay day) {
  // Both begin with Monday.
  return static_cast<v1::Weekday>(static_cast<int>(absl::GetWeekday(day)) + 1);
}

std::vector<Stretch> StretchesOn(const google::protobuf::RepeatedPtrField<v1::OpeningHours>& hours, absl::CivilDay day) {
  const v1::Weekday weekday = WeekdayOf(day);
  std::vector<Stretch> stretches;
  for (const v1::OpeningHours& one : hours) {
    if (one.weekday() == weekday) stretches.push_back({one.opens_minute(), one.closes_minute()});
  }
  std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.opens < b.opens; });
  return stretches;
}

bool IsOver(const PartialDate& ended_on, absl::CivilDay day) {
  const auto last = Latest(ended_on);
  return last.has_value() && day > *last;
}

// A closure of the whole centre has neither uid.
bool IsClosed(const v1::Centre& centre, absl::CivilDay day, const std::string& specialist_uid, const std::string& room_uid) {
  return std::any_of(centre.closures().begin(), centre.closures().end(), [&](const v1::Closure& closure) {
    if (closure.has_withdrawn_time() || day < *Earliest(closure.first_day()) || day > *Latest(closure.last_day())) return false;
    if (!closure.specialist_uid().empty()) return closure.specialist_uid() == specialist_uid;
    if (!closure.room_uid().empty()) return closure.room_uid() == room_uid;
    return true;
  });
}

absl::StatusOr<bool> IsOpen(const v1::Centre& centre, absl::CivilDay day, const WorkingCalendar& calendar) {
  if (IsOver(centre.ended_on(), day) || IsClosed(centre, day, "", "")) return false;
  if (centre.open_on_days_off()) return true;
  return calendar.IsWorkingDay(day);
}

// Whether [from, until) of the day lies in one of the stretches.
bool Within(const std::vector<Stretch>& stretches, int from, int until) {
  return std::any_of(stretches.begin(), stretches.end(), [&](const Stretch& s) { return from >= s.opens && until <= s.closes; });
}

bool Works(const v1::Specialist& specialist, const v1::Centre& centre, absl::CivilDay day) {
  return !IsOver(specialist.ended_on(), day) && !IsClosed(centre, day, specialist.uid(), "");
}

const v1::Specialist* SpecialistOf(const v1::Centre& centre, const std::string& uid) {
  for (const v1::Specialist& one : centre.specialists()) {
    if (one.uid() == uid) return &one;
  }
  return nullptr;
}

// Whether somebody comes at that minute: inside the hours of both, and on a slot of the centre, so that no crumbs are left between
// two.
bool IsSlot(const v1::Centre& centre, const v1::Specialist& specialist, absl::CivilDay day, int from, int minutes) {
  if (!specialist.hours().empty() && !Within(StretchesOn(specialist.hours(), day), from, from + minutes)) return false;
  for (const Stretch& stretch : StretchesOn(centre.hours(), day)) {
    if (from >= stretch.opens && from + minutes <= stretch.closes) return (from - stretch.opens) % minutes == 0;
  }
  return false;
}

absl::Status CheckRoom(const v1::Centre& centre, const Wish& wish, const v1::VisitOffer& offer, absl::CivilDay day) {
  if (wish.room_uid.empty()) return absl::OkStatus();
  if (!offer.needs_room()) return NotOffered();
  for (const v1::Room& room : centre.rooms()) {
    if (room.uid() != wish.room_uid) continue;
    if (!Gives(room, wish.visit)) return NotOffered();
    return IsOver(room.ended_on(), day) || IsClosed(centre, day, "", room.uid()) ? Closed() : absl::OkStatus();
  }
  return NotOffered();
}

}  // namespace

absl::Time StartOf(absl::CivilDay day) { return absl::FromCivil(day, BakuZone()); }

Busy::Busy(const std::vector<Taken>& taken) {
  for (const Taken& one : taken) {
    by_uid_[one.specialist_uid].emplace_back(one.starts, one.ends);
    if (!one.room_uid.empty()) by_uid_[one.room_uid].emplace_back(one.starts, one.ends);
    ++counts_[{one.centre_uid, {one.visit, Today(one.starts)}}];
  }
  for (auto& [uid, stretches] : by_uid_) std::sort(stretches.begin(), stretches.end());
}

bool Busy::IsFree(const std::string& uid, absl::Time from, absl::Time until) const {
  const auto found = by_uid_.find(uid);
  if (found == by_uid_.end()) return true;
  // They do not overlap each other: the last one that begins before `until` is the only one that can be in the way.
  const auto next = std::lower_bound(found->second.begin(), found->second.end(), std::pair(until, absl::InfinitePast()));
  return next == found->second.begin() || std::prev(next)->second <= from;
}

int Busy::CountOn(const std::string& centre_uid, v1::VisitKind visit, absl::CivilDay day) const {
  const auto found = counts_.find({centre_uid, {visit, day}});
  return found == counts_.end() ? 0 : found->second;
}

absl::StatusOr<absl::Time> CheckWish(const v1::Centre& centre, const Wish& wish, absl::Time now, const WorkingCalendar& calendar) {
  if (wish.starts <= now) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_THE_PAST, "Name a time to come.");
  }
  const absl::CivilDay day = Today(wish.starts);
  if (day - Today(now) > kFarthestDays) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_TOO_FAR_AHEAD, "Name a time within a year.");
  }
  const v1::VisitOffer* offer = OfferOf(centre, wish.visit);
  const v1::Specialist* specialist = SpecialistOf(centre, wish.specialist_uid);
  if (offer == nullptr || specialist == nullptr || !Gives(*specialist, wish.visit)) return NotOffered();
  RETURN_IF_ERROR(CheckRoom(centre, wish, *offer, day));
  ASSIGN_OR_RETURN(const bool open, IsOpen(centre, day, calendar));
  const absl::Duration behind_midnight = wish.starts - StartOf(day);
  const int64_t minute = absl::ToInt64Minutes(behind_midnight);
  if (!open || !Works(*specialist, centre, day) || absl::Minutes(minute) != behind_midnight ||
      !IsSlot(centre, *specialist, day, static_cast<int>(minute), offer->minutes())) {
    return Closed();
  }
  return wish.starts + absl::Minutes(offer->minutes());
}

std::vector<std::string> RoomsFor(const v1::Centre& centre, v1::VisitKind visit, absl::CivilDay day) {
  std::vector<std::string> uids;
  for (const v1::Room& room : centre.rooms()) {
    if (Gives(room, visit) && !IsOver(room.ended_on(), day) && !IsClosed(centre, day, "", room.uid())) uids.push_back(room.uid());
  }
  return uids;
}

absl::StatusOr<std::vector<v1::FreeSlot>> FreeSlots(const v1::Centre& centre, const Search& search, absl::CivilDay day,
                                                    const Busy& busy, const WorkingCalendar& calendar) {
  std::vector<v1::FreeSlot> slots;
  const v1::VisitOffer* offer = OfferOf(centre, search.visit);
  if (offer == nullptr) return slots;
  ASSIGN_OR_RETURN(const bool open, IsOpen(centre, day, calendar));
  if (!open) return slots;
  if (offer->most_a_day() > 0 && busy.CountOn(centre.uid(), search.visit, day) >= offer->most_a_day()) return slots;
  std::vector<const v1::Specialist*> specialists;
  for (const v1::Specialist& one : centre.specialists()) {
    const bool asked_for = search.specialist_uid.empty() || one.uid() == search.specialist_uid;
    if (asked_for && Gives(one, search.visit) && Works(one, centre, day)) specialists.push_back(&one);
  }
  const std::vector<std::string> rooms = offer->needs_room() ? RoomsFor(centre, search.visit, day) : std::vector<std::string>();
  if (specialists.empty() || (offer->needs_room() && rooms.empty())) return slots;
  std::vector<std::vector<Stretch>> hours;
  for (const v1::Specialist* one : specialists) hours.push_back(StretchesOn(one->hours(), day));
  const absl::Time midnight = StartOf(day);
  for (const Stretch& stretch : StretchesOn(centre.hours(), day)) {
    for (int minute = stretch.opens; minute + offer->minutes() <= stretch.closes; minute += offer->minutes()) {
      const absl::Time from = midnight + absl::Minutes(minute);
      const absl::Time until = from + absl::Minutes(offer->minutes());
      if (from < search.not_before) continue;
      const auto room =
          std::find_if(rooms.begin(), rooms.end(), [&](const std::string& uid) { return busy.IsFree(uid, from, until); });
      if (offer->needs_room() && room == rooms.end()) continue;
      for (size_t i = 0; i < specialists.size(); ++i) {
        const v1::Specialist& one = *specialists[i];
        if (!one.hours().empty() && !Within(hours[i], minute, minute + offer->minutes())) continue;
        if (!busy.IsFree(one.uid(), from, until)) continue;
        v1::FreeSlot& slot = slots.emplace_back();
        slot.set_centre_uid(centre.uid());
        slot.set_specialist_uid(one.uid());
        slot.set_specialist_name(one.full_name());
        if (offer->needs_room()) {
          slot.set_room_uid(*room);
          slot.set_room_title(TitleOf(centre, *room));
        }
        *slot.mutable_starts_time() = Timestamp(from);
        *slot.mutable_ends_time() = Timestamp(until);
        if (slots.size() >= search.most) return slots;
      }
    }
  }
  return slots;
}

}  // namespace dayaq::rehabilitation
