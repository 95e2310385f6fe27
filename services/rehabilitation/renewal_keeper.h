// What renewals follow by themselves: what becomes of devices and of people, and each day. No SQL, no clock of its own.
#ifndef SERVICES_REHABILITATION_RENEWAL_KEEPER_H_
#define SERVICES_REHABILITATION_RENEWAL_KEEPER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/device_store.h"
#include "services/rehabilitation/episode_store.h"
#include "services/rehabilitation/renewal_store.h"

namespace dayaq::rehabilitation {

// What one part of a sweep came to.
struct Swept {
  size_t renewals = 0;
  // Whom somebody else must look for from here on.
  std::vector<std::string> escalated;
};

// What the day brings for at most so many renewals: the rule for one renewal is asked once for all that are alike.
absl::StatusOr<Swept> SweepPart(const FollowUpRule& rule, absl::CivilDay today, size_t most, Transaction& transaction);

class RenewalKeeper {
 public:
  // `policy` outlives it.
  explicit RenewalKeeper(const DevicePolicy& policy) : policy_(policy) {}

  absl::Status Keep(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // The renewal of a device as it is now; and of the one whose place it takes.
  absl::Status KeepDevice(const std::string& uid, rpc::Call& call) const;
  absl::Status KeepRenewal(const v1::Device& device, rpc::Call& call) const;
  // A device whose successor was delivered is over.
  absl::Status EndReplaced(v1::Device& device, rpc::Call& call) const;
  absl::Status KeepPerson(const std::string& resource, rpc::Call& call) const;
  // One part of what the day brings; the event of the part after it is told with it.
  absl::Status Sweep(const outbox::v1::Event& event, rpc::Call& call) const;

  const DevicePolicy& policy_;
  DeviceStore devices_;
  RenewalStore renewals_;
  EpisodeStore people_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_RENEWAL_KEEPER_H_
