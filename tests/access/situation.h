// Facts made real: a caller, a row and a clock for which exactly the wanted facts hold.
#ifndef TESTS_ACCESS_SITUATION_H_
#define TESTS_ACCESS_SITUATION_H_

#include <string>

#include "absl/time/time.h"
#include "services/platform/access/facts.h"

namespace dayaq {

struct Situation {
  Caller caller;
  RowStanding row;
  absl::Time now;
};

// A fact can fail to hold in several ways: another value, none at all, or nearly. And hold in several.
inline constexpr int kVariants = 3;
Situation Realise(FactSet facts, int variant);

// All facts of the situation, as the code of the services finds them.
FactSet FactsOf(const Situation& situation);

// Attributes for the referee: {"principal":{...},"resource":{...},"context":{...}}, without role and purpose.
std::string AttributesJson(const Situation& situation);

}  // namespace dayaq

#endif  // TESTS_ACCESS_SITUATION_H_
