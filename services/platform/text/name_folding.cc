#include "services/platform/text/name_folding.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/unicode.h"
#include "services/platform/text/utf16.h"
#include "unicode/normalizer2.h"
#include "unicode/uchar.h"

// How a key is made, word by word:
//   1. letters    every letter becomes one or two ASCII signs; Cyrillic ones that a Latin pair could be mistaken for go straight to
//                 their sound (х becomes g, so that сх is not read as sh)
//   2. sounds     pairs (sh, dzh, ...) and glides are read in their place; capital C stands for ch, S for sh
//   3. endings    for surnames and patronymics
namespace dayaq {
namespace {

struct Letter {
  char32_t letter;
  const char* sign;
};

// Step 1 for letters beyond a to z. A E O U as signs are я е ё ю: a vowel that may carry a glide.
constexpr Letter kLetters[] = {
    // Azerbaijani Latin, the ä of 1991, and what is typed for ə.
    {U'ə', "a"},
    {U'ǝ', "a"},
    {U'ä', "a"},
    {U'ç', "C"},
    {U'ğ', "g"},
    {U'ı', "i"},
    {U'ö', "o"},
    {U'ş', "S"},
    {U'ü', "u"},
    // Russian.
    {U'а', "a"},
    {U'б', "b"},
    {U'в', "v"},
    {U'г', "g"},
    {U'д', "d"},
    {U'е', "e"},
    {U'ё', "O"},
    {U'ж', "j"},
    {U'з', "z"},
    {U'и', "i"},
    {U'й', "y"},
    {U'к', "g"},
    {U'л', "l"},
    {U'м', "m"},
    {U'н', "n"},
    {U'о', "o"},
    {U'п', "p"},
    {U'р', "r"},
    {U'с', "s"},
    {U'т', "t"},
    {U'у', "u"},
    {U'ф', "f"},
    {U'х', "g"},
    {U'ц', "ts"},
    {U'ч', "C"},
    {U'ш', "S"},
    {U'щ', "S"},
    {U'ъ', ""},
    {U'ы', "i"},
    {U'ь', ""},
    {U'э', "a"},
    {U'ю', "U"},
    {U'я', "A"},
    // Azerbaijani Cyrillic (1958 to 1991) and Ukrainian.
    {U'ә', "a"},
    {U'ҝ', "g"},
    {U'ғ', "g"},
    {U'һ', "g"},
    {U'ҹ', "j"},
    {U'ј', "y"},
    {U'ө', "o"},
    {U'ү', "u"},
    {U'і', "i"},
    {U'ї', "i"},
    {U'є', "e"},
    {U'ґ', "g"},
};

// Step 2, longest first.
struct Pair {
  absl::string_view written;
  char sound;
};
constexpr Pair kPairs[] = {{"dzh", 'j'}, {"dj", 'j'}, {"zh", 'j'}, {"ch", 'C'}, {"sh", 'S'}, {"kh", 'g'}, {"gh", 'g'}};

// Renderings that no rule gives: how a word begins, and how it should.
struct Irregular {
  absl::string_view written;
  absl::string_view meant;
};
constexpr Irregular kIrregular[] = {{"fizul", "fuzul"}, {"magomad", "magamad"}, {"magti", "magdi"}, {"mirzo", "mirza"}};

bool IsVowel(char sound) { return absl::string_view("aiou").find(sound) != absl::string_view::npos; }
bool IsVowelSign(char sign) { return absl::string_view("aeiouAOU").find(sign) != absl::string_view::npos; }

const char* SignOf(char32_t letter) {
  const auto* found =
      std::find_if(std::begin(kLetters), std::end(kLetters), [=](const Letter& each) { return each.letter == letter; });
  return found == std::end(kLetters) ? nullptr : found->sign;
}

// The letter without its accent: é gives e, and what has none gives itself.
char32_t WithoutAccent(char32_t letter) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  icu::UnicodeString parts;
  if (U_FAILURE(error) || !nfc->getDecomposition(static_cast<UChar32>(letter), parts)) return letter;
  return static_cast<char32_t>(parts.char32At(0));
}

bool DividesWords(char32_t c) {
  const auto category = static_cast<UCharCategory>(u_charType(static_cast<UChar32>(c)));
  return category == U_SPACE_SEPARATOR || category == U_CONTROL_CHAR || category == U_DASH_PUNCTUATION;
}

using Letters = std::vector<char32_t>;

// Letters of one script that look like those of the other, capital or small; both in small letters.
struct LookAlike {
  char32_t latin;
  char32_t cyrillic;
};
constexpr LookAlike kLookAlikes[] = {{U'a', U'а'}, {U'b', U'в'}, {U'c', U'с'}, {U'e', U'е'}, {U'h', U'н'}, {U'h', U'һ'},
                                     {U'i', U'і'}, {U'j', U'ј'}, {U'k', U'к'}, {U'm', U'м'}, {U'o', U'о'}, {U'p', U'р'},
                                     {U's', U'ѕ'}, {U't', U'т'}, {U'x', U'х'}, {U'y', U'у'}};

bool IsCyrillic(char32_t letter) { return letter >= U'\u0400' && letter <= U'\u052F'; }
bool IsLatin(char32_t letter) { return (letter >= U'a' && letter <= U'z') || (letter >= U'\u00C0' && letter <= U'\u024F'); }

// A word is written in one script: single letters of the other one were typed for those they look like.
void Unmix(Letters& word) {
  const auto cyrillic = std::count_if(word.begin(), word.end(), IsCyrillic),
             latin = std::count_if(word.begin(), word.end(), IsLatin);
  if (cyrillic == 0 || latin == 0) return;
  for (char32_t& letter : word) {
    const auto* found = std::find_if(std::begin(kLookAlikes), std::end(kLookAlikes), [&](const LookAlike& each) {
      return letter == (latin >= cyrillic ? each.cyrillic : each.latin);
    });
    if (found != std::end(kLookAlikes)) letter = latin >= cyrillic ? found->latin : found->cyrillic;
  }
}

// Step 1: the signs of a word.
std::string SignsOf(const Letters& word) {
  std::string signs;
  const auto plain = [](char32_t letter) { return (letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9'); };
  for (char32_t letter : word) {
    if (!plain(letter) && SignOf(letter) == nullptr) letter = WithoutAccent(letter);
    if (plain(letter)) {
      signs += static_cast<char>(letter);
    } else if (const char* sign = SignOf(letter); sign != nullptr) {
      signs += sign;
    }
  }
  return signs;
}

std::vector<std::string> Words(absl::string_view name) {
  std::vector<Letters> words(1);
  const auto normal = Nfc(name);
  const auto wide = ToUtf16(LowerAz(normal.value_or("")));
  for (int32_t i = 0; wide.has_value() && i < wide->length(); i = wide->moveIndex32(i, 1)) {
    const auto letter = static_cast<char32_t>(wide->char32At(i));
    if (DividesWords(letter)) {
      words.emplace_back();
    } else {
      words.back().push_back(letter);
    }
  }
  std::vector<std::string> all;
  for (Letters& word : words) {
    Unmix(word);
    if (std::string signs = SignsOf(word); !signs.empty()) all.push_back(std::move(signs));
  }
  return all;
}

// Takes the next sign or pair off the front of `signs`; what stands for a vowel or glide comes back as it is.
char NextSound(absl::string_view& signs) {
  for (const Pair& pair : kPairs) {
    if (!absl::StartsWith(signs, pair.written)) continue;
    signs.remove_prefix(pair.written.size());
    return pair.sound;
  }
  const char sign = signs[0];
  signs.remove_prefix(1);
  switch (sign) {
    case 'c':
      return 'j';
    case 'h':
    case 'k':
    case 'q':
    case 'x':
      return 'g';
    case 'w':
      return 'v';
    default:
      return sign;
  }
}

// Step 2. Doubled l is kept for the endings: Cəlilli is Cəlil and -li.
std::string Sounds(absl::string_view signs) {
  std::string sounds;
  const auto add = [&sounds](char sound) {
    // c behind d sounds like c: dc is read as dj is.
    if (sound == 'j' && absl::EndsWith(sounds, "d")) sounds.pop_back();
    if (sounds.empty() || sounds.back() != sound || sound == 'l') sounds += sound;
  };
  while (!signs.empty()) {
    const bool first = sounds.empty();
    const bool after_vowel = !first && IsVowel(sounds.back());
    const char sound = NextSound(signs);
    const char next = signs.empty() ? '\0' : signs[0];
    switch (sound) {
      case 'y':
        // Kyamran and Bünyad after a consonant, Yelena at the start: written by some, left out by others.
        if (first ? next != 'e' : after_vowel || !IsVowelSign(next)) add('i');
        break;
      case 'e':
        if (after_vowel) add('i');  // Aliev is spoken Aliyev
        add('a');
        break;
      case 'A':
      case 'O':
      case 'U':
        if (first || after_vowel) add('i');
        add(sound == 'A' ? 'a' : sound == 'O' ? 'o' : 'u');
        break;
      default:
        add(sound);
    }
  }
  for (const Irregular& each : kIrregular) {
    if (absl::StartsWith(sounds, each.written)) sounds.replace(0, each.written.size(), std::string(each.meant));
  }
  return sounds;
}

std::string KeyOf(const std::string& sounds) {
  std::string key;
  char last = '\0';
  for (const char sound : sounds) {
    if (sound == last) continue;
    last = sound;
    if (sound == 'C' || sound == 'S') {
      key += sound == 'C' ? "ch" : "sh";
    } else {
      key += sound;
    }
  }
  return key;
}

// Drops `ending` where at least three sounds remain.
bool Drop(std::string& sounds, absl::string_view ending) {
  if (sounds.size() < ending.size() + 3 || !absl::EndsWith(sounds, ending)) return false;
  sounds.resize(sounds.size() - ending.size());
  return true;
}

// -yev in the forms it takes: after a consonant its i belongs to the root (Quli, Quliyev), after a vowel it is a glide (Ağa,
// Ağayev); after ж, ч, ш Russian writes -ev for -ov (Orucov, Оруджев).
bool DropYev(std::string& sounds, absl::string_view rest) {
  const std::string ending = absl::StrCat("av", rest);
  if (!absl::EndsWith(sounds, ending) || sounds.size() < ending.size() + 3) return false;
  const size_t root = sounds.size() - ending.size();
  const char before = sounds[root - 1];
  if (before != 'i') return (before == 'j' || before == 'C' || before == 'S') && Drop(sounds, ending);
  return IsVowel(sounds[root - 2]) ? Drop(sounds, absl::StrCat("i", ending)) : Drop(sounds, ending);
}

void DropSurnameEnding(std::string& sounds) {
  if (DropYev(sounds, "") || DropYev(sounds, "a")) return;
  for (const absl::string_view ending : {"ova", "ov", "zada", "baili", "oglu", "ogli", "gizi", "li", "lu"}) {
    if (Drop(sounds, ending)) return;
  }
}

void DropPatronymicEnding(std::string& sounds) {
  if (DropYev(sounds, "iC") || DropYev(sounds, "na")) return;
  for (const absl::string_view ending : {"oviC", "ovna", "oglu", "ogli", "gizi"}) {
    if (Drop(sounds, ending)) return;
  }
}

bool IsSonOrDaughter(const std::string& sounds) { return sounds == "oglu" || sounds == "ogli" || sounds == "gizi"; }

}  // namespace

std::string FoldName(absl::string_view name) {
  std::vector<std::string> keys;
  for (const std::string& word : Words(name)) keys.push_back(KeyOf(Sounds(word)));
  return absl::StrJoin(keys, " ");
}

std::string FoldSurname(absl::string_view surname) {
  std::vector<std::string> keys;
  for (const std::string& word : Words(surname)) {
    std::string sounds = Sounds(word);
    DropSurnameEnding(sounds);
    keys.push_back(KeyOf(sounds));
  }
  return absl::StrJoin(keys, " ");
}

std::string FoldPatronymic(absl::string_view patronymic) {
  std::vector<std::string> keys;
  for (const std::string& word : Words(patronymic)) {
    std::string sounds = Sounds(word);
    if (IsSonOrDaughter(sounds)) continue;
    DropPatronymicEnding(sounds);
    keys.push_back(KeyOf(sounds));
  }
  return absl::StrJoin(keys, " ");
}

}  // namespace dayaq
