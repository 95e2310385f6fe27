#include "services/rehabilitation/follow_service.h"

#include <string>
#include <vector>

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/episode_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {

absl::Status FollowService::Follow(const outbox::v1::Event& event, rpc::Call& call) const {
  if (event.kind() == "appointment.hold_ends") return EndHold(event, call);
  ASSIGN_OR_RETURN(const auto person, episodes_.FactsAbout(call.transaction(), event.resource()));
  if (!person.has_value()) return absl::OkStatus();
  // Who books for this person waits for us, and we for them.
  if (person->deceased || person->amputated) RETURN_IF_ERROR(appointments_.Lock(call.transaction(), {person->survivor_uid}));
  if (person->deceased) return StopAll(*person, call);
  return person->amputated ? Propose(*person, call) : absl::OkStatus();
}

absl::Status FollowService::EndHold(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const bool expired, appointments_.Expire(call.transaction(), UidOf(event.resource()), call.now()));
  if (expired) call.Emit("appointment.expired", event.resource());
  return absl::OkStatus();
}

absl::Status FollowService::StopAll(const PersonFacts& person, rpc::Call& call) const {
  ASSIGN_OR_RETURN(std::vector<v1::Episode> episodes, episodes_.OpenOf(call.transaction(), person.survivor_uid));
  if (episodes.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  for (v1::Episode& episode : episodes) {
    RETURN_IF_ERROR(Close(v1::EPISODE_CLOSE_REASON_DIED, call.today(), episode));
    RETURN_IF_ERROR(episodes_.End(call.transaction(), episode));
    uids.push_back(episode.uid());
    call.Emit("episode.closed", episode.name());
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> cancelled,
                   appointments_.CancelAll(call.transaction(), uids, v1::CANCEL_REASON_DIED, call.now()));
  for (const std::string& uid : cancelled) call.Emit("appointment.cancelled", AppointmentName(uid));
  return appointments_.LeaveAll(call.transaction(), uids);
}

absl::Status FollowService::Propose(const PersonFacts& person, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const bool known, episodes_.HasAny(call.transaction(), person.survivor_uid, v1::EPISODE_KIND_PHYSICAL));
  if (known) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto centre, episodes_.CentreFor(call.transaction(), person.district, call.today()));
  if (!centre.has_value()) return absl::OkStatus();
  v1::Episode episode;
  episode.set_uid(call.NewUid());
  episode.set_survivor_uid(person.survivor_uid);
  episode.set_survivor_number(person.survivor_number);
  episode.set_centre_uid(centre->uid());
  episode.set_kind(v1::EPISODE_KIND_PHYSICAL);
  episode.set_state(v1::EPISODE_STATE_PROPOSED);
  episode.set_origin(v1::EPISODE_ORIGIN_AMPUTATION_RECORDED);
  *episode.mutable_opened_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(episodes_.Add(call.transaction(), episode, person, centre->institution()));
  call.Touch(SurvivorName(person.survivor_uid));
  call.Emit("episode.proposed", EpisodeName(episode.uid()));
  return absl::OkStatus();
}

}  // namespace dayaq::rehabilitation
