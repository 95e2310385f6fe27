// AC-3: the policy with one condition of one rule removed or turned around, each once.
#ifndef TESTS_ACCESS_MUTANTS_H_
#define TESTS_ACCESS_MUTANTS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/platform/access/access_policy.h"

namespace dayaq {

// A fact that holds when `fact` does not: how a condition is turned around without the engine knowing of it.
inline constexpr FactSet kTurnedAround = FactSet::FromBits(uint32_t{1} << 31);

struct Mutant {
  std::string what;  // "clinician survivor.read: without purpose care"
  PolicyContent content;
  // Which fact kTurnedAround is the opposite of.
  std::optional<Fact> turned;
  // Cells it may change; empty: any role, any action.
  std::string role;
  std::set<std::string> actions;
  // Facts that every cell is taken to have: how the condition that is the engine's own (in_register) is removed.
  FactSet given;
};

std::vector<Mutant> AllMutants(const AccessPolicy& policy);

}  // namespace dayaq

#endif  // TESTS_ACCESS_MUTANTS_H_
