#include "services/rehabilitation/episode_service.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/episode_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {

absl::StatusOr<v1::Episode> EpisodeService::RereadEpisode(const std::string& name, Call& call) {
  const bool reads_parts = call.caller().reads.Has(DataClass::DATA_CLASS_HEALTH);
  return reads_parts ? store_.GetWhole(call.transaction(), UidOf(name)) : store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Episode> EpisodeService::GetEpisode(const v1::GetEpisodeRequest& request, Call& call) {
  return RereadEpisode(request.name(), call);
}

absl::StatusOr<v1::ListEpisodesResponse> EpisodeService::ListEpisodes(const v1::ListEpisodesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Episode> episodes, store_.List(call.transaction(), request, after, size + 1));
  v1::ListEpisodesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request));
    response.set_total(total);
  }
  if (episodes.size() > static_cast<size_t>(size)) {
    episodes.pop_back();
    response.set_next_page_token(call.PageToken(episodes.back().uid(), request));
  }
  for (v1::Episode& episode : episodes) *response.add_episodes() = std::move(episode);
  return response;
}

absl::Status EpisodeService::CheckWorksThere(const std::string& specialist_uid, const std::string& centre_uid, Call& call) const {
  if (specialist_uid.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::Specialist specialist, centres_.GetSpecialist(call.transaction(), specialist_uid));
  return specialist.centre_uid() == centre_uid ? absl::OkStatus() : NotFound();
}

absl::StatusOr<v1::Episode> EpisodeService::OpenEpisode(const v1::OpenEpisodeRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const auto centre, centres_.OfInstitution(call.transaction(), call.caller().institution));
  if (!centre.has_value()) return NotFound();
  ASSIGN_OR_RETURN(const auto person, store_.ReferredHere(call.transaction(), UidOf(request.survivor())));
  if (!person.has_value()) {
    Violations found;
    found.Add("survivor", ErrorReason::ERROR_REASON_REFERRAL_NEEDED,
              "Name somebody who was referred to the institution, and open the referral first.");
    return found.ToStatus();
  }
  if (person->deceased) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEATH_KNOWN, "A death is recorded.");
  }
  RETURN_IF_ERROR(CheckWorksThere(request.specialist_uid(), centre->uid(), call));
  v1::Episode episode;
  episode.set_uid(call.NewUid());
  episode.set_survivor_uid(person->survivor_uid);
  episode.set_survivor_number(person->survivor_number);
  episode.set_centre_uid(centre->uid());
  episode.set_kind(request.kind());
  episode.set_state(v1::EPISODE_STATE_OPEN);
  episode.set_origin(v1::EPISODE_ORIGIN_REFERRAL);
  episode.set_referral_uid(person->referral_uid);
  episode.set_specialist_uid(request.specialist_uid());
  *episode.mutable_opened_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(appointments_.Lock(call.transaction(), {episode.survivor_uid()}));
  ASSIGN_OR_RETURN(const bool open, store_.HasOpen(call.transaction(), episode));
  if (open) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_EPISODE_OPEN_ALREADY,
                     "The person has an episode of this kind here that is not closed: go on with that one.");
  }
  RETURN_IF_ERROR(store_.Add(call.transaction(), episode, *person, call.caller().institution));
  SetName(episode);
  call.Touch(SurvivorName(episode.survivor_uid()));
  call.Emit("episode.opened", episode.name());
  return RereadEpisode(episode.name(), call);
}

template <typename Request>
absl::StatusOr<v1::Episode> EpisodeService::GetToChange(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Episode episode, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), episode.etag()));
  call.Before(episode);
  call.Touch(SurvivorName(episode.survivor_uid()));
  return episode;
}

absl::StatusOr<v1::Episode> EpisodeService::AcceptEpisode(const v1::AcceptEpisodeRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Episode episode, GetToChange(request, call));
  RETURN_IF_ERROR(CheckWorksThere(request.specialist_uid(), episode.centre_uid(), call));
  RETURN_IF_ERROR(Accept(request.specialist_uid(), episode));
  RETURN_IF_ERROR(store_.MoveOn(call.transaction(), episode));
  call.Emit("episode.opened", episode.name());
  return RereadEpisode(request.name(), call);
}

