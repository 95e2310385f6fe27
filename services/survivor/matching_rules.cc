#include "services/survivor/matching_rules.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "services/survivor/matching_dates.h"
#include "services/survivor/matching_names.h"

namespace dayaq::survivor {
namespace {

// By MatchField; the first is not used.
using Outcomes = std::array<FieldOutcome, v1::MatchField_ARRAYSIZE>;

FieldOutcome CompareNationalIds(const MatchProfile& a, const MatchProfile& b, const FieldWeights& weights) {
  if (a.national_id.empty() || b.national_id.empty()) return {};
  if (a.national_id == b.national_id) {
    return a.national_id_valid ? FieldOutcome{v1::MATCH_AGREEMENT_EXACT, weights.exact} : FieldOutcome{};
  }
  if (Slips(a.national_id, b.national_id) == 1) return {v1::MATCH_AGREEMENT_CLOSE, weights.close};
  // What is no national id cannot tell two people apart.
  if (!a.national_id_valid || !b.national_id_valid) return {};
  return {v1::MATCH_AGREEMENT_DIFFERENT, weights.different};
}

FieldOutcome ComparePhones(const MatchProfile& a, const MatchProfile& b, const FieldWeights& weights) {
  if (a.phone.empty() || b.phone.empty()) return {};
  if (a.phone == b.phone) return {v1::MATCH_AGREEMENT_EXACT, weights.exact};
  if (Slips(a.phone, b.phone) == 1) return {v1::MATCH_AGREEMENT_CLOSE, weights.close};
  return {v1::MATCH_AGREEMENT_DIFFERENT, weights.different};
}

bool IsSaid(common::v1::Sex sex) { return sex == common::v1::SEX_FEMALE || sex == common::v1::SEX_MALE; }

FieldOutcome CompareSexes(common::v1::Sex a, common::v1::Sex b, const FieldWeights& weights) {
  if (!IsSaid(a) || !IsSaid(b)) return {};
  if (a == b) return {v1::MATCH_AGREEMENT_EXACT, weights.exact};
  return {v1::MATCH_AGREEMENT_DIFFERENT, weights.different};
}

FieldOutcome CompareDistricts(const MatchProfile& a, const MatchProfile& b, const FieldWeights& weights) {
  if (a.districts.empty() || b.districts.empty()) return {};
  if (ShareDistrict(a, b)) return {v1::MATCH_AGREEMENT_EXACT, weights.exact};
  return {v1::MATCH_AGREEMENT_DIFFERENT, weights.different};
}

Outcomes CompareFields(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy) {
  Outcomes fields;
  const NamesOutcome names = CompareNames(a, b, policy);
  fields[v1::MATCH_FIELD_NATIONAL_ID] = CompareNationalIds(a, b, policy.national_id);
  fields[v1::MATCH_FIELD_PHONE] = ComparePhones(a, b, policy.phone);
  fields[v1::MATCH_FIELD_FAMILY_NAME] = names.family;
  fields[v1::MATCH_FIELD_GIVEN_NAME] = names.given;
  fields[v1::MATCH_FIELD_FATHER_NAME] = names.father;
  fields[v1::MATCH_FIELD_BIRTH_DATE] = CompareBirthDates(a.birth, b.birth, policy);
  fields[v1::MATCH_FIELD_SEX] = CompareSexes(a.sex, b.sex, policy.sex);
  fields[v1::MATCH_FIELD_DISTRICT] = CompareDistricts(a, b, policy.district);
  fields[v1::MATCH_FIELD_INCIDENT] = CompareIncidents(a, b, policy);
  fields[v1::MATCH_FIELD_DEATH] = CompareDeaths(a, b, policy);
  return fields;
}

// Weights above 0 of these fields count in proportion, and together no more than `most`.
void Limit(std::initializer_list<v1::MatchField> which, int most, Outcomes& fields) {
  int shared = 0;
  for (const v1::MatchField field : which) shared += std::max(fields[field].weight, 0);
  if (shared <= most) return;
  for (const v1::MatchField field : which) {
    int& weight = fields[field].weight;
    if (weight > 0) weight = weight * most / shared;
  }
}

// Brothers share family name, father, place, telephone and the day of an explosion; twins the birth date too. Cousins share all
// that is not their father's, and often the given name, a grandfather's. A national id is nobody else's.
void LimitKin(Outcomes& fields, const MatchingPolicy& policy) {
  if (Differs(fields[v1::MATCH_FIELD_GIVEN_NAME])) {
    Limit({v1::MATCH_FIELD_PHONE, v1::MATCH_FIELD_FAMILY_NAME, v1::MATCH_FIELD_FATHER_NAME, v1::MATCH_FIELD_BIRTH_DATE,
           v1::MATCH_FIELD_SEX, v1::MATCH_FIELD_DISTRICT, v1::MATCH_FIELD_INCIDENT, v1::MATCH_FIELD_DEATH},
          policy.kin_most, fields);
  } else if (Differs(fields[v1::MATCH_FIELD_FATHER_NAME])) {
    Limit({v1::MATCH_FIELD_PHONE, v1::MATCH_FIELD_DISTRICT, v1::MATCH_FIELD_INCIDENT}, policy.cousins_most, fields);
  }
}

// What a proposal cannot overlook, whatever the score.
bool Contradicts(const MatchProfile& a, const MatchProfile& b, const Outcomes& fields) {
  const bool other_year = a.birth.year() != 0 && b.birth.year() != 0 && a.birth.year() != b.birth.year();
  const bool changed = Differs(fields[v1::MATCH_FIELD_FAMILY_NAME]) && !(a.woman || b.woman);
  return other_year || changed || Differs(fields[v1::MATCH_FIELD_SEX]) || Differs(fields[v1::MATCH_FIELD_GIVEN_NAME]) ||
         Differs(fields[v1::MATCH_FIELD_FATHER_NAME]) || Differs(fields[v1::MATCH_FIELD_DEATH]);
}

bool MayBeProposed(const MatchProfile& a, const MatchProfile& b, const Outcomes& fields) {
  const FieldOutcome &id = fields[v1::MATCH_FIELD_NATIONAL_ID], &given = fields[v1::MATCH_FIELD_GIVEN_NAME];
  if (Contradicts(a, b, fields) || given.agreement == v1::MATCH_AGREEMENT_UNKNOWN) return false;
  if (Agrees(id)) return true;
  return id.agreement == v1::MATCH_AGREEMENT_UNKNOWN && Agrees(given) && Agrees(fields[v1::MATCH_FIELD_FAMILY_NAME]) &&
         fields[v1::MATCH_FIELD_BIRTH_DATE].agreement == v1::MATCH_AGREEMENT_EXACT && Agrees(fields[v1::MATCH_FIELD_PHONE]) &&
         Agrees(fields[v1::MATCH_FIELD_INCIDENT]);
}

bool HasName(const MatchProfile& profile) { return profile.family.known() || profile.given.known() || profile.father.known(); }

v1::MatchVerdict VerdictOf(const MatchProfile& a, const MatchProfile& b, const Outcomes& fields, int score,
                           const MatchingPolicy& policy) {
  if (fields[v1::MATCH_FIELD_DEATH].agreement == v1::MATCH_AGREEMENT_IMPOSSIBLE) return v1::MATCH_VERDICT_NONE;
  const bool same_id = Agrees(fields[v1::MATCH_FIELD_NATIONAL_ID]);
  // A national id finds its owner even where nobody knew the name.
  if (!HasName(a) || !HasName(b)) return same_id ? v1::MATCH_VERDICT_ASK : v1::MATCH_VERDICT_NONE;
  if (score >= policy.propose_from && MayBeProposed(a, b, fields)) return v1::MATCH_VERDICT_PROPOSE;
  return score >= policy.ask_from || same_id ? v1::MATCH_VERDICT_ASK : v1::MATCH_VERDICT_NONE;
}

}  // namespace

v1::MatchScore Compare(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy) {
  Outcomes fields = CompareFields(a, b, policy);
  LimitKin(fields, policy);
  v1::MatchScore score;
  int sum = 0;
  for (int field = v1::MATCH_FIELD_UNSPECIFIED + 1; field < v1::MatchField_ARRAYSIZE; ++field) {
    v1::MatchReason& reason = *score.add_reasons();
    reason.set_field(static_cast<v1::MatchField>(field));
    reason.set_agreement(fields[field].agreement);
    reason.set_weight(fields[field].weight);
    sum += fields[field].weight;
  }
  score.set_score(sum);
  score.set_verdict(VerdictOf(a, b, fields, sum, policy));
  return score;
}

v1::MatchScore Compare(const v1::MatchFacts& a, const v1::MatchFacts& b, const MatchingPolicy& policy) {
  return Compare(ProfileOf(a, policy), ProfileOf(b, policy), policy);
}

}  // namespace dayaq::survivor
