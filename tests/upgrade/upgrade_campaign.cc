// The schema changes in three steps while wards register: expand under the program of before, rows brought along, the next program
// in its place, contract. The last is refused while a program of before is there, and afterwards such a program does not start.
// Nothing acknowledged may be lost, doubled or without its trace. Run by run.sh, inside a test house.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/kill/campaign.h"
#include "tests/kill/history_check.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"
#include "tests/support/service_child.h"

ABSL_FLAG(std::string, service, "", "program of before and its arguments, separated by spaces");
ABSL_FLAG(std::string, next_service, "", "the next one");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what they write");
ABSL_FLAG(std::string, address, "", "host:port of the service");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser");
ABSL_FLAG(std::string, step, "",
          "shell command that takes a step of the migration, its last words: people N, expand, backfill, contract, count, clean");
ABSL_FLAG(int, people, 5000, "how many rows are there to bring along");
ABSL_FLAG(int, callers, 6, "how many register at a time");
ABSL_FLAG(uint64_t, seed, 0, "of people; 0: a new one");

namespace dayaq::testing {
namespace {

class Campaign {
 public:
  explicit Campaign(uint64_t seed)
      : edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)),
        before_(absl::StrSplit(absl::GetFlag(FLAGS_service), ' '), absl::GetFlag(FLAGS_service_log)),
        next_(absl::StrSplit(absl::GetFlag(FLAGS_next_service), ' '), absl::GetFlag(FLAGS_service_log)),
        callers_(edge_, absl::GetFlag(FLAGS_callers), seed) {}

  void Upgrade();
  int Judge();

 private:
  // Whether it went well.
  bool Takes(const std::string& what) {
    const int64_t acknowledged = callers_.acknowledged(), retries = callers_.retries();
    const absl::Time begun = absl::Now();
    const bool well = std::system(absl::StrCat(absl::GetFlag(FLAGS_step), " ", what).c_str()) == 0;
    absl::PrintF("%s: %s after %.1f s, %d registered meanwhile, %d tries failed\n", what, well ? "done" : "refused",
                 absl::ToDoubleSeconds(absl::Now() - begun), callers_.acknowledged() - acknowledged, callers_.retries() - retries);
    std::fflush(stdout);
    failed_in_steps_ += callers_.retries() - retries;
    return well;
  }
  void Note(bool well, const std::string& question) { verdicts_.push_back({question, well ? 0 : 1}); }

  EdgeClient edge_;
  ServiceChild before_, next_;
  Callers callers_;
  std::vector<Verdict> verdicts_;
  int64_t failed_in_steps_ = 0;
};

void Campaign::Upgrade() {
  before_.Start();
  WaitForAnswers(callers_, "answers before the change");
  Must(Takes(absl::StrCat("people ", absl::GetFlag(FLAGS_people))), "put people there");
  Note(Takes("expand"), "the schema is widened under the programs of before");
  WaitForAnswers(callers_, "answers of the program of before on the wider schema");
  Note(Takes("backfill"), "rows of before are brought along");
  Note(!Takes("contract"), "nothing is taken away while a program of before is there");
  WaitForAnswers(callers_, "answers after what was refused");
  Note(before_.Stop() == 0, "the program of before stops in good order");
  next_.Start();
  WaitForAnswers(callers_, "answers of the next program");
  Note(Takes("contract"), "then it is taken away");
  WaitForAnswers(callers_, "answers on the narrower schema");
  Note(failed_in_steps_ == 0, "no call fails by a step of the migration");
  Note(next_.Stop() == 0, "the next program stops in good order");
  before_.Start();
  for (const absl::Time end = absl::Now() + absl::Minutes(1); before_.Runs(); absl::SleepFor(absl::Milliseconds(50))) {
    Must(absl::Now() < end, "see a program of before end by itself");
  }
  Note(true, "a program of before does not start any more");
  next_.Start();
  WaitForAnswers(callers_, "answers of the next program, started once more");
  Note(Takes("count"), "every row was brought along, each with what is true of it");
  Note(Takes("clean"), "what was put there to be brought along is taken away");
}

int Campaign::Judge() {
  const History history = callers_.Finish();
  const std::vector<std::string> unread = ReadBack(edge_, history.acknowledged, absl::GetFlag(FLAGS_callers));
  FinishReactions(absl::GetFlag(FLAGS_database));
  next_.Stop();
  const auto [verdicts, replayed] = CheckHistory(absl::GetFlag(FLAGS_database), history.acknowledged);
  verdicts_.insert(verdicts_.end(), verdicts.begin(), verdicts.end());
  const std::vector<Verdict> told = VerdictsOfCallers(history, unread, false);
  verdicts_.insert(verdicts_.end(), told.begin(), told.end());
  absl::PrintF("%d acknowledged, %d tries failed, %d answers were lost after the commit\n", history.acknowledged.size(),
               history.retries, replayed);
  return Tell(verdicts_);
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  absl::PrintF("seed %d\n", seed);
  Campaign campaign(seed);
  campaign.Upgrade();
  return campaign.Judge();
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
