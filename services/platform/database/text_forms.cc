#include "services/platform/database/text_forms.h"

#include <charconv>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"

namespace dayaq {
namespace {

// Reads `digits` digits at `at`; -1 when there is anything else.
int Digits(absl::string_view text, size_t at, size_t digits) {
  int value = 0;
  for (size_t i = at; i < at + digits; ++i) {
    if (i >= text.size() || !absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// One element of an array literal, quoted or plain; moves `rest` behind it.
std::optional<std::string> TakeElement(absl::string_view& rest) {
  std::string element;
  if (absl::ConsumePrefix(&rest, "\"")) {
    while (!rest.empty() && rest[0] != '"') {
      if (rest[0] == '\\') rest.remove_prefix(1);
      if (rest.empty()) return std::nullopt;
      element.push_back(rest[0]);
      rest.remove_prefix(1);
    }
    if (!absl::ConsumePrefix(&rest, "\"")) return std::nullopt;
    return element;
  }
  while (!rest.empty() && rest[0] != ',' && rest[0] != '}') {
    if (rest[0] == '{' || rest[0] == '"' || rest[0] == '\\') return std::nullopt;
    element.push_back(rest[0]);
    rest.remove_prefix(1);
  }
  if (element.empty()) return std::nullopt;
  return element == "NULL" ? "" : element;
}

}  // namespace

std::string TimeText(absl::Time time) {
  if (time == absl::InfiniteFuture()) return "infinity";
  if (time == absl::InfinitePast()) return "-infinity";
  // FormatTime floors, so a time never moves into the future.
  return absl::FormatTime("%E4Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

std::optional<absl::Time> ParseTime(absl::string_view text) {
  if (text == "infinity") return absl::InfiniteFuture();
  if (text == "-infinity") return absl::InfinitePast();
  const int year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
  const int hour = Digits(text, 11, 2), minute = Digits(text, 14, 2), second = Digits(text, 17, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  size_t at = 19;
  int micros = 0;
  if (at < text.size() && text[at] == '.') {
    int scale = 100000;
    for (++at; at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at])); ++at, scale /= 10) {
      micros += (text[at] - '0') * scale;
    }
  }
  if (text.substr(at) != "+00") return std::nullopt;
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second), absl::UTCTimeZone()) +
         absl::Microseconds(micros);
}

std::string OctetsText(absl::string_view octets) { return absl::StrCat("\\x", absl::BytesToHexString(octets)); }

std::vector<std::string> OctetsTexts(const std::vector<std::string>& all) {
  std::vector<std::string> texts;
  texts.reserve(all.size());
  for (const std::string& octets : all) texts.push_back(OctetsText(octets));
  return texts;
}

std::optional<std::string> ParseOctets(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "\\x") || text.size() % 2 != 0) return std::nullopt;
  for (const char c : text) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return std::nullopt;
  }
  return absl::HexStringToBytes(text);
}

std::string NumberText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, end.ptr);
}

std::string TextArray(const std::vector<std::string>& texts) {
  std::string literal = "{";
  for (const std::string& text : texts) {
    if (literal.size() > 1) literal.push_back(',');
    literal.push_back('"');
    for (const char c : text) {
      if (c == '"' || c == '\\') literal.push_back('\\');
      literal.push_back(c);
    }
    literal.push_back('"');
  }
  literal.push_back('}');
  return literal;
}

std::optional<std::vector<std::string>> ParseTextArray(absl::string_view literal) {
  if (!absl::ConsumePrefix(&literal, "{")) return std::nullopt;
  std::vector<std::string> texts;
  if (literal == "}") return texts;
  while (true) {
    std::optional<std::string> element = TakeElement(literal);
    if (!element.has_value()) return std::nullopt;
    texts.push_back(*std::move(element));
    if (literal == "}") return texts;
    if (!absl::ConsumePrefix(&literal, ",")) return std::nullopt;
  }
}

}  // namespace dayaq
