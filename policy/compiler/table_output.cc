#include "policy/compiler/table_output.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::policy {
namespace {

constexpr char kHead[] = R"(// Made from policy/access.yaml by policy/compiler when this was built.
#include <set>
#include <string>
#include <utility>

#include "services/platform/access/access_policy.h"

namespace dayaq {
namespace {

using Names = std::set<std::string>;

void AddRole(PolicyContent& content, Role role) { content.roles.push_back(std::move(role)); }
void AddGrant(Role& role, const char* action, Names purposes, FactSet needs) {
  role.grants[action] = Grant{std::move(purposes), needs};
}

)";

std::string Text(const std::string& text) { return absl::StrCat("\"", absl::Utf8SafeCEscape(text), "\""); }

std::string Words(const PolicyWords& words) { return absl::StrCat("{", Text(words.az), ", ", Text(words.en), "}"); }

template <typename Container>
std::string Texts(const Container& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(Text(text));
  return absl::StrCat("{", absl::StrJoin(quoted, ", "), "}");
}

// "in_register" is Fact::kInRegister.
std::string FactConstant(Fact fact) {
  std::string constant = "Fact::k";
  bool starts = true;
  for (const char letter : FactName(fact)) {
    if (letter != '_') constant.push_back(starts ? absl::ascii_toupper(static_cast<unsigned char>(letter)) : letter);
    starts = letter == '_';
  }
  return constant;
}

std::string Facts(FactSet set) {
  std::vector<std::string> constants;
  for (const Fact fact : FactsIn(set)) constants.push_back(FactConstant(fact));
  return absl::StrCat("{", absl::StrJoin(constants, ", "), "}");
}

std::string Classes(DataClassSet set) {
  std::vector<std::string> constants;
  for (int value = 1; value <= access::v1::DataClass_MAX; ++value) {
    const auto data_class = static_cast<DataClass>(value);
    if (set.Has(data_class)) constants.push_back(absl::StrCat("DataClass::", access::v1::DataClass_Name(data_class)));
  }
  return absl::StrCat("{", absl::StrJoin(constants, ", "), "}");
}

const char* Flag(bool flag) { return flag ? "true" : "false"; }

void AppendPurposesAndActions(const PolicyContent& content, std::string& out) {
  absl::StrAppend(&out, "void AddPurposesAndActions(PolicyContent& content) {\n");
  for (const auto& [name, words] : content.purposes) {
    absl::StrAppend(&out, "  content.purposes[", Text(name), "] = ", Words(words), ";\n");
  }
  for (const Action& action : content.actions) {
    absl::StrAppend(&out, "  content.actions.push_back({", Text(action.name), ", ", Words(action.title), ", FactSet",
                    Facts(action.needs), ", ", Flag(action.of_rows), "});\n");
  }
  absl::StrAppend(&out, "}\n\n");
}

void AppendRole(const Role& role, std::string& out) {
  absl::StrAppend(&out, "void Add_", role.name, "(PolicyContent& content) {\n  Role role;\n");
  absl::StrAppend(&out, "  role.name = ", Text(role.name), ";\n  role.title = ", Words(role.title), ";\n");
  absl::StrAppend(&out, "  role.purposes = ", Texts(role.purposes), ";\n");
  absl::StrAppend(&out, "  role.default_purpose = ", Text(role.default_purpose), ";\n");
  absl::StrAppend(&out, "  role.reads = DataClassSet", Classes(role.reads), ";\n");
  absl::StrAppend(&out, "  role.writes = DataClassSet", Classes(role.writes), ";\n");
  absl::StrAppend(&out, "  role.powerful = ", Flag(role.powerful), ";\n  role.background = ", Flag(role.background), ";\n");
  absl::StrAppend(&out, "  role.of_person = ", Flag(role.of_person), ";\n");
  for (const Reach& reach : role.rows) {
    absl::StrAppend(&out, "  role.rows.push_back({FactSet", Facts(reach.when), ", Names", Texts(reach.purposes), "});\n");
  }
  for (const auto& [action, grant] : role.grants) {
    absl::StrAppend(&out, "  AddGrant(role, ", Text(action), ", Names", Texts(grant.purposes), ", FactSet", Facts(grant.needs),
                    ");\n");
  }
  absl::StrAppend(&out, "  AddRole(content, std::move(role));\n}\n\n");
}

void AppendRules(const PolicyContent& content, std::string& out) {
  absl::StrAppend(&out, "void AddRules(PolicyContent& content) {\n");
  for (const DenyRule& rule : content.denials) {
    absl::StrAppend(&out, "  content.denials.push_back({", Text(rule.name), ", Names", Texts(rule.roles), ", Names",
                    Texts(rule.actions), ", DataClassSet", Classes(rule.classes), ", FactSet", Facts(rule.when), ", ",
                    Words(rule.because), "});\n");
  }
  for (const Separation& separation : content.separations) {
    absl::StrAppend(&out, "  content.separations.push_back({", Text(separation.name), ", ", Texts(separation.steps), ", ",
                    Words(separation.because), "});\n");
  }
  for (const IncompatibleRoles& rule : content.incompatible) {
    absl::StrAppend(&out, "  content.incompatible.push_back({Names", Texts(rule.roles), ", ", Words(rule.because), "});\n");
  }
  absl::StrAppend(&out, "  content.hash = ", Text(content.hash), ";\n}\n\n");
}

}  // namespace

absl::StatusOr<AccessPolicy> LoadPolicy(const std::string& directory) {
  ASSIGN_OR_RETURN(const AccessPolicy policy, AccessPolicy::Load(directory + "/access.yaml"));
  PolicyContent content = policy.content();
  ASSIGN_OR_RETURN(content.hash, PolicyHash(directory));
  return AccessPolicy(std::move(content));
}

std::string DecisionTable(const AccessPolicy& policy) {
  const PolicyContent& content = policy.content();
  std::string out = kHead;
  AppendPurposesAndActions(content, out);
  for (const Role& role : content.roles) AppendRole(role, out);
  AppendRules(content, out);
  absl::StrAppend(&out, "PolicyContent Content() {\n  PolicyContent content;\n  AddPurposesAndActions(content);\n");
  for (const Role& role : content.roles) absl::StrAppend(&out, "  Add_", role.name, "(content);\n");
  absl::StrAppend(&out, "  AddRules(content);\n  return content;\n}\n\n}  // namespace\n\n");
  absl::StrAppend(&out, "const AccessPolicy& LinkedPolicy() {\n  static const auto* policy = new AccessPolicy(Content());\n",
                  "  return *policy;\n}\n\n}  // namespace dayaq\n");
  return out;
}

}  // namespace dayaq::policy
