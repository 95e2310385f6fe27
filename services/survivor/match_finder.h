// Asks by itself which records are one person: when a record opens or changes, and over a whole register. No SQL, no clock.
#ifndef SERVICES_SURVIVOR_MATCH_FINDER_H_
#define SERVICES_SURVIVOR_MATCH_FINDER_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/reactions.h"
#include "services/survivor/match_store.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/matching_profile.h"
#include "services/survivor/sweep_store.h"
#include "services/survivor/token_writer.h"

namespace dayaq::survivor {

class MatchFinder {
 public:
  explicit MatchFinder(MatchingPolicy policy) : policy_(std::move(policy)) {}

  // Records opened or changed: asks about those they may be one person with, and closes questions that are none any more.
  absl::Status FindMatches(const std::vector<rpc::Told>& told) const;
  // Lanes of a sweep that go on side by side: each keeps a core of the database and of this service busy by turns.
  static constexpr int kSweepLanes = 2;
  // "survivor.sweep_goes_on" about a sweep, of either kind: it is divided into lanes; about a lane: its next part. The event of the
  // part after it is told with it, so it goes on after a stop as well.
  absl::Status GoOn(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // What comparing came to.
  struct Findings {
    std::vector<v1::Match> matches;
    int64_t weighed = 0;
  };

  absl::Status Divide(const std::string& sweep_uid, rpc::Call& call) const;
  absl::Status GoOnWithLane(const v1::MatchSweep& sweep, v1::SweepLane lane, rpc::Call& call) const;
  absl::StatusOr<Findings> Compare(const std::vector<std::string>& uids, bool older_only, rpc::Call& call) const;
  void Weigh(const ComparedRecord& record, const std::vector<std::string>& candidates,
             const std::map<std::string, ComparedRecord>& records, const std::map<std::string, MatchProfile>& profiles,
             rpc::Call& call, Findings& findings) const;

  const MatchingPolicy policy_;
  MatchStore store_;
  SweepStore sweeps_;
  TokenWriter tokens_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCH_FINDER_H_
