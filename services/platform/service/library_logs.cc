#include "services/platform/service/library_logs.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

// "call.cc:120" of a whole path.
std::string Place(absl::string_view file, int line) {
  const size_t slash = file.rfind('/');
  return absl::StrCat(slash == absl::string_view::npos ? file : file.substr(slash + 1), ":", line);
}

void OfGrpc(gpr_log_func_args* args) {
  if (args->severity < GPR_LOG_SEVERITY_ERROR) return;
  LogWarning("library.grpc", {{"at", Place(args->file, args->line)}});
}

void OfProtobuf(google::protobuf::LogLevel level, const char* file, int line, const std::string& /*text*/) {
  if (level < google::protobuf::LOGLEVEL_ERROR) return;
  LogWarning("library.protobuf", {{"at", Place(file, line)}});
}

}  // namespace

void TakeOverLibraryLogs() {
  gpr_set_log_function(OfGrpc);
  google::protobuf::SetLogHandler(OfProtobuf);
}

}  // namespace dayaq
