#include "services/survivor/matching_names.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "services/platform/people/name_parts.h"

namespace dayaq::survivor {
namespace {

constexpr int kManySlips = 3;
// Longer texts are no names; what is behind is not compared.
constexpr size_t kLongest = 40;
// Two slips are forgiven in names of so many sounds.
constexpr size_t kLongName = 6;

// As what a name is compared.
enum class Kind { kFamily, kGiven, kEither };

const std::string& KeyOf(const NameForms& name, Kind kind) { return kind == Kind::kGiven ? name.folded : name.root; }

// Two names that exist are two names, however like they look: Rauf and Raif.
bool BothListed(const NameForms& a, const NameForms& b, Kind kind) {
  if (kind == Kind::kFamily) return a.listed_family && b.listed_family;
  if (kind == Kind::kGiven) return a.listed_given && b.listed_given;
  return (a.listed_family || a.listed_given) && (b.listed_family || b.listed_given);
}

bool IsInitial(const NameForms& name) { return name.folded.size() == 1; }

// All words of the one stand in the other: Əli and Əli Ağa.
bool Holds(const NameForms& longer, const NameForms& shorter) {
  if (longer.words.size() <= shorter.words.size()) return false;
  const auto stands = [&longer](const std::string& word) {
    return std::find(longer.words.begin(), longer.words.end(), word) != longer.words.end();
  };
  if (!shorter.words.empty()) return std::all_of(shorter.words.begin(), shorter.words.end(), stands);
  return stands(shorter.folded);
}

bool FewSlips(const std::string& a, const std::string& b) {
  if (std::min(a.size(), b.size()) < 3) return false;
  // Whoever slips twice still begins with the right letter.
  return Slips(a, b) <= (std::max(a.size(), b.size()) >= kLongName && a[0] == b[0] ? 2 : 1);
}

bool IsClose(const NameForms& a, const NameForms& b, Kind kind) {
  if (Holds(a, b) || Holds(b, a)) return true;
  if (BothListed(a, b, kind)) return false;
  const std::string &key_a = KeyOf(a, kind), &key_b = KeyOf(b, kind);
  if (FewSlips(key_a, key_b)) return true;
  // A slip in the ending leaves another root.
  if (kind != Kind::kGiven && FewSlips(a.folded, b.folded)) return true;
  return SoundOf(key_a) == SoundOf(key_b);
}

v1::MatchAgreement AgreementOf(const NameForms& a, const NameForms& b, Kind kind) {
  if (!a.known() || !b.known()) return v1::MATCH_AGREEMENT_UNKNOWN;
  if (a.written == b.written) return v1::MATCH_AGREEMENT_EXACT;
  if (KeyOf(a, kind) == KeyOf(b, kind)) return v1::MATCH_AGREEMENT_SAME;
  if (IsInitial(a) || IsInitial(b)) {
    // An initial that fits says next to nothing; one that does not tells apart.
    return a.folded[0] == b.folded[0] ? v1::MATCH_AGREEMENT_UNKNOWN : v1::MATCH_AGREEMENT_DIFFERENT;
  }
  return IsClose(a, b, kind) ? v1::MATCH_AGREEMENT_CLOSE : v1::MATCH_AGREEMENT_DIFFERENT;
}

// The more frequent of the two: the other may be a slip that nobody is called.
int FrequencyOf(const NameForms& a, const NameForms& b, Kind kind) {
  const auto of = [kind](const NameForms& name) {
    if (kind == Kind::kFamily) return name.family_frequency;
    if (kind == Kind::kGiven) return name.given_frequency;
    return std::min(name.family_frequency, name.given_frequency);
  };
  return std::min(of(a), of(b));
}

FieldOutcome Compared(const NameForms& a, const NameForms& b, Kind kind, const NameWeights& weights) {
  FieldOutcome outcome{AgreementOf(a, b, kind), 0};
  switch (outcome.agreement) {
    case v1::MATCH_AGREEMENT_EXACT:
      outcome.weight = weights.exact + FrequencyOf(a, b, kind);
      break;
    case v1::MATCH_AGREEMENT_SAME:
      outcome.weight = weights.same + FrequencyOf(a, b, kind);
      break;
    case v1::MATCH_AGREEMENT_CLOSE:
      outcome.weight = weights.close + FrequencyOf(a, b, kind);
      break;
    case v1::MATCH_AGREEMENT_DIFFERENT:
      outcome.weight = weights.different;
      break;
    default:
      break;
  }
  return outcome;
}

int Total(const NamesOutcome& names) { return names.family.weight + names.given.weight + names.father.weight; }

// Which of two outcomes comes first must not hang on which record does.
void Order(FieldOutcome& first, FieldOutcome& second) {
  const auto rank = [](const FieldOutcome& outcome) { return std::pair(-outcome.weight, static_cast<int>(outcome.agreement)); };
  if (rank(second) < rank(first)) std::swap(first, second);
}

// In another place than its own a name agrees in another form at best.
void Moved(FieldOutcome& outcome) {
  if (outcome.agreement == v1::MATCH_AGREEMENT_EXACT) outcome.agreement = v1::MATCH_AGREEMENT_SAME;
}

NamesOutcome FamilyAndGivenSwapped(const MatchProfile& a, const MatchProfile& b, const NamesOutcome& straight,
                                   const MatchingPolicy& policy) {
  NamesOutcome names;
  names.family = Compared(a.family, b.given, Kind::kEither, policy.given_name);
  names.given = Compared(a.given, b.family, Kind::kEither, policy.given_name);
  names.father = straight.father;
  Order(names.family, names.given);
  Moved(names.family);
  Moved(names.given);
  names.family.weight -= policy.family_and_given_swapped;
  return names;
}

NamesOutcome GivenAndFatherSwapped(const MatchProfile& a, const MatchProfile& b, const NamesOutcome& straight,
                                   const MatchingPolicy& policy) {
  NamesOutcome names;
  names.family = straight.family;
  names.given = Compared(a.given, b.father, Kind::kGiven, policy.given_name);
  names.father = Compared(a.father, b.given, Kind::kGiven, policy.given_name);
  Order(names.given, names.father);
  Moved(names.given);
  Moved(names.father);
  names.father.weight -= policy.given_and_father_swapped;
  return names;
}

}  // namespace

NamesOutcome CompareNames(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy) {
  NamesOutcome names;
  names.family = Compared(a.family, b.family, Kind::kFamily, policy.family_name);
  names.given = Compared(a.given, b.given, Kind::kGiven, policy.given_name);
  names.father = Compared(a.father, b.father, Kind::kGiven, policy.father_name);
  if (Differs(names.family) && (a.woman || b.woman)) names.family.weight = policy.family_name_changed;
  if (Agrees(names.given)) return names;
  NamesOutcome best = names;
  if (!Agrees(names.family)) {
    const NamesOutcome swapped = FamilyAndGivenSwapped(a, b, names, policy);
    const bool agrees = Agrees(swapped.family) && !Differs(swapped.given);
    if (agrees && Total(swapped) > Total(best)) best = swapped;
  }
  const NamesOutcome swapped = GivenAndFatherSwapped(a, b, names, policy);
  if (Agrees(swapped.given) && Agrees(swapped.father) && Total(swapped) > Total(best)) best = swapped;
  return best;
}

int Slips(absl::string_view a, absl::string_view b) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) >= kManySlips) return kManySlips;
  std::array<std::array<int, kLongest + 1>, 3> rows{};
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &before = rows[(i - 1) % 3], &two_before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool neighbours = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (neighbours) row[j] = std::min(row[j], two_before[j - 2] + 1);
    }
  }
  return std::min(rows[a.size() % 3][b.size()], kManySlips);
}

}  // namespace dayaq::survivor
