// Does thousands of things while lines are cut and slowed, the service and PostgreSQL are killed and held up, one misfortune after
// the other; each must be over when it is over, and at the end nothing may be lost, doubled or without its trace. Run by run.sh,
// inside a test house.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
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
#include "tests/faults/fault_gate.h"
#include "tests/faults/poison.h"
#include "tests/faults/wards.h"
#include "tests/kill/campaign.h"
#include "tests/kill/history_check.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"
#include "tests/support/service_child.h"

ABSL_FLAG(std::string, service, "", "program and arguments of the service, separated by spaces");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the service writes");
ABSL_FLAG(int, service_port, 0, "where the service serves");
ABSL_FLAG(int, service_gate, 0, "where wards reach it");
ABSL_FLAG(int, database_port, 0, "where PostgreSQL serves");
ABSL_FLAG(int, database_gate, 0, "where the service reaches it");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser");
ABSL_FLAG(std::string, postgresql, "", "shell command that does to PostgreSQL what its last word says (postgresql.sh)");
ABSL_FLAG(std::string, house, "", "shell command that does to the house what its last word says (house.sh)");
ABSL_FLAG(std::string, without, "", "misfortunes that cannot be here, separated by commas; each is named");
ABSL_FLAG(std::string, only, "", "only misfortunes whose name begins so");
ABSL_FLAG(int64_t, operations, 2000, "how many things are done at least");
ABSL_FLAG(int, callers, 8, "how many do them at a time");
ABSL_FLAG(absl::Duration, limit, absl::Seconds(30), "longest time back to normal");
ABSL_FLAG(uint64_t, seed, 0, "of moments, misfortunes and people; 0: a new one");

namespace dayaq::testing {
namespace {

constexpr absl::Duration kLongestWait = absl::Minutes(2);
// Half a statement, a few statements, a few calls.
constexpr int kMostOctets = 60000;

// Something that happens, and how it ends.
struct Misfortune {
  std::string name;
  std::function<void()> begin, end;
};

struct Tally {
  int times = 0;
  std::vector<absl::Duration> recoveries;
};

class Campaign {
 public:
  explicit Campaign(uint64_t seed)
      : random_(seed),
        database_(absl::GetFlag(FLAGS_database_gate), absl::GetFlag(FLAGS_database_port)),
        line_(absl::GetFlag(FLAGS_service_gate), absl::GetFlag(FLAGS_service_port)),
        edge_(absl::StrCat("127.0.0.1:", absl::GetFlag(FLAGS_service_gate)), absl::GetFlag(FLAGS_certificates),
              absl::GetFlag(FLAGS_token_command)),
        service_(absl::StrSplit(absl::GetFlag(FLAGS_service), ' '), absl::GetFlag(FLAGS_service_log)),
        misfortunes_(Misfortunes()) {
    service_.Start();
  }

  void Suffer();
  std::vector<Verdict> Judge();

 private:
  std::vector<Misfortune> Misfortunes();
  void AddLineTroubles(const std::string& name, FaultGate& gate, std::vector<Misfortune>& list);
  void AddHouseTroubles(std::vector<Misfortune>& list);
  void PostgreSql(const std::string& what) { Command(absl::GetFlag(FLAGS_postgresql), what); }
  void House(const std::string& what) { Command(absl::GetFlag(FLAGS_house), what); }
  static void Command(const std::string& command, const std::string& what) {
    Must(std::system(absl::StrCat(command, " ", what).c_str()) == 0, what.c_str());
  }
  // The service ends by itself, and says that it cannot.
  void MustEnd();
  absl::Duration UpTo(absl::Duration most) { return most * std::uniform_real_distribution<double>(0, 1)(random_); }
  int64_t Octets() { return static_cast<int64_t>(random_() % kMostOctets); }
  void Strike(const Misfortune& misfortune);
  // Until as many things have their answer as there are wards.
  absl::Duration WaitForNormal(const std::string& after);

