// What the survivor service does by itself when something became true.
#ifndef SERVICES_SURVIVOR_REACTIONS_H_
#define SERVICES_SURVIVOR_REACTIONS_H_

#include <vector>

#include "services/platform/rpc/reactions.h"
#include "services/survivor/erasure_service.h"
#include "services/survivor/match_finder.h"
#include "services/survivor/record_service.h"

namespace dayaq::survivor {

// "survivor.keep_records": hears casualties registered and changed, and whatever happens to their incidents
// (db/deploy/survivor_reactions.sql).
// "survivor.keep_retention": hears of each day. "survivor.rewrap_keys": hears of rotations. "survivor.find_matches": hears of
// records that open and change; "survivor.sweep": of sweeps that go on. What is given outlives the reactions.
std::vector<rpc::Reaction> SurvivorReactions(const RecordService& records, const ErasureService& erasures,
                                             const MatchFinder& matches);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REACTIONS_H_
