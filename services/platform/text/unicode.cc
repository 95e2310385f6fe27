#include "services/platform/text/unicode.h"

#include <algorithm>

#include "services/platform/text/utf16.h"
#include "unicode/normalizer2.h"

namespace dayaq {
namespace {

// Most text here is ASCII, which is well formed and normal as it is.
bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool HasNul(absl::string_view text) { return text.find('\0') != absl::string_view::npos; }

}  // namespace

bool IsWellFormed(absl::string_view text) { return !HasNul(text) && (IsAscii(text) || ToUtf16(text).has_value()); }

std::optional<std::string> Nfc(absl::string_view text) {
  if (HasNul(text)) return std::nullopt;
  if (IsAscii(text)) return std::string(text);
  const auto wide = ToUtf16(text);
  if (!wide.has_value()) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return std::nullopt;
  const icu::UnicodeString normal = nfc->normalize(*wide, error);
  if (U_FAILURE(error)) return std::nullopt;
  return ToUtf8(normal);
}

size_t CountCodePoints(absl::string_view text) {
  if (!IsWellFormed(text)) return 0;
  // Every code point has exactly one byte that does not continue another.
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace dayaq
