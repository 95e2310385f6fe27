#include "tests/kill/campaign.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace dayaq::testing {
namespace {

constexpr absl::Duration kLongestWait = absl::Minutes(1);
// Nothing was done in it: nothing will be.
constexpr absl::Duration kIdle = absl::Minutes(1);
constexpr size_t kShown = 10;

}  // namespace

void WaitForAnswers(Callers& callers, const std::string& whose) {
  const int64_t before = callers.acknowledged();
  const absl::Time end = absl::Now() + kLongestWait;
  while (callers.acknowledged() == before) {
    if (absl::Now() >= end) throw std::runtime_error(absl::StrCat("no ", whose, "; last failure: ", callers.last_failure()));
    absl::SleepFor(absl::Milliseconds(5));
  }
}

void FinishReactions(const std::string& database) {
  int64_t fewest = std::numeric_limits<int64_t>::max();
  absl::Time since = absl::Now();
  while (true) {
    const int64_t waiting = WaitingDeliveries(database);
    if (waiting == 0 || absl::Now() - since > kIdle) return;
    if (waiting < fewest) since = absl::Now();
    fewest = std::min(fewest, waiting);
    absl::SleepFor(absl::Milliseconds(200));
  }
}

std::vector<Verdict> VerdictsOfCallers(const History& history, const std::vector<std::string>& faults, bool must_retry) {
  for (const std::vector<std::string>* lines : {&faults, &history.refusals}) {
    for (size_t i = 0; i < lines->size() && i < kShown; ++i) absl::PrintF("  %s\n", (*lines)[i]);
  }
  return {{"every acknowledged incident reads back whole", static_cast<int64_t>(faults.size())},
          {"no call was refused", static_cast<int64_t>(history.refusals.size())},
          {"something was acknowledged, and something had to be sent again",
           history.acknowledged.empty() || (must_retry && history.retries == 0)}};
}

int Tell(const std::vector<Verdict>& verdicts) {
  int failed = 0;
  for (const Verdict& verdict : verdicts) {
    const bool held = verdict.violations == 0;
    if (!held) ++failed;
    absl::PrintF("%s %s", held ? "ok" : "not ok", verdict.question);
    held ? absl::PrintF("\n") : absl::PrintF(" (%d violations)\n", verdict.violations);
  }
  absl::PrintF("%d passed, %d failed, 0 skipped\n", static_cast<int>(verdicts.size()) - failed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace dayaq::testing
