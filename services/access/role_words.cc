#include "services/access/role_words.h"

#include <algorithm>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/access/access_names.h"
#include "services/access/assignment_rules.h"

namespace dayaq::access {
namespace {

v1::PolicyTerm Term(absl::string_view code, absl::string_view az, absl::string_view en) {
  v1::PolicyTerm term;
  term.set_code(std::string(code));
  term.set_az(std::string(az));
  term.set_en(std::string(en));
  return term;
}

template <typename List>
void AddFacts(FactSet facts, List& to) {
  for (const Fact fact : FactsIn(facts)) *to.Add() = Term(FactName(fact), FactWordsAz(fact), FactWordsEn(fact));
}

template <typename List>
void AddPurposes(const AccessPolicy& policy, const std::set<std::string>& purposes, List& to) {
  for (const std::string& purpose : purposes) {
    const auto words = policy.content().purposes.find(purpose);
    if (words != policy.content().purposes.end()) *to.Add() = Term(purpose, words->second.az, words->second.en);
  }
}

template <typename List>
void AddClasses(DataClassSet classes, List& to) {
  for (int value = 1; value <= v1::DataClass_MAX; ++value) {
    if (classes.Has(static_cast<DataClass>(value))) to.Add(value);
  }
}

bool Concerns(const DenyRule& rule, const Role& role) {
  if (!rule.roles.empty()) return rule.roles.count(role.name) > 0;
  return absl::c_any_of(rule.actions, [&](const std::string& action) { return role.grants.count(action) > 0; });
}

void AddDenial(const DenyRule& rule, v1::RoleDescription& description) {
  v1::DenialRule& denial = *description.add_denials();
  denial.set_rule(rule.name);
  for (const std::string& action : rule.actions) denial.add_actions(action);
  AddClasses(rule.classes, *denial.mutable_classes());
  AddFacts(rule.when, *denial.mutable_facts());
  denial.set_because_az(rule.because.az);
  denial.set_because_en(rule.because.en);
}

void AddActions(const AccessPolicy& policy, const Role& role, v1::RoleDescription& description) {
  for (const Action& action : policy.actions()) {
    const auto grant = role.grants.find(action.name);
    if (grant == role.grants.end()) continue;
    v1::ActionRight& right = *description.add_actions();
    *right.mutable_action() = Term(action.name, action.title.az, action.title.en);
    AddPurposes(policy, grant->second.purposes, *right.mutable_purposes());
    AddFacts(action.needs.Or(grant->second.needs), *right.mutable_needs());
  }
}

void AddIncompatible(const AccessPolicy& policy, const Role& role, v1::RoleDescription& description) {
  for (const IncompatibleRoles& rule : policy.content().incompatible) {
    if (rule.roles.count(role.name) == 0) continue;
    for (const std::string& other : rule.roles) {
      if (other != role.name) *description.add_incompatible() = Term(other, rule.because.az, rule.because.en);
    }
  }
}

// The assignment as whoever would call in it.
Caller CallerOf(const v1::RoleAssignment& assignment) {
  Caller caller;
  caller.staff_uid = assignment.staff_uid();
  caller.role = assignment.role();
  caller.institution = assignment.institution();
  caller.districts.assign(assignment.districts().begin(), assignment.districts().end());
  caller.registers.assign(assignment.registers().begin(), assignment.registers().end());
  caller.national = assignment.national();
  caller.person_uid = assignment.person_uid();
  if (!caller.person_uid.empty()) caller.own_records = {caller.person_uid};
  if (!assignment.delegated_from().empty()) caller.on_behalf_of = assignment.proposed_by().empty() ? "?" : assignment.proposed_by();
  return caller;
}

// Facts of the call and, as far as the record is known, of the record.
FactSet FactsOf(const v1::RoleAssignment& assignment, const AccessQuestion& question) {
  FactSet facts = {Fact::kStepUp};
  const Caller caller = CallerOf(assignment);
  if (!caller.on_behalf_of.empty()) facts.Add(Fact::kDelegated);
  return question.record.has_value() ? facts.Or(RowFacts(caller, *question.record)) : facts;
}

Decision DecideAbout(const AccessPolicy& policy, absl::string_view role, const AccessQuestion& question, absl::string_view purpose,
                     FactSet facts) {
  return question.record.has_value() ? policy.Decide(role, question.action, purpose, facts)
                                     : policy.DecideBeforeRow(role, question.action, purpose, facts);
}

struct Sentence {
  absl::string_view code, az, en;
};

Sentence SentenceOf(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return {"", "İcazə verilir.", "Allowed."};
    case Refusal::kRoleUnknown:
      return {"ROLE_UNKNOWN", "Belə vəzifə yoxdur.", "There is no such role."};
    case Refusal::kActionNotGranted:
      return {"ACTION_NOT_GRANTED", "Vəzifəyə bu hərəkət verilməyib.", "The role was not given this action."};
    case Refusal::kPurpose:
      return {"PURPOSE", "Vəzifə bunu bu məqsədlə etmir.", "The role does not do this for this purpose."};
    case Refusal::kNeeds:
      return {"NEEDS", "Lazım olan şərt yerinə yetirilməyib.", "What it needs does not hold."};
    case Refusal::kOutOfReach:
      return {"OUT_OF_REACH", "Qeyd bu təyinatın hüdudundan kənardadır.", "The record is out of reach of this assignment."};
    case Refusal::kDenied:
      return {"DENIED", "Qayda qadağan edir", "A rule refuses it"};
  }
  return {"ROLE_UNKNOWN", "", ""};
}

void Say(const Sentence& sentence, v1::AccessDecision& decision) {
  decision.set_refusal(std::string(sentence.code));
  decision.set_words_az(std::string(sentence.az));
  decision.set_words_en(std::string(sentence.en));
}

v1::AccessDecision InWords(const AccessPolicy& policy, absl::string_view role_name, const AccessQuestion& question,
                           const Decision& decided, FactSet facts) {
  v1::AccessDecision decision;
  decision.set_allowed(decided.allowed());
  Say(SentenceOf(decided.refusal), decision);
  if (decided.rule != nullptr) {
    decision.set_rule(decided.rule->name);
    decision.set_words_az(absl::StrCat(decision.words_az(), ": ", decided.rule->because.az, "."));
    decision.set_words_en(absl::StrCat(decision.words_en(), ": ", decided.rule->because.en, "."));
  }
  const FactSet named = policy.FactsNamed(role_name, question.action);
  if (named.Has(Fact::kStepUp)) {
    absl::StrAppend(decision.mutable_words_az(), " Son 5 dəqiqədə güclü giriş tələb olunur.");
    absl::StrAppend(decision.mutable_words_en(), " It takes a strong sign-in of the last five minutes.");
  }
  for (const Fact fact : FactsIn(question.record.has_value() ? named : named.Without(kRowFacts))) {
    if (fact == Fact::kStepUp) continue;
    v1::FactFound& found = *decision.add_facts();
    *found.mutable_fact() = Term(FactName(fact), FactWordsAz(fact), FactWordsEn(fact));
    found.set_holds(facts.Has(fact));
  }
  const Role* role = policy.FindRole(role_name);
  decision.set_reads_class(role != nullptr && role->reads.Has(question.data_class));
  return decision;
}

std::string PurposeOf(const AccessPolicy& policy, absl::string_view role, const AccessQuestion& question) {
  const Role* known = policy.FindRole(role);
  return question.purpose.empty() && known != nullptr ? known->default_purpose : question.purpose;
}

}  // namespace

