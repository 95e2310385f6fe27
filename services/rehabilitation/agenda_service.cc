#include "services/rehabilitation/agenda_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/rehabilitation/calendar_feed.h"
#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/episode_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/slot_rules.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostCentres = 30;
constexpr int kUsualSlots = 20;
constexpr int kMostSlots = 200;
// Days that are read at once: few at first, since the first slot is mostly near, and more the longer nothing is found.
constexpr int kFirstStretch = 7;
constexpr int kLongestStretch = 56;

size_t MostOf(const v1::SearchSlotsRequest& request) {
  return static_cast<size_t>(request.most() == 0 ? kUsualSlots : std::min<int>(request.most(), kMostSlots));
}

// Adds the slots of a day at all centres, the earliest first.
absl::Status AddDay(const std::vector<v1::Centre>& centres, Search search, absl::CivilDay day, const Busy& busy,
                    const WorkingCalendar& calendar, v1::SearchSlotsResponse& response) {
  std::vector<v1::FreeSlot> of_day;
  for (const v1::Centre& centre : centres) {
    ASSIGN_OR_RETURN(std::vector<v1::FreeSlot> slots, FreeSlots(centre, search, day, busy, calendar));
    std::move(slots.begin(), slots.end(), std::back_inserter(of_day));
  }
  std::stable_sort(of_day.begin(), of_day.end(), [](const v1::FreeSlot& a, const v1::FreeSlot& b) {
    return a.starts_time().seconds() < b.starts_time().seconds();
  });
  for (v1::FreeSlot& slot : of_day) {
    if (response.slots_size() < static_cast<int>(search.most)) *response.add_slots() = std::move(slot);
  }
  return absl::OkStatus();
}

// Where a list goes on: "<microseconds>/<uid>", "<urgency>/<uid>".
v1::Appointment AppointmentAfter(const std::string& cursor) {
  v1::Appointment after;
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  int64_t micros = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &micros)) return after;
  *after.mutable_starts_time() = Timestamp(absl::FromUnixMicros(micros));
  after.set_uid(parts[1]);
  return after;
}
v1::Waiting WaitingAfter(const std::string& cursor) {
  v1::Waiting after;
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  int urgency = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &urgency)) return after;
  after.set_urgency(static_cast<v1::WaitingUrgency>(urgency));
  after.set_uid(parts[1]);
  return after;
}

std::string LocationOf(const v1::Centre& centre, const std::string& room_uid) {
  std::string location = centre.name_az();
  for (const v1::Room& room : centre.rooms()) {
    if (room.uid() == room_uid) absl::StrAppend(&location, ", ", room.title());
  }
  if (!centre.address().empty()) absl::StrAppend(&location, ", ", centre.address());
  return location;
}

FeedEvent EventOf(const v1::Appointment& appointment, const v1::Centre& centre) {
  FeedEvent event;
  event.uid = appointment.uid();
  event.starts = TimeOf(appointment.starts_time());
  event.ends = TimeOf(appointment.ends_time());
  event.location = LocationOf(centre, appointment.room_uid());
  if (!absl::SimpleAtoi(appointment.etag(), &event.sequence)) event.sequence = 0;
  event.changed = TimeOf(appointment.update_time());
  event.cancelled = appointment.state() != v1::APPOINTMENT_STATE_BOOKED;
  return event;
}

}  // namespace

absl::StatusOr<std::vector<v1::Centre>> AgendaService::CentresFor(const v1::SearchSlotsRequest& request, Call& call) const {
  std::vector<v1::Centre> centres;
  for (const std::string& uid : request.centre_uids()) {
    ASSIGN_OR_RETURN(v1::Centre centre, centres_.Get(call.transaction(), uid));
    centres.push_back(std::move(centre));
  }
  if (centres.empty()) {
    v1::ListCentresRequest which;
    which.set_visit(request.visit());
    ASSIGN_OR_RETURN(centres, centres_.List(call.transaction(), which, call.today(), "", kMostCentres));
  }
  RETURN_IF_ERROR(centres_.AddParts(call.transaction(), call.today(), centres));
  return centres;
}

