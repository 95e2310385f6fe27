// Callers that register or read incidents, or ask about people, as fast as they are answered, for a while; prints one line: calls a
// second, median and 99th percentile in milliseconds, refusals. Run by run.sh and people.sh.
#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "tests/bench/people_calls.h"
#include "tests/support/edge_client.h"
#include "tests/support/invented_incidents.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, address, "", "host:port of the service, or of the edge");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, work, "register", "register or read; or person, people, due, candidates");
ABSL_FLAG(std::string, requests, "", "file of requests about people; see people_calls.h");
ABSL_FLAG(std::string, names, "", "file of incident names to read, one a line");
ABSL_FLAG(int, callers, 8, "how many call at a time");
ABSL_FLAG(double, seconds, 5, "how long, after half a second of warming up");
ABSL_FLAG(uint64_t, seed, 1, "of the invented people");

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using incident::v1::IncidentService;

constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr absl::Duration kWarmUp = absl::Milliseconds(500);

std::vector<std::string> Lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// What one caller saw after the warm-up.
struct Seen {
  std::vector<double> milliseconds;
  int64_t refused = 0;
};

class Load {
 public:
  Load()
      : edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)),
        names_(Lines(absl::GetFlag(FLAGS_names))),
        work_(absl::GetFlag(FLAGS_work)) {
    Must(work_ != "read" || !names_.empty(), "read the names");
    if (work_ != "read" && work_ != "register") requests_ = ReadRequests(absl::GetFlag(FLAGS_requests));
  }

  void Run();

 private:
  void Call(uint64_t seed, Seen& seen);
  // What one caller does again and again, by a connection of its own.
  std::function<grpc::Status(std::mt19937_64&)> CallerOf();

  EdgeClient edge_;
  const std::vector<std::string> names_;
  const std::string work_;
  std::vector<std::string> requests_;
  absl::Time begin_, end_;
};

std::function<grpc::Status(std::mt19937_64&)> Load::CallerOf() {
  const auto channel = edge_.NewChannel();
  if (const PeopleCall people = PeopleCallOf(work_, channel); people != nullptr) {
    return [this, people](std::mt19937_64& random) {
      grpc::ClientContext context;
      edge_.Prepare(context, kDeadline);
      return people(context, requests_[random() % requests_.size()]);
    };
  }
  const std::shared_ptr<IncidentService::Stub> stub = IncidentService::NewStub(channel);
  return [this, stub](std::mt19937_64& random) {
    grpc::ClientContext context;
    edge_.Prepare(context, kDeadline);
    Incident answer;
    if (work_ == "register") return stub->RegisterIncident(&context, InventedRegistration(random), &answer);
    incident::v1::GetIncidentRequest request;
    request.set_name(names_[random() % names_.size()]);
    return stub->GetIncident(&context, request, &answer);
  };
}

void Load::Call(uint64_t seed, Seen& seen) {
  std::mt19937_64 random(seed);
  const auto call = CallerOf();
  for (absl::Time start = absl::Now(); start < end_;) {
    const grpc::Status status = call(random);
    const absl::Time now = absl::Now();
    if (start >= begin_ && status.ok()) seen.milliseconds.push_back(absl::ToDoubleMilliseconds(now - start));
    if (!status.ok()) ++seen.refused;
    start = now;
  }
}

void Load::Run() {
  grpc::ClientContext token_is_there;
  edge_.Prepare(token_is_there, kDeadline);
  begin_ = absl::Now() + kWarmUp;
  end_ = begin_ + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  std::vector<Seen> seen(static_cast<size_t>(absl::GetFlag(FLAGS_callers)));
  std::vector<std::thread> threads;
  for (size_t i = 0; i < seen.size(); ++i) {
    threads.emplace_back(&Load::Call, this, absl::GetFlag(FLAGS_seed) * 1000 + i, std::ref(seen[i]));
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin_);
  Seen all;
  for (const Seen& one : seen) {
    all.milliseconds.insert(all.milliseconds.end(), one.milliseconds.begin(), one.milliseconds.end());
    all.refused += one.refused;
  }
  Must(!all.milliseconds.empty(), "have one call answered");
  std::sort(all.milliseconds.begin(), all.milliseconds.end());
  const auto at = [&](double share) {
    return all.milliseconds[static_cast<size_t>(share * static_cast<double>(all.milliseconds.size() - 1))];
  };
  absl::PrintF("%.1f %.2f %.2f %d\n", static_cast<double>(all.milliseconds.size()) / seconds, at(0.5), at(0.99), all.refused);
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  dayaq::testing::Load().Run();
  return 0;
}
