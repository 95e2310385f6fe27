// Whether two records may be of one person: a score with a reason for each field, and what it comes to. No clock, no database.
#ifndef SERVICES_SURVIVOR_MATCHING_RULES_H_
#define SERVICES_SURVIVOR_MATCHING_RULES_H_

#include "dayaq/survivor/v1/match.pb.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/matching_profile.h"

namespace dayaq::survivor {

// What speaks for and against one person. The same whichever record comes first; the score is the sum of the reasons' weights.
//
//   NONE     below ask_from; no name in one of them; or impossible: dead before the other was hurt
//   ASK      from ask_from, or one national id whatever else contradicts it
//   PROPOSE  from propose_from, and only if besides the names the national id agrees, or the telephone, the incident and the birth
//   date to
//            the day; never where sex, year of birth or a name contradicts
v1::MatchScore Compare(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy);
v1::MatchScore Compare(const v1::MatchFacts& a, const v1::MatchFacts& b, const MatchingPolicy& policy);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_RULES_H_
