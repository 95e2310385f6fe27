#include "services/employment/follow_service.h"

#include <set>
#include <string>
#include <vector>

#include "services/employment/employment_names.h"
#include "services/employment/placement_rules.h"
#include "services/employment/profile_rules.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

// The last day of work of somebody who died: today, or the first day where that is still to come.
PartialDate LastDay(const v1::Placement& placement, absl::CivilDay today) {
  const PartialDate day = PartialDateOf(today);
  return IsBefore(day, placement.starts_on()) == Certainty::kCertainly ? placement.starts_on() : day;
}

}  // namespace

absl::Status FollowService::Follow(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const auto person, profiles_.PersonOf(call.transaction(), event.resource()));
  if (!person.has_value()) return absl::OkStatus();
  if (event.kind() == "survivor.erased") {
    call.Touch(RecordName(person->survivor_uid));
    // Of somebody of whom something is still kept sealed nothing goes here: nothing here says who they are.
    return profiles_.Erase(call.transaction(), person->records);
  }
  if (person->deceased) return Died(*person, call);
  return NamePerson(*person, call);
}

absl::Status FollowService::Died(const PersonOfEvent& person, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, profiles_.OpenOf(transaction, person.records));
  for (v1::Profile& profile : profiles) {
    if (!profile.member_uid().empty()) continue;
    Close(v1::PROFILE_CLOSE_REASON_DIED, call.today(), profile);
    RETURN_IF_ERROR(profiles_.Close(transaction, profile));
    call.Emit("profile.closed", profile.name());
  }
  ASSIGN_OR_RETURN(std::vector<v1::Placement> placements, placements_.OpenOf(transaction, person.records));
  for (v1::Placement& placement : placements) {
    const bool worked = placement.state() == v1::PLACEMENT_STATE_STARTED;
    RETURN_IF_ERROR(worked ? End(LastDay(placement, call.today()), v1::PLACEMENT_END_REASON_DIED, placement)
                           : Drop(v1::NOT_TAKEN_REASON_OTHER, placement));
    RETURN_IF_ERROR(placements_.Close(transaction, placement));
    RETURN_IF_ERROR(placements_.DropLooks(transaction, placement.uid()));
    if (worked) call.Emit("placement.ended", placement.name());
  }
  call.Touch(RecordName(person.survivor_uid));
  return absl::OkStatus();
}

absl::Status FollowService::NamePerson(const PersonOfEvent& person, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, profiles_.OpenOf(transaction, person.records));
  std::set<std::string> institutions;
  for (v1::Profile& profile : profiles) {
    if (!profile.member_uid().empty()) continue;
    // Two profiles of one person at one service: the older goes on.
    if (!institutions.insert(profile.institution()).second) {
      Close(v1::PROFILE_CLOSE_REASON_MERGED, call.today(), profile);
      RETURN_IF_ERROR(profiles_.Close(transaction, profile));
      call.Emit("profile.closed", profile.name());
    } else if (profile.person_uid() != person.survivor_uid) {
      RETURN_IF_ERROR(profiles_.NamePerson(transaction, profile.uid(), person.survivor_uid));
    }
  }
  return placements_.NamePerson(transaction, person.records, person.survivor_uid);
}

}  // namespace dayaq::employment
