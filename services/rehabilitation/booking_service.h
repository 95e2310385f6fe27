// The half of dayaq.rehabilitation.v1.AppointmentService that takes and gives back slots. No SQL, no gRPC, no clock of its own. The
// other half: agenda_service.h.
#ifndef SERVICES_REHABILITATION_BOOKING_SERVICE_H_
#define SERVICES_REHABILITATION_BOOKING_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/appointment_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/slot_taker.h"

namespace dayaq::rehabilitation {

using rpc::Call;

class BookingService {
 public:
  // `calendar` outlives it.
  explicit BookingService(const WorkingCalendar& calendar) : taker_(calendar) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Appointment> HoldSlot(const v1::HoldSlotRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> ConfirmHold(const v1::ConfirmHoldRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> BookAppointment(const v1::BookAppointmentRequest& request, Call& call);
  absl::StatusOr<v1::AppointmentSeries> BookSeries(const v1::BookSeriesRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> MoveAppointment(const v1::MoveAppointmentRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> CancelAppointment(const v1::CancelAppointmentRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> RecordAttendance(const v1::RecordAttendanceRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckCancelling(const v1::CancelAppointmentRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Appointment> RereadAppointment(const std::string& name, Call& call);
  absl::StatusOr<v1::AppointmentSeries> RereadSeries(const std::string& name, Call& call);

 private:
  // The appointment as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Appointment> GetToChange(const Request& request, Call& call) const;
  absl::Status Add(v1::Appointment& fitted, Call& call) const;
  // What follows from a slot that was booked: whoever waited for it waits no more, and is reminded.
  absl::Status Booked(const v1::Appointment& appointment, const char* kind, Call& call) const;

  SlotTaker taker_;
  AppointmentStore store_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_BOOKING_SERVICE_H_
