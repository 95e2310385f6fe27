// Where a published log is read from: a folder, or https.
#ifndef SERVICES_PLATFORM_TLOG_LOG_SOURCE_H_
#define SERVICES_PLATFORM_TLOG_LOG_SOURCE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::tlog {

// Files of one log by their paths ("checkpoint", "tile/0/000"). Not for several threads at once.
class LogSource {
 public:
  virtual ~LogSource() = default;

  // The whole file. NOT_FOUND when there is none, RESOURCE_EXHAUSTED when it has more than `most_bytes`, UNAVAILABLE when it cannot
  // be read now.
  virtual absl::StatusOr<std::string> Read(const std::string& path, size_t most_bytes) = 0;
};

std::unique_ptr<LogSource> FolderSource(std::string folder);

// Keeps its connection. Follows no redirect, uses no proxy, speaks TLS 1.2 or later. `ca_file` (PEM) names whom to trust; empty for
// the authorities of the machine.
std::unique_ptr<LogSource> HttpsSource(std::string url, std::string ca_file);

// A folder, or what an https:// address names. INVALID_ARGUMENT for other schemes.
absl::StatusOr<std::unique_ptr<LogSource>> OpenLogSource(const std::string& location, const std::string& ca_file);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_LOG_SOURCE_H_
