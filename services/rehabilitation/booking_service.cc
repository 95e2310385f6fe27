#include "services/rehabilitation/booking_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/rehabilitation/appointment_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {
namespace {

template <typename Request>
Wish WishOf(const Request& request) {
  return {request.visit(), request.specialist_uid(), request.room_uid(), TimeOf(request.starts_time())};
}

}  // namespace

absl::StatusOr<v1::Appointment> BookingService::RereadAppointment(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::AppointmentSeries> BookingService::RereadSeries(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(std::vector<v1::Appointment> appointments, store_.Series(call.transaction(), UidOf(name)));
  if (appointments.empty()) return NotFound();
  v1::AppointmentSeries series;
  series.set_name(name);
  for (v1::Appointment& one : appointments) *series.add_appointments() = std::move(one);
  return series;
}

template <typename Request>
absl::StatusOr<v1::Appointment> BookingService::GetToChange(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Appointment appointment, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), appointment.etag()));
  call.Before(appointment);
  call.Touch(SurvivorName(appointment.survivor_uid()));
  return appointment;
}

absl::Status BookingService::Add(v1::Appointment& fitted, Call& call) const {
  fitted.set_uid(call.NewUid());
  SetName(fitted);
  call.Touch(SurvivorName(fitted.survivor_uid()));
  return store_.Add(call.transaction(), fitted);
}

absl::Status BookingService::Booked(const v1::Appointment& appointment, const char* kind, Call& call) const {
  call.Emit(kind, appointment.name());
  const absl::Time due = TimeOf(appointment.starts_time()) - kReminderAhead;
  if (due > call.now()) call.EmitAt("appointment.reminder_due", appointment.name(), due);
  return store_.WaitedFor(call.transaction(), appointment);
}

absl::StatusOr<v1::Appointment> BookingService::HoldSlot(const v1::HoldSlotRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Appointment fitted, taker_.FitOne(UidOf(request.episode()), WishOf(request), nullptr, call));
  fitted.set_state(v1::APPOINTMENT_STATE_HELD);
  *fitted.mutable_hold_until_time() = Timestamp(call.now() + kHoldTime);
  RETURN_IF_ERROR(Add(fitted, call));
  call.EmitAt("appointment.hold_ends", fitted.name(), call.now() + kHoldTime);
  return RereadAppointment(fitted.name(), call);
}

absl::StatusOr<v1::Appointment> BookingService::ConfirmHold(const v1::ConfirmHoldRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Appointment appointment, GetToChange(request, call));
  RETURN_IF_ERROR(Confirm(call.now(), appointment));
  RETURN_IF_ERROR(store_.Update(call.transaction(), appointment));
  RETURN_IF_ERROR(Booked(appointment, "appointment.booked", call));
  return RereadAppointment(request.name(), call);
}

absl::StatusOr<v1::Appointment> BookingService::BookAppointment(const v1::BookAppointmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Appointment fitted, taker_.FitOne(UidOf(request.episode()), WishOf(request), nullptr, call));
  fitted.set_state(v1::APPOINTMENT_STATE_BOOKED);
  RETURN_IF_ERROR(Add(fitted, call));
  RETURN_IF_ERROR(Booked(fitted, "appointment.booked", call));
  return RereadAppointment(fitted.name(), call);
}

