// Floods of every kind against a service, through the edge and straight by a peer with a certificate, while wards register: whoever
// floods is refused or closed, memory stays within a stated bound, others are served all the while, and nothing acknowledged is
// lost. Then ten times as many callers as the service has places: refusals with a reason, and as much done as before. Run by
// run.sh, inside a test house.
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/floods/crowd.h"
#include "tests/kill/campaign.h"
#include "tests/kill/history_check.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"
#include "tests/support/service_child.h"

ABSL_FLAG(std::string, service, "", "program and arguments of the service, separated by spaces");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the service writes");
ABSL_FLAG(int, service_port, 0, "where the service serves");
ABSL_FLAG(int, edge_port, 0, "where the edge serves");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq connection string of the superuser");
ABSL_FLAG(std::string, flood, "", "shell command that floods; gets kind, port and amounts as its last words");
ABSL_FLAG(std::string, only, "", "only floods whose name begins so");
ABSL_FLAG(int, many, 1, "how many times the usual amounts");
ABSL_FLAG(int, callers, 4, "how many register meanwhile");
ABSL_FLAG(absl::Duration, crowd_time, absl::Seconds(4), "how long a crowd calls");
ABSL_FLAG(int, memory_limit, 1024, "megabytes; a service that takes more is killed, as the kernel would in a pod of half of it");
ABSL_FLAG(int, places, 8, "how many calls are inside the service at a time");
ABSL_FLAG(uint64_t, seed, 0, "of people; 0: a new one");

namespace dayaq::testing {
namespace {

// A flood, how much of it at a time, what more the command is told, and by how many megabytes the service may grow while it lasts
// (the sanitizer takes about as much again as was asked for).
struct Flood {
  const char* kind;
  int amount;
  const char *edge_words, *peer_words;
  // 0: Debian's gRPC knows no bound against a peer with a certificate. The limit of the pod is one, and ends the service.
  int edge_megabytes, peer_megabytes;
  // Tried by a peer in the short run too: what only the service itself holds back.
  bool peer_always;
};

constexpr Flood kFloods[] = {
    {"resets-on-one-line", 10000, "", "", 100, 0, true},
    {"resets-on-twenty-lines", 10000, "", "", 100, 0, true},
    {"large-headers", 50, "", "", 100, 100, false},
    {"endless-headers", 10, "", "", 100, 0, true},
    {"settings", 50000, "", "", 100, 100, false},
    {"pings", 50000, "", "", 100, 200, false},
    {"silent-lines", 40, "--seconds 15 --all", "--seconds 15", 100, 100, false},
    {"slow-bodies", 60, "", "", 100, 100, false},
    {"answers-nobody-reads", 10, "", "", 100, 100, false},
    {"gzip-bombs", 2, "", "", 100, 100, true},
    {"oversized", 3, "", "", 100, 100, false},
    {"nested", 5, "", "", 100, 100, false},
    {"wide", 3, "", "", 128, 128, true},
    {"cursors", 1, "", "", 100, 100, false},
};

constexpr absl::Duration kLook = absl::Milliseconds(20);
constexpr absl::Duration kBackToNormal = absl::Minutes(1);

// A line of /proc/<pid>/status in megabytes; 0 when the process is gone.
int Megabytes(pid_t pid, const std::string& name) {
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  for (std::string line; std::getline(status, line);) {
    if (absl::StartsWith(line, name)) return std::atoi(line.c_str() + name.size() + 1) / 1024;
  }
  return 0;
}

// From here on the highest is the highest since now.
void ForgetHighest(pid_t pid) { std::ofstream(absl::StrCat("/proc/", pid, "/clear_refs")) << "5"; }

std::string Printed(const std::string& command, int& exit_code) {
  FILE* const pipe = ::popen(command.c_str(), "r");
  Must(pipe != nullptr, "run a command");
  std::string printed;
  char block[4096];
  while (const size_t read = std::fread(block, 1, sizeof(block), pipe)) printed.append(block, read);
  exit_code = ::pclose(pipe);
  while (!printed.empty() && printed.back() == '\n') printed.pop_back();
  return printed;
}

// Kills a process that takes more than it may.
class PodLimit {
 public:
  explicit PodLimit(pid_t pid) : thread_([this, pid] { Watch(pid); }) {}
  ~PodLimit() {
    stopping_ = true;
    thread_.join();
  }

