#include "services/platform/log/log.h"

#include <unistd.h>

#include <cerrno>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dayaq {
namespace {

constexpr size_t kLongestValue = 2048;

// A pipe takes more than 4096 bytes in several pieces, between which another thread's line would come. A log that cannot be written
// must not stop the service.
void WriteWhole(absl::string_view line) {
  static std::mutex* const mutex = new std::mutex;
  const std::lock_guard<std::mutex> alone(*mutex);
  while (!line.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    line.remove_prefix(static_cast<size_t>(written));
  }
}

void Write(absl::string_view level, absl::string_view event, std::initializer_list<LogField> fields) {
  std::string line = absl::StrCat("{\"time\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
                                  "\",\"level\":\"", level, "\",\"event\":", JsonString(event));
  for (const LogField& field : fields) {
    absl::StrAppend(&line, ",", JsonString(field.key), ":", field.is_number ? field.value : JsonString(field.value));
  }
  absl::StrAppend(&line, "}\n");
  WriteWhole(line);
}

}  // namespace

LogField::LogField(absl::string_view name, int64_t number) : key(name), value(absl::StrCat(number)), is_number(true) {}

void LogInfo(absl::string_view event, std::initializer_list<LogField> fields) { Write("info", event, fields); }
void LogWarning(absl::string_view event, std::initializer_list<LogField> fields) { Write("warning", event, fields); }
void LogError(absl::string_view event, std::initializer_list<LogField> fields) { Write("error", event, fields); }

std::string JsonString(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, kLongestValue)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      // Log values are ASCII by nature; anything else, broken UTF-8 included, is shown byte by byte.
      absl::StrAppendFormat(&out, "\\u%04x", byte);
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

}  // namespace dayaq
