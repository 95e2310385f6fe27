// What happens by itself when a survivor has died: the open case closes, what is on its way elsewhere ends, the record stays. What
// a mistaken death ended stays ended when it is withdrawn: a person opens the case again.
#ifndef SERVICES_SURVIVOR_DEATH_SERVICE_H_
#define SERVICES_SURVIVOR_DEATH_SERVICE_H_

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/death_store.h"

namespace dayaq::survivor {

class DeathService {
 public:
  // Heard when somebody died, or was merged with somebody who had.
  absl::Status FollowDeath(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  DeathStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DEATH_SERVICE_H_
