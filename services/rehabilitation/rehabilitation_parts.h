// Everything the rehabilitation service is made of, wired: its methods and what it does by itself. main.cc serves it; tests that
// run the service whole use it too, so that nothing is served that no test runs.
#ifndef SERVICES_REHABILITATION_REHABILITATION_PARTS_H_
#define SERVICES_REHABILITATION_REHABILITATION_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"
#include "services/rehabilitation/agenda_service.h"
#include "services/rehabilitation/booking_service.h"
#include "services/rehabilitation/call_in_service.h"
#include "services/rehabilitation/centre_service.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/device_service.h"
#include "services/rehabilitation/episode_service.h"
#include "services/rehabilitation/follow_service.h"
#include "services/rehabilitation/forecast_service.h"
#include "services/rehabilitation/instrument_policy.h"
#include "services/rehabilitation/renewal_keeper.h"
#include "services/rehabilitation/renewal_service.h"

namespace dayaq::rehabilitation {

// What a ministry says in policy/, as far as this service asks.
struct RehabilitationPolicies {
  WorkingCalendar calendar;
  DevicePolicy devices;
  InstrumentPolicy instruments;

  // FAILED_PRECONDITION with file, line and column of the first fault.
  static absl::StatusOr<RehabilitationPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class RehabilitationParts {
 public:
  explicit RehabilitationParts(RehabilitationPolicies policies);
  RehabilitationParts(const RehabilitationParts&) = delete;
  RehabilitationParts& operator=(const RehabilitationParts&) = delete;

  std::vector<rpc::Methods*> methods() {
    return {&centre_methods_, &episode_methods_, &appointment_methods_, &device_methods_, &renewal_methods_};
  }
  std::vector<rpc::Reaction> reactions() const;
  const RehabilitationPolicies& policies() const { return policies_; }

 private:
  const RehabilitationPolicies policies_;
  CentreService centres_;
  EpisodeService episodes_;
  BookingService bookings_;
  AgendaService agendas_;
  FollowService follow_;
  DeviceService devices_;
  RenewalService renewals_;
  CallInService call_ins_;
  ForecastService forecasts_;
  RenewalKeeper keeper_;
  rpc::Methods centre_methods_{"dayaq.rehabilitation.v1.CentreService"};
  rpc::Methods episode_methods_{"dayaq.rehabilitation.v1.EpisodeService"};
  rpc::Methods appointment_methods_{"dayaq.rehabilitation.v1.AppointmentService"};
  rpc::Methods device_methods_{"dayaq.rehabilitation.v1.DeviceService"};
  rpc::Methods renewal_methods_{"dayaq.rehabilitation.v1.RenewalService"};
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REHABILITATION_PARTS_H_