 private:
  void Watch(pid_t pid) const {
    for (; !stopping_; absl::SleepFor(kLook)) {
      if (Megabytes(pid, "VmRSS") > absl::GetFlag(FLAGS_memory_limit)) ::kill(pid, SIGKILL);
    }
  }

  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

class Campaign {
 public:
  explicit Campaign(uint64_t seed)
      : seed_(seed),
        edge_(absl::StrCat("127.0.0.1:", absl::GetFlag(FLAGS_edge_port)), absl::GetFlag(FLAGS_certificates),
              absl::GetFlag(FLAGS_token_command)),
        service_(absl::StrSplit(absl::GetFlag(FLAGS_service), ' '), absl::GetFlag(FLAGS_service_log)) {
    service_.Start();
    callers_.emplace(edge_, absl::GetFlag(FLAGS_callers), seed);
    WaitForAnswers(*callers_, "answers before floods");
  }

  void Suffer(const Flood& flood, bool through_edge);
  void Overload();
  int Judge();

 private:
  // Until what came before is worked off, as far as memory tells.
  void Settle() {
    int last = 0;
    for (int look = 0; look < 25; ++look) {
      const int now = Megabytes(service_.pid(), "VmRSS");
      if (std::abs(now - last) < 2) return;
      last = now;
      absl::SleepFor(absl::Milliseconds(200));
    }
  }
  void NoteUnless(bool well, const std::string& what, int64_t& count) {
    if (well) return;
    ++count;
    absl::PrintF("  wrong: %s\n", what);
  }

  // One for all floods of a few minutes: it lives for five.
  std::string Token() {
    int exit_code = 0;
    if (absl::Now() > renew_at_) {
      token_ = Printed(absl::GetFlag(FLAGS_token_command), exit_code);
      Must(exit_code == 0, "get a token");
      renew_at_ = absl::Now() + absl::Minutes(3);
    }
    return token_;
  }

