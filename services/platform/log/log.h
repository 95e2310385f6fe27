// Structured log: one JSON object a line on standard error. Debian's Abseil carries no log library yet (docs/adr/0004).
//
// Never logged: names, ids of people, accounts, tokens, request bodies, database texts. What may stand in a line is a code, a
// number, the name of a method, query or resource, or a sentence written in our source.
#ifndef SERVICES_PLATFORM_LOG_LOG_H_
#define SERVICES_PLATFORM_LOG_LOG_H_

#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq {

// One pair of a log line. Values are escaped; control characters and lines beyond 2 KiB never break the line.
struct LogField {
  LogField(absl::string_view name, absl::string_view text) : key(name), value(text) {}
  LogField(absl::string_view name, const char* text) : key(name), value(text) {}
  LogField(absl::string_view name, const std::string& text) : key(name), value(text) {}
  LogField(absl::string_view name, int64_t number);
  LogField(absl::string_view name, int number) : LogField(name, static_cast<int64_t>(number)) {}
  absl::string_view key;
  std::string value;
  bool is_number = false;
};

// Writes {"time":...,"level":"info","event":"...",fields...} at once, whole lines only, from any thread.
void LogInfo(absl::string_view event, std::initializer_list<LogField> fields = {});
void LogWarning(absl::string_view event, std::initializer_list<LogField> fields = {});
void LogError(absl::string_view event, std::initializer_list<LogField> fields = {});

// JSON string literal of `text`, quotes included; invalid UTF-8 and control characters become escapes.
std::string JsonString(absl::string_view text);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_LOG_LOG_H_
