#include "services/survivor/matching_profile.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/platform/people/name_parts.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/name_folding.h"
#include "services/platform/text/unicode.h"

namespace dayaq::survivor {
namespace {

// One letter for each sound, so that a slip in one counts once; ş and ç as they are typed without their tails, which is no slip at
// all.
std::string Compact(absl::string_view folded) { return absl::StrReplaceAll(folded, {{"ch", "j"}, {"sh", "s"}, {" ", ""}}); }

NameForms FormsOf(const std::string& name, std::string folded, const MatchingPolicy& policy) {
  NameForms forms;
  if (folded.empty()) return forms;
  const std::string root = FoldSurname(name);
  forms.written = LowerAz(Nfc(name).value_or(name));
  forms.family_frequency = policy.family_names.Of(root);
  forms.given_frequency = policy.given_names.Of(folded);
  forms.listed_family = policy.family_names.Lists(root);
  forms.listed_given = policy.given_names.Lists(folded);
  forms.root = Compact(root);
  if (absl::StrContains(folded, ' ')) forms.words = absl::StrSplit(folded, ' ');
  forms.folded = Compact(folded);
  return forms;
}

bool HasFormForWomen(const NameForms& family) {
  return absl::EndsWith(family.folded, "ova") || absl::EndsWith(family.folded, "ava");
}

}  // namespace

MatchProfile ProfileOf(const v1::MatchFacts& facts, const MatchingPolicy& policy) {
  MatchProfile profile;
  const common::v1::PersonIdentity& identity = facts.identity();
  const NameParts parts = SplitNames(identity);
  profile.family = FormsOf(parts.family, FoldName(parts.family), policy);
  profile.given = FormsOf(parts.given, FoldName(parts.given), policy);
  profile.father = FormsOf(parts.father, FoldPatronymic(parts.father), policy);
  profile.sex = facts.sex();
  profile.woman = facts.sex() == common::v1::SEX_FEMALE || (facts.sex() != common::v1::SEX_MALE && HasFormForWomen(profile.family));
  const auto id = NormaliseNationalId(identity.national_id());
  profile.national_id_valid = id.has_value();
  profile.national_id = id.value_or(absl::AsciiStrToUpper(identity.national_id()));
  profile.phone = NormalisePhone(identity.phone()).value_or("");
  if (IsPossible(identity.birth_date())) profile.birth = identity.birth_date();
  profile.districts.assign(facts.districts().begin(), facts.districts().end());
  profile.incidents.assign(facts.incidents().begin(), facts.incidents().end());
  if (facts.died_on().year() != 0 && IsPossible(facts.died_on())) profile.died_on = facts.died_on();
  return profile;
}

}  // namespace dayaq::survivor
