// Whether two incidents may be one: points for and against, each with its reason. A proposal, never a decision. Pure: no I/O, no
// clock.
#ifndef SERVICES_INCIDENT_DUPLICATE_RULES_H_
#define SERVICES_INCIDENT_DUPLICATE_RULES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dayaq/incident/v1/incident.pb.h"

namespace dayaq::incident {

// A pair is proposed from this many points on.
inline constexpr int kProposeFrom = 50;
// Incidents whose days are certainly further apart than this are not compared.
inline constexpr int kDaysApart = 7;

// How many people two incidents share, as far as keyed tokens tell.
struct SharedTokens {
  int64_t national_ids = 0;
  int64_t names = 0;
};

// What the rule looks at, of one incident.
struct DuplicateFacts {
  v1::Incident incident;
  int people = 0;
  // How many single-victim incidents lie in the same place and month as this one, itself included: one event is often registered
  // both as a whole and as so many events of one victim each (scenario T19).
  int singles_beside = 0;
};

// The proposal for a pair, older incident first, or nothing when too little speaks for it. uid and time are set by the caller.
std::optional<v1::DuplicateProposal> ProposeDuplicate(const DuplicateFacts& older, const DuplicateFacts& newer,
                                                      const SharedTokens& shared);

// All proposals that follow from `incident` being new or changed among `around`, the incidents of its register and district of
// about that time; `shared` says by uid what it shares with them. Where one of many victims is found to stand beside as many
// single-victim incidents, all of those are proposed, also the ones that came when the group was not yet to be seen.
std::vector<v1::DuplicateProposal> ProposeDuplicates(const v1::Incident& incident, const std::vector<v1::Incident>& around,
                                                     const std::map<std::string, SharedTokens>& shared);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_DUPLICATE_RULES_H_
