#include "absl/flags/flag.h"
#include "services/audit/log_keeper.h"

ABSL_FLAG(std::string, log_origin, "", "origin of the audit log without its number, which follows: audit.example/log/");
ABSL_FLAG(std::string, log_key, "", "file of the log's Ed25519 key; nobody but this service may read it");
ABSL_FLAG(std::string, publish_directory, "", "folder where the log is published; served to everybody");
ABSL_FLAG(std::string, witnesses, "", "file of the witnesses: a line each, key and address");
ABSL_FLAG(std::string, witness_ca, "", "PEM file of whom to trust for the witnesses; default: the machine's authorities");
ABSL_FLAG(int, witness_quorum, 2, "how many witnesses must sign a checkpoint");
ABSL_FLAG(absl::Duration, witness_interval, absl::Hours(1), "how often witnesses are asked");

namespace dayaq::audit {

LogKeeperOptions LogKeeperOptionsFromFlags(const std::string& database) {
  LogKeeperOptions options;
  options.database = database;
  options.origin_prefix = absl::GetFlag(FLAGS_log_origin);
  options.key_file = absl::GetFlag(FLAGS_log_key);
  options.directory = absl::GetFlag(FLAGS_publish_directory);
  options.witness_list = absl::GetFlag(FLAGS_witnesses);
  options.witness_ca = absl::GetFlag(FLAGS_witness_ca);
  options.witness_quorum = static_cast<size_t>(std::max(1, absl::GetFlag(FLAGS_witness_quorum)));
  options.witness_interval = absl::GetFlag(FLAGS_witness_interval);
  return options;
}

}  // namespace dayaq::audit
