#include "tests/atrest/encodings.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/name_folding.h"

namespace dayaq::testing {
namespace {

constexpr size_t kShortest = 6;

// Code points of valid UTF-8.
std::vector<uint32_t> CodePoints(absl::string_view text) {
  std::vector<uint32_t> points;
  for (size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint32_t point = length == 1 ? first : first & (0xffu >> (length + 1));
    for (size_t k = 1; k < length; ++k) point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string Utf16(absl::string_view text, bool big_endian) {
  std::string bytes;
  for (const uint32_t point : CodePoints(text)) {
    const char high = static_cast<char>(point >> 8), low = static_cast<char>(point & 0xff);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

std::string JsonEscaped(absl::string_view text, bool capital) {
  std::string escaped;
  for (const uint32_t point : CodePoints(text)) {
    if (point < 0x80) {
      escaped += static_cast<char>(point);
    } else {
      escaped += capital ? absl::StrFormat("\\u%04X", point) : absl::StrFormat("\\u%04x", point);
    }
  }
  return escaped;
}

std::string UrlEscaped(absl::string_view text, bool capital) {
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) {
      escaped += c;
    } else {
      escaped += capital ? absl::StrFormat("%%%02X", byte) : absl::StrFormat("%%%02x", byte);
    }
  }
  return escaped;
}

// What stays the same of the base64 of a text, `before` bytes after the start of a group of three, whatever stands around it.
std::string Base64Inside(absl::string_view text, size_t before) {
  const std::string padded = std::string(before, '\0') + std::string(text);
  const std::string whole = absl::Base64Escape(padded);
  const size_t first = before == 0 ? 0 : before + 1;
  const size_t last = padded.size() / 3 * 4 + (padded.size() % 3 == 0 ? 0 : padded.size() % 3);
  return whole.substr(first, last - first);
}

}  // namespace

const std::vector<std::string>& Encodings() {
  static const auto* kEncodings = new std::vector<std::string>{
      "utf-8",       "small",    "capital",  "ascii-small", "ascii-capital", "folded",      "surname",
      "utf-16le",    "utf-16be", "base64+0", "base64+1",    "base64+2",      "base64url+0", "base64url+1",
      "base64url+2", "hex",      "HEX",      "json",        "JSON",          "url",         "URL"};
  return *kEncodings;
}

std::vector<EncodedForm> FormsOf(absl::string_view text) {
  std::vector<EncodedForm> forms;
  std::set<std::string> seen;
  const auto add = [&](const char* encoding, std::string bytes) {
    if (bytes.size() >= kShortest && seen.insert(bytes).second) forms.push_back({encoding, std::move(bytes)});
  };
  add("utf-8", std::string(text));
  add("small", LowerAz(text));
  add("capital", UpperAz(text));
  add("ascii-small", absl::AsciiStrToLower(text));
  add("ascii-capital", absl::AsciiStrToUpper(text));
  // Names only: folding makes one digit of two that are alike, and what is left of a number stands by chance in any large
  // hexadecimal text.
  if (std::none_of(text.begin(), text.end(), absl::ascii_isdigit)) {
    add("folded", FoldName(text));
    add("surname", FoldSurname(text));
  }
  add("utf-16le", Utf16(text, false));
  add("utf-16be", Utf16(text, true));
  for (const size_t before : {0u, 1u, 2u}) {
    const std::string base64 = Base64Inside(text, before);
    add(absl::StrCat("base64+", before).c_str(), base64);
    add(absl::StrCat("base64url+", before).c_str(), absl::StrReplaceAll(base64, {{"+", "-"}, {"/", "_"}}));
  }
  add("hex", absl::BytesToHexString(text));
  add("HEX", absl::AsciiStrToUpper(absl::BytesToHexString(text)));
  add("json", JsonEscaped(text, false));
  add("JSON", JsonEscaped(text, true));
  add("url", UrlEscaped(text, false));
  add("URL", UrlEscaped(text, true));
  return forms;
}

}  // namespace dayaq::testing
