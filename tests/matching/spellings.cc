#include "tests/matching/spellings.h"

#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/text/azerbaijani.h"

namespace dayaq::matching {
namespace {

using Letters = std::vector<std::string>;

// The characters of a well-formed text.
Letters LettersOf(const std::string& text) {
  Letters letters;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) == 0x80U && !letters.empty()) {
      letters.back() += byte;
    } else {
      letters.emplace_back(1, byte);
    }
  }
  return letters;
}

std::string Joined(const Letters& letters) {
  std::string text;
  for (const std::string& letter : letters) text += letter;
  return text;
}

std::string Capitalised(const std::string& name) {
  Letters letters = LettersOf(name);
  if (!letters.empty()) letters[0] = UpperAz(letters[0]);
  return Joined(letters);
}

bool IsVowel(const std::string& letter) { return !letter.empty() && absl::StrContains("aeəıioöuü", letter); }

using Table = std::map<std::string, std::string>;

const Table& CyrillicTable() {
  static const Table table = {{"a", "а"}, {"b", "б"}, {"c", "ҹ"}, {"ç", "ч"}, {"d", "д"}, {"e", "е"}, {"ə", "ә"}, {"f", "ф"},
                              {"g", "ҝ"}, {"ğ", "ғ"}, {"h", "һ"}, {"x", "х"}, {"ı", "ы"}, {"i", "и"}, {"j", "ж"}, {"k", "к"},
                              {"q", "г"}, {"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"ö", "ө"}, {"p", "п"}, {"r", "р"},
                              {"s", "с"}, {"ş", "ш"}, {"t", "т"}, {"u", "у"}, {"ü", "ү"}, {"v", "в"}, {"y", "ј"}, {"z", "з"}};
  return table;
}

const Table& RussianTable() {
  static const Table table = {{"a", "а"}, {"b", "б"}, {"c", "дж"}, {"ç", "ч"}, {"d", "д"}, {"e", "е"}, {"ə", "а"}, {"f", "ф"},
                              {"g", "г"}, {"ğ", "г"}, {"h", "г"},  {"x", "х"}, {"ı", "ы"}, {"i", "и"}, {"j", "ж"}, {"k", "к"},
                              {"q", "г"}, {"l", "л"}, {"m", "м"},  {"n", "н"}, {"o", "о"}, {"ö", "о"}, {"p", "п"}, {"r", "р"},
                              {"s", "с"}, {"ş", "ш"}, {"t", "т"},  {"u", "у"}, {"ü", "ю"}, {"v", "в"}, {"y", "й"}, {"z", "з"}};
  return table;
}

const Table& EnglishTable() {
  static const Table table = {{"c", "j"},  {"ç", "ch"}, {"ə", "a"}, {"ğ", "gh"}, {"x", "kh"}, {"ı", "i"},
                              {"j", "zh"}, {"q", "g"},  {"ö", "o"}, {"ş", "sh"}, {"ü", "u"}};
  return table;
}

const Table& PlainTable() {
  static const Table table = {{"ç", "c"}, {"ə", "e"}, {"ğ", "g"}, {"ı", "i"}, {"ö", "o"}, {"ş", "s"}, {"ü", "u"}};
  return table;
}

std::string ByTable(const std::string& letter, const Table& table) {
  const auto found = table.find(letter);
  return found == table.end() ? letter : found->second;
}

// One letter in Russian, where what it becomes hangs on its neighbours; `next` is taken in too when true comes back.
bool InRussian(const std::string& before, const std::string& letter, const std::string& next, Dice& dice, std::string& text) {
  static const Table kGlides = {{"a", "я"}, {"ə", "я"}, {"e", "е"}, {"u", "ю"}, {"ü", "ю"}, {"o", "ё"}};
  if (letter == "y" && kGlides.contains(next)) {
    text += kGlides.at(next);
    return true;
  }
  if (letter == "ə" && !before.empty() && dice.Chance(0.25)) {
    text += "е";
  } else if (letter == "h" && dice.Chance(0.25)) {
    text += "х";
  } else if (letter == "q" && dice.Chance(0.3)) {
    text += "к";
  } else if (letter == "ü" && (before.empty() || dice.Chance(0.3))) {
    text += "у";
  } else if (letter == "e" && before.empty()) {
    text += "э";
  } else {
    text += ByTable(letter, RussianTable());
  }
  return false;
}

std::string Russian(const Letters& letters, Dice& dice) {
  std::string text;
  for (size_t i = 0; i < letters.size(); ++i) {
    const std::string before = i == 0 ? "" : letters[i - 1], next = i + 1 < letters.size() ? letters[i + 1] : "";
    // Doubled consonants are often written once.
    if (letters[i] == before && !IsVowel(before) && dice.Chance(0.6)) continue;
    if (InRussian(before, letters[i], next, dice, text)) ++i;
  }
  return text;
}

std::string English(const Letters& letters, Dice& dice) {
  std::string text;
  for (size_t i = 0; i < letters.size(); ++i) {
    const std::string& letter = letters[i];
    if (i > 0 && letter == letters[i - 1] && !IsVowel(letter) && dice.Chance(0.3)) continue;
    if (letter == "ə" && i > 0 && dice.Chance(0.2)) {
      text += "e";
    } else if (letter == "c" && dice.Chance(0.1)) {
      text += "dzh";
    } else if (letter == "x" && dice.Chance(0.15)) {
      text += "h";
    } else if (letter == "q" && dice.Chance(0.15)) {
      text += "k";
    } else if (letter == "ğ" && dice.Chance(0.4)) {
      text += "g";
    } else if (letter == "y" && i > 0 && letters[i - 1] == "i" && dice.Chance(0.3)) {
      continue;
    } else {
      text += ByTable(letter, EnglishTable());
    }
  }
  return text;
}

}  // namespace

