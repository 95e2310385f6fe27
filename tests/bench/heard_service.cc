#include "tests/bench/heard_service.h"

#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/platform/sealing/secret_key.h"
#include "tests/support/must.h"

ABSL_FLAG(std::string, command, "", "program and arguments of @SERVICE@, separated by spaces; its own addresses are added");
ABSL_FLAG(std::string, login, "", "libpq words of @SERVICE@ without host and port");
ABSL_FLAG(std::string, service_log, "/dev/null", "file for what the services write");
ABSL_FLAG(std::string, socket, "", "unix socket of PostgreSQL");
ABSL_FLAG(std::string, key_directory, "", "folder of context.key");
ABSL_FLAG(std::string, out, "", "folder for the scripts");

namespace dayaq::testing {

HeardService::HeardService(absl::string_view name, absl::string_view address)
    : login_(absl::StrCat("dayaq_", name)), recorder_(absl::GetFlag(FLAGS_socket)) {
  const auto of_service = [name](const std::string& text) { return absl::StrReplaceAll(text, {{"@SERVICE@", name}}); };
  std::vector<std::string> command = absl::StrSplit(of_service(absl::GetFlag(FLAGS_command)), ' ');
  command.push_back(absl::StrCat("--service_address=", address));
  command.push_back("--metrics_address=");
  command.push_back(absl::StrCat("--database=host=127.0.0.1 port=", recorder_.port(), " ", of_service(absl::GetFlag(FLAGS_login))));
  child_ = std::make_unique<ServiceChild>(std::move(command), absl::GetFlag(FLAGS_service_log));
  child_->Start();
}

JourneyPart HeardService::Part(absl::string_view text) {
  const absl::Time end = absl::Now() + kRecordingDeadline;
  std::optional<RecordedTransaction> heard;
  while (!(heard = recorder_.Find(text)).has_value()) {
    Must(absl::Now() < end, "hear the transaction of a call or of a reaction");
    absl::SleepFor(absl::Milliseconds(5));
  }
  return {login_, *std::move(heard)};
}

void HeardService::Stop() { Must(child_->Stop() == 0, "stop the service"); }

std::string ContextKey() {
  const absl::StatusOr<std::string> key = ReadKeyFile(absl::GetFlag(FLAGS_key_directory) + "/context.key");
  Must(key.ok(), "read the context key");
  return *key;
}

ScriptFolder::ScriptFolder(std::string kind) : folder_(absl::GetFlag(FLAGS_out)), kind_(std::move(kind)) {}

ScriptFolder::~ScriptFolder() { std::ofstream(absl::StrCat(folder_, "/", kind_, ".arguments"), std::ios::binary) << arguments_; }

std::string ScriptFolder::NextName() { return absl::StrCat(kind_, ++count_); }

void ScriptFolder::Add(const std::string& name, const FloorScript& script) {
  const std::string path = absl::StrCat(folder_, "/", name, ".sql");
  std::ofstream(path, std::ios::binary) << script.sql;
  for (const std::string& word : {std::string("-f"), path}) AddWord(word);
  for (const auto& [variable, value] : script.variables) {
    AddWord("-D");
    AddWord(absl::StrCat(variable, "=", value));
  }
}

}  // namespace dayaq::testing
