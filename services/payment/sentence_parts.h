// What the sentences of an explanation are made of. Inside the room.
#ifndef SERVICES_PAYMENT_SENTENCE_PARTS_H_
#define SERVICES_PAYMENT_SENTENCE_PARTS_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

using common::v1::PartialDate;

struct Name {
  absl::string_view az;
  absl::string_view en;
};

inline v1::Words Say(std::string az, std::string en) {
  v1::Words words;
  words.set_az(std::move(az));
  words.set_en(std::move(en));
  return words;
}

// Azerbaijani writes a decimal comma, English a point; programs that show these sentences do the same.
inline std::string Money(int64_t qepik, char decimal_mark) {
  return absl::StrFormat("%d%c%02d AZN", qepik / 100, decimal_mark, qepik % 100);
}

// "2025-08", or words where nothing is known.
inline std::string DateOr(const PartialDate& date, absl::string_view unknown) {
  const std::string text = ToText(date);
  return text.empty() ? std::string(unknown) : text;
}
inline std::string DateAz(const PartialDate& date) { return DateOr(date, "məlum deyil"); }
inline std::string DateEn(const PartialDate& date) { return DateOr(date, "not known"); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_SENTENCE_PARTS_H_
