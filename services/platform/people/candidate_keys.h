// Texts under which the records are found that may be of the same person, and those that a member of staff looks for by a few
// letters. Two records of one person share at least one text, as a rule several; unrelated people share few. Keyed, they can lie
// beside sealed names (candidate_tokens.h): the text itself never does.
//
// Each text is put together from several facts, so that a frequent name alone leads nowhere: among a million people some thirty
// thousand are called Məmmədov, four hundred of them were born in the same year, and about five bear the same given name as well.
#ifndef SERVICES_PLATFORM_PEOPLE_CANDIDATE_KEYS_H_
#define SERVICES_PLATFORM_PEOPLE_CANDIDATE_KEYS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/common/v1/person.pb.h"

namespace dayaq {

// Kinds that lead to candidates, beside kNationalIdToken and kPhoneToken of identity_tokens.h; names are by sound and in no order.
inline constexpr char kNamesKey[] = "match.names";             // two of the three: the widest, for people of whom little is known
inline constexpr char kThreeNamesKey[] = "match.three_names";  // family, given and father's name
inline constexpr char kNamesYearKey[] = "match.names_year";  // family and given, or given and father's name, and the year of birth
inline constexpr char kNamesPlaceKey[] = "match.names_place";  // two names and the district
inline constexpr char kNameDateKey[] = "match.name_date";      // one name and the whole birth date: the other name wrong or changed
inline constexpr char kNamePlaceYearKey[] =
    "match.name_place_year";  // one name, district and two neighbouring years, one of them of birth
inline constexpr char kStartsYearKey[] = "match.starts_year";  // how two names begin, and the year of birth: a slip in one of them
inline constexpr char kStartPlaceKey[] = "match.start_place";  // the family name, how the given one begins, and the district

// Kinds that staff search by: the first three folded letters.
inline constexpr char kNamesStartKey[] = "search.names";         // of two names, in either order
inline constexpr char kNameYearStartKey[] = "search.name_year";  // of the family name, and the year of birth

// One text of a kind.
struct CandidateKey {
  std::string kind;
  std::string text;
  friend bool operator==(const CandidateKey&, const CandidateKey&) = default;
};

// At most so many texts a person.
inline constexpr size_t kMostCandidateKeys = 18;

// Every text of a person, each once, always in the same order; `district` is a code or empty. Nothing for somebody of whom too
// little is known: who is known by one name alone is found by national id, telephone, or by nothing.
std::vector<CandidateKey> ListCandidateKeys(const common::v1::PersonIdentity& identity, absl::string_view district);

// Whether a kind leads to candidates; those of staff search do not.
bool LeadsToCandidates(absl::string_view kind);

// Texts under which what somebody typed into a search may lie: letters of two names in either order ("Sev Cəf"), or of a family
// name with a year ("Cəfərova 1976"). Those that are found then are compared with MayBeMeantBy.
std::vector<CandidateKey> ListSearchKeys(absl::string_view typed);

// Whether each word typed begins one of the person's names, in any spelling, and each year typed is the year of birth.
bool MayBeMeantBy(absl::string_view typed, const common::v1::PersonIdentity& identity);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_PEOPLE_CANDIDATE_KEYS_H_