std::string Written(const std::string& name, Script script, Dice& dice) {
  const Letters letters = LettersOf(LowerAz(name));
  std::string text;
  switch (script) {
    case Script::kLatin:
      return name;
    case Script::kRussian:
      text = Russian(letters, dice);
      break;
    case Script::kEnglish:
      text = English(letters, dice);
      break;
    case Script::kOf1991:
      for (const std::string& letter : letters) text += letter == "ə" ? "ä" : letter;
      break;
    case Script::kWithoutDots:
      for (const std::string& letter : letters) text += ByTable(letter, PlainTable());
      break;
    case Script::kCyrillic:
      for (const std::string& letter : letters) text += ByTable(letter, CyrillicTable());
      break;
  }
  text = Capitalised(text);
  // Outside Azerbaijani the capital of i has no dot.
  if (script != Script::kOf1991 && absl::StartsWith(text, "İ")) text = absl::StrCat("I", text.substr(2));
  return text;
}

std::string FatherWritten(const std::string& father, bool woman, Script script, Dice& dice) {
  const std::string written = Written(father, script, dice);
  if (script == Script::kRussian && dice.Chance(0.8)) {
    const Letters letters = LettersOf(LowerAz(father));
    const bool vowel = IsVowel(letters.back());
    return absl::StrCat(written, vowel ? (woman ? "евна" : "евич") : (woman ? "овна" : "ович"));
  }
  if (script == Script::kEnglish || dice.Chance(0.6)) return written;
  return absl::StrCat(written, " ", Written(woman ? "qızı" : "oğlu", script, dice));
}

std::string Mistyped(const std::string& name, Dice& dice) {
  Letters letters = LettersOf(name);
  if (letters.size() < 4) return name;
  static const Letters kLatin = LettersOf("abcdeəfghiklmnoqrstuvxyz"), kCyrillic = LettersOf("абвгдежзийклмнопрстухчшыэюя");
  const bool cyrillic = letters[0] >= "Ѐ";
  const int at = dice.Between(1, static_cast<int>(letters.size()) - 2);
  switch (dice.Of(4)) {
    case 0:
      letters.erase(letters.begin() + at);
      break;
    case 1:
      letters.insert(letters.begin() + at, letters[at]);
      break;
    case 2:
      letters[at] = dice.Pick(cyrillic ? kCyrillic : kLatin);
      break;
    default:
      std::swap(letters[at], letters[at + 1]);
  }
  return Joined(letters);
}

std::string Disguised(const std::string& name, Dice& dice) {
  static const Table kLooks = {{"a", "а"}, {"e", "е"}, {"o", "о"}, {"c", "с"}, {"x", "х"}, {"ə", "ǝ"},
                               {"M", "М"}, {"H", "Н"}, {"Ə", "Ә"}, {"а", "a"}, {"о", "o"}};
  Letters letters = LettersOf(name);
  const int at = dice.Of(static_cast<int>(letters.size()));
  if (dice.Chance(0.3)) {
    letters.insert(letters.begin() + at, "\u200B");
  } else {
    letters[at] = ByTable(letters[at], kLooks);
  }
  return Joined(letters);
}

std::string ForWoman(const std::string& family_name) {
  const bool changes = absl::EndsWith(family_name, "ov") || absl::EndsWith(family_name, "ev");
  return changes ? absl::StrCat(family_name, "a") : family_name;
}

std::string WithoutSovietSuffix(const std::string& family_name, Dice& dice) {
  absl::string_view root = family_name;
  // Əliyev has its i from Əli, Ağayev its y from -yev.
  if (!absl::ConsumeSuffix(&root, "yev") && !absl::ConsumeSuffix(&root, "ov")) return family_name;
  const Letters letters = LettersOf(LowerAz(root));
  std::string vowel = "ə";
  for (const std::string& letter : letters) {
    if (IsVowel(letter)) vowel = letter;
  }
  const std::string li = absl::StrContains("aı", vowel)   ? "lı"
                         : absl::StrContains("ou", vowel) ? "lu"
                         : absl::StrContains("öü", vowel) ? "lü"
                                                          : "li";
  switch (dice.Of(3)) {
    case 0:
      return absl::StrCat(root, "zadə");
    case 1:
      return std::string(root);
    default:
      return absl::StrCat(root, li);
  }
}

}  // namespace dayaq::matching
