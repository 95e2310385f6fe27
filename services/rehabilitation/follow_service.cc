#include "services/rehabilitation/follow_service.h"

#include <string>
#include <utility>
#include <vector>

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/appointment_rules.h"
#include "services/rehabilitation/episode_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {
namespace {

// Whether records may have become one person by it, or two again: what is told of the record that carries on counts too.
bool MayJoin(absl::string_view kind) {
  return kind == "survivor.merged" || kind == "survivor.unmerged" || kind == "survivor.changed";
}

}  // namespace

absl::Status FollowService::Follow(const outbox::v1::Event& event, rpc::Call& call) const {
  if (event.kind() == "appointment.hold_ends") return EndHold(event, call);
  ASSIGN_OR_RETURN(const auto person, episodes_.FactsAbout(call.transaction(), event.resource()));
  if (!person.has_value()) return absl::OkStatus();
  // Who books for this person waits for us, and we for them.
  ASSIGN_OR_RETURN(const std::vector<std::string> records, episodes_.RecordsOf(call.transaction(), person->survivor_uid));
  RETURN_IF_ERROR(appointments_.Lock(call.transaction(), records));
  if (event.kind() == "survivor.erased") return Forget(*person, call);
  if (person->deceased) return StopAll(*person, v1::EPISODE_CLOSE_REASON_DIED, v1::CANCEL_REASON_DIED, call);
  if (MayJoin(event.kind())) RETURN_IF_ERROR(KeepApart(records, call));
  return person->amputated ? Propose(*person, call) : absl::OkStatus();
}

absl::Status FollowService::EndHold(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const bool expired, appointments_.Expire(call.transaction(), UidOf(event.resource()), call.now()));
  if (expired) call.Emit("appointment.expired", event.resource());
  return absl::OkStatus();
}

absl::Status FollowService::StopAll(const PersonFacts& person, v1::EpisodeCloseReason why, v1::CancelReason cancelled_because,
                                    rpc::Call& call) const {
  ASSIGN_OR_RETURN(std::vector<v1::Episode> episodes, episodes_.OpenOf(call.transaction(), person.survivor_uid));
  if (episodes.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  for (v1::Episode& episode : episodes) {
    RETURN_IF_ERROR(Close(why, call.today(), episode));
    RETURN_IF_ERROR(episodes_.End(call.transaction(), episode));
    uids.push_back(episode.uid());
    call.Emit("episode.closed", episode.name());
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> cancelled,
                   appointments_.CancelAll(call.transaction(), uids, cancelled_because, call.now()));
  for (const std::string& uid : cancelled) call.Emit("appointment.cancelled", AppointmentName(uid));
  return appointments_.LeaveAll(call.transaction(), uids);
}

absl::Status FollowService::KeepApart(const std::vector<std::string>& records, rpc::Call& call) const {
  ASSIGN_OR_RETURN(std::vector<v1::Appointment> coming, appointments_.Coming(call.transaction(), records, call.now()));
  for (const v1::Appointment& second : SecondsOf(std::move(coming))) {
    RETURN_IF_ERROR(appointments_.SetAside(call.transaction(), second));
    call.Emit(second.state() == v1::APPOINTMENT_STATE_CALL_IN ? "appointment.to_call_in" : "appointment.expired", second.name());
  }
  RETURN_IF_ERROR(appointments_.NamePerson(call.transaction(), records));
  ASSIGN_OR_RETURN(const std::vector<std::string> back, appointments_.TakesPlace(call.transaction(), records, call.now()));
  for (const std::string& uid : back) call.Emit("appointment.booked", AppointmentName(uid));
  return absl::OkStatus();
}

absl::Status FollowService::Forget(const PersonFacts& person, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const bool erased, episodes_.HealthErased(call.transaction(), person.survivor_uid));
  // Who the person is went, and how they are stays: what is kept here says nothing of the first.
  if (!erased) return absl::OkStatus();
  RETURN_IF_ERROR(StopAll(person, v1::EPISODE_CLOSE_REASON_OTHER, v1::CANCEL_REASON_EPISODE_CLOSED, call));
  call.Touch(SurvivorName(person.survivor_uid));
  return episodes_.Erase(call.transaction(), person.survivor_uid);
}

absl::Status FollowService::Propose(const PersonFacts& person, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const bool known, episodes_.HasAny(call.transaction(), person.survivor_uid, v1::EPISODE_KIND_PHYSICAL));
  if (known) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool erased, episodes_.HealthErased(call.transaction(), person.survivor_uid));
  if (erased) return absl::OkStatus();
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
