// What matching compares of a record, folded once: a record is compared with many.
#ifndef SERVICES_SURVIVOR_MATCHING_PROFILE_H_
#define SERVICES_SURVIVOR_MATCHING_PROFILE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/matching_policy.h"

namespace dayaq::survivor {

// A name in the forms that are compared. All are empty where it is not known.
struct NameForms {
  // In small letters, as written otherwise.
  std::string written;
  // FoldName and FoldSurname without spaces, each sound one letter, ş as s and ç as c.
  std::string folded, root;
  // Folded words, where there are several.
  std::vector<std::string> words;
  // What agreeing in it weighs more or less than in an average one; as a family name and as a given name.
  int family_frequency = 0, given_frequency = 0;
  // policy/matching.yaml lists it.
  bool listed_family = false, listed_given = false;

  bool known() const { return !folded.empty(); }
};

struct MatchProfile {
  NameForms family, given, father;
  // A family name in the form for women, or sex said to be female.
  bool woman = false;
  // In capital letters without separators; `valid`: has the form of one.
  std::string national_id;
  bool national_id_valid = false;
  std::string phone;
  PartialDate birth;
  common::v1::Sex sex = common::v1::SEX_UNSPECIFIED;
  std::vector<std::string> districts;
  std::vector<v1::MatchIncident> incidents;
  // Absent while alive, and where the day is not known at all.
  std::optional<PartialDate> died_on;
};

MatchProfile ProfileOf(const v1::MatchFacts& facts, const MatchingPolicy& policy);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_PROFILE_H_
