#include "services/survivor/matching_policy.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/name_folding.h"

namespace dayaq::survivor {
namespace {

constexpr size_t kLongestEdition = 40;
constexpr double kMostBits = 100;
constexpr int kMostNearDays = 31;
// Sums of probabilities are written in decimals, which may not add up to the last digit.
constexpr double kRounding = 1e-6;

int Hundredths(double bits) { return static_cast<int>(std::lround(bits * 100)); }

// A decimal number as people write it: digits, and digits behind a point. No signs, no exponents.
absl::StatusOr<double> Decimal(const StrictYaml& node, absl::string_view key) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(const std::string text, child.Text());
  const size_t point = std::min(text.find('.'), text.size());
  const auto digits = [](absl::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), absl::ascii_isdigit);
  };
  const bool whole = point == text.size();
  double value = 0;
  if (text.size() > 12 || !digits(text.substr(0, point)) || (!whole && !digits(text.substr(point + 1))) ||
      !absl::SimpleAtod(text, &value)) {
    return child.Fault(absl::StrCat(key, " is a decimal number like 0.25"));
  }
  return value;
}

absl::StatusOr<double> Probability(const StrictYaml& node, absl::string_view key) {
  ASSIGN_OR_RETURN(const double value, Decimal(node, key));
  if (value <= 0 || value >= 1) return node.Fault(absl::StrCat(key, " is a share between 0 and 1, without both"));
  return value;
}

absl::Status ReadBits(const StrictYaml& node, absl::string_view key, int& into) {
  ASSIGN_OR_RETURN(const double bits, Decimal(node, key));
  if (bits > kMostBits) return node.Fault(absl::StrCat(key, " is 0 to 100 bits"));
  into = Hundredths(bits);
  return absl::OkStatus();
}

// What a level of agreement of a field is called and where its weight goes; `instead`: it takes another level's place.
struct Level {
  absl::string_view key;
  int* weight = nullptr;
  bool instead = false;
};

absl::Status ReadField(const StrictYaml& fields, absl::string_view name, const std::vector<Level>& levels) {
  ASSIGN_OR_RETURN(const StrictYaml field, fields.Child(name));
  ASSIGN_OR_RETURN(const auto entries, field.Entries());
  for (const auto& entry : entries) {
    const bool known = std::any_of(levels.begin(), levels.end(), [&entry](const Level& level) { return level.key == entry.first; });
    if (!known) return entry.second.Fault(absl::StrCat(name, " has no '", entry.first, "'"));
  }
  double all_m = 0, all_u = 0;
  for (const Level& level : levels) {
    ASSIGN_OR_RETURN(const StrictYaml node, field.Child(level.key));
    RETURN_IF_ERROR(node.OnlyKeys({"m", "u"}));
    ASSIGN_OR_RETURN(const double m, Probability(node, "m"));
    ASSIGN_OR_RETURN(const double u, Probability(node, "u"));
    *level.weight = Hundredths(std::log2(m / u));
    if (level.instead) continue;
    all_m += m;
    all_u += u;
  }
  if (all_m > 1 + kRounding) return field.Fault("the m of a field come to more than 1");
  if (all_u > 1 + kRounding) return field.Fault("the u of a field come to more than 1");
  return absl::OkStatus();
}

