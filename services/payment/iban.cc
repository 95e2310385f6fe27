#include "services/payment/iban.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace dayaq::payment {
namespace {

constexpr size_t kLength = 28;
constexpr size_t kBankBegins = 4;
constexpr size_t kBankEnds = 8;

// ISO 7064, MOD 97-10: the first four characters behind the others, letters as 10 to 35.
bool IsChecked(absl::string_view iban) {
  int remainder = 0;
  for (size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    remainder = absl::ascii_isdigit(static_cast<unsigned char>(c)) ? (remainder * 10 + (c - '0')) % 97
                                                                   : (remainder * 100 + (c - 'A' + 10)) % 97;
  }
  return remainder == 1;
}

}  // namespace

std::optional<std::string> NormaliseIban(absl::string_view written) {
  std::string iban;
  for (const char c : written) {
    if (c == ' ' || c == '-') continue;
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) return std::nullopt;
    iban.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  if (iban.size() != kLength || !absl::StartsWith(iban, "AZ")) return std::nullopt;
  for (size_t i = 2; i < kBankBegins; ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(iban[i]))) return std::nullopt;
  }
  for (size_t i = kBankBegins; i < kBankEnds; ++i) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(iban[i]))) return std::nullopt;
  }
  // 00, 01 and 99 leave the right remainder for some numbers and are never given.
  const absl::string_view digits = absl::string_view(iban).substr(2, 2);
  if (digits == "00" || digits == "01" || digits == "99" || !IsChecked(iban)) return std::nullopt;
  return iban;
}

}  // namespace dayaq::payment
