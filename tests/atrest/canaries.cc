#include "tests/atrest/canaries.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace dayaq::testing {
namespace {

constexpr std::array<const char*, 16> kSyllables = {"ba", "çe", "du", "fə", "gı", "hö", "ji", "ku",
                                                    "lü", "mo", "nə", "pi", "ra", "şu", "və", "zö"};
// No letter of hexadecimal digits: an id in a dump is never mistaken.
constexpr char kLetters[] = "GHJKLMNPQRSTUVWXYZ";

// Four syllables that no other number has.
std::string Word(uint64_t number) {
  // An odd factor mixes the digits and stays one to one.
  uint64_t mixed = (number * 40503 + 12345) % 65536;
  std::string word;
  for (int i = 0; i < 4; ++i, mixed /= 16) word += kSyllables[mixed % 16];
  return word;
}

std::string NationalId(uint64_t number) {
  constexpr uint64_t kBase = sizeof(kLetters) - 1;
  std::string id = "Z";
  for (int i = 0; i < 6; ++i, number = number / kBase + 7919) id += kLetters[number % kBase];
  return id;
}

}  // namespace

Canary CanaryOf(uint64_t number) {
  return {.family_name = absl::StrCat("Ğə", Word(number), "zadə"),
          .given_name = absl::StrCat("Şü", Word(number + 20'000)),
          .father_name = absl::StrCat("Öğ", Word(number + 40'000)),
          .national_id = NationalId(number),
          .phone = absl::StrFormat("+99477%07d", (number * 7919 + 1'234'567) % 10'000'000),
          .address = absl::StrCat(Word(number + 1), " küçəsi, ev ", Word(number + 2)),
          .iban = absl::StrFormat("AZ77KNRY%020d", number * 1'000'003 + 998'877'665'544'332)};
}

std::vector<Secret> SecretsOf(uint64_t people) {
  std::vector<Secret> secrets;
  for (uint64_t number = 0; number < people; ++number) {
    const Canary canary = CanaryOf(number);
    secrets.insert(secrets.end(), {{"family_name", canary.family_name},
                                   {"given_name", canary.given_name},
                                   {"father_name", canary.father_name},
                                   {"national_id", canary.national_id},
                                   {"phone", canary.phone},
                                   {"address", canary.address},
                                   {"iban", canary.iban}});
  }
  return secrets;
}

}  // namespace dayaq::testing
