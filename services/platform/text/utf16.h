// Between UTF-8 and ICU's UTF-16; for the files of this room.
#ifndef SERVICES_PLATFORM_TEXT_UTF16_H_
#define SERVICES_PLATFORM_TEXT_UTF16_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "unicode/unistr.h"
#include "unicode/ustring.h"

namespace dayaq {

// Nothing when `text` is not valid UTF-8: ICU's own conversion would quietly put U+FFFD instead.
inline std::optional<icu::UnicodeString> ToUtf16(absl::string_view text) {
  if (text.size() > static_cast<size_t>(std::numeric_limits<int32_t>::max())) return std::nullopt;
  const auto size = static_cast<int32_t>(text.size());
  icu::UnicodeString wide;
  // UTF-16 never needs more units than UTF-8 needs bytes.
  char16_t* buffer = wide.getBuffer(size + 1);
  if (buffer == nullptr) return std::nullopt;
  int32_t length = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(buffer, size + 1, &length, text.data(), size, &error);
  wide.releaseBuffer(U_SUCCESS(error) ? length : 0);
  if (U_FAILURE(error)) return std::nullopt;
  return wide;
}

inline std::string ToUtf8(const icu::UnicodeString& wide) {
  std::string text;
  wide.toUTF8String(text);
  return text;
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TEXT_UTF16_H_