v1::PolicyTerm TitleOf(const AccessPolicy& policy, absl::string_view role) {
  const Role* known = policy.FindRole(role);
  return known == nullptr ? Term(role, role, role) : Term(known->name, known->title.az, known->title.en);
}

std::optional<v1::RoleDescription> DescribeRole(const AccessPolicy& policy, absl::string_view role_name) {
  const Role* role = policy.FindRole(role_name);
  if (role == nullptr) return std::nullopt;
  v1::RoleDescription description;
  description.set_name(RoleName(role->name));
  *description.mutable_title() = Term(role->name, role->title.az, role->title.en);
  description.set_powerful(role->powerful);
  description.set_of_person(role->of_person);
  description.set_background(role->background);
  AddPurposes(policy, {role->default_purpose}, *description.mutable_purposes());
  std::set<std::string> others = role->purposes;
  others.erase(role->default_purpose);
  AddPurposes(policy, others, *description.mutable_purposes());
  AddActions(policy, *role, description);
  for (const Reach& reach : role->rows) {
    v1::RowsRight& rows = *description.add_rows();
    FactSet facts = reach.when;
    facts.Add(Fact::kInRegister);
    AddFacts(facts, *rows.mutable_facts());
    AddPurposes(policy, reach.purposes, *rows.mutable_purposes());
  }
  AddClasses(role->reads, *description.mutable_reads());
  AddClasses(role->writes, *description.mutable_writes());
  for (const DenyRule& rule : policy.content().denials) {
    if (Concerns(rule, *role)) AddDenial(rule, description);
  }
  AddIncompatible(policy, *role, description);
  return description;
}

