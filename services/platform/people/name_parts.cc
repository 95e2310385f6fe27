#include "services/platform/people/name_parts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/platform/text/name_folding.h"

namespace dayaq {
namespace {

// As written, and by FoldName.
struct Word {
  std::string text, folded;
};
using Words = std::vector<Word>;

// More words than a name has are not looked at, so that a long text in the wrong field costs nothing.
constexpr size_t kMostWords = 8;

Words WordsOf(absl::string_view text) {
  Words words;
  for (const absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \t\n,;"), absl::SkipWhitespace())) {
    if (words.size() == kMostWords) break;
    words.push_back({std::string(word), FoldName(word)});
  }
  return words;
}

bool EndsWithAny(absl::string_view word, std::initializer_list<absl::string_view> endings, size_t least_root) {
  return std::any_of(endings.begin(), endings.end(), [&](absl::string_view ending) {
    return word.size() >= ending.size() + least_root && absl::EndsWith(word, ending);
  });
}

// The words oğlu and qızı, in any spelling.
bool IsMarker(const Word& word) { return word.folded == "oglu" || word.folded == "ogli" || word.folded == "gizi"; }

// -ovich, -yevna: in a Russian document the father's name.
bool IsPatronymic(const Word& word) { return EndsWithAny(word.folded, {"ovich", "avich", "ovna", "avna"}, 2); }

// Endings that only family names have, and those that given names seldom have.
bool IsFamilyName(const Word& word) {
  return EndsWithAny(word.folded, {"ov", "ova", "jav", "java", "zada", "baili"}, 3) || EndsWithAny(word.folded, {"iav", "iava"}, 2);
}
bool MayBeFamilyName(const Word& word) { return EndsWithAny(word.folded, {"li", "lu", "oglu"}, 3); }

// Takes the father's name out of `words`, where oğlu, qızı or a Russian ending shows it.
std::string TakeFather(Words& words) {
  const auto marker = std::find_if(words.begin(), words.end(), IsMarker);
  if (marker != words.end()) {
    std::string father = marker == words.begin() ? "" : std::prev(marker)->text;
    words.erase(marker == words.begin() ? marker : std::prev(marker), std::next(marker));
    return father;
  }
  if (words.size() < 2) return "";
  const auto patronymic = std::find_if(words.begin(), words.end(), IsPatronymic);
  if (patronymic == words.end()) return "";
  std::string father = patronymic->text;
  words.erase(patronymic);
  return father;
}

// Which of several words is the family name: the one that looks like it, else the first, as in official papers.
size_t FamilyAmong(const Words& words) {
  for (const auto looks : {IsFamilyName, MayBeFamilyName}) {
    const auto found = std::find_if(words.begin(), words.end(), looks);
    if (found != words.end()) return std::distance(words.begin(), found);
  }
  return 0;
}

// All names in one field: family name, given name, father's name, in whatever order.
void SpreadOverFields(Words all, Words& family, Words& given, std::string& father) {
  const size_t index = FamilyAmong(all);
  family = {all[index]};
  all.erase(all.begin() + index);
  if (all.size() > 1 && father.empty()) {
    father = all.back().text;
    all.pop_back();
  }
  given = std::move(all);
}

std::string Joined(const Words& words) {
  return absl::StrJoin(words, " ", [](std::string* out, const Word& word) { out->append(word.text); });
}

}  // namespace

NameParts SplitNames(const common::v1::PersonIdentity& identity) {
  Words family = WordsOf(identity.family_name()), given = WordsOf(identity.given_name()),
        father_words = WordsOf(identity.father_name());
  father_words.erase(std::remove_if(father_words.begin(), father_words.end(), IsMarker), father_words.end());
  std::string father = Joined(father_words);
  for (Words* words : {&given, &family}) {
    const std::string found = TakeFather(*words);
    if (father.empty()) father = found;
  }
  if (given.empty() && family.size() > 1) {
    SpreadOverFields(family, family, given, father);
  } else if (family.empty() && (given.size() > 2 || std::any_of(given.begin(), given.end(), IsFamilyName))) {
    SpreadOverFields(given, family, given, father);
  }
  const auto looks = [](const Word& word) { return IsFamilyName(word) || MayBeFamilyName(word); };
  if (family.size() == 1 && given.size() == 1 && looks(given[0]) && !looks(family[0])) std::swap(family, given);
  return {Joined(family), Joined(given), father};
}

std::string SoundOf(absl::string_view folded) {
  constexpr absl::string_view kVowels = "aiou";
  // Typed without dots: ş is s, ç is c.
  const std::string plain = absl::StrReplaceAll(folded, {{"ch", "j"}, {"sh", "s"}, {" ", ""}});
  std::string sound;
  for (size_t i = 0; i < plain.size(); ++i) {
    const char letter = plain[i];
    if (kVowels.find(letter) != absl::string_view::npos) {
      if (sound.empty()) sound = "a";
      continue;
    }
    const bool breathed = letter == 'g' && i + 1 == plain.size() && i > 2;
    if (!breathed) sound += letter == 't' ? 'd' : letter == 'p' ? 'b' : letter;
  }
  return sound;
}

}  // namespace dayaq
