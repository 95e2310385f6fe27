// Holds what callers were told against what the database has: nothing lost, nothing doubled, no effect without its trace and no
// trace without its effect.
#ifndef TESTS_KILL_HISTORY_CHECK_H_
#define TESTS_KILL_HISTORY_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/kill/callers.h"

namespace dayaq::testing {

// One question and how many rows speak against it.
struct Verdict {
  std::string question;
  int64_t violations = 0;
};

struct Findings {
  std::vector<Verdict> verdicts;
  // Registrations that were committed while their answer was lost: the second try found them made.
  int64_t replayed = 0;
};

// Asks the database, as its superuser; the history holds everything that was ever registered in it. The service stands still
// meanwhile. Throws when the database cannot be asked.
Findings CheckHistory(const std::string& database, const std::vector<Acknowledged>& acknowledged);

// Deliveries that still wait for a reaction.
int64_t WaitingDeliveries(const std::string& database);

}  // namespace dayaq::testing

#endif  // TESTS_KILL_HISTORY_CHECK_H_