absl::Status EpisodeService::CheckClosing(const v1::CloseEpisodeRequest& request, Call&, Violations& found) {
  CheckReason(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::CloseEpisode(const v1::CloseEpisodeRequest& request, Call& call) {
  // Whoever books for this person waits, and then finds the episode closed.
  ASSIGN_OR_RETURN(const v1::Episode seen, store_.Get(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(appointments_.Lock(call.transaction(), {seen.survivor_uid()}));
  ASSIGN_OR_RETURN(v1::Episode episode, GetToChange(request, call));
  RETURN_IF_ERROR(Close(request.reason(), call.today(), episode));
  RETURN_IF_ERROR(store_.MoveOn(call.transaction(), episode));
  ASSIGN_OR_RETURN(const std::vector<std::string> cancelled,
                   appointments_.CancelAll(call.transaction(), {episode.uid()}, v1::CANCEL_REASON_EPISODE_CLOSED, call.now()));
  for (const std::string& uid : cancelled) call.Emit("appointment.cancelled", AppointmentName(uid));
  RETURN_IF_ERROR(appointments_.LeaveAll(call.transaction(), {episode.uid()}));
  call.Emit("episode.closed", episode.name());
  return RereadEpisode(request.name(), call);
}

template <typename Request>
absl::StatusOr<v1::Episode> EpisodeService::GetToAdd(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Episode episode, GetToChange(request, call));
  RETURN_IF_ERROR(CheckTakesOneMore(episode));
  return episode;
}

template <typename Part>
absl::StatusOr<v1::Episode> EpisodeService::AddPart(Part part, const v1::Episode& episode, Call& call) {
  part.set_uid(call.NewUid());
  part.set_episode_uid(episode.uid());
  part.set_survivor_uid(episode.survivor_uid());
  *part.mutable_create_time() = Timestamp(call.now());
  RETURN_IF_ERROR(store_.Add(call.transaction(), part));
  return RereadEpisode(episode.name(), call);
}

absl::Status EpisodeService::CheckNewGoal(const v1::AddGoalRequest& request, Call&, Violations& found) {
  CheckGoal(request.goal(), policy_, "goal", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::AddGoal(const v1::AddGoalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  Violations found;
  CheckNotBeforeOpened(request.goal().due_on(), episode, "goal.due_on", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::RehabGoal goal = request.goal();
  goal.set_state(v1::REHAB_GOAL_STATE_OPEN);
  return AddPart(std::move(goal), episode, call);
}

absl::Status EpisodeService::CheckGoalEnd(const v1::EndGoalRequest& request, Call&, Violations& found) {
  CheckEnd(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::EndGoal(const v1::EndGoalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  ASSIGN_OR_RETURN(auto goal, store_.FindGoal(call.transaction(), request.goal_uid(), episode.uid()));
  if (!goal.has_value()) return PartNotOpen();
  RETURN_IF_ERROR(rehabilitation::EndGoal(request.state(), call.today(), *goal));
  RETURN_IF_ERROR(store_.Update(call.transaction(), *goal));
  return RereadEpisode(request.name(), call);
}

absl::Status EpisodeService::CheckNewSession(const v1::RecordSessionRequest& request, Call&, Violations& found) {
  CheckSession(request.session(), "session", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::RecordSession(const v1::RecordSessionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  ASSIGN_OR_RETURN(const v1::Specialist specialist, centres_.GetSpecialist(call.transaction(), request.session().specialist_uid()));
  Violations found;
  CheckNotBeforeOpened(request.session().held_on(), episode, "session.held_on", found);
  CheckGivenBy(specialist, request.session(), episode, found);
  RETURN_IF_ERROR(found.ToStatus());
  if (!request.session().appointment_uid().empty()) {
    ASSIGN_OR_RETURN(const v1::Appointment one, appointments_.Get(call.transaction(), request.session().appointment_uid()));
    if (one.episode_uid() != episode.uid()) return NotFound();
  }
  call.Emit("episode.session_held", episode.name());
  return AddPart(request.session(), episode, call);
}

absl::Status EpisodeService::CheckNewMeasure(const v1::RecordMeasureRequest& request, Call&, Violations& found) {
  CheckMeasure(request.measure(), policy_, "measure", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::RecordMeasure(const v1::RecordMeasureRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  return AddPart(request.measure(), episode, call);
}

absl::Status EpisodeService::CheckNewFinding(const v1::RecordFindingRequest& request, Call&, Violations& found) {
  CheckFinding(request.finding(), "finding", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::RecordFinding(const v1::RecordFindingRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  ASSIGN_OR_RETURN(v1::Episode after, AddPart(request.finding(), episode, call));
  // A stump that became another one needs another socket, long before the term of the device is over.
  const auto& stump = request.finding().stump();
  if (std::count(stump.begin(), stump.end(), v1::STUMP_FINDING_VOLUME_CHANGED) > 0) {
    call.Emit("episode.stump_changed", episode.name());
  }
  return after;
}

absl::Status EpisodeService::CheckNewAdaptation(const v1::AddAdaptationRequest& request, Call&, Violations& found) {
  CheckAdaptation(request.adaptation(), "adaptation", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::AddAdaptation(const v1::AddAdaptationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  if (const std::string& payer = request.adaptation().payer_centre_uid(); !payer.empty()) {
    ASSIGN_OR_RETURN(const v1::Centre centre, centres_.Get(call.transaction(), payer));
    Violations found;
    CheckPays(centre, "adaptation.payer_centre_uid", found);
    RETURN_IF_ERROR(found.ToStatus());
  }
  v1::Adaptation adaptation = request.adaptation();
  adaptation.set_state(v1::ADAPTATION_STATE_NEEDED);
  return AddPart(std::move(adaptation), episode, call);
}

absl::Status EpisodeService::CheckAdaptationEnd(const v1::EndAdaptationRequest& request, Call&, Violations& found) {
  CheckEnd(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Episode> EpisodeService::EndAdaptation(const v1::EndAdaptationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Episode episode, GetToAdd(request, call));
  ASSIGN_OR_RETURN(auto adaptation, store_.FindAdaptation(call.transaction(), request.adaptation_uid(), episode.uid()));
  if (!adaptation.has_value()) return PartNotOpen();
  RETURN_IF_ERROR(rehabilitation::EndAdaptation(request.state(), call.today(), *adaptation));
  RETURN_IF_ERROR(store_.Update(call.transaction(), *adaptation));
  return RereadEpisode(request.name(), call);
}

void EpisodeService::Bind(rpc::Methods& methods) {
  using S = EpisodeService;
  methods.Change("OpenEpisode", *this, &S::OpenEpisode, &S::RereadEpisode);
  methods.Change("AcceptEpisode", *this, &S::AcceptEpisode, &S::RereadEpisode);
  methods.Change("CloseEpisode", *this, &S::CheckClosing, &S::CloseEpisode, &S::RereadEpisode);
  methods.Read("GetEpisode", *this, &S::GetEpisode);
  methods.Read("ListEpisodes", *this, &S::ListEpisodes);
  methods.Change("AddGoal", *this, &S::CheckNewGoal, &S::AddGoal, &S::RereadEpisode);
  methods.Change("EndGoal", *this, &S::CheckGoalEnd, &S::EndGoal, &S::RereadEpisode);
  methods.Change("RecordSession", *this, &S::CheckNewSession, &S::RecordSession, &S::RereadEpisode);
  methods.Change("RecordMeasure", *this, &S::CheckNewMeasure, &S::RecordMeasure, &S::RereadEpisode);
  methods.Change("RecordFinding", *this, &S::CheckNewFinding, &S::RecordFinding, &S::RereadEpisode);
  methods.Change("AddAdaptation", *this, &S::CheckNewAdaptation, &S::AddAdaptation, &S::RereadEpisode);
  methods.Change("EndAdaptation", *this, &S::CheckAdaptationEnd, &S::EndAdaptation, &S::RereadEpisode);
}

}  // namespace dayaq::rehabilitation
