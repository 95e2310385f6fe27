#include "services/platform/people/candidate_keys.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/platform/people/name_parts.h"
#include "services/platform/text/name_folding.h"
#include "services/platform/text/partial_date.h"

namespace dayaq {
namespace {

constexpr size_t kStart = 3;
constexpr size_t kMostWords = 4;

// The three names of a person in the form that is compared; empty where nothing is known.
struct ThreeNames {
  std::string family, given, father;
};

// Endings go from every name: nobody knows for certain which of them is the family name.
ThreeNames SoundsOf(const NameParts& parts) {
  const auto sound = [](const std::string& name) { return SoundOf(FoldSurname(name)); };
  return {sound(parts.family), sound(parts.given), SoundOf(FoldSurname(FoldPatronymic(parts.father)))};
}

std::string StartOf(absl::string_view folded) { return std::string(folded.substr(0, kStart)); }

ThreeNames StartsOf(const NameParts& parts) {
  return {StartOf(FoldName(parts.family)), StartOf(FoldName(parts.given)), StartOf(FoldPatronymic(parts.father))};
}

// Two names in no order; empty when one of them is.
std::string Pair(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "";
  return a < b ? absl::StrCat(a, " ", b) : absl::StrCat(b, " ", a);
}

std::string Three(const ThreeNames& names) {
  std::vector<std::string> all = {names.family, names.given, names.father};
  std::sort(all.begin(), all.end());
  return all[0].empty() ? "" : absl::StrCat(all[0], " ", all[1], " ", all[2]);
}

// Collects texts; what a part is missing for, or what is there already, is left out.
class Keys {
 public:
  void Add(const char* kind, const std::string& names, const std::string& rest) {
    if (names.empty() || rest.empty()) return;
    AddWhole(kind, absl::StrCat(names, " ", rest));
  }
  void AddWhole(const char* kind, std::string text) {
    CandidateKey key{kind, std::move(text)};
    if (!key.text.empty() && std::find(keys_.begin(), keys_.end(), key) == keys_.end()) keys_.push_back(std::move(key));
  }
  std::vector<CandidateKey> Taken() { return std::move(keys_); }

 private:
  std::vector<CandidateKey> keys_;
};

// Whoever slips still begins with the right letter, mostly: the name with the slip counts by its first sound alone.
void AddStarts(const ThreeNames& names, const std::string& year, const std::string& place, Keys& keys) {
  if (names.family.empty() || names.given.empty()) return;
  keys.Add(kStartsYearKey, absl::StrCat(StartOf(names.family), " ", names.given.substr(0, 1)), year);
  keys.Add(kStartsYearKey, absl::StrCat(StartOf(names.given), " ", names.family.substr(0, 1)), year);
  keys.Add(kStartPlaceKey, absl::StrCat(names.family, " ", names.given.substr(0, 1)), place);
}

// Day and month in either order, as both are written.
std::string DayOf(const PartialDate& date) {
  if (date.day() == 0 || date.month() == 0) return "";
  return absl::StrFormat("%02d%02d", std::min(date.day(), date.month()), std::max(date.day(), date.month()));
}

struct Typed {
  std::vector<std::string> words;
  std::optional<int> year;
};

Typed Read(absl::string_view typed) {
  Typed read;
  for (const absl::string_view word : absl::StrSplit(typed, absl::ByAnyChar(" \t\n,;"), absl::SkipWhitespace())) {
    int year = 0;
    if (word.size() == 4 && absl::SimpleAtoi(word, &year) && year >= kEarliestYear && year <= kLatestYear) {
      read.year = year;
    } else if (std::string folded = FoldName(word); !folded.empty() && read.words.size() < kMostWords) {
      if (folded != "oglu" && folded != "ogli" && folded != "gizi") read.words.push_back(std::move(folded));
    }
  }
  return read;
}

}  // namespace

std::vector<CandidateKey> ListCandidateKeys(const common::v1::PersonIdentity& identity, absl::string_view district) {
  const NameParts parts = SplitNames(identity);
  const ThreeNames names = SoundsOf(parts), starts = StartsOf(parts);
  const PartialDate& birth = identity.birth_date();
  const bool possible = IsPossible(birth);
  const std::string year = possible && birth.year() != 0 ? absl::StrCat(birth.year()) : "";
  const std::string day = possible ? DayOf(birth) : "";
  const std::string date = day.empty() ? "" : absl::StrCat(year, day), place(district);
  const std::string main = Pair(names.family, names.given);
  Keys keys;
  for (const std::string& pair : {main, Pair(names.given, names.father), Pair(names.family, names.father)}) {
    keys.AddWhole(kNamesKey, pair);
  }
  keys.AddWhole(kThreeNamesKey, Three(names));
  for (const std::string& pair : {main, Pair(names.given, names.father)}) keys.Add(kNamesYearKey, pair, year);
  keys.Add(kNamesPlaceKey, main, place);
  for (const std::string& name : {names.family, names.given}) {
    keys.Add(kNameDateKey, name, date);
    // Two neighbouring years, each way: who is off by one still meets.
    for (const int first : {birth.year() - 1, birth.year()}) {
      if (!place.empty() && !year.empty()) keys.Add(kNamePlaceYearKey, name, absl::StrCat(place, " ", first));
    }
  }
  AddStarts(names, year, place, keys);
  keys.AddWhole(kNamesStartKey, Pair(starts.family, starts.given));
  keys.Add(kNameYearStartKey, starts.family, year);
  return keys.Taken();
}

bool LeadsToCandidates(absl::string_view kind) { return absl::StartsWith(kind, "match."); }

std::vector<CandidateKey> ListSearchKeys(absl::string_view typed) {
  const Typed read = Read(typed);
  Keys keys;
  for (size_t i = 0; i < read.words.size(); ++i) {
    if (read.year.has_value()) keys.Add(kNameYearStartKey, StartOf(read.words[i]), absl::StrCat(*read.year));
    for (size_t j = i + 1; j < read.words.size(); ++j) {
      keys.AddWhole(kNamesStartKey, Pair(StartOf(read.words[i]), StartOf(read.words[j])));
    }
  }
  return keys.Taken();
}

bool MayBeMeantBy(absl::string_view typed, const common::v1::PersonIdentity& identity) {
  const Typed read = Read(typed);
  if (read.words.empty() || (read.year.has_value() && identity.birth_date().year() != *read.year)) return false;
  const NameParts parts = SplitNames(identity);
  const std::vector<std::string> names = {FoldName(parts.family), FoldName(parts.given), FoldPatronymic(parts.father)};
  // A family name may have been typed in its other form for sex, or without its suffix.
  const std::string root = FoldSurname(parts.family);
  return std::all_of(read.words.begin(), read.words.end(), [&](const std::string& word) {
    const auto begins = [&word](const std::string& name) { return absl::StartsWith(name, word); };
    return std::any_of(names.begin(), names.end(), begins) || FoldSurname(word) == root;
  });
}

}  // namespace dayaq
