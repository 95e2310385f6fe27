// The policy once more, in Cedar: whose engine, written by others, is the referee in tests/access. It judges from attributes of the
// caller and the row, so each fact is spelt here by hand a second time.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "policy/compiler/outputs.h"

namespace dayaq::policy {
namespace {

constexpr char kHead[] = R"(// Made from policy/access.yaml by `./dayaq policy`; never edited. The referee of tests/access.
)";

// An attribute that is empty says nothing, so it equals nothing.
std::string CedarFact(Fact fact) {
  switch (fact) {
    case Fact::kInRegister:
      return R"(resource.register != "" && principal.registers.contains(resource.register))";
    case Fact::kInDistrict:
      return R"(resource.district != "" && principal.districts.contains(resource.district))";
    case Fact::kInInstitution:
      return R"(resource.institution != "" && principal.institution == resource.institution)";
    case Fact::kNational:
      return "principal.national";
    case Fact::kOwnRecord:
      return R"(resource.person != "" && principal.records.contains(resource.person))";
    case Fact::kBreakGlass:
      return R"(resource.person != "" && principal.opened.contains(resource.person))";
    case Fact::kTookPart:
      return R"((principal.staff != "" && resource.tookPart.contains(principal.staff)) || )"
             R"((principal.behalf != "" && resource.tookPart.contains(principal.behalf)))";
    case Fact::kIsSubject:
      return R"((principal.staff != "" && resource.subject == principal.staff) || )"
             R"((principal.behalf != "" && resource.subject == principal.behalf))";
    case Fact::kSameInstitution:
      return R"(principal.institution != "" && resource.madeBy == principal.institution)";
    case Fact::kStepUp:
      return R"(context.acr == "urn:dayaq:acr:2" && context.authAge >= -60 && context.authAge <= 300)";
    case Fact::kDelegated:
      return R"(principal.behalf != "")";
  }
  return "false";
}

template <typename Names>
std::string Quoted(const Names& names, absl::string_view before = "") {
  std::vector<std::string> quoted;
  quoted.reserve(names.size());
  for (const std::string& name : names) quoted.push_back(absl::StrCat(before, "\"", name, "\""));
  return absl::StrCat("[", absl::StrJoin(quoted, ", "), "]");
}

std::string Scope(const std::set<std::string>& actions) {
  return absl::StrCat(" (principal, action in ", Quoted(actions, "Action::"), ", resource)\n");
}

std::string PurposeIn(const std::set<std::string>& purposes) {
  return absl::StrCat(Quoted(purposes), ".contains(context.purpose)");
}

std::vector<std::string> Conditions(FactSet facts) {
  std::vector<std::string> conditions;
  for (const Fact fact : FactsIn(facts)) conditions.push_back(absl::StrCat("(", CedarFact(fact), ")"));
  return conditions;
}

std::string When(const std::string& condition) { return absl::StrCat("when { ", condition, " }\n"); }

// The ways to rows of a role, one a line; none of them open means no row at all.
std::string WithinReach(const Role& role) {
  std::vector<std::string> ways;
  for (const Reach& reach : role.rows) {
    std::vector<std::string> parts = Conditions(reach.when);
    if (reach.purposes != role.purposes) parts.push_back(PurposeIn(reach.purposes));
    ways.push_back(absl::StrCat("(", absl::StrJoin(parts, " && "), ")"));
  }
  return ways.empty() ? "false" : absl::StrJoin(ways, "\n    || ");
}

// Grants that differ in the action alone are written as one policy.
struct GrantKind {
  std::set<std::string> purposes;
  FactSet needs;
  bool of_rows;
  friend bool operator<(const GrantKind& a, const GrantKind& b) {
    return std::make_tuple(a.of_rows, a.needs.bits(), a.purposes) < std::make_tuple(b.of_rows, b.needs.bits(), b.purposes);
  }
};

void AppendRole(const AccessPolicy& policy, const Role& role, std::string& out) {
  std::map<GrantKind, std::set<std::string>> grants;
  for (const auto& [name, grant] : role.grants) {
    const Action* action = policy.FindAction(name);
    if (action != nullptr) grants[{grant.purposes, action->needs.Or(grant.needs), action->of_rows}].insert(name);
  }
  absl::StrAppend(&out, "\n// ", role.title.en, "\n");
  for (const auto& [kind, actions] : grants) {
    absl::StrAppend(&out, "permit", Scope(actions));
    absl::StrAppend(&out, When(absl::StrCat("principal.role == \"", role.name, "\"")));
    absl::StrAppend(&out, When(PurposeIn(kind.purposes)));
    for (const std::string& condition : Conditions(kind.needs)) absl::StrAppend(&out, When(condition));
    if (kind.of_rows) absl::StrAppend(&out, When(CedarFact(Fact::kInRegister)), When(WithinReach(role)));
    out.back() = ';';
    out.push_back('\n');
  }
}

void AppendForbid(const std::set<std::string>& roles, const std::set<std::string>& actions, FactSet when,
                  const PolicyWords& because, std::string& out) {
  absl::StrAppend(&out, "\n// ", because.en, "\nforbid", Scope(actions));
  if (!roles.empty()) absl::StrAppend(&out, When(absl::StrCat(Quoted(roles), ".contains(principal.role)")));
  for (const std::string& condition : Conditions(when)) absl::StrAppend(&out, When(condition));
  out.back() = ';';
  out.push_back('\n');
}

}  // namespace

std::string CedarPolicies(const AccessPolicy& policy) {
  std::string out = kHead;
  for (const Role& role : policy.roles()) AppendRole(policy, role, out);
  const PolicyContent& content = policy.content();
  // The reader turned separations into denials as well; here they are made of what the file says.
  std::set<std::string> separated;
  for (const Separation& separation : content.separations) separated.insert(separation.name);
  for (const DenyRule& rule : content.denials) {
    if (rule.actions.empty() || separated.count(rule.name) > 0) continue;
    AppendForbid(rule.roles, rule.actions, rule.when, rule.because, out);
  }
  for (const Separation& separation : content.separations) {
    const std::set<std::string> later(separation.steps.begin() + 1, separation.steps.end());
    AppendForbid({}, later, {Fact::kTookPart}, separation.because, out);
  }
  return out;
}

std::string CedarSchema(const AccessPolicy& policy) {
  std::string out = absl::StrCat(kHead, R"(
// Who acts, in which role: what access.begin_request finds.
entity Staff = {
  role: String,
  staff: String,
  behalf: String,
  institution: String,
  districts: Set<String>,
  registers: Set<String>,
  national: Bool,
  records: Set<String>,
  opened: Set<String>,
};

// What is asked for.
entity Row = {
  register: String,
  district: String,
  institution: String,
  person: String,
  tookPart: Set<String>,
  subject: String,
  madeBy: String,
};

)");
  std::vector<std::string> names;
  for (const Action& action : policy.actions()) names.push_back(absl::StrCat("\"", action.name, "\""));
  absl::StrAppend(&out, "action\n  ", absl::StrJoin(names, ",\n  "), R"(
appliesTo {
  principal: [Staff],
  resource: [Row],
  context: { purpose: String, acr: String, authAge: Long },
};
)");
  return out;
}

}  // namespace dayaq::policy
