// Every cell of the matrix: role, action, purpose, and each combination of the facts that any rule about the two names.
#ifndef TESTS_ACCESS_CELLS_H_
#define TESTS_ACCESS_CELLS_H_

#include <string>
#include <vector>

#include "services/platform/access/access_policy.h"

namespace dayaq {

// One role and one action, with every combination of facts that may matter to them. The facts that no rule names are once all
// absent and once all there, so that one which matters and should not is noticed too. A pair that is not granted has only these
// two.
struct Pair {
  std::string role;
  std::string action;
  bool granted = false;
  std::vector<FactSet> combinations;
};

std::vector<Pair> AllPairs(const AccessPolicy& policy);

// One decision a purpose and combination.
using Verdicts = std::vector<bool>;
// In the order of purposes, then of combinations.
Verdicts Decide(const AccessPolicy& policy, const Pair& pair, const std::vector<std::string>& purposes);

// Purposes of the policy, in the order of their names.
std::vector<std::string> AllPurposes(const AccessPolicy& policy);

}  // namespace dayaq

#endif  // TESTS_ACCESS_CELLS_H_
