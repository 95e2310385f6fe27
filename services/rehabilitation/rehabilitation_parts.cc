#include "services/rehabilitation/rehabilitation_parts.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/rehabilitation/reactions.h"

namespace dayaq::rehabilitation {

absl::StatusOr<RehabilitationPolicies> RehabilitationPolicies::Load(const std::string& policy_directory) {
  RehabilitationPolicies policies;
  ASSIGN_OR_RETURN(policies.calendar, WorkingCalendar::Load(policy_directory));
  return policies;
}

RehabilitationParts::RehabilitationParts(RehabilitationPolicies policies)
    : policies_(std::move(policies)), bookings_(policies_.calendar), agendas_(policies_.calendar) {
  centres_.Bind(centre_methods_);
  episodes_.Bind(episode_methods_);
  bookings_.Bind(appointment_methods_);
  agendas_.Bind(appointment_methods_);
}

std::vector<rpc::Reaction> RehabilitationParts::reactions() const { return RehabilitationReactions(follow_); }

}  // namespace dayaq::rehabilitation
