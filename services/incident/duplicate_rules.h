// Whether two incidents may be one: points for and against, each with its reason. A proposal, never a decision. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_DUPLICATE_RULES_H_
#define SERVICES_INCIDENT_DUPLICATE_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "dayaq/incident/v1/incident.pb.h"

namespace dayaq::incident {

// A pair is proposed from this many points on.
inline constexpr int kProposeFrom = 50;
// Incidents whose days are certainly further apart than this are not compared.
inline constexpr int kDaysApart = 7;

// What the rule looks at, of one incident.
struct DuplicateFacts {
  v1::Incident incident;
  int people = 0;
  // How many keyed tokens the two share, by kind; filled for the pair.
  int shared_national_ids = 0;
  int shared_names = 0;
  // How many single-victim incidents lie in the same place and month as this one, itself included: one event is often registered
  // both as a whole and as so many events of one victim each (scenario T19).
  int singles_beside = 0;
};

// The proposal for a pair, older incident first, or nothing when too little speaks for it. The facts of `newer` carry what is
// counted for the pair. uid and time are set by the caller.
std::optional<v1::DuplicateProposal> ProposeDuplicate(const DuplicateFacts& older, const DuplicateFacts& newer);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_DUPLICATE_RULES_H_
