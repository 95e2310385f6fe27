// Registers incidents from several callers while the service is killed again and again, then looks for what was lost or doubled.
// Run by run.sh, inside a test house.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/kill/callers.h"
#include "tests/kill/campaign.h"
#include "tests/kill/history_check.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"
#include "tests/support/service_child.h"

ABSL_FLAG(std::string, service, "", "program and arguments of the service, separated by spaces");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the service writes");
ABSL_FLAG(std::string, address, "", "host:port where the service serves");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser");
ABSL_FLAG(std::string, crash_database, "", "shell command that kills PostgreSQL and starts it again; empty: never");
ABSL_FLAG(int, kills, 2, "how often the service is killed");
ABSL_FLAG(int, callers, 8, "how many register at a time");
ABSL_FLAG(uint64_t, seed, 0, "of moments and people; 0: a new one");

namespace dayaq::testing {
namespace {

// One campaign: the service, its callers and its misfortune.
class Campaign {
 public:
  explicit Campaign(uint64_t seed)
      : random_(seed),
        edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)),
        service_(absl::StrSplit(absl::GetFlag(FLAGS_service), ' '), absl::GetFlag(FLAGS_service_log)),
        callers_(edge_, absl::GetFlag(FLAGS_callers), seed) {}

  void Kill();
  // The verdicts, with those that only the callers can tell.
  std::vector<Verdict> Judge();

 private:
  void SleepUpTo(absl::Duration most) { absl::SleepFor(most * std::uniform_real_distribution<double>(0, 1)(random_)); }
  void CrashDatabase();

  std::mt19937_64 random_;
  EdgeClient edge_;
  ServiceChild service_;
  Callers callers_;
};

void Campaign::Kill() {
  const int kills = absl::GetFlag(FLAGS_kills);
  for (int i = 0; i < kills; ++i) {
    const int64_t before = callers_.acknowledged();
    service_.Start();
    // One in ten dies on its way up, the others somewhere in their work.
    const bool early = random_() % 10 == 0;
    if (!early) WaitForAnswers(callers_, "answers of the restarted service");
    if (!early && i == kills / 2) CrashDatabase();
    SleepUpTo(absl::Seconds(1));
    Must(service_.Kill(), "kill a running service");
    absl::PrintF("kill %d of %d%s: %d acknowledged since the one before\n", i + 1, kills, early ? " (coming up)" : "",
                 callers_.acknowledged() - before);
    std::fflush(stdout);
  }
  service_.Start();
  WaitForAnswers(callers_, "answers after the last kill");
}

void Campaign::CrashDatabase() {
  const std::string command = absl::GetFlag(FLAGS_crash_database);
  if (command.empty()) return;
  SleepUpTo(absl::Seconds(1));
  Must(std::system(command.c_str()) == 0, "kill PostgreSQL and start it again");
  WaitForAnswers(callers_, "answers of the same service after PostgreSQL came back");
  absl::PrintF("PostgreSQL killed and back; the same service goes on\n");
}

std::vector<Verdict> Campaign::Judge() {
  const History history = callers_.Finish();
  const std::vector<std::string> faults = ReadBack(edge_, history.acknowledged, absl::GetFlag(FLAGS_callers));
  FinishReactions(absl::GetFlag(FLAGS_database));
  const int exit_code = service_.Stop();
  auto [verdicts, replayed] = CheckHistory(absl::GetFlag(FLAGS_database), history.acknowledged);
  verdicts.push_back({"the service stops in good order", exit_code == 0 ? 0 : 1});
  const std::vector<Verdict> told = VerdictsOfCallers(history, faults);
  verdicts.insert(verdicts.end(), told.begin(), told.end());
  absl::PrintF("%d acknowledged, %d tries failed, %d answers were lost after the commit\n", history.acknowledged.size(),
               history.retries, replayed);
  return verdicts;
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  absl::PrintF("seed %d, %d kills, %d callers\n", seed, absl::GetFlag(FLAGS_kills), absl::GetFlag(FLAGS_callers));
  Campaign campaign(seed);
  campaign.Kill();
  return Tell(campaign.Judge());
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::testing::Run();
}
