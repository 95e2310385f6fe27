// Names and texts in the letters that every bank takes: the basic Latin set of ISO 20022 guidelines. Pure, and by tables of its
// own: a file that is made again years later, with newer libraries, has the same bytes.
#ifndef SERVICES_PAYMENT_BANK_TEXT_H_
#define SERVICES_PAYMENT_BANK_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::payment {

// `text` in a-z A-Z 0-9 / - ? : ( ) . , ' + and single spaces, at most `most` characters, without a slash at either end and without
// two in a row. Azerbaijani and European Latin lose their marks (ə becomes e), Azerbaijani and Russian Cyrillic is spelt;
// everything else becomes a space. Empty when nothing is left.
std::string ToBankText(absl::string_view text, size_t most);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_TEXT_H_
