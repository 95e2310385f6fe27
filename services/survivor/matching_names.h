// How far the names of two records agree, and what that weighs.
#ifndef SERVICES_SURVIVOR_MATCHING_NAMES_H_
#define SERVICES_SURVIVOR_MATCHING_NAMES_H_

#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/matching_profile.h"

namespace dayaq::survivor {

// One field: how far it agrees, and its weight in hundredths of a bit.
struct FieldOutcome {
  v1::MatchAgreement agreement = v1::MATCH_AGREEMENT_UNKNOWN;
  int weight = 0;
};

// Exactly or in another form.
inline bool Agrees(const FieldOutcome& outcome) {
  return outcome.agreement == v1::MATCH_AGREEMENT_EXACT || outcome.agreement == v1::MATCH_AGREEMENT_SAME;
}
inline bool Differs(const FieldOutcome& outcome) { return outcome.agreement == v1::MATCH_AGREEMENT_DIFFERENT; }

struct NamesOutcome {
  FieldOutcome family, given, father;
};

// Family with family name, given with given name, father's with father's; where the names agree better when two of them change
// places in one record, in that order, at the price the policy sets. The same whichever record comes first.
NamesOutcome CompareNames(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy);

// Slips between two texts: letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment). Counts
// to 3 and no further.
int Slips(absl::string_view a, absl::string_view b);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_NAMES_H_
