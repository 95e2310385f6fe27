// Paydays that die, and what the money says of it. Run by run.sh, inside a test house.
#include <cstdint>
#include <exception>
#include <random>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_format.h"
#include "tests/payday/payday.h"

ABSL_FLAG(std::string, service, "", "program and arguments of the payment service, separated by spaces");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the service writes");
ABSL_FLAG(std::string, address, "", "host:port where the payment service serves");
ABSL_FLAG(std::string, incident_address, "", "host:port where the incident service serves");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token of SUBJECT_HERE");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser");
ABSL_FLAG(std::string, crash_database, "", "shell command that kills PostgreSQL and starts it again; empty: never");
ABSL_FLAG(std::string, bank_certificates, "", "folder where the service looks for certificates of banks");
ABSL_FLAG(std::string, bank_files, "", "folder where the service puts files for banks");
ABSL_FLAG(int, points, 10, "how often something dies");
ABSL_FLAG(std::string, drill_backup, "", "for a restore drill: shell command that takes the backup");
ABSL_FLAG(std::string, drill_mark, "", "for a restore drill: shell command that remembers the moment");
ABSL_FLAG(std::string, drill_answers, "", "for a restore drill: folder for what the bank sends");
ABSL_FLAG(std::string, drill_ledger, "", "for a restore drill: file for the bank's books");
ABSL_FLAG(uint64_t, seed, 0, "of moments and people; 0: a new one");

namespace dayaq::testing {
namespace {

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  absl::PrintF("seed %d, %d points\n", seed, absl::GetFlag(FLAGS_points));
  Payday payday({.service = absl::GetFlag(FLAGS_service),
                 .service_log = absl::GetFlag(FLAGS_service_log),
                 .address = absl::GetFlag(FLAGS_address),
                 .incident_address = absl::GetFlag(FLAGS_incident_address),
                 .certificates = absl::GetFlag(FLAGS_certificates),
                 .token_command = absl::GetFlag(FLAGS_token_command),
                 .database = absl::GetFlag(FLAGS_database),
                 .crash_database = absl::GetFlag(FLAGS_crash_database),
                 .bank_certificates = absl::GetFlag(FLAGS_bank_certificates),
                 .bank_files = absl::GetFlag(FLAGS_bank_files),
                 .points = absl::GetFlag(FLAGS_points),
                 .seed = seed});
  if (!absl::GetFlag(FLAGS_drill_backup).empty()) {
    payday.PayForADrill({.backup = absl::GetFlag(FLAGS_drill_backup),
                         .mark = absl::GetFlag(FLAGS_drill_mark),
                         .answers = absl::GetFlag(FLAGS_drill_answers),
                         .ledger = absl::GetFlag(FLAGS_drill_ledger)});
    payday.Report();
    return 0;
  }
  payday.DieOften();
  payday.PayTheRest();
  const std::vector<MoneyVerdict> verdicts = payday.Judge();
  payday.Report();
  int failed = 0;
  for (const MoneyVerdict& verdict : verdicts) {
    const bool held = verdict.violations == 0;
    if (!held) ++failed;
    absl::PrintF("%s %s", held ? "ok" : "not ok", verdict.question);
    held ? absl::PrintF("\n") : absl::PrintF(" (%d violations)\n", verdict.violations);
  }
  absl::PrintF("%d passed, %d failed, 0 skipped\n", static_cast<int>(verdicts.size()) - failed, failed);
  return failed == 0 ? 0 : 1;
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
