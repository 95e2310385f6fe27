// docs/access-matrix.md: the policy as a page for whoever answers for it and reads no YAML.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "policy/compiler/matrix_words.h"
#include "policy/compiler/outputs.h"

namespace dayaq::policy {
namespace {

constexpr char kYes[] = "●";
constexpr char kWithCondition[] = "◐";
constexpr char kNo[] = "·";

constexpr char kHead[] = R"(<!-- Made from policy/access.yaml and policy/tables/*.yaml by `./dayaq policy`; never edited. -->
# Kim nə edə bilər · Who may do what

Burada yazılmayan hər şey qadağandır. Xidmətlər, verilənlər bazası və bu səhifə eyni fayldan yaranır: `policy/access.yaml`.

What is not said here is not allowed. The services, the database and this page are all made from the same file: `policy/access.yaml`.

## Necə oxumalı · How to read this page

- Hər kəs bir təyinatla işləyir: vəzifə, qurum, rayonlar və reyestrlər. Hər sorğuda bir məqsəd göstərilir. / Everybody acts in one
  assignment: a role, an institution, districts and registers. Every call states one purpose.
- İcazə üç şeyi tələb edir: vəzifə bu işi görə bilər, məqsəd uyğundur, qeyd əlçatandır. / A permission takes three things: the role
  does this, the purpose fits, the row lies within reach.
- Qadağa həmişə icazədən güclüdür. / A prohibition always wins over a permission.
- Görülməyən məlumat növü cavabdan silinir, bazada da oxunmur. / Data of a class that a role does not see is cleared from every
  answer, and cannot be read in the database either.

| işarə | mənası | meaning |
|:-:|---|---|
| ● | icazə var | allowed |
| ◐ | şərtlə (vəzifənin bölməsində yazılıb) | under a condition (said in the role's section) |
| · | yox | no |

)";

// A table cell must not end early.
std::string Cell(const std::string& text) {
  std::string cell;
  for (const char letter : text) absl::StrAppend(&cell, letter == '|' ? "\\|" : std::string(1, letter));
  return cell;
}

void AppendRow(std::string& out, const std::vector<std::string>& cells) {
  absl::StrAppend(&out, "| ", absl::StrJoin(cells, " | "), " |\n");
}

std::string Both(const PolicyWords& words) { return Cell(absl::StrCat(words.az, " · ", words.en)); }

// For longer words: one language under the other.
std::string Stacked(const PolicyWords& words) { return Cell(absl::StrCat(words.az, "<br>", words.en)); }

std::string Number(const AccessPolicy& policy, const Role& role) { return absl::StrCat(&role - policy.roles().data() + 1); }

void AppendWordLists(const AccessPolicy& policy, std::string& out) {
  absl::StrAppend(&out, "### Məqsədlər · Purposes\n\n| | azərbaycanca | English |\n|---|---|---|\n");
  for (const auto& [name, words] : policy.content().purposes) {
    AppendRow(out, {absl::StrCat("`", name, "`"), Cell(words.az), Cell(words.en)});
  }
  absl::StrAppend(&out,
                  "\n### Məlumat növləri · Classes of data\n\n| azərbaycanca | English | nədir · what it is |\n|---|---|---|\n");
  for (const ClassWords& words : DataClassWords()) AppendRow(out, {words.name.az, words.name.en, Both(words.meaning)});
  absl::StrAppend(&out,
                  "\n### Şərtlər · Conditions\n\nQaydalar yalnız bu şərtlərə söykənir. / Rules lean on these facts alone.\n\n",
                  "| | azərbaycanca | English |\n|---|---|---|\n");
  for (const Fact fact : AllFacts()) {
    AppendRow(out, {absl::StrCat("`", FactName(fact), "`"), std::string(FactWordsAz(fact)), std::string(FactWordsEn(fact))});
  }
}

std::string RoleKind(const Role& role) {
  std::vector<std::string> kinds;
  if (role.powerful) kinds.push_back("iki nəfər təyin edir · given by two people");
  if (role.of_person) kinds.push_back("bir şəxs üçün · about one person");
  if (role.background) kinds.push_back("insan deyil, xidmətin özü · no person, the service itself");
  return absl::StrJoin(kinds, "; ");
}

void AppendRoleList(const AccessPolicy& policy, std::string& out) {
  absl::StrAppend(&out, "\n## Vəzifələr · Roles\n\n| № | vəzifə · role | qeyd · note |\n|--:|---|---|\n");
  for (const Role& role : policy.roles()) AppendRow(out, {Number(policy, role), Both(role.title), RoleKind(role)});
}

std::string Mark(const AccessPolicy& policy, const Role& role, const Action& action) {
  if (role.grants.count(action.name) == 0) return kNo;
  return ConditionInWords(role, action, policy).en.empty() ? kYes : kWithCondition;
}

// Actions of one domain ("incident") in the order of the file.
std::vector<std::pair<std::string, std::vector<const Action*>>> Domains(const AccessPolicy& policy) {
  std::vector<std::pair<std::string, std::vector<const Action*>>> domains;
  for (const Action& action : policy.actions()) {
    const std::string domain = action.name.substr(0, action.name.find('.'));
    if (domains.empty() || domains.back().first != domain) domains.push_back({domain, {}});
    domains.back().second.push_back(&action);
  }
  return domains;
}

void AppendActions(const AccessPolicy& policy, std::string& out) {
  absl::StrAppend(
      &out, "\n## Əməliyyatlar · Actions\n\nSütunlar vəzifələrin nömrələridir. Cədvəldə heç nə etməyən vəzifənin sütunu yoxdur. / ",
      "Columns are the numbers of roles; a role that does nothing of a table has no column.\n");
  for (const auto& [domain, actions] : Domains(policy)) {
    std::vector<const Role*> columns;
    for (const Role& role : policy.roles()) {
      if (std::any_of(actions.begin(), actions.end(), [&](const Action* action) { return role.grants.count(action->name) > 0; }))
        columns.push_back(&role);
    }
    std::vector<std::string> head = {absl::StrCat("`", domain, "`")}, line = {"---"};
    for (const Role* role : columns) {
      head.push_back(Number(policy, *role));
      line.push_back(":-:");
    }
    out.push_back('\n');
    AppendRow(out, head);
    absl::StrAppend(&out, "|", absl::StrJoin(line, "|"), "|\n");
    for (const Action* action : actions) {
      std::vector<std::string> cells = {Both(action->title)};
      for (const Role* role : columns) cells.push_back(Mark(policy, *role, *action));
      AppendRow(out, cells);
    }
  }
}

void AppendClasses(const AccessPolicy& policy, std::string& out) {
  absl::StrAppend(&out, "\n## Kim hansı məlumatı görür və yazır · Who sees and fills in which data\n\n",
                  "O: görür, Y: yazır. / O: sees, Y: fills in.\n\n");
  std::vector<std::string> head = {"vəzifə · role"}, line = {"---"};
  for (const ClassWords& words : DataClassWords()) {
    head.push_back(words.name.az == words.name.en ? words.name.az : absl::StrCat(words.name.az, " · ", words.name.en));
    line.push_back(":-:");
  }
  AppendRow(out, head);
  absl::StrAppend(&out, "|", absl::StrJoin(line, "|"), "|\n");
  for (const Role& role : policy.roles()) {
    std::vector<std::string> cells = {absl::StrCat(Number(policy, role), ". ", Cell(role.title.az))};
    for (const ClassWords& words : DataClassWords()) {
      const std::string mark =
          absl::StrCat(role.reads.Has(words.data_class) ? "O" : "", role.writes.Has(words.data_class) ? "Y" : "");
      cells.push_back(mark.empty() ? kNo : mark);
    }
    AppendRow(out, cells);
  }
}

std::string ServicesOf(const Role& role, const Tables& tables) {
  std::vector<std::string> names;
  for (const ServiceTables& service : tables.services) {
    if (std::find(service.roles.begin(), service.roles.end(), role.name) != service.roles.end()) names.push_back(service.name);
  }
  return names.empty() ? "—" : absl::StrJoin(names, ", ");
}

void AppendRole(const AccessPolicy& policy, const Tables& tables, const Role& role, std::string& out) {
  absl::StrAppend(&out, "\n### ", Number(policy, role), ". ", role.title.az, " · ", role.title.en, "\n\n");
  if (const std::string kind = RoleKind(role); !kind.empty()) absl::StrAppend(&out, kind, "\n\n");
  absl::StrAppend(&out, "| `", role.name, "` | azərbaycanca | English |\n|---|---|---|\n");
  const auto row = [&](const char* what, const PolicyWords& words) { AppendRow(out, {what, Cell(words.az), Cell(words.en)}); };
  row("məqsəd · purposes", PurposesInWords(role.purposes, policy));
  row("qeydlər · rows", ReachInWords(role, policy));
  row("görür · sees", ClassesInWords(role.reads));
  row("yazır · fills in", ClassesInWords(role.writes));
  // What it does plainly in one line; under each condition in another.
  std::vector<std::pair<PolicyWords, std::set<std::string>>> kinds;
  for (const Action& action : policy.actions()) {
    if (role.grants.count(action.name) == 0) continue;
    const PolicyWords condition = ConditionInWords(role, action, policy);
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first.en == condition.en; });
    if (kind == kinds.end()) kind = kinds.insert(condition.en.empty() ? kinds.begin() : kinds.end(), {condition, {}});
    kind->second.insert(action.name);
  }
  for (const auto& [condition, actions] : kinds) {
    const PolicyWords what = ActionsInWords(actions, policy);
    if (condition.en.empty()) {
      row("edir · does", what);
    } else {
      row("şərtlə · under a condition", {absl::StrCat(what.az, " — ", condition.az), absl::StrCat(what.en, " — ", condition.en)});
    }
  }
  row("xidmətlər · services", {ServicesOf(role, tables), ServicesOf(role, tables)});
}

