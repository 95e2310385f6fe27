#include "policy/compiler/matrix_words.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq::policy {
namespace {

// Words put together in both languages at once.
class Joined {
 public:
  void Add(const PolicyWords& words) {
    az_.push_back(words.az);
    en_.push_back(words.en);
  }
  PolicyWords With(absl::string_view az_between, absl::string_view en_between) const {
    return {absl::StrJoin(az_, az_between), absl::StrJoin(en_, en_between)};
  }
  PolicyWords WithSemicolons() const { return With("; ", "; "); }
  bool empty() const { return az_.empty(); }

 private:
  std::vector<std::string> az_, en_;
};

PolicyWords OnlyFor(const std::set<std::string>& purposes, const AccessPolicy& policy) {
  const PolicyWords words = PurposesInWords(purposes, policy);
  return {absl::StrCat("yalnız bu məqsədlə: ", words.az), absl::StrCat("for this purpose only: ", words.en)};
}

}  // namespace

const std::vector<ClassWords>& DataClassWords() {
  static const auto* words = new std::vector<ClassWords>{
      {DataClass::DATA_CLASS_PUBLIC,
       {"açıq", "public"},
       {"hamıya məlum ola bilər: siyahılar, rayon adları", "may be known to anyone: code lists, names of districts"}},
      {DataClass::DATA_CLASS_OPERATIONAL,
       {"iş", "operational"},
       {"nə baş verib, kim və dəqiq yer olmadan: tarix, qurğu, say",
        "what happened, without saying to whom or exactly where: dates, device, counts"}},
      {DataClass::DATA_CLASS_LOCATION,
       {"dəqiq yer", "exact place"},
       {"koordinatlar və yaşayış məntəqəsi", "coordinates and settlement"}},
      {DataClass::DATA_CLASS_IDENTITY,
       {"kimlik", "identity"},
       {"ad, FİN, doğum tarixi, telefon, ünvan", "names, national id, birth date, telephone, address"}},
      {DataClass::DATA_CLASS_HEALTH,
       {"sağlamlıq", "health"},
       {"xəsarət, amputasiya, diaqnoz, müalicə", "injuries, amputations, diagnoses, care"}},
      {DataClass::DATA_CLASS_DISABILITY,
       {"əlillik statusu", "disability status"},
       {"faiz, dərəcə, səbəb və müddət; diaqnoz yox", "percent, band, cause and term; not the diagnosis"}},
      {DataClass::DATA_CLASS_FINANCE, {"maliyyə", "finance"}, {"hüquqlar, məbləğlər, hesablar", "entitlements, amounts, accounts"}},
      {DataClass::DATA_CLASS_EMPLOYMENT, {"məşğulluq", "employment"}, {"iş, təhsil", "work, training, study"}},
      {DataClass::DATA_CLASS_AUDIT, {"audit", "audit"}, {"kim, nəyi, nə vaxt və niyə edib", "who did what, when and why"}},
      {DataClass::DATA_CLASS_SECRET, {"gizli", "secret"}, {"xidmətdən heç vaxt çıxmır", "never leaves a service"}},
  };
  return *words;
}

PolicyWords ClassesInWords(DataClassSet classes) {
  Joined joined;
  for (const ClassWords& words : DataClassWords()) {
    if (classes.Has(words.data_class)) joined.Add(words.name);
  }
  return joined.empty() ? PolicyWords{"—", "—"} : joined.With(", ", ", ");
}

PolicyWords PurposesInWords(const std::set<std::string>& purposes, const AccessPolicy& policy) {
  Joined joined;
  for (const std::string& purpose : purposes) joined.Add(policy.content().purposes.at(purpose));
  return joined.WithSemicolons();
}

PolicyWords FactsInWords(FactSet facts) {
  Joined joined;
  for (const Fact fact : FactsIn(facts)) joined.Add({std::string(FactWordsAz(fact)), std::string(FactWordsEn(fact))});
  return joined.With(" və ", " and ");
}

PolicyWords ReachInWords(const Role& role, const AccessPolicy& policy) {
  if (role.rows.empty()) return {"heç bir qeyd", "no rows"};
  Joined ways;
  for (const Reach& reach : role.rows) {
    PolicyWords way = FactsInWords(reach.when);
    if (reach.purposes != role.purposes) {
      const PolicyWords only = OnlyFor(reach.purposes, policy);
      way = {absl::StrCat(way.az, " (", only.az, ")"), absl::StrCat(way.en, " (", only.en, ")")};
    }
    ways.Add(way);
  }
  const PolicyWords any = ways.With("; və ya ", "; or ");
  return {absl::StrCat("təyinatın reyestrindəki qeydlər, əgər ", any.az),
          absl::StrCat("rows in the assignment's registers, if ", any.en)};
}

PolicyWords ConditionInWords(const Role& role, const Action& action, const AccessPolicy& policy) {
  Joined conditions;
  const Grant& grant = role.grants.at(action.name);
  if (grant.purposes != role.purposes) conditions.Add(OnlyFor(grant.purposes, policy));
  if (const FactSet needs = action.needs.Or(grant.needs); !needs.empty()) {
    const PolicyWords words = FactsInWords(needs);
    conditions.Add({absl::StrCat("əgər ", words.az), absl::StrCat("if ", words.en)});
  }
  for (const DenyRule& rule : policy.content().denials) {
    if (rule.actions.count(action.name) == 0 || (!rule.roles.empty() && rule.roles.count(role.name) == 0)) continue;
    const PolicyWords words = FactsInWords(rule.when);
    conditions.Add({absl::StrCat("olmaz, əgər ", words.az), absl::StrCat("never if ", words.en)});
  }
  return conditions.WithSemicolons();
}

PolicyWords RolesInWords(const std::set<std::string>& roles, const AccessPolicy& policy) {
  if (roles.empty()) return {"hamı", "everybody"};
  Joined joined;
  for (const Role& role : policy.roles()) {
    if (roles.count(role.name) > 0) joined.Add(role.title);
  }
  return joined.WithSemicolons();
}

PolicyWords ActionsInWords(const std::set<std::string>& actions, const AccessPolicy& policy) {
  Joined joined;
  for (const Action& action : policy.actions()) {
    if (actions.count(action.name) > 0) joined.Add(action.title);
  }
  return joined.WithSemicolons();
}

}  // namespace dayaq::policy
