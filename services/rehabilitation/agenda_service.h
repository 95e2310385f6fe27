// The half of dayaq.rehabilitation.v1.AppointmentService that looks: free slots, lists, the waiting list, calendars. No SQL, no
// gRPC, no clock of its own. The other half: booking_service.h.
#ifndef SERVICES_REHABILITATION_AGENDA_SERVICE_H_
#define SERVICES_REHABILITATION_AGENDA_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/appointment_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_rules.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/centre_store.h"
#include "services/rehabilitation/episode_store.h"

namespace dayaq::rehabilitation {

using rpc::Call;

class AgendaService {
 public:
  // `calendar` outlives it.
  explicit AgendaService(const WorkingCalendar& calendar) : calendar_(calendar) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::SearchSlotsResponse> SearchSlots(const v1::SearchSlotsRequest& request, Call& call);
  absl::StatusOr<v1::Appointment> GetAppointment(const v1::GetAppointmentRequest& request, Call& call);
  absl::StatusOr<v1::ListAppointmentsResponse> ListAppointments(const v1::ListAppointmentsRequest& request, Call& call);
  absl::StatusOr<v1::Waiting> JoinWaitingList(const v1::JoinWaitingListRequest& request, Call& call);
  absl::StatusOr<v1::Waiting> LeaveWaitingList(const v1::LeaveWaitingListRequest& request, Call& call);
  absl::StatusOr<v1::ListWaitingResponse> ListWaiting(const v1::ListWaitingRequest& request, Call& call);
  absl::StatusOr<v1::ExportCalendarResponse> ExportCalendar(const v1::ExportCalendarRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckJoining(const v1::JoinWaitingListRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Waiting> RereadWaiting(const std::string& name, Call& call);

 private:
  // The centres to look at, with their parts.
  absl::StatusOr<std::vector<v1::Centre>> CentresFor(const v1::SearchSlotsRequest& request, Call& call) const;

  const WorkingCalendar& calendar_;
  AppointmentStore store_;
  CentreStore centres_;
  EpisodeStore episodes_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_AGENDA_SERVICE_H_
