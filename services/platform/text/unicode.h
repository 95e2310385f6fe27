// Unicode basics on UTF-8 text: is it well formed, how long is it, what is its canonical form (ICU).
#ifndef SERVICES_PLATFORM_TEXT_UNICODE_H_
#define SERVICES_PLATFORM_TEXT_UNICODE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq {

// Whether `text` is valid UTF-8 (no overlong forms, no surrogates) and holds no NUL, which PostgreSQL cannot store.
bool IsWellFormed(absl::string_view text);

// `text` in Unicode normalisation form C; nothing when it is not well formed.
std::optional<std::string> Nfc(absl::string_view text);

// Code points in `text`; 0 when it is not well formed.
size_t CountCodePoints(absl::string_view text);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TEXT_UNICODE_H_
