// Starts a service of its own, lets it register and read a few incidents while listening to what it tells PostgreSQL, and writes
// that as pgbench scripts: register.arguments and read.arguments, each the words for pgbench (-f and -D), ended by NULs.
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/sealing/secret_key.h"
#include "tests/bench/floor_script.h"
#include "tests/bench/wire_recorder.h"
#include "tests/support/edge_client.h"
#include "tests/support/invented_incidents.h"
#include "tests/support/must.h"
#include "tests/support/service_child.h"

ABSL_FLAG(std::string, service, "", "program and arguments of the service, separated by spaces; its own addresses are added");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the service writes");
ABSL_FLAG(std::string, address, "", "host:port, free, for the service");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(std::string, socket, "", "unix socket of PostgreSQL");
ABSL_FLAG(std::string, login, "", "the service's libpq words without host and port");
ABSL_FLAG(std::string, key_directory, "", "folder of context.key");
ABSL_FLAG(std::string, out, "", "folder for the scripts");
ABSL_FLAG(int, seeded, 500, "how many transactions each of four clients will make before reads begin");

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using incident::v1::IncidentService;

constexpr absl::Duration kDeadline = absl::Seconds(20);
// Two of five incidents with one casualty, three with two: 1.6 on average.
constexpr int kIncidents = 5, kAlone = 2;

// A registration with that many casualties.
incident::v1::RegisterIncidentRequest RegistrationWith(int casualties, std::mt19937_64& random) {
  while (true) {
    incident::v1::RegisterIncidentRequest request = InventedRegistration(random);
    if (request.incident().casualties_size() == casualties) return request;
  }
}

// Scripts of one kind of call, with the words for pgbench that name them.
class ScriptFolder {
 public:
  ScriptFolder(std::string folder, std::string kind) : folder_(std::move(folder)), kind_(std::move(kind)) {}
  ~ScriptFolder() { std::ofstream(absl::StrCat(folder_, "/", kind_, ".arguments"), std::ios::binary) << arguments_; }

  void Add(const std::optional<RecordedTransaction>& transaction, const std::string& incident_uid, const FloorOptions& options) {
    Must(transaction.has_value(), "hear the transaction of a call");
    const std::string name = absl::StrCat(kind_, ++count_);
    const FloorScript script = MakeFloorScript(name, *transaction, incident_uid, kind_ == "read", options);
    const std::string path = absl::StrCat(folder_, "/", name, ".sql");
    std::ofstream(path, std::ios::binary) << script.sql;
    for (const std::string& word : {std::string("-f"), path}) AddWord(word);
    for (const auto& [variable, value] : script.variables) {
      AddWord("-D");
      AddWord(absl::StrCat(variable, "=", value));
    }
  }

 private:
  void AddWord(const std::string& word) { arguments_.append(word).push_back('\0'); }

  const std::string folder_, kind_;
  int count_ = 0;
  std::string arguments_;
};

int Run() {
  WireRecorder recorder(absl::GetFlag(FLAGS_socket));
  std::vector<std::string> command = absl::StrSplit(absl::GetFlag(FLAGS_service), ' ');
  command.push_back(absl::StrCat("--service_address=", absl::GetFlag(FLAGS_address)));
  command.push_back("--metrics_address=");
  command.push_back(absl::StrCat("--database=host=127.0.0.1 port=", recorder.port(), " ", absl::GetFlag(FLAGS_login)));
  ServiceChild service(command, absl::GetFlag(FLAGS_service_log));
  service.Start();

  const absl::StatusOr<std::string> key = ReadKeyFile(absl::GetFlag(FLAGS_key_directory) + "/context.key");
  Must(key.ok(), "read the context key");
  const Mac mac(*key);
  const FloorOptions options{mac, absl::Now() - absl::Seconds(1), absl::GetFlag(FLAGS_seeded)};
  EdgeClient edge(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command));
  const auto stub = IncidentService::NewStub(edge.NewChannel());
  std::mt19937_64 random(1);
  ScriptFolder registering(absl::GetFlag(FLAGS_out), "register"), reading(absl::GetFlag(FLAGS_out), "read");
  for (int i = 0; i < kIncidents; ++i) {
    const incident::v1::RegisterIncidentRequest request = RegistrationWith(i < kAlone ? 1 : 2, random);
    grpc::ClientContext made_context, read_context;
    edge.Prepare(made_context, kDeadline);
    Incident made, read;
    Must(stub->RegisterIncident(&made_context, request, &made).ok(), "register an incident");
    registering.Add(recorder.Find(request.request_id()), made.uid(), options);
    edge.Prepare(read_context, kDeadline);
    incident::v1::GetIncidentRequest get;
    get.set_name(made.name());
    Must(stub->GetIncident(&read_context, get, &read).ok(), "read an incident");
    reading.Add(recorder.Find(made.uid()), made.uid(), options);
  }
  Must(service.Stop() == 0, "stop the service");
  return 0;
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::testing::Run();
}
