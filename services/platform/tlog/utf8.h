// The characters a signed note may hold; for the files of this room.
#ifndef SERVICES_PLATFORM_TLOG_UTF8_H_
#define SERVICES_PLATFORM_TLOG_UTF8_H_

#include "absl/strings/string_view.h"

namespace dayaq::tlog {

// Valid UTF-8 without control characters below U+0020, newlines apart.
bool IsNoteText(absl::string_view text);

// Whether valid UTF-8 holds any white space of Unicode.
bool HasUnicodeSpace(absl::string_view text);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_UTF8_H_
