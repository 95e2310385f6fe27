// The forms in which a text may lie on a disk.
#ifndef TESTS_ATREST_ENCODINGS_H_
#define TESTS_ATREST_ENCODINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::testing {

struct EncodedForm {
  std::string encoding;
  std::string bytes;
};

// UTF-8 as it is, in small and capital letters and folded; UTF-16 both ways; base64 wherever the text may stand in what was
// encoded; hexadecimal; JSON and URL escapes. Forms that are the same bytes come once; those under six bytes would be met by chance
// and are left out.
std::vector<EncodedForm> FormsOf(absl::string_view text);

// Names of all encodings that FormsOf knows.
const std::vector<std::string>& Encodings();

}  // namespace dayaq::testing

#endif  // TESTS_ATREST_ENCODINGS_H_
