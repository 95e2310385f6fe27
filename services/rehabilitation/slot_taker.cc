#include "services/rehabilitation/slot_taker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/episode_rules.h"

namespace dayaq::rehabilitation {
namespace {

using rpc::Call;

absl::Status SlotTaken() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SLOT_TAKEN,
                   "Somebody else has taken that time: look for another slot.");
}

bool NeedsRoom(const v1::Centre& centre, v1::VisitKind visit) {
  const v1::VisitOffer* offer = OfferOf(centre, visit);
  return offer != nullptr && offer->needs_room();
}

// Rooms that a wish may take.
std::vector<std::string> RoomsOf(const v1::Centre& centre, const Wish& wish) {
  if (!wish.room_uid.empty()) return {wish.room_uid};
  if (!NeedsRoom(centre, wish.visit)) return {};
  return RoomsFor(centre, wish.visit, Today(wish.starts));
}

// The days of the wishes, from midnight to midnight: a whole day, since visits of a day are counted.
std::pair<absl::Time, absl::Time> SpanOf(const std::vector<Wish>& wishes) {
  const auto [first, last] =
      std::minmax_element(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.starts < b.starts; });
  return {StartOf(Today(first->starts)), StartOf(Today(last->starts) + 1)};
}

void Forget(const v1::Appointment& moved, std::vector<Taken>& taken) {
  taken.erase(std::remove_if(taken.begin(), taken.end(),
                             [&](const Taken& one) {
                               return one.specialist_uid == moved.specialist_uid() && one.starts == TimeOf(moved.starts_time());
                             }),
              taken.end());
}

}  // namespace

absl::Status SlotTaker::LockAll(const v1::Episode& episode, const v1::Centre& centre, const std::vector<Wish>& wishes,
                                const v1::Appointment* moved, Call& call) const {
  // A person may have several records, and is in one place whichever of them is booked for.
  ASSIGN_OR_RETURN(const std::vector<std::string> records, episodes_.RecordsOf(call.transaction(), episode.survivor_uid()));
  std::vector<std::string> things = records;
  std::vector<std::string> rooms;
  for (const Wish& wish : wishes) {
    things.push_back(wish.specialist_uid);
    for (std::string& room : RoomsOf(centre, wish)) rooms.push_back(std::move(room));
    // Visits of a day that are bounded are counted by one at a time.
    if (const v1::VisitOffer* offer = OfferOf(centre, wish.visit); offer != nullptr && offer->most_a_day() > 0) {
      things.push_back(absl::StrCat(centre.uid(), "/", wish.visit, "/", absl::FormatCivilTime(Today(wish.starts))));
    }
  }
  if (moved != nullptr) things.push_back(moved->specialist_uid());
  things.insert(things.end(), rooms.begin(), rooms.end());
  RETURN_IF_ERROR(appointments_.Lock(call.transaction(), things));
  return appointments_.ExpireHolds(call.transaction(), call.now(), wishes[0].specialist_uid, rooms, records);
}

absl::StatusOr<v1::Appointment> SlotTaker::FitWish(const v1::Episode& episode, const v1::Centre& centre, const Wish& wish,
                                                   absl::Time ends, const Busy& busy, const v1::Appointment* moved,
                                                   Call& call) const {
  if (!busy.IsFree(wish.specialist_uid, wish.starts, ends)) return SlotTaken();
  const absl::CivilDay day = Today(wish.starts);
  const v1::VisitOffer* offer = OfferOf(centre, wish.visit);
  if (offer != nullptr && offer->most_a_day() > 0 && busy.CountOn(centre.uid(), wish.visit, day) >= offer->most_a_day()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CAPACITY_REACHED,
                     "As many of these visits as the centre gives on that day are booked.");
  }
  v1::Appointment fitted;
  fitted.set_episode_uid(episode.uid());
  fitted.set_survivor_uid(episode.survivor_uid());
  fitted.set_centre_uid(centre.uid());
  fitted.set_specialist_uid(wish.specialist_uid);
  fitted.set_visit(wish.visit);
  *fitted.mutable_starts_time() = Timestamp(wish.starts);
  *fitted.mutable_ends_time() = Timestamp(ends);
  if (NeedsRoom(centre, wish.visit)) {
    const std::vector<std::string> rooms = RoomsOf(centre, wish);
    const auto room =
        std::find_if(rooms.begin(), rooms.end(), [&](const std::string& uid) { return busy.IsFree(uid, wish.starts, ends); });
    if (room == rooms.end()) return SlotTaken();
    fitted.set_room_uid(*room);
  }
  v1::Appointment asked = fitted;
  if (moved != nullptr) asked.set_uid(moved->uid());
  ASSIGN_OR_RETURN(const bool busy_elsewhere, appointments_.PersonBusy(call.transaction(), asked));
  if (busy_elsewhere) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PERSON_BUSY,
                     "The person has another appointment at that time.");
  }
  return fitted;
}

absl::StatusOr<std::vector<absl::StatusOr<v1::Appointment>>> SlotTaker::Fit(const std::string& episode_uid,
                                                                            const std::vector<Wish>& wishes,
                                                                            const v1::Appointment* moved, Call& call) const {
  ASSIGN_OR_RETURN(v1::Episode episode, episodes_.Get(call.transaction(), episode_uid));
  RETURN_IF_ERROR(centres_.Share(call.transaction(), episode.centre_uid()));
  ASSIGN_OR_RETURN(const v1::Centre centre, centres_.GetWhole(call.transaction(), episode.centre_uid(), call.today()));
  RETURN_IF_ERROR(LockAll(episode, centre, wishes, moved, call));
  // Read once more: whoever closed it, or recorded a death, had the lock before us.
  ASSIGN_OR_RETURN(episode, episodes_.Get(call.transaction(), episode_uid));
  RETURN_IF_ERROR(CheckOpen(episode));
  const auto [from, until] = SpanOf(wishes);
  ASSIGN_OR_RETURN(std::vector<Taken> taken, appointments_.TakenAt(call.transaction(), {centre.uid()}, from, until));
  if (moved != nullptr) Forget(*moved, taken);
  const Busy busy(taken);
  std::vector<absl::StatusOr<v1::Appointment>> fitted;
  for (const Wish& wish : wishes) {
    const absl::StatusOr<absl::Time> ends = CheckWish(centre, wish, call.now(), calendar_);
    fitted.push_back(ends.ok() ? FitWish(episode, centre, wish, *ends, busy, moved, call) : ends.status());
  }
  return fitted;
}

absl::StatusOr<v1::Appointment> SlotTaker::FitOne(const std::string& episode_uid, const Wish& wish, const v1::Appointment* moved,
                                                  Call& call) const {
  ASSIGN_OR_RETURN(auto fitted, Fit(episode_uid, {wish}, moved, call));
  return std::move(fitted[0]);
}

}  // namespace dayaq::rehabilitation