void AppendDenials(const AccessPolicy& policy, std::string& out) {
  std::set<std::string> separated;
  for (const Separation& separation : policy.content().separations) separated.insert(separation.name);
  absl::StrAppend(&out, "\n## Qadağalar · Prohibitions\n\n| kimə · to whom | nə · what | niyə · why |\n|---|---|---|\n");
  for (const DenyRule& rule : policy.content().denials) {
    if (separated.count(rule.name) > 0) continue;
    std::string what;
    if (rule.actions.empty()) {
      const PolicyWords classes = ClassesInWords(rule.classes);
      what = Stacked({absl::StrCat("görmür: ", classes.az), absl::StrCat("sees none of: ", classes.en)});
    } else {
      const PolicyWords actions = ActionsInWords(rule.actions, policy), when = FactsInWords(rule.when);
      what = Stacked(
          {absl::StrCat("edə bilməz: ", actions.az, ", əgər ", when.az), absl::StrCat("may not: ", actions.en, ", if ", when.en)});
    }
    AppendRow(out, {Stacked(RolesInWords(rule.roles, policy)), what, Stacked(rule.because)});
  }
}

void AppendPeople(const AccessPolicy& policy, std::string& out) {
  absl::StrAppend(&out,
                  "\n## Hər addımı başqası atır · Each step by somebody else\n\n| addımlar · steps | niyə · why |\n|---|---|\n");
  for (const Separation& separation : policy.content().separations) {
    std::vector<std::string> az, en;
    for (const std::string& step : separation.steps) {
      az.push_back(policy.FindAction(step)->title.az);
      en.push_back(policy.FindAction(step)->title.en);
    }
    AppendRow(out, {Stacked({absl::StrJoin(az, " → "), absl::StrJoin(en, " → ")}), Stacked(separation.because)});
  }
  absl::StrAppend(&out, "\n## Bir nəfərdə birləşməyən vəzifələr · Roles that nobody holds together\n\n",
                  "| vəzifələr · roles | niyə · why |\n|---|---|\n");
  for (const IncompatibleRoles& rule : policy.content().incompatible) {
    AppendRow(out, {Stacked(RolesInWords(rule.roles, policy)), Stacked(rule.because)});
  }
}

}  // namespace

std::string AccessMatrix(const AccessPolicy& policy, const Tables& tables) {
  std::string out = kHead;
  AppendWordLists(policy, out);
  AppendRoleList(policy, out);
  AppendActions(policy, out);
  AppendClasses(policy, out);
  AppendDenials(policy, out);
  AppendPeople(policy, out);
  absl::StrAppend(&out, "\n## Hər vəzifə ayrıca · Each role by itself\n");
  for (const Role& role : policy.roles()) AppendRole(policy, tables, role, out);
  return out;
}

}  // namespace dayaq::policy
