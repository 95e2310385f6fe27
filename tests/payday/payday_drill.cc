// Paydays around a moment that a restore drill goes back to (tests/drill).
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "services/platform/text/partial_date.h"
#include "tests/payday/payday.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr int kPeople = 3;

void Run(const std::string& command) { Must(std::system(command.c_str()) == 0, command.c_str()); }

}  // namespace

void Payday::Keep(const std::string& file, const std::string& signature) {
  if (answers_.empty()) return;
  const std::string path = absl::StrFormat("%s/%03d.xml", answers_, ++kept_);
  std::ofstream(path, std::ios::binary) << file;
  std::ofstream(path + ".p7s", std::ios::binary) << signature;
}

void Payday::PayForADrill(const DrillPlan& plan) {
  answers_ = plan.answers;
  std::filesystem::create_directories(answers_);
  const absl::CivilDay today = absl::ToCivilDay(absl::Now(), BakuZone());
  OnePayday(kPeople, false);
  Run(plan.backup);
  OnePayday(kPeople, false);
  Send(kPeople, true);
  Settle();
  Run(plan.mark);
  const std::map<std::string, LedgerOrder> known_then = ledger_.orders();
  Hear(today);
  // Booked the day before: so the bank's books of a day that is over are not ours.
  Send(kPeople, true);
  Hear(today - 1);
  Must(service_.Stop() == 0, "stop the payment service");
  LeaveLedger(plan.ledger, known_then);
}

// A line for each order: its id, whose it is, what was ordered, what is out, its state, and whether the restored database can know
// it.
void Payday::LeaveLedger(const std::string& path, const std::map<std::string, LedgerOrder>& known_then) const {
  std::map<std::string, std::string> survivor_of;
  for (const auto& [survivor, iban] : account_of_) survivor_of[iban] = survivor;
  std::ofstream file(path);
  for (const auto& [id, one] : ledger_.orders()) {
    file << id << '\t' << survivor_of.at(one.order.iban) << '\t' << one.order.qepik << '\t' << one.Net() << '\t' << one.State()
         << '\t' << (known_then.count(id) == 1 ? 'f' : 't') << '\n';
  }
  Must(file.good(), "leave the bank's books");
}

}  // namespace dayaq::testing