absl::StatusOr<v1::SearchSlotsResponse> AgendaService::SearchSlots(const v1::SearchSlotsRequest& request, Call& call) {
  Violations found;
  CheckDays(request.first_day(), request.last_day(), call.today(), found);
  RETURN_IF_ERROR(found.ToStatus());
  Days days = DaysOf(request.first_day(), request.last_day(), call.today());
  days.first = std::max(days.first, call.today());
  days.last = std::min(days.last, call.today() + kFarthestDays);
  ASSIGN_OR_RETURN(const std::vector<v1::Centre> centres, CentresFor(request, call));
  std::vector<std::string> uids;
  for (const v1::Centre& centre : centres) uids.push_back(centre.uid());
  const Search search = {request.visit(), request.specialist_uid(), call.now() + absl::Seconds(1), MostOf(request)};
  v1::SearchSlotsResponse response;
  *response.mutable_searched_until() = PartialDateOf(std::max(days.first, days.last));
  int stretch = kFirstStretch;
  for (absl::CivilDay begin = days.first; begin <= days.last && !centres.empty(); begin += stretch) {
    if (begin != days.first) stretch = std::min(2 * stretch, kLongestStretch);
    const absl::CivilDay end = std::min(begin + (stretch - 1), days.last);
    ASSIGN_OR_RETURN(const std::vector<Taken> taken, store_.TakenAt(call.transaction(), uids, StartOf(begin), StartOf(end + 1)));
    const Busy busy(taken);
    for (absl::CivilDay day = begin; day <= end; ++day) {
      const absl::Status added = AddDay(centres, search, day, busy, calendar_, response);
      // Days of a year that nobody has announced are not guessed: what lies before them is told.
      if (ReasonOf(added) == ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN && day > days.first) {
        *response.mutable_searched_until() = PartialDateOf(day - 1);
        return response;
      }
      RETURN_IF_ERROR(added);
      if (response.slots_size() >= static_cast<int>(search.most)) {
        *response.mutable_searched_until() = PartialDateOf(day);
        return response;
      }
    }
  }
  return response;
}

absl::StatusOr<v1::Appointment> AgendaService::GetAppointment(const v1::GetAppointmentRequest& request, Call& call) {
  return store_.Get(call.transaction(), UidOf(request.name()));
}

absl::StatusOr<v1::ListAppointmentsResponse> AgendaService::ListAppointments(const v1::ListAppointmentsRequest& request,
                                                                             Call& call) {
  Violations found;
  CheckWholeDay(request.first_day(), "first_day", found);
  CheckWholeDay(request.last_day(), "last_day", found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Appointment> appointments,
                   store_.List(call.transaction(), request, AppointmentAfter(after), size + 1));
  v1::ListAppointmentsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request));
    response.set_total(total);
  }
  if (appointments.size() > static_cast<size_t>(size)) {
    appointments.pop_back();
    const v1::Appointment& last = appointments.back();
    response.set_next_page_token(
        call.PageToken(absl::StrCat(absl::ToUnixMicros(TimeOf(last.starts_time())), "/", last.uid()), request));
  }
  for (v1::Appointment& one : appointments) *response.add_appointments() = std::move(one);
  return response;
}

absl::Status AgendaService::CheckJoining(const v1::JoinWaitingListRequest& request, Call& call, Violations& found) {
  CheckSuits(request, call.today(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Waiting> AgendaService::JoinWaitingList(const v1::JoinWaitingListRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Episode episode, episodes_.Get(call.transaction(), UidOf(request.episode())));
  // Whoever closes the episode waits, and takes this off the list again.
  RETURN_IF_ERROR(store_.Lock(call.transaction(), {episode.survivor_uid()}));
  ASSIGN_OR_RETURN(episode, episodes_.Get(call.transaction(), episode.uid()));
  RETURN_IF_ERROR(CheckOpen(episode));
  ASSIGN_OR_RETURN(const v1::Centre centre, centres_.Get(call.transaction(), episode.centre_uid()));
  if (OfferOf(centre, request.visit()) == nullptr) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED,
                     "The centre does not give this visit.");
  }
  v1::Waiting waiting;
  waiting.set_uid(call.NewUid());
  waiting.set_episode_uid(episode.uid());
  waiting.set_survivor_uid(episode.survivor_uid());
  waiting.set_centre_uid(episode.centre_uid());
  waiting.set_visit(request.visit());
  waiting.set_urgency(request.urgency());
  if (request.has_not_before()) *waiting.mutable_not_before() = request.not_before();
  if (request.has_not_after()) *waiting.mutable_not_after() = request.not_after();
  waiting.set_state(v1::WAITING_STATE_WAITING);
  RETURN_IF_ERROR(store_.Add(call.transaction(), waiting));
  call.Touch(SurvivorName(waiting.survivor_uid()));
  return store_.GetWaiting(call.transaction(), waiting.uid());
}

