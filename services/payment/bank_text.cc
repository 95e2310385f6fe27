#include "services/payment/bank_text.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"

namespace dayaq::payment {
namespace {

struct Spelling {
  int32_t code_point;
  absl::string_view text;
};

// By code point. The marks of other European alphabets are dropped as Unicode takes them apart.
constexpr Spelling kSpellings[] = {
#include "services/payment/bank_text_table.inc"
};

bool IsBankLetter(int32_t c) {
  return c < 0x80 && (absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                      absl::string_view("/-?:().,'+ ").find(static_cast<char>(c)) != absl::string_view::npos);
}

// Marks that stand behind their letter: the letter is enough.
bool IsMark(int32_t c) { return c >= 0x0300 && c <= 0x036F; }

void Append(absl::string_view added, std::string& text) {
  for (const char c : added) {
    if (c == ' ' && (text.empty() || text.back() == ' ')) continue;
    if (c == '/' && (text.empty() || text.back() == '/')) continue;
    text.push_back(c);
  }
}

}  // namespace

std::string ToBankText(absl::string_view text, size_t most) {
  std::string spelt;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(std::min<size_t>(text.size(), 4000));
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (IsMark(c)) continue;
    if (c >= 0 && IsBankLetter(c)) {
      Append(absl::string_view(text.data() + i - 1, 1), spelt);
      continue;
    }
    const auto* found =
        std::lower_bound(std::begin(kSpellings), std::end(kSpellings), c,
                         [](const Spelling& spelling, int32_t code_point) { return spelling.code_point < code_point; });
    Append(found != std::end(kSpellings) && found->code_point == c ? found->text : " ", spelt);
  }
  if (spelt.size() > most) spelt.resize(most);
  while (!spelt.empty() && (spelt.back() == ' ' || spelt.back() == '/')) spelt.pop_back();
  return spelt;
}

}  // namespace dayaq::payment
