#include <cstdint>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "services/platform/service/host.h"

ABSL_FLAG(std::string, service_address, "127.0.0.1:7001", "host:port of the gRPC server (mutual TLS only)");
ABSL_FLAG(std::string, metrics_address, "127.0.0.1:9001", "host:port of /metrics, /live and /ready (plain http)");
ABSL_FLAG(std::string, database, "", "libpq connection string of the service's own login");
ABSL_FLAG(int, connections, 8, "database connections, which is also how many calls are inside at a time");
ABSL_FLAG(std::string, policy_directory, "policy", "folder of access.yaml and calls.yaml");
ABSL_FLAG(std::string, certificate_directory, "", "folder of cert.pem, key.pem and ca.pem; watched");
ABSL_FLAG(std::string, staging_directory, "", "folder for this process's checked copies; default: a folder under $TMPDIR");
ABSL_FLAG(std::string, key_directory, "", "folder of context.key, index.key, request.key, receipt.key and kek/<id>.key");
ABSL_FLAG(std::string, token_issuer, "", "issuer of access tokens, exactly");
ABSL_FLAG(std::string, token_audience, "urn:dayaq:api", "audience that access tokens must name");
ABSL_FLAG(std::string, token_keys, "", "https URL of the issuer's key set, or a file");
ABSL_FLAG(std::string, token_keys_ca, "", "PEM file of whom to trust for that URL");
ABSL_FLAG(absl::Duration, lame_duck, absl::Seconds(2), "time of NOT_SERVING before the port closes: twice the probe period");

namespace dayaq {

HostOptions HostOptionsFromFlags(const std::string& service, int argc, char** argv) {
  absl::SetProgramUsageMessage(absl::StrCat("Dayaq service ", service, ". See docs/operations."));
  absl::ParseCommandLine(argc, argv);
  HostOptions options;
  options.service = service;
  options.service_address = absl::GetFlag(FLAGS_service_address);
  options.metrics_address = absl::GetFlag(FLAGS_metrics_address);
  options.database = absl::GetFlag(FLAGS_database);
  options.connections = absl::GetFlag(FLAGS_connections);
  options.policy_directory = absl::GetFlag(FLAGS_policy_directory);
  options.certificate_directory = absl::GetFlag(FLAGS_certificate_directory);
  options.staging_directory = absl::GetFlag(FLAGS_staging_directory);
  options.key_directory = absl::GetFlag(FLAGS_key_directory);
  options.token_issuer = absl::GetFlag(FLAGS_token_issuer);
  options.token_audience = absl::GetFlag(FLAGS_token_audience);
  options.token_keys = absl::GetFlag(FLAGS_token_keys);
  options.token_keys_ca = absl::GetFlag(FLAGS_token_keys_ca);
  options.lame_duck = absl::GetFlag(FLAGS_lame_duck);
  return options;
}

}  // namespace dayaq