absl::StatusOr<v1::Waiting> AgendaService::LeaveWaitingList(const v1::LeaveWaitingListRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Waiting before, store_.GetWaitingToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), before.etag()));
  call.Before(before);
  call.Touch(SurvivorName(before.survivor_uid()));
  if (before.state() != v1::WAITING_STATE_WAITING) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "The person waits no more.");
  }
  RETURN_IF_ERROR(store_.EndWaiting(call.transaction(), before.uid(), v1::WAITING_STATE_LEFT));
  return store_.GetWaiting(call.transaction(), before.uid());
}

absl::StatusOr<v1::Waiting> AgendaService::RereadWaiting(const std::string& name, Call& call) {
  return store_.GetWaiting(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::ListWaitingResponse> AgendaService::ListWaiting(const v1::ListWaitingRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Waiting> waiting,
                   store_.ListWaiting(call.transaction(), request, WaitingAfter(after), size + 1));
  v1::ListWaitingResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountWaiting(call.transaction(), request));
    response.set_total(total);
  }
  if (waiting.size() > static_cast<size_t>(size)) {
    waiting.pop_back();
    const v1::Waiting& last = waiting.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(static_cast<int>(last.urgency()), "/", last.uid()), request));
  }
  for (v1::Waiting& one : waiting) *response.add_waiting() = std::move(one);
  return response;
}

absl::StatusOr<v1::ExportCalendarResponse> AgendaService::ExportCalendar(const v1::ExportCalendarRequest& request, Call& call) {
  Violations found;
  CheckDays(request.first_day(), request.last_day(), call.today(), found);
  const int named =
      (request.specialist_uid().empty() ? 0 : 1) + (request.room_uid().empty() ? 0 : 1) + (request.episode().empty() ? 0 : 1);
  if (named != 1) found.Add("episode", ErrorReason::ERROR_REASON_REQUIRED, "Name a specialist, a room or an episode: one of them.");
  RETURN_IF_ERROR(found.ToStatus());
  const Days days = DaysOf(request.first_day(), request.last_day(), call.today());
  ASSIGN_OR_RETURN(const std::vector<v1::Appointment> appointments,
                   store_.Feed(call.transaction(), request, StartOf(days.first), StartOf(days.last + 1)));
  std::vector<FeedEvent> events;
  if (!appointments.empty()) {
    // A specialist, a room and an episode are of one centre.
    ASSIGN_OR_RETURN(const v1::Centre centre, centres_.GetWhole(call.transaction(), appointments[0].centre_uid(), call.today()));
    for (const v1::Appointment& one : appointments) {
      call.Touch(AppointmentName(one.uid()));
      events.push_back(EventOf(one, centre));
    }
  }
  v1::ExportCalendarResponse response;
  response.set_calendar(CalendarFeed(events, call.now()));
  return response;
}

void AgendaService::Bind(rpc::Methods& methods) {
  using S = AgendaService;
  methods.Read("SearchSlots", *this, &S::SearchSlots);
  methods.Read("GetAppointment", *this, &S::GetAppointment);
  methods.Read("ListAppointments", *this, &S::ListAppointments);
  methods.Change("JoinWaitingList", *this, &S::CheckJoining, &S::JoinWaitingList, &S::RereadWaiting);
  methods.Change("LeaveWaitingList", *this, &S::LeaveWaitingList, &S::RereadWaiting);
  methods.Read("ListWaiting", *this, &S::ListWaiting);
  methods.Read("ExportCalendar", *this, &S::ExportCalendar);
}

}  // namespace dayaq::rehabilitation
