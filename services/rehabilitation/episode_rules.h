// What may happen to an episode of rehabilitation and be said of it. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_EPISODE_RULES_H_
#define SERVICES_REHABILITATION_EPISODE_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "dayaq/rehabilitation/v1/episode.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/instrument_policy.h"

namespace dayaq::rehabilitation {

// The most changes of parts an episode takes: years of daily sessions.
inline constexpr int kMostPartChanges = 5000;

// FAILED_PRECONDITION with EPISODE_NOT_OPEN; with CASE_FULL when it takes no more parts.
absl::Status CheckOpen(const v1::Episode& episode);
absl::Status CheckTakesOneMore(const v1::Episode& episode);

// Takes on what was proposed. FAILED_PRECONDITION with STATE_NOT_ALLOWED for any other.
absl::Status Accept(const std::string& specialist_uid, v1::Episode& episode);
// The same for one that is closed already.
absl::Status Close(v1::EpisodeCloseReason reason, absl::CivilDay today, v1::Episode& episode);

// Faults of what is recorded: OUT_OF_RANGE for scores, DATE_NOT_WHOLE, PERIOD_IMPOSSIBLE for days before the episode was opened,
// REQUIRED for what belongs to something that was said.
void CheckGoal(const v1::RehabGoal& goal, const InstrumentPolicy& policy, const std::string& path, Violations& found);
void CheckSession(const v1::Session& session, const std::string& path, Violations& found);
void CheckMeasure(const v1::Measure& measure, const InstrumentPolicy& policy, const std::string& path, Violations& found);
void CheckFinding(const v1::Finding& finding, const std::string& path, Violations& found);
void CheckAdaptation(const v1::Adaptation& adaptation, const std::string& path, Violations& found);
void CheckNotBeforeOpened(const PartialDate& day, const v1::Episode& episode, const std::string& field, Violations& found);
// A specialist gives sessions of the centre they work at, and of kinds that they give.
void CheckGivenBy(const v1::Specialist& specialist, const v1::Session& session, const v1::Episode& episode, Violations& found);
// Faults of what is ended: a state that is no end.
void CheckEnd(const v1::EndGoalRequest& request, Violations& found);
void CheckEnd(const v1::EndAdaptationRequest& request, Violations& found);
void CheckReason(const v1::CloseEpisodeRequest& request, Violations& found);

// Ends a part, or CASE_PART_NOT_OPEN.
absl::Status EndGoal(v1::RehabGoalState state, absl::CivilDay today, v1::RehabGoal& goal);
absl::Status EndAdaptation(v1::AdaptationState state, absl::CivilDay today, v1::Adaptation& adaptation);
absl::Status PartNotOpen();

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_EPISODE_RULES_H_
