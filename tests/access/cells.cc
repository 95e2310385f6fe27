#include "tests/access/cells.h"

namespace dayaq {
namespace {

FactSet Everything() {
  FactSet all;
  for (const Fact fact : AllFacts()) all.Add(fact);
  return all;
}

std::vector<FactSet> SubsetsOf(FactSet facts) {
  const std::vector<Fact> list = FactsIn(facts);
  std::vector<FactSet> subsets;
  for (uint32_t bits = 0; bits < uint32_t{1} << list.size(); ++bits) {
    FactSet subset;
    for (size_t i = 0; i < list.size(); ++i) {
      if ((bits >> i & 1) != 0) subset.Add(list[i]);
    }
    subsets.push_back(subset);
  }
  return subsets;
}

}  // namespace

std::vector<Pair> AllPairs(const AccessPolicy& policy) {
  std::vector<Pair> pairs;
  for (const Role& role : policy.roles()) {
    for (const Action& action : policy.actions()) {
      Pair pair{role.name, action.name, role.grants.count(action.name) > 0, {}};
      const FactSet named = pair.granted ? policy.FactsNamed(role.name, action.name) : FactSet();
      const FactSet others = Everything().Without(named);
      for (const FactSet subset : SubsetsOf(named)) {
        pair.combinations.push_back(subset);
        pair.combinations.push_back(subset.Or(others));
      }
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

std::vector<std::string> AllPurposes(const AccessPolicy& policy) {
  std::vector<std::string> purposes;
  for (const auto& [name, words] : policy.content().purposes) purposes.push_back(name);
  return purposes;
}

Verdicts Decide(const AccessPolicy& policy, const Pair& pair, const std::vector<std::string>& purposes) {
  Verdicts verdicts;
  for (const std::string& purpose : purposes) {
    for (const FactSet facts : pair.combinations) {
      verdicts.push_back(policy.Decide(pair.role, pair.action, purpose, facts).allowed());
    }
  }
  return verdicts;
}

}  // namespace dayaq
