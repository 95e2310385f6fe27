#include "services/platform/tlog/utf8.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace dayaq::tlog {
namespace {

// The next code point, taken off the text; nothing when it is not written as UTF-8 is.
std::optional<uint32_t> Next(absl::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const size_t length = first < 0x80 ? 1 : first >> 5 == 0x06 ? 2 : first >> 4 == 0x0e ? 3 : first >> 3 == 0x1e ? 4 : 0;
  if (length == 0 || text.size() < length) return std::nullopt;
  uint32_t point = length == 1 ? first : first & (0xffu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >> 6 != 0x02) return std::nullopt;
    point = point << 6 | (byte & 0x3fu);
  }
  constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return std::nullopt;
  text.remove_prefix(length);
  return point;
}

bool IsSpace(uint32_t point) {
  return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 || point == 0x202f || point == 0x205f ||
         point == 0x3000;
}

}  // namespace

bool IsNoteText(absl::string_view text) {
  while (!text.empty()) {
    const auto point = Next(text);
    if (!point.has_value() || (*point < 0x20 && *point != '\n')) return false;
  }
  return true;
}

bool HasUnicodeSpace(absl::string_view text) {
  while (!text.empty()) {
    const auto point = Next(text);
    if (!point.has_value() || IsSpace(*point)) return true;
  }
  return false;
}

}  // namespace dayaq::tlog
