// Starts a survivor service of its own, asks it what --requests say, while listening to what it tells PostgreSQL; writes that as
// pgbench scripts: KIND.arguments, the words for pgbench (-f and -D), ended by NULs. Each script asks the same again.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/bench/heard_service.h"
#include "tests/bench/people_calls.h"
#include "tests/support/edge_client.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, kind, "", "person, people, due or candidates");
ABSL_FLAG(std::string, requests, "", "file of requests; see people_calls.h");
ABSL_FLAG(std::string, address, "", "host:port, free, for the service");
ABSL_FLAG(std::string, certificates, "", "folder of the edge's certificate");
ABSL_FLAG(std::string, token_command, "", "shell command that prints an access token");
ABSL_FLAG(size_t, scripts, 40, "how many requests become scripts");

namespace dayaq::testing {
namespace {

void Record() {
  const std::string kind = absl::GetFlag(FLAGS_kind);
  const Mac mac(ContextKey());
  const FloorOptions options{mac, absl::Now() - absl::Seconds(1)};
  HeardService service("survivor", absl::GetFlag(FLAGS_address));
  EdgeClient edge(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_certificates), absl::GetFlag(FLAGS_token_command));
  const PeopleCall call = PeopleCallOf(kind, edge.NewChannel());
  Must(call != nullptr, "know the kind of call");
  const std::vector<std::string> requests = ReadRequests(absl::GetFlag(FLAGS_requests));
  ScriptFolder folder(kind);
  for (size_t i = 0; i < std::min(requests.size(), absl::GetFlag(FLAGS_scripts)); ++i) {
    grpc::ClientContext context;
    edge.Prepare(context, kRecordingDeadline);
    // By which the transaction is found again: it stands in the audit entry, whose bytes are sent in hexadecimal digits.
    const std::string trace = absl::StrCat("0000000000000000000000000000", 1000 + i);
    context.AddMetadata("traceparent", absl::StrCat("00-", trace, "-0000000000000001-01"));
    Must(call(context, requests[i]).ok(), "have a request answered");
    const std::string name = folder.NextName();
    folder.Add(name, MakeFloorScript(name, service.Part(absl::BytesToHexString(trace)).transaction, "-", false, options));
  }
  service.Stop();
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  dayaq::testing::Record();
  return 0;
}
