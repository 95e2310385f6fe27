#include "services/survivor/reactions.h"

#include "services/platform/rpc/rewrap_reaction.h"

namespace dayaq::survivor {

std::vector<rpc::Reaction> SurvivorReactions(const RecordService& records, const ErasureService& erasures,
                                             const MatchFinder& matches) {
  return {{.subscriber = "survivor.keep_records",
           .action = "survivor.keep_records",
           .react_all = [&records](const std::vector<rpc::Told>& told) { return records.KeepRecords(told); },
           .workers = 2},
          {.subscriber = "survivor.keep_retention",
           .action = "survivor.keep_retention",
           .react = [&erasures](const outbox::v1::Event& event, rpc::Call& call) { return erasures.KeepRetention(event, call); },
           .batch = 1},
          {.subscriber = "survivor.find_matches",
           .action = "survivor.find_matches",
           .react_all = [&matches](const std::vector<rpc::Told>& told) { return matches.FindMatches(told); },
           .batch = 16},
          {.subscriber = "survivor.sweep",
           .action = "survivor.sweep",
           .react = [&matches](const outbox::v1::Event& event, rpc::Call& call) { return matches.GoOn(event, call); },
           .batch = 1,
           .workers = MatchFinder::kSweepLanes},
          rpc::RewrapReaction("survivor")};
}

}  // namespace dayaq::survivor