absl::Status ReadFields(const StrictYaml& fields, MatchingPolicy& policy) {
  RETURN_IF_ERROR(fields.OnlyKeys({"NATIONAL_ID", "PHONE", "FAMILY_NAME", "GIVEN_NAME", "FATHER_NAME", "BIRTH_DATE", "BIRTH_YEAR",
                                   "SEX", "DISTRICT", "INCIDENT", "DEATH"}));
  for (const auto& [name, weights] : {std::pair<const char*, FieldWeights*>{"NATIONAL_ID", &policy.national_id},
                                      {"PHONE", &policy.phone},
                                      {"INCIDENT", &policy.incident}}) {
    RETURN_IF_ERROR(
        ReadField(fields, name, {{"exact", &weights->exact}, {"close", &weights->close}, {"different", &weights->different}}));
  }
  for (const auto& [name, weights] :
       {std::pair<const char*, FieldWeights*>{"SEX", &policy.sex}, {"DISTRICT", &policy.district}, {"DEATH", &policy.death}}) {
    RETURN_IF_ERROR(ReadField(fields, name, {{"exact", &weights->exact}, {"different", &weights->different}}));
  }
  for (const auto& [name, weights] : {std::pair<const char*, NameWeights*>{"FAMILY_NAME", &policy.family_name},
                                      {"GIVEN_NAME", &policy.given_name},
                                      {"FATHER_NAME", &policy.father_name}}) {
    std::vector<Level> levels = {
        {"exact", &weights->exact}, {"same", &weights->same}, {"close", &weights->close}, {"different", &weights->different}};
    if (weights == &policy.family_name) levels.push_back({"changed", &policy.family_name_changed, true});
    RETURN_IF_ERROR(ReadField(fields, name, levels));
  }
  BirthDateWeights& date = policy.birth_date;
  RETURN_IF_ERROR(ReadField(fields, "BIRTH_DATE",
                            {{"exact", &date.exact},
                             {"swapped", &date.swapped},
                             {"close", &date.close},
                             {"year", &date.year},
                             {"different", &date.different},
                             {"far", &date.far}}));
  BirthYearWeights& year = policy.birth_year;
  return ReadField(fields, "BIRTH_YEAR",
                   {{"month", &year.month},
                    {"year", &year.year},
                    {"next_year", &year.next_year},
                    {"close", &year.close},
                    {"different", &year.different},
                    {"far", &year.far}});
}

using Fold = std::string (*)(absl::string_view);

// One list of names with their shares.
absl::Status ReadShares(const StrictYaml& list, Fold fold, double average, NameFrequencies& into) {
  double all = 0;
  ASSIGN_OR_RETURN(const auto entries, list.Entries());
  for (const auto& entry : entries) {
    ASSIGN_OR_RETURN(const double share, Probability(list, entry.first));
    const std::string folded = fold(entry.first);
    if (folded.empty()) return entry.second.Fault(absl::StrCat("'", entry.first, "' is no name"));
    if (!into.Add(folded, -Hundredths(std::log2(share / average)))) {
      return entry.second.Fault(
          absl::StrCat("'", entry.first, "' is spelt like a name that stands in the list already: add their shares up"));
    }
    all += share;
  }
  if (all > 1 + kRounding) return list.Fault("the shares of a list come to more than 1");
  return absl::OkStatus();
}

// The share of a name in what two strangers share: the sum of squares, as frequent names are shared more often.
absl::StatusOr<double> AverageShare(const StrictYaml& list) {
  double squares = 0;
  ASSIGN_OR_RETURN(const auto entries, list.Entries());
  for (const auto& entry : entries) {
    ASSIGN_OR_RETURN(const double share, Probability(list, entry.first));
    squares += share * share;
  }
  if (squares == 0) return list.Fault("a list names at least one name");
  return squares;
}

absl::Status ReadFrequencies(const StrictYaml& node, MatchingPolicy& policy) {
  RETURN_IF_ERROR(node.OnlyKeys({"unlisted", "family", "men", "women"}));
  ASSIGN_OR_RETURN(const StrictYaml unlisted, node.Child("unlisted"));
  RETURN_IF_ERROR(unlisted.OnlyKeys({"family", "given"}));
  ASSIGN_OR_RETURN(const double family, Probability(unlisted, "family"));
  ASSIGN_OR_RETURN(const double given, Probability(unlisted, "given"));
  ASSIGN_OR_RETURN(const StrictYaml families, node.Child("family"));
  ASSIGN_OR_RETURN(const StrictYaml men, node.Child("men"));
  ASSIGN_OR_RETURN(const StrictYaml women, node.Child("women"));
  ASSIGN_OR_RETURN(const double average_family, AverageShare(families));
  ASSIGN_OR_RETURN(const double average_man, AverageShare(men));
  ASSIGN_OR_RETURN(const double average_woman, AverageShare(women));
  policy.family_names = NameFrequencies(-Hundredths(std::log2(family / average_family)));
  policy.given_names = NameFrequencies(-Hundredths(std::log2(given / std::max(average_man, average_woman))));
  RETURN_IF_ERROR(ReadShares(families, FoldSurname, average_family, policy.family_names));
  RETURN_IF_ERROR(ReadShares(men, FoldName, average_man, policy.given_names));
  return ReadShares(women, FoldName, average_woman, policy.given_names);
}