v1::RoleDescription DescribeAssignment(const AccessPolicy& policy, const v1::RoleAssignment& assignment) {
  v1::RoleDescription description = DescribeRole(policy, assignment.role()).value_or(v1::RoleDescription());
  if (assignment.delegated_from().empty()) return description;
  auto& actions = *description.mutable_actions();
  actions.erase(std::remove_if(actions.begin(), actions.end(),
                               [&](const v1::ActionRight& right) {
                                 return !absl::c_linear_search(assignment.delegated_actions(), right.action().code());
                               }),
                actions.end());
  return description;
}

v1::AccessDecision Explain(const AccessPolicy& policy, const v1::RoleAssignment& assignment, const AccessQuestion& question,
                           absl::Time now) {
  const FactSet facts = FactsOf(assignment, question);
  const Decision decided = DecideAbout(policy, assignment.role(), question, PurposeOf(policy, assignment.role(), question), facts);
  v1::AccessDecision decision = InWords(policy, assignment.role(), question, decided, facts);
  if (!IsInForce(assignment, now)) {
    Say({"NOT_IN_FORCE", "Təyinat qüvvədə deyil.", "The assignment is not in force."}, decision);
    decision.set_allowed(false);
  } else if (!assignment.delegated_from().empty() && !absl::c_linear_search(assignment.delegated_actions(), question.action)) {
    Say({"NOT_DELEGATED", "Bu hərəkət həvalə edilməyib.", "This action was not lent."}, decision);
    decision.set_allowed(false);
  }
  return decision;
}

v1::AccessDecision ExplainRole(const AccessPolicy& policy, absl::string_view role, const AccessQuestion& question) {
  AccessQuestion any = question;
  any.record.reset();
  const FactSet facts = {Fact::kStepUp};
  return InWords(policy, role, any, DecideAbout(policy, role, any, PurposeOf(policy, role, any), facts), facts);
}

std::vector<v1::RoleReach> RolesThatReach(const AccessPolicy& policy, const AccessQuestion& question) {
  std::vector<v1::RoleReach> all;
  for (const Role& role : policy.roles()) {
    if (role.background) continue;
    if (question.data_class != DataClass::DATA_CLASS_UNSPECIFIED && !role.reads.Has(question.data_class)) continue;
    std::set<std::string> purposes;
    for (const std::string& purpose : role.purposes) {
      if (!question.purpose.empty() && purpose != question.purpose) continue;
      if (policy.DecideBeforeRow(role.name, question.action, purpose, {Fact::kStepUp}).allowed()) purposes.insert(purpose);
    }
    if (purposes.empty()) continue;
    v1::RoleReach& reach = all.emplace_back();
    *reach.mutable_role() = Term(role.name, role.title.az, role.title.en);
    AddPurposes(policy, purposes, *reach.mutable_purposes());
    AddFacts(policy.FindAction(question.action)->needs.Or(role.grants.find(question.action)->second.needs), *reach.mutable_needs());
  }
  return all;
}

bool Reaches(const AccessPolicy& policy, const v1::RoleAssignment& assignment, const v1::RoleReach& reach,
             const AccessQuestion& question) {
  if (!assignment.delegated_from().empty() && !absl::c_linear_search(assignment.delegated_actions(), question.action)) return false;
  const FactSet facts = FactsOf(assignment, question);
  return absl::c_any_of(reach.purposes(), [&](const v1::PolicyTerm& purpose) {
    return DecideAbout(policy, assignment.role(), question, purpose.code(), facts).allowed();
  });
}

}  // namespace dayaq::access
