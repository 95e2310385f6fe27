#include "services/platform/access/facts.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

struct FactWords {
  Fact fact;
  absl::string_view name;
  absl::string_view az;
  absl::string_view en;
};

constexpr std::array<FactWords, kFactCount> kWords = {{
    {Fact::kInRegister, "in_register", "qeyd təyinatın reyestrindədir", "the row lies in a register of the assignment"},
    {Fact::kInDistrict, "in_district", "qeyd təyinatın rayonundadır", "the row lies in a district of the assignment"},
    {Fact::kInInstitution, "in_institution", "qeyd təyinatın qurumuna məxsusdur",
     "the row belongs to the assignment's institution"},
    {Fact::kNational, "national", "təyinat bütün ölkə üzrədir", "the assignment is for the whole country"},
    {Fact::kOwnRecord, "own_record", "qeyd şəxsin özü haqqındadır", "the row is about the person the assignment is for"},
    {Fact::kBreakGlass, "break_glass", "qeyd təcili hal üçün açılmış şəxs haqqındadır",
     "the row is about a person whose record was opened in an emergency, at most an hour ago"},
    {Fact::kTookPart, "took_part", "əvvəlki addımı həmin şəxs atıb", "the caller took an earlier step of it"},
    {Fact::kIsSubject, "is_subject", "iş həmin əməkdaşın özü haqqındadır", "it is about the caller as a member of the staff"},
    {Fact::kSameInstitution, "same_institution", "onu həmin qurumun əməkdaşı yaradıb",
     "somebody of the caller's institution made it"},
    {Fact::kStepUp, "step_up", "şəxsiyyət son 5 dəqiqədə güclü üsulla təsdiqlənib",
     "the caller proved strongly who they are in the last five minutes"},
    {Fact::kDelegated, "delegated", "başqasının əvəzinə həvalə ilə hərəkət edilir",
     "the caller acts for somebody else by delegation"},
}};

const FactWords& WordsOf(Fact fact) { return kWords[static_cast<size_t>(fact)]; }

bool Among(const std::string& text, const std::vector<std::string>& all) {
  return !text.empty() && std::find(all.begin(), all.end(), text) != all.end();
}

}  // namespace

absl::string_view FactName(Fact fact) { return WordsOf(fact).name; }
absl::string_view FactWordsAz(Fact fact) { return WordsOf(fact).az; }
absl::string_view FactWordsEn(Fact fact) { return WordsOf(fact).en; }

std::optional<Fact> FactOf(absl::string_view name) {
  for (const FactWords& words : kWords) {
    if (words.name == name) return words.fact;
  }
  return std::nullopt;
}

std::vector<Fact> AllFacts() {
  std::vector<Fact> all;
  all.reserve(kWords.size());
  for (const FactWords& words : kWords) all.push_back(words.fact);
  return all;
}

std::vector<Fact> FactsIn(FactSet set) {
  std::vector<Fact> in;
  for (const FactWords& words : kWords) {
    if (set.Has(words.fact)) in.push_back(words.fact);
  }
  return in;
}

std::string FactNames(FactSet set) {
  std::string names;
  for (const Fact fact : FactsIn(set)) absl::StrAppend(&names, names.empty() ? "" : ", ", FactName(fact));
  return names;
}

FactSet CallFacts(const Caller& caller, absl::Time now) {
  FactSet facts;
  if (caller.acr == kStrongSignIn && caller.auth_time <= now + absl::Minutes(1) && now - caller.auth_time <= kStepUpLasts) {
    facts.Add(Fact::kStepUp);
  }
  if (!caller.on_behalf_of.empty()) facts.Add(Fact::kDelegated);
  return facts;
}

FactSet RowFacts(const Caller& caller, const RowStanding& row) {
  FactSet facts;
  const auto add = [&](Fact fact, bool holds) {
    if (holds) facts.Add(fact);
  };
  const auto is_caller = [&](const std::string& staff) {
    return !staff.empty() && (staff == caller.staff_uid || staff == caller.on_behalf_of);
  };
  add(Fact::kInRegister, Among(row.register_code, caller.registers));
  add(Fact::kInDistrict, Among(row.district, caller.districts));
  add(Fact::kInInstitution, !row.institution.empty() && row.institution == caller.institution);
  add(Fact::kNational, caller.national);
  add(Fact::kOwnRecord, Among(row.person_uid, caller.own_records));
  add(Fact::kBreakGlass, Among(row.person_uid, caller.opened_persons));
  add(Fact::kTookPart, std::any_of(row.took_part.begin(), row.took_part.end(), is_caller));
  add(Fact::kIsSubject, is_caller(row.subject_uid));
  add(Fact::kSameInstitution, !row.made_by_institution.empty() && row.made_by_institution == caller.institution);
  return facts;
}

}  // namespace dayaq
