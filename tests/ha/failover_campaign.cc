// Registers incidents from several callers while the primary of three PostgreSQL dies again and again, and looks for what was lost
// or doubled. The service is the same from beginning to end. Run by run.sh, inside a test house.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "tests/ha/standby_reader.h"
#include "tests/kill/callers.h"
#include "tests/kill/campaign.h"
#include "tests/kill/history_check.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, address, "", "host:port where the incident service serves");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser, wherever the primary is");
ABSL_FLAG(std::string, reading_database, "", "the same of a standby");
ABSL_FLAG(std::string, strike, "", "shell command that kills the primary; gets the kind of death as its last word");
ABSL_FLAG(std::string, mend, "", "shell command that brings back what was killed, and waits until all three are there");
ABSL_FLAG(int, failovers, 3, "how often the primary dies");
ABSL_FLAG(int, callers, 6, "how many register at a time");
ABSL_FLAG(absl::Duration, limit, absl::Seconds(45), "longest time back to normal");
ABSL_FLAG(uint64_t, seed, 0, "of moments and people; 0: a new one");

namespace dayaq::testing {
namespace {

constexpr absl::Duration kLook = absl::Milliseconds(20);
constexpr absl::Duration kWindow = absl::Seconds(1);
constexpr absl::Duration kLongestWait = absl::Minutes(2);
constexpr absl::Duration kRest = absl::Milliseconds(500);

// How long one failover took.
struct Failover {
  std::string kind;
  absl::Duration normal, whole;
};

class Campaign {
 public:
  explicit Campaign(uint64_t seed)
      : random_(seed),
        edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)),
        reader_(absl::GetFlag(FLAGS_reading_database)),
        callers_(edge_, absl::GetFlag(FLAGS_callers), seed) {}

  void Strike(int number);
  std::vector<Verdict> Judge();

 private:
  // Until half as many registrations are acknowledged within a second as before; throws when that takes too long.
  void WaitForNormal(int64_t usual);
  void Run(const std::string& command) { Must(std::system(command.c_str()) == 0, command.c_str()); }

  std::mt19937_64 random_;
  EdgeClient edge_;
  StandbyReader reader_;
  Callers callers_;
  std::vector<Failover> failovers_;
};

void Campaign::WaitForNormal(int64_t usual) {
  const absl::Time end = absl::Now() + kLongestWait;
  std::deque<std::pair<absl::Time, int64_t>> seen;
  while (absl::Now() < end) {
    absl::SleepFor(kLook);
    seen.emplace_back(absl::Now(), callers_.acknowledged());
    while (seen.back().first - seen.front().first > kWindow) seen.pop_front();
    if (2 * (seen.back().second - seen.front().second) >= usual) return;
  }
  throw std::runtime_error(absl::StrCat("writes do not come back; last failure: ", callers_.last_failure()));
}

void Campaign::Strike(int number) {
  // Either PostgreSQL alone dies, and its Patroni gives the lead away; or both, as when a machine is gone, and the lead runs out.
  const std::string kind = number % 3 == 2 ? "machine" : "postgresql";
  WaitForAnswers(callers_, "answers before a failover");
  const int64_t before = callers_.acknowledged();
  absl::SleepFor(kWindow);
  const int64_t usual = std::max<int64_t>(1, callers_.acknowledged() - before);
  absl::SleepFor(kWindow * std::uniform_real_distribution<double>(0, 1)(random_));
  Run(absl::StrCat(absl::GetFlag(FLAGS_strike), " ", kind));
  const absl::Time died = absl::Now();
  WaitForNormal(usual);
  const absl::Duration normal = absl::Now() - died;
  // Something goes on while the old primary comes back, and not more than can be looked at in the end.
  callers_.Rest(kRest);
  Run(absl::GetFlag(FLAGS_mend));
  callers_.Rest(absl::ZeroDuration());
  failovers_.push_back({kind, normal, absl::Now() - died});
  absl::PrintF("failover %d (%s): %d registrations a second before; normal after %.1f s, all three there after %.1f s\n", number,
               kind, usual, absl::ToDoubleSeconds(normal), absl::ToDoubleSeconds(failovers_.back().whole));
  std::fflush(stdout);
}

std::vector<Verdict> Campaign::Judge() {
  const History history = callers_.Finish();
  const std::vector<std::string> faults = ReadBack(edge_, history.acknowledged, absl::GetFlag(FLAGS_callers));
  FinishReactions(absl::GetFlag(FLAGS_database));
  reader_.Stop();
  auto [verdicts, replayed] = CheckHistory(absl::GetFlag(FLAGS_database), history.acknowledged);
  const std::vector<Verdict> told = VerdictsOfCallers(history, faults);
  verdicts.insert(verdicts.end(), told.begin(), told.end());
  int64_t late = 0;
  absl::Duration longest;
  for (const Failover& one : failovers_) {
    longest = std::max(longest, one.normal);
    if (one.normal > absl::GetFlag(FLAGS_limit)) ++late;
  }
  verdicts.push_back({"writes come back by themselves, each time within 45 s", late});
  verdicts.push_back(
      {"figures were read from a standby", reader_.from_standby() * 10 < reader_.answers() * 9 || reader_.answers() == 0});
  absl::PrintF("%d failovers; longest %.1f s; %d acknowledged, %d tries failed, %d answers were lost after the commit\n",
               failovers_.size(), absl::ToDoubleSeconds(longest), history.acknowledged.size(), history.retries, replayed);
  absl::PrintF("figures: %d answers, %d from a standby, longest time without one %.1f s, %d times later than before\n",
               reader_.answers(), reader_.from_standby(), absl::ToDoubleSeconds(reader_.longest_gap()), reader_.went_back());
  return verdicts;
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  const int failovers = absl::GetFlag(FLAGS_failovers);
  absl::PrintF("seed %d, %d failovers, %d callers\n", seed, failovers, absl::GetFlag(FLAGS_callers));
  Campaign campaign(seed);
  for (int number = 1; number <= failovers; ++number) campaign.Strike(number);
  return Tell(campaign.Judge());
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  try {
    return dayaq::testing::Run();
  } catch (const std::exception& error) {
    absl::PrintF("not ok %s\n0 passed, 1 failed, 0 skipped\n", error.what());
    return 1;
  }
}
