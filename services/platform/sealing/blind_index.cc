#include "services/platform/sealing/blind_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace dayaq {
namespace {

constexpr size_t kTokenSize = 16;
constexpr size_t kFinSize = 7;
constexpr size_t kNationalDigits = 9;
constexpr size_t kIbanSize = 28;

// What people and word processors put between groups, beyond ASCII: no-break and thin spaces, hyphens, dashes, marks of direction.
constexpr absl::string_view kSeparators[] = {
    "\u00A0", "\u2002", "\u2003", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u200E", "\u200F", "\u202F",
    "\u2060", "\uFEFF", "\u00AD", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212",
};

// `text` without separators: those above, ASCII white space, and the characters in `also`.
std::string WithoutSeparators(absl::string_view text, absl::string_view also) {
  std::string rest;
  while (!text.empty()) {
    const bool wide = std::any_of(std::begin(kSeparators), std::end(kSeparators),
                                  [&text](absl::string_view separator) { return absl::ConsumePrefix(&text, separator); });
    if (wide) continue;
    const char c = text[0];
    if (!absl::ascii_isspace(c) && also.find(c) == absl::string_view::npos) rest += c;
    text.remove_prefix(1);
  }
  return rest;
}

bool AllDigits(absl::string_view text) { return std::all_of(text.begin(), text.end(), absl::ascii_isdigit); }

}  // namespace

std::string BlindIndex::Token(absl::string_view kind, absl::string_view normalised) const {
  return MacOf(kind).Sign(normalised).substr(0, kTokenSize);
}

const Mac& BlindIndex::MacOf(absl::string_view kind) const {
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = by_kind_.find(kind);
    if (found != by_kind_.end()) return found->second;
  }
  Mac derived = mac_.Derive(kind);
  absl::MutexLock lock(&mutex_);
  return by_kind_.try_emplace(std::string(kind), std::move(derived)).first->second;
}

std::optional<std::string> NormaliseNationalId(absl::string_view written) {
  const std::string fin = absl::AsciiStrToUpper(WithoutSeparators(written, "-"));
  const bool right = fin.size() == kFinSize && std::all_of(fin.begin(), fin.end(), [](char c) {
                       return absl::ascii_isdigit(c) || (absl::ascii_isupper(c) && c != 'I' && c != 'O');
                     });
  if (!right) return std::nullopt;
  return fin;
}

std::optional<std::string> NormalisePhone(absl::string_view written) {
  const std::string compact = WithoutSeparators(written, "-./()");
  absl::string_view digits = compact;
  const bool international = absl::ConsumePrefix(&digits, "+") || absl::ConsumePrefix(&digits, "00");
  if (!AllDigits(digits)) return std::nullopt;
  const bool home = absl::StartsWith(digits, "994") && (international || digits.size() >= 3 + kNationalDigits);
  if (home) digits.remove_prefix(3);
  if (international && !home) {
    if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') return std::nullopt;
    return absl::StrCat("+", digits);
  }
  absl::ConsumePrefix(&digits, "0");
  if (digits.size() != kNationalDigits || digits[0] == '0') return std::nullopt;
  return absl::StrCat("+994", digits);
}

std::optional<std::string> NormaliseIban(absl::string_view written) {
  const std::string compact = absl::AsciiStrToUpper(WithoutSeparators(written, "-./:"));
  absl::string_view iban = compact;
  absl::ConsumePrefix(&iban, "IBAN");
  if (iban.size() != kIbanSize || !absl::StartsWith(iban, "AZ") || !AllDigits(iban.substr(2, 2))) return std::nullopt;
  const absl::string_view bank = iban.substr(4, 4), account = iban.substr(8);
  if (!std::all_of(bank.begin(), bank.end(), absl::ascii_isupper)) return std::nullopt;
  if (!std::all_of(account.begin(), account.end(), absl::ascii_isalnum)) return std::nullopt;
  // The country and its check digits go behind the rest; a letter counts for two digits.
  int remainder = 0;
  for (const char c : absl::StrCat(iban.substr(4), iban.substr(0, 4))) {
    remainder = absl::ascii_isdigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
  }
  if (remainder != 1) return std::nullopt;
  return std::string(iban);
}

}  // namespace dayaq