absl::StatusOr<v1::AppointmentSeries> BookingService::BookSeries(const v1::BookSeriesRequest& request, Call& call) {
  std::vector<Wish> wishes(static_cast<size_t>(request.count()), WishOf(request));
  for (size_t i = 0; i < wishes.size(); ++i) wishes[i].starts += absl::Hours(24) * static_cast<int>(i) * request.every_days();
  ASSIGN_OR_RETURN(const auto fitted, taker_.Fit(UidOf(request.episode()), wishes, nullptr, call));
  Violations found;
  for (size_t i = 0; i < fitted.size(); ++i) {
    if (fitted[i].ok()) continue;
    const ErrorReason reason = ReasonOf(fitted[i].status());
    // Not of one day: who or what was named is none of the centre.
    if (reason == ErrorReason::ERROR_REASON_UNSPECIFIED || reason == ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED)
      return fitted[i].status();
    found.Add(absl::StrCat("occurrences[", i, "]"), reason, std::string(fitted[i].status().message()));
  }
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const bool overlaps, store_.HasSeries(call.transaction(), *fitted[0], wishes.back().starts));
  if (overlaps) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SERIES_OVERLAPS,
                     "The episode has a series of such visits in that time.");
  }
  const std::string series_uid = call.NewUid();
  for (const auto& one : fitted) {
    v1::Appointment appointment = *one;
    appointment.set_series_uid(series_uid);
    appointment.set_state(v1::APPOINTMENT_STATE_BOOKED);
    RETURN_IF_ERROR(Add(appointment, call));
    RETURN_IF_ERROR(Booked(appointment, "appointment.booked", call));
  }
  return RereadSeries(SeriesName(series_uid), call);
}

absl::StatusOr<v1::Appointment> BookingService::MoveAppointment(const v1::MoveAppointmentRequest& request, Call& call) {
  // The locks come before the row, in the order in which a closure and a death take them.
  ASSIGN_OR_RETURN(const v1::Appointment seen, store_.Get(call.transaction(), UidOf(request.name())));
  const Wish wish = {seen.visit(), request.specialist_uid(), request.room_uid(), TimeOf(request.starts_time())};
  const absl::StatusOr<v1::Appointment> fitted = taker_.FitOne(seen.episode_uid(), wish, &seen, call);
  ASSIGN_OR_RETURN(v1::Appointment appointment, GetToChange(request, call));
  RETURN_IF_ERROR(fitted.status());
  RETURN_IF_ERROR(Move(*fitted, call.now(), appointment));
  RETURN_IF_ERROR(store_.Update(call.transaction(), appointment));
  RETURN_IF_ERROR(Booked(appointment, "appointment.moved", call));
  return RereadAppointment(request.name(), call);
}

absl::Status BookingService::CheckCancelling(const v1::CancelAppointmentRequest& request, Call&, Violations& found) {
  CheckReason(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Appointment> BookingService::CancelAppointment(const v1::CancelAppointmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Appointment appointment, GetToChange(request, call));
  RETURN_IF_ERROR(Cancel(request.reason(), call.now(), appointment));
  RETURN_IF_ERROR(store_.Update(call.transaction(), appointment));
  call.Emit("appointment.cancelled", appointment.name());
  return RereadAppointment(request.name(), call);
}

absl::StatusOr<v1::Appointment> BookingService::RecordAttendance(const v1::RecordAttendanceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Appointment appointment, GetToChange(request, call));
  RETURN_IF_ERROR(Attend(request.attended(), call.now(), appointment));
  RETURN_IF_ERROR(store_.Update(call.transaction(), appointment));
  call.Emit(request.attended() ? "appointment.attended" : "appointment.missed", appointment.name());
  return RereadAppointment(request.name(), call);
}

void BookingService::Bind(rpc::Methods& methods) {
  using S = BookingService;
  methods.Change("HoldSlot", *this, &S::HoldSlot, &S::RereadAppointment);
  methods.Change("ConfirmHold", *this, &S::ConfirmHold, &S::RereadAppointment);
  methods.Change("BookAppointment", *this, &S::BookAppointment, &S::RereadAppointment);
  methods.Change("BookSeries", *this, &S::BookSeries, &S::RereadSeries);
  methods.Change("MoveAppointment", *this, &S::MoveAppointment, &S::RereadAppointment);
  methods.Change("CancelAppointment", *this, &S::CheckCancelling, &S::CancelAppointment, &S::RereadAppointment);
  methods.Change("RecordAttendance", *this, &S::RecordAttendance, &S::RereadAppointment);
}

}  // namespace dayaq::rehabilitation
