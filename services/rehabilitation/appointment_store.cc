#include "services/rehabilitation/appointment_store.h"

#include <utility>

#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/appointment_queries.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostTaken = 200000;
constexpr int kMostCancelled = 10000;
constexpr int kMostOfFeed = 1000;
constexpr int kLongestSeries = 60;

template <typename M>
absl::StatusOr<std::vector<M>> Named(absl::StatusOr<std::vector<M>> found) {
  if (!found.ok()) return found;
  for (M& one : *found) SetName(one);
  return found;
}

absl::StatusOr<int64_t> Total(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<bool> Known(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

Param StartOrNull(const PartialDate& day) {
  const auto first = Earliest(day);
  return first.has_value() ? Param(StartOf(*first)) : Param(std::nullopt);
}
Param EndOrNull(const PartialDate& day) {
  const auto last = Latest(day);
  return last.has_value() ? Param(StartOf(*last + 1)) : Param(std::nullopt);
}

// $1 to $6 of kAppointments and kCountAppointments.
Params FilterParams(const v1::ListAppointmentsRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::AppointmentState_Name(static_cast<v1::AppointmentState>(state)));
  const std::string survivor = request.survivor().empty() ? "" : UidOf(request.survivor());
  return {
      survivor.empty() ? Param(std::nullopt) : Param(survivor), OrNull(request.centre_uid()),     OrNull(request.specialist_uid()),
      states.empty() ? Param(std::nullopt) : Param(states),     StartOrNull(request.first_day()), EndOrNull(request.last_day())};
}

// $1 to $3 of kWaiting and kCountWaiting.
Params FilterParams(const v1::ListWaitingRequest& request) {
  return {OrNull(request.centre_uid()),
          request.visit() == v1::VISIT_KIND_UNSPECIFIED ? Param(std::nullopt) : Param(v1::VisitKind_Name(request.visit())),
          request.all_states()};
}

// What the exclusion constraints of the table say, in the words of the contract.
absl::Status TakenOrBusy(const absl::Status& status) {
  const std::string constraint = ConstraintOf(status);
  if (constraint == "appointment_person") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PERSON_BUSY,
                     "The person has another appointment at that time.");
  }
  if (constraint == "appointment_specialist" || constraint == "appointment_room") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SLOT_TAKEN,
                     "Somebody else has taken that time: look for another slot.");
  }
  return status;
}

absl::StatusOr<std::vector<std::string>> Uids(const absl::StatusOr<std::vector<Row>>& rows) {
  RETURN_IF_ERROR(rows.status());
  std::vector<std::string> uids;
  for (const Row& row : *rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace

int RankOf(v1::WaitingUrgency urgency) {
  return urgency == v1::WAITING_URGENCY_URGENT ? 1 : urgency == v1::WAITING_URGENCY_SOON ? 2 : 3;
}

absl::StatusOr<v1::Appointment> AppointmentStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Appointment appointment, transaction.One<v1::Appointment>(kAppointment, {uid}));
  SetName(appointment);
  return appointment;
}

absl::StatusOr<v1::Appointment> AppointmentStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockAppointment, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Appointment>> AppointmentStore::List(Transaction& transaction,
                                                                    const v1::ListAppointmentsRequest& request,
                                                                    const v1::Appointment& after, int limit) const {
  Params params = FilterParams(request);
  const bool begins = after.uid().empty();
  params.insert(params.end(), {begins ? Param(std::nullopt) : Param(TimeOf(after.starts_time())), OrNull(after.uid()), limit});
  return Named(transaction.All<v1::Appointment>(kAppointments, params, limit));
}

absl::StatusOr<int64_t> AppointmentStore::Count(Transaction& transaction, const v1::ListAppointmentsRequest& request) const {
  return Total(transaction, kCountAppointments, FilterParams(request));
}

absl::StatusOr<std::vector<v1::Appointment>> AppointmentStore::Series(Transaction& transaction,
                                                                      absl::string_view series_uid) const {
  return Named(transaction.All<v1::Appointment>(kSeries, {series_uid}, kLongestSeries));
}

absl::StatusOr<std::vector<v1::Appointment>> AppointmentStore::Feed(Transaction& transaction,
                                                                    const v1::ExportCalendarRequest& request, absl::Time from,
                                                                    absl::Time until) const {
  if (!request.specialist_uid().empty()) {
    return Named(transaction.All<v1::Appointment>(kFeedOfSpecialist, {request.specialist_uid(), from, until}, kMostOfFeed));
  }
  if (!request.room_uid().empty()) {
    return Named(transaction.All<v1::Appointment>(kFeedOfRoom, {request.room_uid(), from, until}, kMostOfFeed));
  }
  return Named(transaction.All<v1::Appointment>(kFeedOfEpisode, {UidOf(request.episode()), from, until}, kMostOfFeed));
}

absl::StatusOr<std::vector<Taken>> AppointmentStore::TakenAt(Transaction& transaction, const std::vector<std::string>& centre_uids,
                                                             absl::Time from, absl::Time until) const {
  ASSIGN_OR_RETURN(const std::vector<v1::Appointment> rows,
                   transaction.All<v1::Appointment>(kTaken, {centre_uids, from, until}, kMostTaken));
  std::vector<Taken> taken;
  taken.reserve(rows.size());
  for (const v1::Appointment& row : rows) {
    taken.push_back(
        {row.centre_uid(), row.specialist_uid(), row.room_uid(), row.visit(), TimeOf(row.starts_time()), TimeOf(row.ends_time())});
  }
  return taken;
}

