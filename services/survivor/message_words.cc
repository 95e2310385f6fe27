#include "services/survivor/message_words.h"

#include <initializer_list>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/unicode.h"

namespace dayaq::survivor {
namespace {

// Stems in small letters; Azerbaijani ones folded as Folded does, so that "muavinet" is found as well as "müavinət".
constexpr const char* kForbidden[] = {
    // What happened, and to whom.
    "mina", "mayin", "partla", "qumbara", "silah", "hadis", "zerercek", "qurban", "sehid", "qazi", "veteran", "herbi", "muharibe",
    // The body, and what is done for it.
    "elil", "amput", "protez", "yara", "xest", "saglam", "hekim", "terapiya", "reabilit", "muayine", "ekspertiza", "travma",
    // Money and benefits.
    "teqaud", "muavinet", "pensiya", "odenis", "odeme", "pul", "manat", "qepik", "mebleg", "hesab", "kart", "bank", "kompensas",
    "yardim", "guzest", "sosial", "borc", "kocur",
    // A death.
    "olum", "vefat", "defn", "merhum", "varis",
    // English.
    "mine", "explos", "victim", "casualt", "survivor", "injur", "wound", "disab", "invalid", "amputat", "prosthe", "wheelchair",
    "rehab", "doctor", "health", "medical", "hospital", "pension", "benefit", "allowance", "stipend", "payment", "paid", "money",
    "amount", "account", "social", "martyr", "death", "died", "funeral", "war ",
    // Russian.
    "мин", "взрыв", "жертв", "пострада", "ранен", "инвалид", "ампут", "протез", "реабилит", "врач", "здоров", "больниц", "медиц",
    "пенси", "пособи", "стипенд", "выплат", "деньг", "денег", "сумм", "счет", "счёт", "манат", "социал", "шехид", "ветеран",
    "смерт", "умер", "похорон", "войн",
    // Where a page or a sign of money would say it.
    "http", "www.", "://", ".az", ".com", "azn", "usd", "eur"};

// Small letters, and those of Azerbaijani that people leave the dots off of as they do.
std::string Folded(absl::string_view text) {
  return absl::StrReplaceAll(LowerAz(text), {{"ə", "e"}, {"ı", "i"}, {"ö", "o"}, {"ü", "u"}, {"ğ", "g"}, {"ş", "s"}, {"ç", "c"}});
}

bool HasControl(absl::string_view text) {
  for (const char c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) return true;
  }
  return false;
}

bool HasDigit(absl::string_view text) {
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) return true;
  }
  return false;
}

// A word of the list that the text has in it; empty: none.
std::string ForbiddenIn(absl::string_view text) {
  const std::string folded = Folded(text);
  // A capital I is ı in Azerbaijani and i elsewhere: both are looked at.
  const std::string ascii = absl::AsciiStrToLower(text);
  for (const char* word : kForbidden) {
    if (absl::StrContains(folded, word) || absl::StrContains(ascii, word)) return word;
  }
  return "";
}

}  // namespace

std::string FaultOfText(absl::string_view text, absl::string_view ask_at) {
  const size_t letters = CountCodePoints(text);
  if (letters == 0 || HasControl(text)) return "a text is one line of letters";
  if (letters > kLongestText) return absl::StrCat("a text has at most ", kLongestText, " letters, which is one message");
  if (ask_at.empty() || !absl::StrContains(text, ask_at)) return "a text names the number to ask at";
  const std::string rest = absl::StrReplaceAll(text, {{ask_at, ""}});
  if (HasDigit(rest)) return "a text has no digits but the number to ask at";
  for (const absl::string_view sign : {"%", "₼", "$", "€", "₽"}) {
    if (absl::StrContains(rest, sign)) return absl::StrCat("a text does not say ", sign);
  }
  if (const std::string word = ForbiddenIn(rest); !word.empty()) return absl::StrCat("a text does not say why: '", word, "'");
  return "";
}

}  // namespace dayaq::survivor
