#include "services/rehabilitation/rehabilitation_parts.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/rehabilitation/reactions.h"

namespace dayaq::rehabilitation {

absl::StatusOr<RehabilitationPolicies> RehabilitationPolicies::Load(const std::string& policy_directory) {
  RehabilitationPolicies policies;
  ASSIGN_OR_RETURN(policies.calendar, WorkingCalendar::Load(policy_directory));
  ASSIGN_OR_RETURN(policies.devices, LoadDevicePolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.instruments, LoadInstrumentPolicy(policy_directory));
  return policies;
}

RehabilitationParts::RehabilitationParts(RehabilitationPolicies policies)
    : policies_(std::move(policies)),
      episodes_(policies_.instruments),
      bookings_(policies_.calendar),
      agendas_(policies_.calendar),
      devices_(policies_.devices, policies_.calendar),
      renewals_(policies_.devices),
      call_ins_(policies_.devices, policies_.calendar),
      forecasts_(policies_.devices),
      keeper_(policies_.devices) {
  centres_.Bind(centre_methods_);
  episodes_.Bind(episode_methods_);
  bookings_.Bind(appointment_methods_);
  agendas_.Bind(appointment_methods_);
  devices_.Bind(device_methods_);
  renewals_.Bind(renewal_methods_);
  call_ins_.Bind(renewal_methods_);
  forecasts_.Bind(renewal_methods_);
}

std::vector<rpc::Reaction> RehabilitationParts::reactions() const {
  std::vector<rpc::Reaction> reactions = RehabilitationReactions(follow_);
  // Hears what becomes of devices and people, and of each day. One event in a transaction: two devices of one person would wait for
  // each other.
  reactions.push_back({.subscriber = "rehabilitation.keep_renewals",
                       .action = "renewal.keep",
                       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return keeper_.Keep(event, call); },
                       .batch = 1});
  return reactions;
}

}  // namespace dayaq::rehabilitation
