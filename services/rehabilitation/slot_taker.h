// Fits what somebody wants into what is free, under locks, so that of two who want the same one waits and is told. For every
// handler that takes a slot. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_REHABILITATION_SLOT_TAKER_H_
#define SERVICES_REHABILITATION_SLOT_TAKER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/episode.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/centre_store.h"
#include "services/rehabilitation/episode_store.h"
#include "services/rehabilitation/slot_rules.h"

namespace dayaq::rehabilitation {

class SlotTaker {
 public:
  // `calendar` outlives it.
  explicit SlotTaker(const WorkingCalendar& calendar) : calendar_(calendar) {}

  // An appointment for each wish, without uid and state, with the room that it takes; or why that one cannot be
  // (FAILED_PRECONDITION with one of the reasons of AppointmentService). All wishes are of one specialist. Until the end of the
  // transaction nobody else takes any of it. `moved` is what is moved, and so in nobody's way; nullptr for others. EPISODE_NOT_OPEN
  // for all of them.
  absl::StatusOr<std::vector<absl::StatusOr<v1::Appointment>>> Fit(const std::string& episode_uid, const std::vector<Wish>& wishes,
                                                                   const v1::Appointment* moved, rpc::Call& call) const;
  // The same of one wish.
  absl::StatusOr<v1::Appointment> FitOne(const std::string& episode_uid, const Wish& wish, const v1::Appointment* moved,
                                         rpc::Call& call) const;

 private:
  // What locks are taken on and holds expire of.
  absl::Status LockAll(const v1::Episode& episode, const v1::Centre& centre, const std::vector<Wish>& wishes,
                       const v1::Appointment* moved, rpc::Call& call) const;
  absl::StatusOr<v1::Appointment> FitWish(const v1::Episode& episode, const v1::Centre& centre, const Wish& wish, absl::Time ends,
                                          const Busy& busy, const v1::Appointment* moved, rpc::Call& call) const;

  const WorkingCalendar& calendar_;
  AppointmentStore appointments_;
  CentreStore centres_;
  EpisodeStore episodes_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_SLOT_TAKER_H_
