// What a short message must not say. Pure.
#ifndef SERVICES_SURVIVOR_MESSAGE_WORDS_H_
#define SERVICES_SURVIVOR_MESSAGE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::survivor {

// Letters that one short message holds when it is not all of the alphabet of GSM: Azerbaijani is not.
inline constexpr size_t kLongestText = 70;

// Why this text may not be sent, in words for whoever keeps the policy; empty: it may. A text is one line of at most kLongestText
// letters that names the number to ask at, and no other digit (an amount, a date, a percent); it has no sign of money and no
// address of a page, and none of the words, in whatever case, ending or spelling, that say why somebody is written to: what
// happened, what became of the body, money, a benefit, a device, a death. Whoever reads over a shoulder learns that there is
// something, and not what.
std::string FaultOfText(absl::string_view text, absl::string_view ask_at);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_WORDS_H_
