// Azerbaijani text: case, order and width (ICU, locale az). Text is UTF-8.
//
// Never use ASCII functions on names: there i and I are one letter, here i/İ and ı/I are two.
#ifndef SERVICES_PLATFORM_TEXT_AZERBAIJANI_H_
#define SERVICES_PLATFORM_TEXT_AZERBAIJANI_H_

#include <string>

#include "absl/strings/string_view.h"

namespace dayaq {

// In capital or small letters. Text that is not valid UTF-8 comes back as it is.
std::string UpperAz(absl::string_view text);
std::string LowerAz(absl::string_view text);

// Below, equal to or above 0 as `a` stands before, with or behind `b` in an Azerbaijani list:
// A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z. Letters of other alphabets follow.
int CompareAz(absl::string_view a, absl::string_view b);

// Bytes whose order is that of CompareAz: for sorting many texts by one comparison each. Belongs to this version of ICU and is
// therefore never stored.
std::string CollationKeyAz(absl::string_view text);

// Columns that `text` takes in a terminal: 0 for combining marks, control and format characters, 2 for wide East Asian
// characters and emoji, 1 for every other.
int DisplayWidth(absl::string_view text);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TEXT_AZERBAIJANI_H_
