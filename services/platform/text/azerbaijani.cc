#include "services/platform/text/azerbaijani.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "services/platform/text/utf16.h"
#include "unicode/coll.h"
#include "unicode/locid.h"
#include "unicode/uchar.h"

namespace dayaq {
namespace {

const icu::Locale& Az() {
  static const icu::Locale& locale = *new icu::Locale("az");
  return locale;
}

// For order and width any text has to do: what is malformed counts as U+FFFD.
icu::UnicodeString Lenient(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(std::string_view(text.data(), text.size()));
}

// Its const functions are safe in many threads.
const icu::Collator& Collator() {
  static const icu::Collator* collator = [] {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Collator* made = icu::Collator::createInstance(Az(), error);
    if (U_FAILURE(error)) {
      std::fputs("ICU has no collation data: the process ends\n", stderr);
      std::abort();
    }
    return made;
  }();
  return *collator;
}

}  // namespace

std::string UpperAz(absl::string_view text) {
  auto wide = ToUtf16(text);
  return wide.has_value() ? ToUtf8(wide->toUpper(Az())) : std::string(text);
}

std::string LowerAz(absl::string_view text) {
  auto wide = ToUtf16(text);
  return wide.has_value() ? ToUtf8(wide->toLower(Az())) : std::string(text);
}

int CompareAz(absl::string_view a, absl::string_view b) {
  UErrorCode error = U_ZERO_ERROR;
  return Collator().compare(Lenient(a), Lenient(b), error);
}

std::string CollationKeyAz(absl::string_view text) {
  const icu::UnicodeString wide = Lenient(text);
  std::string key(static_cast<size_t>(Collator().getSortKey(wide, nullptr, 0)), '\0');
  Collator().getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
  return key;
}

int DisplayWidth(absl::string_view text) {
  const icu::UnicodeString wide = Lenient(text);
  int width = 0;
  for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    const int8_t category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR || category == U_CONTROL_CHAR) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

}  // namespace dayaq
