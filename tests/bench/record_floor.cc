// Starts services of its own, lets them register and read a few incidents and do what follows from them by itself, while listening
// to what they tell PostgreSQL; writes that as pgbench scripts: register.arguments, read.arguments and journey.arguments, each the
// words for pgbench (-f and -D), ended by NULs.
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "tests/bench/heard_service.h"
#include "tests/support/edge_client.h"
#include "tests/support/invented_incidents.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, address, "", "host:port, free, for the incident service");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(int, seeded, 500, "how many transactions each of four clients will make before reads begin");

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using incident::v1::IncidentService;
using incident::v1::RegisterIncidentRequest;

// Two of five incidents with one casualty, three with two: 1.6 on average.
constexpr int kIncidents = 5, kAlone = 2;
constexpr int kJourneys = 4;

// A registration with that many casualties.
RegisterIncidentRequest RegistrationWith(int casualties, std::mt19937_64& random) {
  while (true) {
    RegisterIncidentRequest request = InventedRegistration(random);
    if (request.incident().casualties_size() == casualties) return request;
  }
}

class Recording {
 public:
  Recording()
      : mac_(ContextKey()),
        options_{mac_, absl::Now() - absl::Seconds(1), absl::GetFlag(FLAGS_seeded)},
        incident_("incident", absl::GetFlag(FLAGS_address)),
        survivor_("survivor", "127.0.0.1:0"),
        payment_("payment", "127.0.0.1:0"),
        edge_(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command)),
        stub_(IncidentService::NewStub(edge_.NewChannel())) {}

  void Run() {
    std::mt19937_64 random(1);
    RecordJourneys(random);
    RecordCalls(random);
    for (HeardService* service : {&incident_, &survivor_, &payment_}) service->Stop();
  }

 private:
  Incident Register(const RegisterIncidentRequest& request) {
    grpc::ClientContext context;
    edge_.Prepare(context, kRecordingDeadline);
    Incident made;
    Must(stub_->RegisterIncident(&context, request, &made).ok(), "register an incident");
    return made;
  }

  void Add(ScriptFolder& folder, const JourneyPart& part, const Incident& incident, bool is_read) {
    const std::string name = folder.NextName();
    folder.Add(name, MakeFloorScript(name, part.transaction, incident.uid(), is_read, options_));
  }

  void RecordCalls(std::mt19937_64& random) {
    ScriptFolder registering("register"), reading("read");
    for (int i = 0; i < kIncidents; ++i) {
      const RegisterIncidentRequest request = RegistrationWith(i < kAlone ? 1 : 2, random);
      const Incident made = Register(request);
      Add(registering, incident_.Part(request.request_id()), made, false);
      grpc::ClientContext context;
      edge_.Prepare(context, kRecordingDeadline);
      incident::v1::GetIncidentRequest get;
      get.set_name(made.name());
      Incident read;
      Must(stub_->GetIncident(&context, get, &read).ok(), "read an incident");
      Add(reading, incident_.Part(made.uid()), made, true);
    }
  }

  // From the registration to the assistance it leads to, each alone, so that a reaction's transaction is about one event. Before
  // anything else, whose events would be among them.
  void RecordJourneys(std::mt19937_64& random) {
    ScriptFolder folder("journey");
    for (int i = 0; i < kJourneys; ++i) {
      const RegisterIncidentRequest request = InventedInjury(random, static_cast<uint64_t>(i));
      const Incident made = Register(request);
      JourneyPart registered = incident_.Part(request.request_id());
      Must(made.casualties_size() == 1, "have one casualty registered");
      JourneyPart kept = survivor_.Part(made.casualties(0).uid());
      JourneyPart assessed = payment_.Part(SurvivorUid(kept.transaction));
      const std::string name = folder.NextName();
      folder.Add(name,
                 MakeJourneyScript(name, {std::move(registered), std::move(kept), std::move(assessed)}, made.uid(), options_));
    }
  }

  // Of the record that this transaction tells an event about.
  static std::string SurvivorUid(const RecordedTransaction& transaction) {
    constexpr absl::string_view kResource = "survivors/";
    for (const RecordedStatement& statement : transaction) {
      for (const std::optional<std::string>& value : statement.values) {
        const size_t at = value.value_or("").find(kResource.data());
        if (at != std::string::npos) return value->substr(at + kResource.size(), 36);
      }
    }
    Must(false, "find the record of a casualty");
    return "";
  }

  const Mac mac_;
  const FloorOptions options_;
  HeardService incident_, survivor_, payment_;
  EdgeClient edge_;
  const std::unique_ptr<IncidentService::Stub> stub_;
};

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  dayaq::testing::Recording().Run();
  return 0;
}
