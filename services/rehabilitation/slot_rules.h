// When a centre can take somebody: hours, working calendar, closures, what is taken. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_SLOT_RULES_H_
#define SERVICES_REHABILITATION_SLOT_RULES_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/calendar/working_calendar.h"

namespace dayaq::rehabilitation {

// How far ahead appointments are made and slots are looked for, in days.
inline constexpr int kFarthestDays = 366;
// How long a slot is held.
inline constexpr absl::Duration kHoldTime = absl::Minutes(10);

// The first moment of a day in Baku.
absl::Time StartOf(absl::CivilDay day);

// What somebody wants to take. The room is empty where none is wanted by name.
struct Wish {
  v1::VisitKind visit = v1::VISIT_KIND_UNSPECIFIED;
  std::string specialist_uid;
  std::string room_uid;
  absl::Time starts;
};

// One thing that is taken for a while.
struct Taken {
  std::string centre_uid;
  std::string specialist_uid;
  std::string room_uid;
  v1::VisitKind visit = v1::VISIT_KIND_UNSPECIFIED;
  absl::Time starts;
  absl::Time ends;
};

// What is taken, by specialist and room, and how many visits of a kind a centre has on a day.
class Busy {
 public:
  explicit Busy(const std::vector<Taken>& taken);
  bool IsFree(const std::string& uid, absl::Time from, absl::Time until) const;
  int CountOn(const std::string& centre_uid, v1::VisitKind visit, absl::CivilDay day) const;

 private:
  using Stretches = std::vector<std::pair<absl::Time, absl::Time>>;
  absl::flat_hash_map<std::string, Stretches> by_uid_;
  std::map<std::pair<std::string, std::pair<int, absl::CivilDay>>, int> counts_;
};

// Whether the wish can be taken at that centre (whole, with its parts), whatever else is taken. FAILED_PRECONDITION, the first that
// holds: IN_THE_PAST; TOO_FAR_AHEAD; VISIT_NOT_OFFERED by the centre, the specialist or the room; CENTRE_CLOSED outside of hours,
// between slots, on a day off or in a closure; CALENDAR_UNKNOWN for a year that nobody has announced. The end of the visit.
absl::StatusOr<absl::Time> CheckWish(const v1::Centre& centre, const Wish& wish, absl::Time now, const WorkingCalendar& calendar);

// Uids of the rooms of the centre that can be used for the visit on the day of it, in their order.
std::vector<std::string> RoomsFor(const v1::Centre& centre, v1::VisitKind visit, absl::CivilDay day);

// What is looked for at one centre on one day.
struct Search {
  v1::VisitKind visit = v1::VISIT_KIND_UNSPECIFIED;
  // Only with this one; empty: with any.
  std::string specialist_uid;
  // Nothing that begins before.
  absl::Time not_before;
  size_t most = 0;
};

// The free slots of a day, the earliest first, at most `search.most`. CALENDAR_UNKNOWN as above.
absl::StatusOr<std::vector<v1::FreeSlot>> FreeSlots(const v1::Centre& centre, const Search& search, absl::CivilDay day,
                                                    const Busy& busy, const WorkingCalendar& calendar);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_SLOT_RULES_H_