absl::Status ReadEdition(const StrictYaml& root, MatchingPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml node, root.Child("edition"));
  ASSIGN_OR_RETURN(policy.edition, node.Text());
  const bool plain = std::all_of(policy.edition.begin(), policy.edition.end(),
                                 [](char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '.'; });
  if (policy.edition.empty() || policy.edition.size() > kLongestEdition || !plain) {
    return node.Fault("an edition is named with small letters, digits, '-' and '.', at most 40");
  }
  ASSIGN_OR_RETURN(const StrictYaml example, root.Child("example"));
  ASSIGN_OR_RETURN(const std::string text, example.Text());
  if (text != "true" && text != "false") return example.Fault("example is true or false");
  return absl::OkStatus();
}

absl::Status ReadThresholds(const StrictYaml& root, MatchingPolicy& policy) {
  for (const auto& [key, into] : {std::pair<const char*, int*>{"ask_from", &policy.ask_from},
                                  {"propose_from", &policy.propose_from},
                                  {"kin_most", &policy.kin_most},
                                  {"cousins_most", &policy.cousins_most},
                                  {"family_and_given_swapped", &policy.family_and_given_swapped},
                                  {"given_and_father_swapped", &policy.given_and_father_swapped}}) {
    RETURN_IF_ERROR(ReadBits(root, key, *into));
  }
  ASSIGN_OR_RETURN(const StrictYaml ask, root.Child("ask_from"));
  if (policy.ask_from <= 0) return ask.Fault("ask_from is above 0, or everybody would be asked about everybody");
  ASSIGN_OR_RETURN(const StrictYaml propose, root.Child("propose_from"));
  if (policy.propose_from <= policy.ask_from) return propose.Fault("propose_from is above ask_from");
  ASSIGN_OR_RETURN(const StrictYaml days, root.Child("near_days"));
  ASSIGN_OR_RETURN(const std::string text, days.Text());
  if (!absl::SimpleAtoi(text, &policy.near_days) || policy.near_days < 0 || policy.near_days > kMostNearDays) {
    return days.Fault("near_days is a whole number from 0 to 31");
  }
  return absl::OkStatus();
}

}  // namespace

int NameFrequencies::Of(absl::string_view folded) const {
  const auto found = listed_.find(folded);
  return found == listed_.end() ? unlisted_ : found->second;
}

absl::StatusOr<MatchingPolicy> ParseMatching(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "edition", "example", "ask_from", "propose_from", "kin_most", "cousins_most",
                                 "family_and_given_swapped", "given_and_father_swapped", "near_days", "fields", "frequencies"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  MatchingPolicy policy;
  RETURN_IF_ERROR(ReadEdition(root, policy));
  RETURN_IF_ERROR(ReadThresholds(root, policy));
  ASSIGN_OR_RETURN(const StrictYaml fields, root.Child("fields"));
  RETURN_IF_ERROR(ReadFields(fields, policy));
  ASSIGN_OR_RETURN(const StrictYaml frequencies, root.Child("frequencies"));
  RETURN_IF_ERROR(ReadFrequencies(frequencies, policy));
  return policy;
}

absl::StatusOr<MatchingPolicy> LoadMatching(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseMatching(yaml, path);
}

}  // namespace dayaq::survivor
