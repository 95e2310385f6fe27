// What follows for people who look for work, or found it, when something became true elsewhere: deaths, merges, erasures.
#ifndef SERVICES_EMPLOYMENT_FOLLOW_SERVICE_H_
#define SERVICES_EMPLOYMENT_FOLLOW_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/employment/placement_store.h"
#include "services/employment/profile_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class FollowService {
 public:
  // Stores nothing when nothing changes, so it may be told any number of times.
  absl::Status Follow(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // Profiles close, what goes on with employers ends. Of the survivor alone: the family goes on looking for work.
  absl::Status Died(const PersonOfEvent& person, rpc::Call& call) const;
  // All records of one person are one person.
  absl::Status NamePerson(const PersonOfEvent& person, rpc::Call& call) const;
  // Of two profiles of one person at one service the older goes on. Whom those that go on were named after goes to `formerly`.
  absl::Status NameProfiles(const PersonOfEvent& person, rpc::Call& call, std::vector<std::string>& formerly) const;
  // What cannot be one person's beside another placement stays whose it was, and an adviser is asked.
  absl::Status NamePlacements(const PersonOfEvent& person, rpc::Call& call) const;
  // Parted again: what the merge closed is open for both.
  absl::Status Part(const PersonOfEvent& person, rpc::Call& call) const;

  ProfileStore profiles_;
  PlacementStore placements_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_FOLLOW_SERVICE_H_
