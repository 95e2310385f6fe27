// The whole way from a registration to the assistance that follows from it, through all services. Run by run.sh.
//
// At full load callers register injured people as fast as they are answered, for a while; then nothing more is asked until all of
// them are entitled. Prints one line: journeys a second over all of that time, how many, seconds of registering, seconds until the
// last entitlement was there, and when the first call went out, in milliseconds since 1970.
//
// With --one_by_one: so many journeys, each begun when the last one ended, from the call to the entitlement that others can see.
// Prints median, 99th percentile and longest, in milliseconds.
#include <algorithm>
#include <atomic>
#include <pqxx/pqxx>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "tests/support/edge_client.h"
#include "tests/support/invented_incidents.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, address, "", "host:port of the incident service");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, database, "", "libpq words of somebody who sees everything");
ABSL_FLAG(int, callers, 8, "how many call at a time");
ABSL_FLAG(double, seconds, 5, "how long they call");
ABSL_FLAG(int, one_by_one, 0, "so many journeys one after the other instead");
ABSL_FLAG(uint64_t, seed, 1, "of the invented people; different seeds make different people");

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using incident::v1::IncidentService;

constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr absl::Duration kLook = absl::Milliseconds(2), kLookForAll = absl::Milliseconds(20);
constexpr absl::Duration kPatience = absl::Minutes(3);
// More than one caller registers in a run, and more callers than there will be.
constexpr uint64_t kPeopleOfCaller = 100000, kCallers = 100;

// What the database shows to others: what is committed.
class Observer {
 public:
  Observer() : connection_(absl::GetFlag(FLAGS_database)), session_(connection_) {
    connection_.prepare("entitled", R"sql(
      SELECT FROM survivor.casualty AS c JOIN payment.entitlement AS e ON e.survivor_uid = c.survivor_uid
      WHERE c.casualty_uid = $1 AND e.occasion_uid = $1 AND e.benefit = 'immediate-assistance')sql");
    connection_.prepare("waiting", "SELECT FROM outbox.delivery WHERE state = 'WAITING' AND subscriber = ANY($1) LIMIT 1");
  }

  void AwaitEntitlement(const std::string& casualty_uid) {
    Await(kLook, [&] { return !session_.exec_prepared("entitled", casualty_uid).empty(); });
  }
  // Who hears of a survivor is told in the transaction that completes the delivery before, so there is no moment without any.
  void AwaitAll() {
    Await(kLookForAll, [&] { return session_.exec_prepared("waiting", "{survivor.keep_records,payment.assess}").empty(); });
  }

 private:
  template <typename Condition>
  static void Await(absl::Duration pause, const Condition& is_there) {
    const absl::Time end = absl::Now() + kPatience;
    while (!is_there()) {
      Must(absl::Now() < end, "see the end of the journeys");
      absl::SleepFor(pause);
    }
  }

  pqxx::connection connection_;
  pqxx::nontransaction session_;
};

class Journeys {
 public:
  Journeys() : edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)) {
    grpc::ClientContext token_is_there;
    edge_.Prepare(token_is_there, kDeadline);
  }

  void RunAtFullLoad();
  void RunOneByOne(int count);

 private:
  // Somebody who registers one injured person after the other.
  struct Caller {
    Caller(const EdgeClient& edge, uint64_t index)
        : stub(IncidentService::NewStub(edge.NewChannel())),
          person((absl::GetFlag(FLAGS_seed) * kCallers + index) * kPeopleOfCaller),
          random(person) {}
    const std::unique_ptr<IncidentService::Stub> stub;
    uint64_t person;
    std::mt19937_64 random;
  };

  // The uid of the casualty.
  std::string Register(Caller& caller) {
    grpc::ClientContext context;
    edge_.Prepare(context, kDeadline);
    Incident made;
    const grpc::Status status = caller.stub->RegisterIncident(&context, InventedInjury(caller.random, ++caller.person), &made);
    Must(status.ok() && made.casualties_size() == 1, "register an injured person");
    return made.casualties(0).uid();
  }

  EdgeClient edge_;
  Observer observer_;
};

void Journeys::RunAtFullLoad() {
  std::atomic<int64_t> registered = 0;
  std::vector<std::thread> threads;
  threads.reserve(static_cast<size_t>(absl::GetFlag(FLAGS_callers)));
  const absl::Time begin = absl::Now(), end = begin + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  for (int i = 0; i < absl::GetFlag(FLAGS_callers); ++i) {
    threads.emplace_back([this, i, end, &registered] {
      Caller caller(edge_, static_cast<uint64_t>(i));
      for (; absl::Now() < end; ++registered) Register(caller);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const absl::Time all_registered = absl::Now();
  observer_.AwaitAll();
  const absl::Time all_entitled = absl::Now();
  absl::PrintF("%.1f %d %.2f %.2f %d\n", static_cast<double>(registered) / absl::ToDoubleSeconds(all_entitled - begin),
               registered.load(), absl::ToDoubleSeconds(all_registered - begin),
               absl::ToDoubleSeconds(all_entitled - all_registered), absl::ToUnixMillis(begin));
}

void Journeys::RunOneByOne(int count) {
  Caller caller(edge_, kCallers - 1);
  // The first call opens the connection.
  observer_.AwaitEntitlement(Register(caller));
  std::vector<double> milliseconds;
  milliseconds.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    const absl::Time begin = absl::Now();
    observer_.AwaitEntitlement(Register(caller));
    milliseconds.push_back(absl::ToDoubleMilliseconds(absl::Now() - begin));
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto at = [&](double share) {
    return milliseconds[static_cast<size_t>(share * static_cast<double>(milliseconds.size() - 1))];
  };
  absl::PrintF("%.1f %.1f %.1f\n", at(0.5), at(0.99), milliseconds.back());
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  dayaq::testing::Journeys journeys;
  const int one_by_one = absl::GetFlag(FLAGS_one_by_one);
  one_by_one > 0 ? journeys.RunOneByOne(one_by_one) : journeys.RunAtFullLoad();
  return 0;
}
