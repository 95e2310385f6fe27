// What the service does by itself: opens a proposed episode when a limb was lost, stops everything when somebody dies, ends holds,
// keeps one person from being in two places when two records become one, and forgets whoever was erased. No SQL, no clock of its
// own.
#ifndef SERVICES_REHABILITATION_FOLLOW_SERVICE_H_
#define SERVICES_REHABILITATION_FOLLOW_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/episode_store.h"

namespace dayaq::rehabilitation {

class FollowService {
 public:
  absl::Status Follow(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  absl::Status EndHold(const outbox::v1::Event& event, rpc::Call& call) const;
  // Episodes close, what is to come is cancelled, nobody waits.
  absl::Status StopAll(const PersonFacts& person, v1::EpisodeCloseReason why, v1::CancelReason cancelled_because,
                       rpc::Call& call) const;
  // What collides is to be called in; what collided and does so no more takes place.
  absl::Status KeepApart(const std::vector<std::string>& records, rpc::Call& call) const;
  absl::Status Forget(const PersonFacts& person, rpc::Call& call) const;
  // Once in a life: whoever had an episode, even one that was closed at once, is not proposed again.
  absl::Status Propose(const PersonFacts& person, rpc::Call& call) const;

  EpisodeStore episodes_;
  AppointmentStore appointments_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_FOLLOW_SERVICE_H_
