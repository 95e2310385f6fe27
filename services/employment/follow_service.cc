#include "services/employment/follow_service.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/employment/employment_names.h"
#include "services/employment/placement_rules.h"
#include "services/employment/profile_rules.h"
#include "services/platform/base/resource_name.h"
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
  std::string resource = event.resource();
  // Work that ended may have been what was in another one's way.
  if (absl::StartsWith(event.kind(), "placement.")) {
    ASSIGN_OR_RETURN(const auto record, placements_.RecordOf(call.transaction(), UidOf(resource)));
    if (!record.has_value()) return absl::OkStatus();
    resource = RecordName(*record);
  }
  ASSIGN_OR_RETURN(const auto person, profiles_.PersonOf(call.transaction(), resource));
  if (!person.has_value()) return absl::OkStatus();
  if (event.kind() == "survivor.erased") {
    call.Touch(RecordName(person->survivor_uid));
    // Of somebody of whom something is still kept sealed nothing goes here: nothing here says who they are.
    return profiles_.Erase(call.transaction(), person->records);
  }
  if (person->deceased) return Died(*person, call);
  return event.kind() == "survivor.unmerged" ? Part(*person, call) : NamePerson(*person, call);
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

absl::Status FollowService::NameProfiles(const PersonOfEvent& person, rpc::Call& call, std::vector<std::string>& formerly) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, profiles_.OpenOf(transaction, person.records));
  std::vector<v1::Profile> going_on;
  std::set<std::string> institutions;
  for (v1::Profile& profile : profiles) {
    if (!profile.member_uid().empty()) continue;
    if (institutions.insert(profile.institution()).second) {
      going_on.push_back(std::move(profile));
      continue;
    }
    Close(v1::PROFILE_CLOSE_REASON_MERGED, call.today(), profile);
    RETURN_IF_ERROR(profiles_.Close(transaction, profile));
    call.Emit("profile.closed", profile.name());
  }
  // Only now: until the others were closed, one of them may have been the person's at that service.
  for (const v1::Profile& profile : going_on) {
    if (profile.person_uid() == person.survivor_uid) continue;
    formerly.push_back(profile.person_uid());
    RETURN_IF_ERROR(profiles_.NamePerson(transaction, profile.uid(), person.survivor_uid));
  }
  return absl::OkStatus();
}

absl::Status FollowService::NamePlacements(const PersonOfEvent& person, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, placements_.ToName(transaction, person.records, person.survivor_uid));
  // One after the other: two that come together may be in each other's way.
  for (const std::string& uid : uids) {
    ASSIGN_OR_RETURN(const bool named, placements_.NamePerson(transaction, uid, person.survivor_uid));
    if (named) continue;
    ASSIGN_OR_RETURN(const bool asked, placements_.AskAbout(transaction, uid, PartialDateOf(call.today())));
    if (asked) call.Emit("placement.in_question", absl::StrCat("placements/", uid));
  }
  return absl::OkStatus();
}

absl::Status FollowService::NamePerson(const PersonOfEvent& person, rpc::Call& call) const {
  std::vector<std::string> formerly;
  RETURN_IF_ERROR(NameProfiles(person, call, formerly));
  return NamePlacements(person, call);
}

absl::Status FollowService::Part(const PersonOfEvent& person, rpc::Call& call) const {
  std::vector<std::string> people;
  RETURN_IF_ERROR(NameProfiles(person, call, people));
  people.push_back(person.survivor_uid);
  ASSIGN_OR_RETURN(const std::vector<std::string> reopened, profiles_.Reopen(call.transaction(), people));
  for (const std::string& uid : reopened) call.Emit("profile.reopened", absl::StrCat("profiles/", uid));
  return NamePlacements(person, call);
}

}  // namespace dayaq::employment
