// policy/matching.yaml: what agreement and difference of two records weigh, in hundredths of a bit.
#ifndef SERVICES_SURVIVOR_MATCHING_POLICY_H_
#define SERVICES_SURVIVOR_MATCHING_POLICY_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::survivor {

// Two records agree, nearly agree, or differ.
struct FieldWeights {
  int exact = 0, close = 0, different = 0;
};

struct NameWeights {
  int exact = 0, same = 0, close = 0, different = 0;
};

// Both dates known to the day.
struct BirthDateWeights {
  int exact = 0, swapped = 0, close = 0, year = 0, different = 0, far = 0;
};

// One of them known to the month or year only.
struct BirthYearWeights {
  int month = 0, year = 0, next_year = 0, close = 0, different = 0, far = 0;
};

// How frequent names of a kind are, as a weight that is added where two names agree: below 0 for frequent ones, above for rare
// ones.
class NameFrequencies {
 public:
  NameFrequencies() = default;
  // `unlisted`: of every name that Add did not name.
  explicit NameFrequencies(int unlisted) : unlisted_(unlisted) {}
  // False when the name is there already.
  bool Add(std::string folded, int weight) { return listed_.emplace(std::move(folded), weight).second; }
  int Of(absl::string_view folded) const;
  bool Lists(absl::string_view folded) const { return listed_.contains(folded); }

 private:
  absl::flat_hash_map<std::string, int> listed_;
  int unlisted_ = 0;
};

struct MatchingPolicy {
  // Names these figures in every question that was weighed by them.
  std::string edition;
  int ask_from = 0, propose_from = 0;
  // Most that relatives' common facts count where the given names differ, and where the fathers' names do.
  int kin_most = 0, cousins_most = 0;
  // Taken off where two names of one record changed places; positive.
  int family_and_given_swapped = 0, given_and_father_swapped = 0;
  int near_days = 0;
  FieldWeights national_id, phone, sex, district, incident, death;
  NameWeights family_name, given_name, father_name;
  // Instead of family_name.different where a woman may have married.
  int family_name_changed = 0;
  BirthDateWeights birth_date;
  BirthYearWeights birth_year;
  // By FoldSurname and FoldName.
  NameFrequencies family_names, given_names;
};

// FAILED_PRECONDITION with file, line, column and what is wrong.
absl::StatusOr<MatchingPolicy> ParseMatching(const std::string& yaml, absl::string_view source);
absl::StatusOr<MatchingPolicy> LoadMatching(const std::string& path);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_POLICY_H_
