#include "tests/access/mutants.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

class Breeder {
 public:
  explicit Breeder(const PolicyContent& content) : content_(content) {}
  std::vector<Mutant> Breed();

 private:
  // Starts a mutant; the caller breaks what it is handed and adds it.
  Mutant Start(const std::string& what, const std::string& role = "", std::set<std::string> actions = {}) const {
    return Mutant{what, content_, std::nullopt, role, std::move(actions), {}};
  }
  void Add(Mutant mutant) { mutants_.push_back(std::move(mutant)); }
  // Each fact of a set once removed and once turned around; `in` finds the set in the mutant's content.
  template <typename In>
  void BreakFacts(const Mutant& unbroken, FactSet facts, const In& in);
  // Each purpose once removed, and all of them turned around.
  template <typename In>
  void BreakPurposes(const Mutant& unbroken, const std::set<std::string>& purposes, const In& in);
  void BreakActions();
  void BreakRole(size_t index);
  void BreakWays(size_t index);
  void BreakDenials();

  const PolicyContent& content_;
  std::vector<Mutant> mutants_;
};

template <typename In>
void Breeder::BreakFacts(const Mutant& unbroken, FactSet facts, const In& in) {
  for (const Fact fact : FactsIn(facts)) {
    Mutant without = unbroken;
    absl::StrAppend(&without.what, ": without ", FactName(fact));
    in(without.content).Remove(fact);
    Add(std::move(without));
    Mutant turned = unbroken;
    absl::StrAppend(&turned.what, ": when not ", FactName(fact));
    FactSet& set = in(turned.content);
    set.Remove(fact);
    set = set.Or(kTurnedAround);
    turned.turned = fact;
    Add(std::move(turned));
  }
}

template <typename In>
void Breeder::BreakPurposes(const Mutant& unbroken, const std::set<std::string>& purposes, const In& in) {
  for (const std::string& purpose : purposes) {
    Mutant without = unbroken;
    absl::StrAppend(&without.what, ": without purpose ", purpose);
    in(without.content).erase(purpose);
    Add(std::move(without));
  }
  Mutant turned = unbroken;
  absl::StrAppend(&turned.what, ": for every other purpose");
  std::set<std::string>& others = in(turned.content);
  others.clear();
  for (const auto& [name, words] : content_.purposes) {
    if (purposes.count(name) == 0) others.insert(name);
  }
  Add(std::move(turned));
}

void Breeder::BreakActions() {
  for (size_t i = 0; i < content_.actions.size(); ++i) {
    const Action& action = content_.actions[i];
    const auto needs = [i](PolicyContent& content) -> FactSet& { return content.actions[i].needs; };
    BreakFacts(Start(absl::StrCat(action.name, " needs"), "", {action.name}), action.needs, needs);
    Mutant rows = Start(absl::StrCat(action.name, action.of_rows ? ": of no rows" : ": of rows"), "", {action.name});
    rows.content.actions[i].of_rows = !action.of_rows;
    Add(std::move(rows));
  }
}

void Breeder::BreakRole(size_t index) {
  const Role& role = content_.roles[index];
  for (const auto& [action, grant] : role.grants) {
    const Mutant unbroken = Start(absl::StrCat(role.name, " ", action), role.name, {action});
    const auto in_grant = [index, &name = action](PolicyContent& content) -> Grant& {
      return content.roles[index].grants.find(name)->second;
    };
    Mutant without = unbroken;
    absl::StrAppend(&without.what, ": not granted");
    without.content.roles[index].grants.erase(action);
    Add(std::move(without));
    BreakFacts(unbroken, grant.needs, [&](PolicyContent& content) -> FactSet& { return in_grant(content).needs; });
    BreakPurposes(unbroken, grant.purposes,
                  [&](PolicyContent& content) -> std::set<std::string>& { return in_grant(content).purposes; });
  }
}

void Breeder::BreakWays(size_t index) {
  const Role& role = content_.roles[index];
  for (size_t way = 0; way < role.rows.size(); ++way) {
    const Mutant unbroken = Start(absl::StrCat(role.name, " rows ", FactNames(role.rows[way].when)), role.name);
    Mutant without = unbroken;
    absl::StrAppend(&without.what, ": closed");
    auto& rows = without.content.roles[index].rows;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(way));
    Add(std::move(without));
    BreakFacts(unbroken, role.rows[way].when,
               [=](PolicyContent& content) -> FactSet& { return content.roles[index].rows[way].when; });
    BreakPurposes(unbroken, role.rows[way].purposes,
                  [=](PolicyContent& content) -> std::set<std::string>& { return content.roles[index].rows[way].purposes; });
  }
  if (role.rows.empty()) return;
  Mutant anywhere = Start(absl::StrCat(role.name, " rows: in whatever register"), role.name);
  anywhere.given = {Fact::kInRegister};
  Add(std::move(anywhere));
}

// Those that deny classes decide about no cell: the reader refuses a role that holds such a class (access_mutants.cc).
void Breeder::BreakDenials() {
  for (size_t i = 0; i < content_.denials.size(); ++i) {
    const DenyRule& rule = content_.denials[i];
    if (rule.actions.empty()) continue;
    const Mutant unbroken = Start(absl::StrCat("deny ", rule.name), "", rule.actions);
    Mutant without = unbroken;
    absl::StrAppend(&without.what, ": not denied");
    without.content.denials.erase(without.content.denials.begin() + static_cast<std::ptrdiff_t>(i));
    Add(std::move(without));
    BreakFacts(unbroken, rule.when, [i](PolicyContent& content) -> FactSet& { return content.denials[i].when; });
    for (const std::string& action : rule.actions) {
      Mutant open = unbroken;
      absl::StrAppend(&open.what, ": not for ", action);
      open.content.denials[i].actions.erase(action);
      Add(std::move(open));
    }
    for (const std::string& role : rule.roles) {
      Mutant open = unbroken;
      absl::StrAppend(&open.what, ": not for ", role);
      open.content.denials[i].roles.erase(role);
      // The last one gone would mean every role.
      if (!open.content.denials[i].roles.empty()) Add(std::move(open));
    }
  }
}

std::vector<Mutant> Breeder::Breed() {
  BreakActions();
  for (size_t i = 0; i < content_.roles.size(); ++i) {
    BreakRole(i);
    BreakWays(i);
  }
  BreakDenials();
  return std::move(mutants_);
}

}  // namespace

std::vector<Mutant> AllMutants(const AccessPolicy& policy) { return Breeder(policy.content()).Breed(); }

}  // namespace dayaq
