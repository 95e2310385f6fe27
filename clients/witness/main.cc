// dayaq-witness: serves add-checkpoint over plain http on one address. TLS, where it leaves the machine, is a proxy's business.
#include <CivetServer.h>
#include <signal.h>

#include <cstdio>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "clients/witness/witness.h"
#include "services/platform/log/log.h"

ABSL_FLAG(std::string, address, "127.0.0.1:7600", "host:port to serve on");
ABSL_FLAG(std::string, name, "", "name of this witness, as it stands in its signature lines");
ABSL_FLAG(std::string, key, "", "file of its Ed25519 key: 64 hexadecimal digits");
ABSL_FLAG(std::string, logs, "", "file of the logs' public keys, a line each; read anew for each request");
ABSL_FLAG(std::string, state, "", "folder of what was signed last");
ABSL_FLAG(bool, print_key, false, "print the public key and end");

namespace dayaq::witness {
namespace {

const char* Phrase(int code) {
  switch (code) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 409:
      return "Conflict";
    case 413:
      return "Payload Too Large";
    case 422:
      return "Unprocessable Entity";
    default:
      return "Internal Server Error";
  }
}

class AddCheckpointPage : public CivetHandler {
 public:
  explicit AddCheckpointPage(Witness& witness) : witness_(witness) {}

  bool handlePost(CivetServer*, mg_connection* connection) override {
    std::string body;
    char part[4096];
    int count = 0;
    while (body.size() <= kMostRequestBytes && (count = mg_read(connection, part, sizeof(part))) > 0) {
      body.append(part, static_cast<size_t>(count));
    }
    const bool whole = body.size() <= kMostRequestBytes;
    const WitnessAnswer answer = whole ? witness_.AddCheckpoint(body) : WitnessAnswer{413, "text/plain", "too large\n"};
    LogInfo("witness.asked", {{"code", answer.code}});
    mg_printf(connection, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nCache-Control: no-store\r\nContent-Length: %zu\r\n%s\r\n",
              answer.code, Phrase(answer.code), answer.content_type.c_str(), answer.body.size(),
              whole ? "" : "Connection: close\r\n");
    mg_write(connection, answer.body.data(), answer.body.size());
    return true;
  }

 private:
  Witness& witness_;
};

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "dayaq-witness: %s\n", std::string(status.message()).c_str());
  return 2;
}

int Serve(Witness& witness) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    const std::string address = absl::GetFlag(FLAGS_address);
    CivetServer server(std::vector<std::string>{"listening_ports", address, "num_threads", "4", "request_timeout_ms", "10000",
                                                "enable_keep_alive", "yes", "keep_alive_timeout_ms", "10000"});
    AddCheckpointPage page(witness);
    server.addHandler("/add-checkpoint$", page);
    LogInfo("witness.started", {{"address", address}, {"name", absl::GetFlag(FLAGS_name)}});
    int received = 0;
    sigwait(&signals, &received);
    server.close();
  } catch (const CivetException&) {
    return Fail(absl::UnavailableError("cannot serve on that address"));
  }
  return 0;
}

int Run() {
  absl::StatusOr<SigningKey> key = SigningKey::Load(absl::GetFlag(FLAGS_key));
  if (!key.ok()) return Fail(key.status());
  const std::string name = absl::GetFlag(FLAGS_name);
  if (!tlog::IsKeyName(name)) return Fail(absl::InvalidArgumentError("--name has no spaces and no plus"));
  if (absl::GetFlag(FLAGS_print_key)) {
    std::printf("%s\n", tlog::VerifierKey::Of(name, tlog::KeyType::kCosignature, *key).Text().c_str());
    return 0;
  }
  const absl::StatusOr<std::unique_ptr<Witness>> witness =
      Witness::Open({.name = name, .logs_file = absl::GetFlag(FLAGS_logs), .folder = absl::GetFlag(FLAGS_state)}, *std::move(key));
  if (!witness.ok()) return Fail(witness.status());
  return Serve(**witness);
}

}  // namespace
}  // namespace dayaq::witness

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("A witness of transparency logs. See docs/operations/audit-log.md.");
  absl::ParseCommandLine(argc, argv);
  return dayaq::witness::Run();
}
