#include "services/rehabilitation/episode_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/rehabilitation/centre_rules.h"

namespace dayaq::rehabilitation {
namespace {

void CheckScore(const ScoreRange& range, int score, const std::string& field, Violations& found) {
  if (score >= range.least && score <= range.most) return;
  found.Add(field, ErrorReason::ERROR_REASON_OUT_OF_RANGE,
            absl::StrCat("Name a score from ", range.least, " to ", range.most, ", as the instrument gives it."));
}

}  // namespace

absl::Status CheckOpen(const v1::Episode& episode) {
  if (episode.state() == v1::EPISODE_STATE_OPEN) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN,
                   "The episode is proposed only, or closed.");
}

absl::Status CheckTakesOneMore(const v1::Episode& episode) {
  if (absl::Status open = CheckOpen(episode); !open.ok()) return open;
  if (episode.part_changes() < kMostPartChanges) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CASE_FULL,
                   "The episode takes no more: close it and open another.");
}

absl::Status Accept(const std::string& specialist_uid, v1::Episode& episode) {
  if (episode.state() != v1::EPISODE_STATE_PROPOSED) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "Only a proposed episode is taken on.");
  }
  episode.set_state(v1::EPISODE_STATE_OPEN);
  if (!specialist_uid.empty()) episode.set_specialist_uid(specialist_uid);
  return absl::OkStatus();
}

absl::Status Close(v1::EpisodeCloseReason reason, absl::CivilDay today, v1::Episode& episode) {
  if (episode.state() == v1::EPISODE_STATE_CLOSED) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "The episode is closed already.");
  }
  episode.set_state(v1::EPISODE_STATE_CLOSED);
  episode.set_close_reason(reason);
  // A clock that was set back closes nothing before it was opened.
  *episode.mutable_closed_on() = PartialDateOf(std::max(today, Earliest(episode.opened_on()).value_or(today)));
  return absl::OkStatus();
}

void CheckNotBeforeOpened(const PartialDate& day, const v1::Episode& episode, const std::string& field, Violations& found) {
  if (IsBefore(day, episode.opened_on()) != Certainty::kCertainly) return;
  found.Add(field, ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "Name a day on which the episode was open.");
}

void CheckGoal(const v1::RehabGoal& goal, const InstrumentPolicy& policy, const std::string& path, Violations& found) {
  CheckWholeDay(goal.due_on(), path + ".due_on", found);
  CheckScore(policy.RangeOf(goal.instrument()), goal.target_score(), path + ".target_score", found);
}

void CheckSession(const v1::Session& session, const std::string& path, Violations& found) {
  CheckWholeDay(session.held_on(), path + ".held_on", found);
  if ((session.visit() == v1::VISIT_KIND_OUTREACH_VISIT) != (session.place() == v1::SESSION_PLACE_HOME)) {
    found.Add(path + ".place", ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED,
              "An outreach visit takes place at home, and nothing else does.");
  }
}

void CheckMeasure(const v1::Measure& measure, const InstrumentPolicy& policy, const std::string& path, Violations& found) {
  CheckWholeDay(measure.measured_on(), path + ".measured_on", found);
  CheckScore(policy.RangeOf(measure.instrument()), measure.score(), path + ".score", found);
  if (measure.instrument() == v1::INSTRUMENT_AMP_PRO && !measure.with_device()) {
    found.Add(path + ".with_device", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "This one is taken with the prosthesis on.");
  }
  if (measure.instrument() == v1::INSTRUMENT_AMP_NO_PRO && measure.with_device()) {
    found.Add(path + ".with_device", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "This one is taken without a prosthesis.");
  }
}

void CheckFinding(const v1::Finding& finding, const std::string& path, Violations& found) {
  CheckWholeDay(finding.found_on(), path + ".found_on", found);
  if (finding.pain_score() > 0 && finding.pain_kinds().empty()) {
    found.Add(path + ".pain_kinds", ErrorReason::ERROR_REASON_REQUIRED, "Name where it hurts.");
  }
  if (finding.pain_score() == 0 && !finding.pain_kinds().empty()) {
    found.Add(path + ".pain_score", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Name how much it hurts, 1 to 10.");
  }
  if (finding.stump().empty() != (finding.side() == incident::v1::SIDE_UNSPECIFIED)) {
    found.Add(path + (finding.stump().empty() ? ".stump" : ".side"), ErrorReason::ERROR_REASON_REQUIRED,
              "Name the stump and what was seen there, or neither.");
  }
  const bool healthy = std::count(finding.stump().begin(), finding.stump().end(), v1::STUMP_FINDING_HEALTHY) > 0;
  if (healthy && finding.stump_size() > 1) {
    found.Add(path + ".stump", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Where there is nothing to see, name nothing else.");
  }
}

void CheckAdaptation(const v1::Adaptation& adaptation, const std::string& path, Violations& found) {
  CheckWholeDay(adaptation.assessed_on(), path + ".assessed_on", found);
}

void CheckGivenBy(const v1::Specialist& specialist, const v1::Session& session, const v1::Episode& episode, Violations& found) {
  if (specialist.centre_uid() == episode.centre_uid() && Gives(specialist, session.visit())) return;
  found.Add("session.specialist_uid", ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED,
            "Name a specialist of the centre who gives that.");
}

void CheckEnd(const v1::EndGoalRequest& request, Violations& found) {
  if (request.state() != v1::REHAB_GOAL_STATE_OPEN) return;
  found.Add("state", ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, "Name REACHED or DROPPED.");
}

void CheckEnd(const v1::EndAdaptationRequest& request, Violations& found) {
  if (request.state() != v1::ADAPTATION_STATE_NEEDED) return;
  found.Add("state", ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, "Name DONE or DECLINED.");
}

void CheckReason(const v1::CloseEpisodeRequest& request, Violations& found) {
  if (request.reason() != v1::EPISODE_CLOSE_REASON_DIED) return;
  found.Add("reason", ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
            "A death is recorded with the person, and closes the episode by itself.");
}

absl::Status PartNotOpen() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN,
                   "The episode has no such part, or it is ended already.");
}

absl::Status EndGoal(v1::RehabGoalState state, absl::CivilDay today, v1::RehabGoal& goal) {
  if (goal.state() != v1::REHAB_GOAL_STATE_OPEN) return PartNotOpen();
  goal.set_state(state);
  *goal.mutable_ended_on() = PartialDateOf(today);
  return absl::OkStatus();
}

absl::Status EndAdaptation(v1::AdaptationState state, absl::CivilDay today, v1::Adaptation& adaptation) {
  if (adaptation.state() != v1::ADAPTATION_STATE_NEEDED) return PartNotOpen();
  adaptation.set_state(state);
  *adaptation.mutable_ended_on() = PartialDateOf(today);
  return absl::OkStatus();
}

}  // namespace dayaq::rehabilitation
