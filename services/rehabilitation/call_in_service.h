// Appointments for whoever is called in for a new device: proposed in free capacity, and kept. No SQL, no gRPC, no clock of its
// own.
#ifndef SERVICES_REHABILITATION_CALL_IN_SERVICE_H_
#define SERVICES_REHABILITATION_CALL_IN_SERVICE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/centre_store.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/episode_store.h"
#include "services/rehabilitation/renewal_store.h"
#include "services/rehabilitation/slot_taker.h"

namespace dayaq::rehabilitation {

class CallInService {
 public:
  // Both outlive it.
  CallInService(const DevicePolicy& policy, const WorkingCalendar& calendar)
      : policy_(policy), calendar_(calendar), taker_(calendar) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ProposeRenewalAppointmentsResponse> ProposeRenewalAppointments(
      const v1::ProposeRenewalAppointmentsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Appointment> HoldRenewalSlot(const v1::HoldRenewalSlotRequest& request, rpc::Call& call);
  // What a change answers when it comes a second time.
  absl::StatusOr<v1::Appointment> RereadAppointment(const std::string& name, rpc::Call& call);

 private:
  // The caller's centre with its parts; NOT_FOUND when their institution has none.
  absl::StatusOr<v1::Centre> OwnCentre(rpc::Call& call) const;
  absl::StatusOr<bool> HasAppointment(const v1::Renewal& renewal, rpc::Call& call) const;
  // The first free slot for measuring on `day` or behind it; `day` is then the day of the slot. Nothing within the weeks looked at.
  absl::StatusOr<std::optional<v1::FreeSlot>> NextSlot(const v1::Centre& centre, const std::vector<Taken>& taken,
                                                       absl::CivilDay last, absl::CivilDay& day) const;
  // The episode in which the person comes to be measured: the open one, else one that begins now.
  absl::StatusOr<v1::Episode> EpisodeFor(const v1::Renewal& renewal, const v1::Centre& centre, rpc::Call& call) const;

  // The slot is the person's for the days of calling.
  absl::StatusOr<v1::Appointment> Keep(v1::Appointment fitted, const v1::Renewal& renewal, rpc::Call& call) const;

  const DevicePolicy& policy_;
  const WorkingCalendar& calendar_;
  SlotTaker taker_;
  RenewalStore renewals_;
  CentreStore centres_;
  EpisodeStore episodes_;
  AppointmentStore appointments_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CALL_IN_SERVICE_H_