absl::Status AppointmentStore::Lock(Transaction& transaction, const std::vector<std::string>& uids) const {
  return transaction.Execute(kLock, {uids});
}

absl::Status AppointmentStore::ExpireHolds(Transaction& transaction, absl::Time now, absl::string_view specialist_uid,
                                           const std::vector<std::string>& room_uids,
                                           const std::vector<std::string>& records) const {
  return transaction.Execute(kExpire, {now, specialist_uid, room_uids, records});
}

absl::StatusOr<bool> AppointmentStore::Expire(Transaction& transaction, absl::string_view uid, absl::Time now) const {
  ASSIGN_OR_RETURN(const int64_t expired, transaction.ExecuteCount(kExpireOne, {uid, now}));
  return expired > 0;
}

absl::StatusOr<bool> AppointmentStore::PersonBusy(Transaction& transaction, const v1::Appointment& wanted) const {
  return Known(transaction, kPersonBusy,
               {wanted.survivor_uid(), TimeOf(wanted.starts_time()), TimeOf(wanted.ends_time()), OrNull(wanted.uid())});
}

absl::StatusOr<bool> AppointmentStore::HasSeries(Transaction& transaction, const v1::Appointment& first,
                                                 absl::Time last_starts) const {
  return Known(transaction, kHasSeries,
               {first.episode_uid(), v1::VisitKind_Name(first.visit()), TimeOf(first.starts_time()), last_starts});
}

absl::Status AppointmentStore::Add(Transaction& transaction, const v1::Appointment& appointment) const {
  return TakenOrBusy(transaction.Execute(kAddAppointment, {Rows(appointment)}));
}

absl::Status AppointmentStore::Update(Transaction& transaction, const v1::Appointment& appointment) const {
  return TakenOrBusy(transaction.Execute(kUpdateAppointment, {Rows(appointment), appointment.uid()}));
}

absl::StatusOr<std::vector<std::string>> AppointmentStore::CancelAll(Transaction& transaction,
                                                                     const std::vector<std::string>& episode_uids,
                                                                     v1::CancelReason reason, absl::Time now) const {
  return Uids(transaction.All<Row>(kCancelAll, {episode_uids, v1::CancelReason_Name(reason), now}, kMostCancelled));
}

absl::StatusOr<std::vector<v1::Appointment>> AppointmentStore::Coming(Transaction& transaction,
                                                                      const std::vector<std::string>& records,
                                                                      absl::Time now) const {
  return Named(transaction.All<v1::Appointment>(kComing, {records, now}, kMostOfFeed));
}

absl::Status AppointmentStore::SetAside(Transaction& transaction, const v1::Appointment& appointment) const {
  return transaction.Execute(kSetAside, {appointment.uid(), v1::AppointmentState_Name(appointment.state())});
}

absl::Status AppointmentStore::NamePerson(Transaction& transaction, const std::vector<std::string>& records) const {
  return transaction.Execute(kNamePerson, {records, records.front()});
}

absl::StatusOr<std::vector<std::string>> AppointmentStore::TakesPlace(Transaction& transaction,
                                                                      const std::vector<std::string>& records,
                                                                      absl::Time now) const {
  return Uids(transaction.All<Row>(kTakesPlace, {records, now}, kMostOfFeed));
}

absl::StatusOr<v1::Waiting> AppointmentStore::GetWaiting(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Waiting waiting, transaction.One<v1::Waiting>(kWaitingEntry, {uid}));
  SetName(waiting);
  return waiting;
}

absl::StatusOr<v1::Waiting> AppointmentStore::GetWaitingToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockWaiting, {uid}).status());
  return GetWaiting(transaction, uid);
}

absl::StatusOr<std::vector<v1::Waiting>> AppointmentStore::ListWaiting(Transaction& transaction,
                                                                       const v1::ListWaitingRequest& request,
                                                                       const v1::Waiting& after, int limit) const {
  Params params = FilterParams(request);
  params.insert(params.end(), {RankOf(after.urgency()), OrNull(after.uid()), limit});
  return Named(transaction.All<v1::Waiting>(kWaiting, params, limit));
}

absl::StatusOr<int64_t> AppointmentStore::CountWaiting(Transaction& transaction, const v1::ListWaitingRequest& request) const {
  return Total(transaction, kCountWaiting, FilterParams(request));
}

absl::Status AppointmentStore::Add(Transaction& transaction, const v1::Waiting& waiting) const {
  const absl::Status added = transaction.Execute(kAddWaiting, {Rows(waiting)});
  if (ConstraintOf(added) != "waiting_once") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_WAITS_ALREADY,
                   "The person waits for such a visit in this episode already.");
}

absl::Status AppointmentStore::EndWaiting(Transaction& transaction, absl::string_view uid, v1::WaitingState state) const {
  return transaction.Execute(kEndWaiting, {uid, v1::WaitingState_Name(state)});
}

absl::Status AppointmentStore::WaitedFor(Transaction& transaction, const v1::Appointment& booked) const {
  return transaction.Execute(kWaitedFor, {booked.episode_uid(), v1::VisitKind_Name(booked.visit())});
}

absl::Status AppointmentStore::LeaveAll(Transaction& transaction, const std::vector<std::string>& episode_uids) const {
  return transaction.Execute(kLeaveAll, {episode_uids});
}

}  // namespace dayaq::rehabilitation