  const uint64_t seed_;
  std::string token_;
  absl::Time renew_at_ = absl::InfinitePast();
  EdgeClient edge_;
  ServiceChild service_;
  std::optional<Callers> callers_;
  std::vector<Acknowledged> of_crowds_;
  int floods_ = 0, restarts_ = 0;
  // What speaks against it, by question.
  int64_t failed_calls_ = 0, unserved_ = 0, grown_ = 0, not_refused_ = 0, died_in_vain_ = 0, died_often_ = 0, late_ = 0,
          unclean_ = 0, swollen_ = 0;
};

void Campaign::Suffer(const Flood& flood, bool through_edge) {
  const std::string name = absl::StrCat(flood.kind, through_edge ? " (edge)" : " (peer)");
  if (!absl::StartsWith(name, absl::GetFlag(FLAGS_only))) return;
  Settle();
  const int before = Megabytes(service_.pid(), "VmRSS"), bound = through_edge ? flood.edge_megabytes : flood.peer_megabytes;
  const int64_t served = callers_->acknowledged(), disturbed = callers_->disturbed();
  ForgetHighest(service_.pid());
  int exit_code = 0;
  const std::string command =
      absl::StrCat(absl::GetFlag(FLAGS_flood), " ", flood.kind, " --port ",
                   through_edge ? absl::GetFlag(FLAGS_edge_port) : absl::GetFlag(FLAGS_service_port), " --amount ",
                   flood.amount * absl::GetFlag(FLAGS_many), " ", through_edge ? flood.edge_words : flood.peer_words);
  std::string told;
  {
    const PodLimit limit(service_.pid());
    told = Printed(absl::StrCat(command, " --token ", Token()), exit_code);
  }
  ++floods_;
  const bool died = !service_.Runs();
  const int highest = died ? 0 : Megabytes(service_.pid(), "VmHWM");
  absl::PrintF("%s: %s; %d MB to %d MB; %d registered meanwhile%s\n", name, told, before, highest,
               callers_->acknowledged() - served, died ? "; the service died" : "");
  std::fflush(stdout);
  NoteUnless(exit_code == 0, "what was asked was not refused", not_refused_);
  NoteUnless(bound == 0 || highest - before <= bound, absl::StrCat("grew by more than ", bound, " MB"), grown_);
  if (died) {
    NoteUnless(bound == 0, "it died where it should not have", died_in_vain_);
    ++restarts_;
    service_.Start();
  } else {
    // Refused with a reason while all places are taken, and sent again a moment later, nobody is harmed. A peer can have calls of
    // others refused at the door without one, before anything is begun.
    NoteUnless(!through_edge || callers_->disturbed() == disturbed,
               absl::StrCat("others' calls failed: ", callers_->last_failure()), failed_calls_);
  }
  const absl::Time flooded = absl::Now();
  WaitForAnswers(*callers_, absl::StrCat("answers after ", name));
  NoteUnless(absl::Now() - flooded < kBackToNormal, "not back to normal", late_);
  NoteUnless(service_.Runs(), "it died once more", died_often_);
}

void Campaign::Overload() {
  const int places = absl::GetFlag(FLAGS_places);
  const absl::Duration time = absl::GetFlag(FLAGS_crowd_time);
  const CrowdRun usual = RunCrowd(edge_, places, time, seed_ + 1000);
  const int before = Megabytes(service_.pid(), "VmRSS");
  ForgetHighest(service_.pid());
  const CrowdRun crowd = RunCrowd(edge_, 10 * places, time, seed_ + 2000);
  const int highest = Megabytes(service_.pid(), "VmHWM");
  const double seconds = absl::ToDoubleSeconds(time);
  const double usual_a_second = static_cast<double>(usual.within) / seconds,
               crowd_a_second = static_cast<double>(crowd.within) / seconds;
  absl::PrintF("overload: %d callers %.0f/s, %d callers %.0f/s (%.2f of it); %d MB to %d MB\n", places, usual_a_second, 10 * places,
               crowd_a_second, usual.within == 0 ? 0 : crowd_a_second / usual_a_second, before, highest);
  NoteUnless(highest - before <= 128, "grew by more than 128 MB under overload", swollen_);
  NoteUnless(crowd.within > 0, "nothing is done under overload", unserved_);
  for (const CrowdRun* run : {&usual, &crowd}) {
    of_crowds_.insert(of_crowds_.end(), run->acknowledged.begin(), run->acknowledged.end());
    for (const auto& [refusal, times] : run->refused) {
      absl::PrintF("  refused: %d %s, %d times\n", refusal.first, refusal.second, times);
      const bool clean =
          (refusal.first == grpc::StatusCode::RESOURCE_EXHAUSTED || refusal.first == grpc::StatusCode::UNAVAILABLE) &&
          refusal.second != "UNSPECIFIED";
      if (!clean) unclean_ += times;
    }
  }
}

int Campaign::Judge() {
  History history = callers_->Finish();
  history.acknowledged.insert(history.acknowledged.end(), of_crowds_.begin(), of_crowds_.end());
  const std::vector<std::string> unread = ReadBack(edge_, history.acknowledged, absl::GetFlag(FLAGS_callers));
  FinishReactions(absl::GetFlag(FLAGS_database));
  const int exit_code = service_.Stop();
  auto [verdicts, replayed] = CheckHistory(absl::GetFlag(FLAGS_database), history.acknowledged);
  const std::vector<Verdict> told = VerdictsOfCallers(history, unread, false);
  verdicts.insert(verdicts.end(), told.begin(), told.end());
  verdicts.insert(verdicts.end(), {{"something is done under overload", unserved_},
                                   {"no call of theirs fails by what comes through the edge", failed_calls_},
                                   {"memory stays within its bound", grown_},
                                   {"what cannot be served is refused by name", not_refused_},
                                   {"only a peer ends the service, by what gRPC cannot bound", died_in_vain_},
                                   {"and once at the most for each flood", died_often_},
                                   {"after each flood it goes on", late_},
                                   {"under overload refusals have a reason", unclean_},
                                   {"under overload memory stays flat", swollen_},
                                   {"the service stops in good order", exit_code == 0 ? 0 : 1}});
  absl::PrintF("%d floods, %d restarts, %d registrations acknowledged, %d tries failed, %d answers were lost after the commit\n",
               floods_, restarts_, history.acknowledged.size(), history.retries, replayed);
  return Tell(verdicts);
}

int Run() {
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  if (seed == 0) seed = std::random_device()();
  absl::PrintF("seed %d\n", seed);
  Campaign campaign(seed);
  for (const Flood& flood : kFloods) {
    campaign.Suffer(flood, true);
    if (flood.peer_always || absl::GetFlag(FLAGS_many) > 1) campaign.Suffer(flood, false);
  }
  if (absl::StartsWith("overload", absl::GetFlag(FLAGS_only))) campaign.Overload();
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