  std::mt19937_64 random_;
  int skipped_ = 0;
  FaultGate database_, line_;
  EdgeClient edge_;
  ServiceChild service_;
  std::vector<Misfortune> misfortunes_;
  std::map<std::string, Tally> tallies_;
  Wards wards_{edge_, absl::GetFlag(FLAGS_callers), random_()};
};

void Campaign::AddLineTroubles(const std::string& name, FaultGate& gate, std::vector<Misfortune>& list) {
  const auto heal = [&gate] { gate.Heal(); };
  list.push_back({name + ": nobody is let in", [&gate] { gate.Refuse(); }, heal});
  list.push_back({name + ": reset", [&gate] { gate.Reset(); }, heal});
  list.push_back({name + ": what is asked is cut", [this, &gate] { gate.CutAfter(FaultGate::Way::kToServer, Octets()); }, heal});
  list.push_back({name + ": what is answered is cut", [this, &gate] { gate.CutAfter(FaultGate::Way::kToClient, Octets()); }, heal});
  list.push_back(
      {name + ": a bit of what is asked is another", [this, &gate] { gate.Corrupt(FaultGate::Way::kToServer, Octets()); }, heal});
  list.push_back({name + ": a bit of what is answered is another",
                  [this, &gate] { gate.Corrupt(FaultGate::Way::kToClient, Octets()); }, heal});
  list.push_back({name + ": slow", [this, &gate] { gate.Delay(UpTo(absl::Milliseconds(150))); }, heal});
  list.push_back({name + ": trickles", [&gate] { gate.Trickle(400, absl::Milliseconds(5)); }, heal});
}

std::vector<Misfortune> Campaign::Misfortunes() {
  std::vector<Misfortune> list;
  AddLineTroubles("database", database_, list);
  AddLineTroubles("service", line_, list);
  list.push_back({"service is killed", [this] { Must(service_.Kill(), "kill a running service"); }, [this] { service_.Start(); }});
  list.push_back({"service is held up", [this] { service_.Hold(); }, [this] { service_.GoOn(); }});
  list.push_back({"postgresql is killed", [this] { PostgreSql("kill"); }, [this] { PostgreSql("start"); }});
  list.push_back({"postgresql is held up", [this] { PostgreSql("hold"); }, [this] { PostgreSql("go-on"); }});
  AddHouseTroubles(list);
  const std::vector<std::string> without = absl::StrSplit(absl::GetFlag(FLAGS_without), ',', absl::SkipEmpty());
  for (const std::string& name : without) absl::PrintF("skipped: %s\n", name);
  skipped_ = static_cast<int>(without.size());
  list.erase(std::remove_if(list.begin(), list.end(),
                            [&](const Misfortune& one) { return std::count(without.begin(), without.end(), one.name) > 0; }),
             list.end());
  return list;
}

void Campaign::MustEnd() {
  for (const absl::Time end = absl::Now() + kLongestWait; service_.Runs(); absl::SleepFor(absl::Milliseconds(20))) {
    Must(absl::Now() < end, "see the service end by itself");
  }
}

void Campaign::AddHouseTroubles(std::vector<Misfortune>& list) {
  const auto kill = [this] { Must(service_.Kill(), "kill a running service"); };
  list.push_back({"disk is full", [this] { PostgreSql("disk-full"); }, [this] { PostgreSql("disk-well"); }});
  list.push_back(
      {"disk does not keep what it was given", [this] { PostgreSql("fsync-fails"); }, [this] { PostgreSql("disk-well"); }});
  list.push_back({"identity provider is away while the service starts",
                  [this, kill] {
                    House("identity-provider-away");
                    kill();
                    service_.Start();
                  },
                  [this] { House("identity-provider-back"); }});
  list.push_back({"keys are away while the service starts",
                  [this, kill] {
                    kill();
                    House("keys-away");
                    service_.Start();
                    MustEnd();
                  },
                  [this] {
                    House("keys-back");
                    service_.Start();
                  }});
  list.push_back({"certificate is another one", [this] { House("certificate-another"); }, [] {}});
  list.push_back({"certificate that has expired is put there", [this] { House("certificate-expired"); },
                  [this] { House("certificate-another"); }});
}

absl::Duration Campaign::WaitForNormal(const std::string& after) {
  const absl::Time begun = absl::Now();
  const int64_t wanted = wards_.operations() + absl::GetFlag(FLAGS_callers);
  while (wards_.operations() < wanted) {
    if (absl::Now() - begun > kLongestWait) {
      throw std::runtime_error(absl::StrCat("no answers after: ", after, "; last failure: ", wards_.last_failure()));
    }
    absl::SleepFor(absl::Milliseconds(2));
  }
  return absl::Now() - begun;
}

void Campaign::Strike(const Misfortune& misfortune) {
  misfortune.begin();
  absl::SleepFor(absl::Milliseconds(100) + UpTo(absl::Milliseconds(700)));
  misfortune.end();
  Tally& tally = tallies_[misfortune.name];
  ++tally.times;
  tally.recoveries.push_back(WaitForNormal(misfortune.name));
}

void Campaign::Suffer() {
  const std::string only = absl::GetFlag(FLAGS_only);
  misfortunes_.erase(std::remove_if(misfortunes_.begin(), misfortunes_.end(),
                                    [&](const Misfortune& one) { return one.name.compare(0, only.size(), only) != 0; }),
                     misfortunes_.end());
  WaitForNormal("the start");
  PutPoison(absl::GetFlag(FLAGS_database));
  const absl::Time begun = absl::Now();
  // Each in turn, in an order that is drawn anew every time; all of them at least once.
  for (bool first = true; first || wards_.operations() < absl::GetFlag(FLAGS_operations); first = false) {
    std::shuffle(misfortunes_.begin(), misfortunes_.end(), random_);
    for (const Misfortune& misfortune : misfortunes_) {
      if (!first && wards_.operations() >= absl::GetFlag(FLAGS_operations)) break;
      Strike(misfortune);
    }
    absl::PrintF("%d operations in %.0f s\n", wards_.operations(), absl::ToDoubleSeconds(absl::Now() - begun));
    std::fflush(stdout);
  }
}

std::vector<Verdict> Campaign::Judge() {
  WardHistory told = wards_.Finish();
  const std::vector<std::string> unread = ReadBack(edge_, told.registrations.acknowledged, absl::GetFlag(FLAGS_callers));
  FinishReactions(absl::GetFlag(FLAGS_database));
  const int exit_code = service_.Stop();
  const bool parked = TakeParkedPoison(absl::GetFlag(FLAGS_database));
  auto [verdicts, replayed] = CheckHistory(absl::GetFlag(FLAGS_database), told.registrations.acknowledged);
  const std::vector<Verdict> of_callers = VerdictsOfCallers(told.registrations, unread);
  verdicts.insert(verdicts.end(), of_callers.begin(), of_callers.end());
  verdicts.push_back(
      {"what is said again is what was said, and nothing else is taken for it", static_cast<int64_t>(told.faults.size())});
  verdicts.push_back({"an event that is poison is put aside, with the reason, and keeps nobody waiting", parked ? 0 : 1});
  verdicts.push_back({"the service stops in good order", exit_code == 0 ? 0 : 1});
  for (size_t i = 0; i < told.faults.size() && i < 10; ++i) absl::PrintF("  %s\n", told.faults[i]);
  int64_t late = 0;
  int struck = 0;
  for (auto& [name, tally] : tallies_) {
    std::sort(tally.recoveries.begin(), tally.recoveries.end());
    late += std::count_if(tally.recoveries.begin(), tally.recoveries.end(),
                          [](absl::Duration one) { return one > absl::GetFlag(FLAGS_limit); });
    struck += tally.times;
    absl::PrintF("  %-40s %4d times; normal after %.2f s at the latest\n", name, tally.times,
                 absl::ToDoubleSeconds(tally.recoveries.back()));
  }
  verdicts.push_back({"after each misfortune everything goes on by itself, within 30 s", late});
  absl::PrintF(
      "%d operations: %d registered, %d said again, %d said otherwise, %d read; %d tries failed, %d answers were lost after the "
      "commit\n",
      wards_.operations(), told.registrations.acknowledged.size(), told.repeated, told.otherwise, told.read,
      told.registrations.retries, replayed - told.repeated);
  absl::PrintF("%d misfortunes, %d lines broken off, on %d lines a bit was another\n", struck, database_.broken() + line_.broken(),
               database_.corrupted() + line_.corrupted());
  return verdicts;
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  absl::PrintF("seed %d, %d operations, %d callers\n", seed, absl::GetFlag(FLAGS_operations), absl::GetFlag(FLAGS_callers));
  Campaign campaign(seed);
  campaign.Suffer();
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
