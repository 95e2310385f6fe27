// What campaigns have in common that register incidents while something dies.
#ifndef TESTS_KILL_CAMPAIGN_H_
#define TESTS_KILL_CAMPAIGN_H_

#include <string>
#include <vector>

#include "tests/kill/callers.h"
#include "tests/kill/history_check.h"

namespace dayaq::testing {

// Until another registration is acknowledged; throws after a minute, saying `whose` answers did not come.
void WaitForAnswers(Callers& callers, const std::string& whose);

// Until no delivery waits any more, or a minute has passed without one being made.
void FinishReactions(const std::string& database);

// What only the callers can tell, for the verdicts on a history: `faults` are those of ReadBack. Says on standard output what was
// refused. `must_retry`: where nothing had to be sent again, nothing was tried.
std::vector<Verdict> VerdictsOfCallers(const History& history, const std::vector<std::string>& faults, bool must_retry = true);

// A line each, then the counts that a suite ends with; the exit code.
int Tell(const std::vector<Verdict>& verdicts);

}  // namespace dayaq::testing

#endif  // TESTS_KILL_CAMPAIGN_H_
