// Account numbers as banks of Azerbaijan write them (ISO 13616). Pure.
#ifndef SERVICES_PAYMENT_IBAN_H_
#define SERVICES_PAYMENT_IBAN_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::payment {

// Keyed token that an account is found by (rpc::Call::Token).
inline constexpr char kIbanToken[] = "iban";

// The 28 characters in capitals without spaces and hyphens; nothing when they are not an Azerbaijani IBAN: AZ, two check digits
// that are right (modulo 97), four letters of the bank, twenty letters and digits. Nothing is guessed, not even O for 0.
std::optional<std::string> NormaliseIban(absl::string_view written);

// The four letters of the bank of an IBAN that NormaliseIban gave.
inline absl::string_view BankOf(absl::string_view iban) { return iban.substr(4, 4); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IBAN_H_
