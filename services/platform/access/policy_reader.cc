// Reads policy/access.yaml into an AccessPolicy: strictly, so that what is misspelt is refused with file and line instead of
// meaning something else. policy/access.schema.json says the same for editors.
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "openssl/sha.h"
#include "re2/re2.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq {
namespace {

class PolicyReader {
 public:
  absl::StatusOr<PolicyContent> Read(const StrictYaml& root);

 private:
  absl::Status ReadPurposes(const StrictYaml& node);
  absl::Status ReadActions(const StrictYaml& node);
  absl::Status ReadRole(const std::string& name, const StrictYaml& node);
  absl::Status ReadGrants(const StrictYaml& list, Role& role);
  absl::Status ReadReaches(const StrictYaml& list, Role& role);
  absl::Status ReadDenial(const StrictYaml& node);
  absl::Status ReadSeparation(const StrictYaml& node);
  absl::Status ReadIncompatible(const StrictYaml& node);

  absl::StatusOr<std::set<std::string>> ReadNames(const StrictYaml& list, absl::string_view kind) const;
  absl::StatusOr<FactSet> ReadFacts(const StrictYaml& list) const;
  absl::StatusOr<std::set<std::string>> ReadPurposesOf(const StrictYaml& list, const std::set<std::string>& allowed) const;
  bool Knows(absl::string_view kind, const std::string& name) const;
  static absl::Status CheckNewName(const StrictYaml& node, const std::string& name, const RE2& pattern);

  PolicyContent content_;
  std::set<std::string> action_names_, role_names_, rule_names_;
};

const RE2& NamePattern() {
  static const RE2 pattern("[a-z][a-z_]{1,39}");
  return pattern;
}

absl::StatusOr<PolicyWords> ReadWords(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"az", "en"}));
  PolicyWords words;
  ASSIGN_OR_RETURN(words.az, node.ChildText("az"));
  ASSIGN_OR_RETURN(words.en, node.ChildText("en"));
  if (words.az.empty() || words.en.empty()) return node.Fault("words must not be empty");
  return words;
}

absl::StatusOr<PolicyWords> ChildWords(const StrictYaml& node, absl::string_view key) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  return ReadWords(child);
}

absl::StatusOr<bool> ChildFlag(const StrictYaml& node, absl::string_view key, bool otherwise) {
  if (!node.Has(key)) return otherwise;
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(const std::string text, child.Text());
  if (text == "true") return true;
  if (text == "false") return false;
  return child.Fault("must be true or false");
}

absl::StatusOr<DataClassSet> ReadClasses(const StrictYaml& list) {
  DataClassSet classes;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    DataClass data_class;
    if (!access::v1::DataClass_Parse(absl::StrCat("DATA_CLASS_", name), &data_class) ||
        data_class == DataClass::DATA_CLASS_UNSPECIFIED) {
      return item.Fault(absl::StrCat("'", name, "' is no data class"));
    }
    if (classes.Has(data_class)) return item.Fault(absl::StrCat("class ", name, " is listed twice"));
    classes.Add(data_class);
  }
  return classes;
}

std::string ClassNames(DataClassSet classes) {
  std::string names;
  for (int value = 1; value <= access::v1::DataClass_MAX; ++value) {
    const auto data_class = static_cast<DataClass>(value);
    if (!classes.Has(data_class)) continue;
    absl::StrAppend(&names, names.empty() ? "" : ", ", access::v1::DataClass_Name(data_class).substr(11));
  }
  return names;
}

bool PolicyReader::Knows(absl::string_view kind, const std::string& name) const {
  if (kind == "action") return action_names_.count(name) > 0;
  if (kind == "role") return role_names_.count(name) > 0;
  return content_.purposes.count(name) > 0;
}

absl::Status PolicyReader::CheckNewName(const StrictYaml& node, const std::string& name, const RE2& pattern) {
  if (RE2::FullMatch(name, pattern)) return absl::OkStatus();
  return node.Fault(absl::StrCat("'", name, "' does not have the form ", pattern.pattern()));
}

absl::StatusOr<std::set<std::string>> PolicyReader::ReadNames(const StrictYaml& list, absl::string_view kind) const {
  std::set<std::string> names;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    if (!Knows(kind, name)) return item.Fault(absl::StrCat("'", name, "' is no ", kind, " of this file"));
    if (!names.insert(name).second) return item.Fault(absl::StrCat(kind, " '", name, "' is listed twice"));
  }
  return names;
}

absl::StatusOr<FactSet> PolicyReader::ReadFacts(const StrictYaml& list) const {
  FactSet facts;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    const std::optional<Fact> fact = FactOf(name);
    if (!fact.has_value())
      return item.Fault(absl::StrCat("'", name, "' is no fact: the list stands in services/platform/access/facts.h"));
    if (facts.Has(*fact)) return item.Fault(absl::StrCat("fact '", name, "' is listed twice"));
    facts.Add(*fact);
  }
  if (facts.empty()) return list.Fault("name at least one fact");
  return facts;
}

absl::StatusOr<std::set<std::string>> PolicyReader::ReadPurposesOf(const StrictYaml& list,
                                                                   const std::set<std::string>& allowed) const {
  ASSIGN_OR_RETURN(const std::set<std::string> purposes, ReadNames(list, "purpose"));
  for (const std::string& purpose : purposes) {
    if (allowed.count(purpose) == 0) return list.Fault(absl::StrCat("purpose '", purpose, "' is none of the role's purposes"));
  }
  if (purposes.empty()) return list.Fault("name at least one purpose");
  return purposes;
}

absl::Status PolicyReader::ReadPurposes(const StrictYaml& node) {
  ASSIGN_OR_RETURN(const auto entries, node.Entries());
  for (const auto& [name, words] : entries) {
    RETURN_IF_ERROR(CheckNewName(words, name, NamePattern()));
    ASSIGN_OR_RETURN(content_.purposes[name], ReadWords(words));
  }
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadActions(const StrictYaml& node) {
  static const RE2 kAction("[a-z_]+\\.[a-z_]+");
  ASSIGN_OR_RETURN(const auto entries, node.Entries());
  for (const auto& [name, body] : entries) {
    RETURN_IF_ERROR(CheckNewName(body, name, kAction));
    RETURN_IF_ERROR(body.OnlyKeys({"az", "en", "needs", "rows"}));
    Action action{.name = name};
    ASSIGN_OR_RETURN(action.title.az, body.ChildText("az"));
    ASSIGN_OR_RETURN(action.title.en, body.ChildText("en"));
    if (body.Has("needs")) {
      ASSIGN_OR_RETURN(const StrictYaml needs, body.Child("needs"));
      ASSIGN_OR_RETURN(action.needs, ReadFacts(needs));
    }
    ASSIGN_OR_RETURN(action.of_rows, ChildFlag(body, "rows", true));
    action_names_.insert(name);
    content_.actions.push_back(std::move(action));
  }
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadGrants(const StrictYaml& list, Role& role) {
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    Grant grant{.purposes = role.purposes};
    std::string action;
    if (item.IsMap()) {
      RETURN_IF_ERROR(item.OnlyKeys({"action", "when", "purposes"}));
      ASSIGN_OR_RETURN(action, item.ChildText("action"));
      if (item.Has("when")) {
        ASSIGN_OR_RETURN(const StrictYaml when, item.Child("when"));
        ASSIGN_OR_RETURN(grant.needs, ReadFacts(when));
      }
      if (item.Has("purposes")) {
        ASSIGN_OR_RETURN(const StrictYaml purposes, item.Child("purposes"));
        ASSIGN_OR_RETURN(grant.purposes, ReadPurposesOf(purposes, role.purposes));
      }
    } else {
      ASSIGN_OR_RETURN(action, item.Text());
    }
    if (!Knows("action", action)) return item.Fault(absl::StrCat("'", action, "' is no action of this file"));
    if (!role.grants.emplace(action, std::move(grant)).second)
      return item.Fault(absl::StrCat("action '", action, "' is listed twice"));
  }
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadReaches(const StrictYaml& list, Role& role) {
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    Reach reach{.when = {}, .purposes = role.purposes};
    if (item.IsMap()) {
      RETURN_IF_ERROR(item.OnlyKeys({"when", "purposes"}));
      ASSIGN_OR_RETURN(const StrictYaml when, item.Child("when"));
      ASSIGN_OR_RETURN(reach.when, ReadFacts(when));
      if (item.Has("purposes")) {
        ASSIGN_OR_RETURN(const StrictYaml purposes, item.Child("purposes"));
        ASSIGN_OR_RETURN(reach.purposes, ReadPurposesOf(purposes, role.purposes));
      }
    } else {
      ASSIGN_OR_RETURN(const std::string name, item.Text());
      const std::optional<Fact> fact = FactOf(name);
      if (!fact.has_value()) return item.Fault(absl::StrCat("'", name, "' is no fact"));
      reach.when.Add(*fact);
    }
    if (!kRowFacts.HasAll(reach.when)) return item.Fault("a way to rows names facts about rows alone");
    role.rows.push_back(std::move(reach));
  }
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadRole(const std::string& name, const StrictYaml& node) {
  RETURN_IF_ERROR(CheckNewName(node, name, NamePattern()));
  RETURN_IF_ERROR(
      node.OnlyKeys({"title", "purposes", "rows", "reads", "writes", "actions", "powerful", "background", "of_person"}));
  Role role{.name = name};
  ASSIGN_OR_RETURN(role.title, ChildWords(node, "title"));
  ASSIGN_OR_RETURN(const StrictYaml purposes, node.Child("purposes"));
  ASSIGN_OR_RETURN(role.purposes, ReadNames(purposes, "purpose"));
  if (role.purposes.empty()) return purposes.Fault("a role needs at least one purpose");
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> in_order, purposes.Items());
  ASSIGN_OR_RETURN(role.default_purpose, in_order.front().Text());
  ASSIGN_OR_RETURN(const StrictYaml reads, node.Child("reads"));
  ASSIGN_OR_RETURN(role.reads, ReadClasses(reads));
  ASSIGN_OR_RETURN(const StrictYaml writes, node.Child("writes"));
  ASSIGN_OR_RETURN(role.writes, ReadClasses(writes));
  ASSIGN_OR_RETURN(role.powerful, ChildFlag(node, "powerful", false));
  ASSIGN_OR_RETURN(role.background, ChildFlag(node, "background", false));
  ASSIGN_OR_RETURN(role.of_person, ChildFlag(node, "of_person", false));
  ASSIGN_OR_RETURN(const StrictYaml rows, node.Child("rows"));
  RETURN_IF_ERROR(ReadReaches(rows, role));
  ASSIGN_OR_RETURN(const StrictYaml actions, node.Child("actions"));
  RETURN_IF_ERROR(ReadGrants(actions, role));
  for (const Action& action : content_.actions) {
    if (action.of_rows && role.rows.empty() && role.grants.count(action.name) > 0) {
      return actions.Fault(absl::StrCat("'", action.name, "' concerns rows, and no way to rows is open to this role"));
    }
  }
  content_.roles.push_back(std::move(role));
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadDenial(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"name", "roles", "actions", "classes", "when", "because"}));
  DenyRule rule;
  ASSIGN_OR_RETURN(rule.name, node.ChildText("name"));
  RETURN_IF_ERROR(CheckNewName(node, rule.name, NamePattern()));
  if (!rule_names_.insert(rule.name).second) return node.Fault(absl::StrCat("rule '", rule.name, "' stands twice"));
  if (node.Has("roles")) {
    ASSIGN_OR_RETURN(const StrictYaml roles, node.Child("roles"));
    ASSIGN_OR_RETURN(rule.roles, ReadNames(roles, "role"));
    if (rule.roles.empty()) return roles.Fault("name roles, or leave the key out for all of them");
  }
  if (node.Has("actions") == node.Has("classes")) return node.Fault("a rule denies either actions or classes");
  if (node.Has("actions")) {
    ASSIGN_OR_RETURN(const StrictYaml actions, node.Child("actions"));
    ASSIGN_OR_RETURN(rule.actions, ReadNames(actions, "action"));
    ASSIGN_OR_RETURN(const StrictYaml when, node.Child("when"));
    ASSIGN_OR_RETURN(rule.when, ReadFacts(when));
  } else {
    if (node.Has("when")) return node.Fault("classes are denied always: columns cannot be granted under a condition");
    ASSIGN_OR_RETURN(const StrictYaml classes, node.Child("classes"));
    ASSIGN_OR_RETURN(rule.classes, ReadClasses(classes));
  }
  ASSIGN_OR_RETURN(rule.because, ChildWords(node, "because"));
  for (const Role& role : content_.roles) {
    if (!rule.roles.empty() && rule.roles.count(role.name) == 0) continue;
    if (const DataClassSet both = role.reads.And(rule.classes); !both.empty()) {
      return node.Fault(absl::StrCat("role '", role.name, "' reads ", ClassNames(both), ", which this rule denies"));
    }
  }
  content_.denials.push_back(std::move(rule));
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadSeparation(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"name", "steps", "because"}));
  Separation separation;
  ASSIGN_OR_RETURN(separation.name, node.ChildText("name"));
  RETURN_IF_ERROR(CheckNewName(node, separation.name, NamePattern()));
  if (!rule_names_.insert(separation.name).second) return node.Fault(absl::StrCat("rule '", separation.name, "' stands twice"));
  ASSIGN_OR_RETURN(const StrictYaml steps, node.Child("steps"));
  RETURN_IF_ERROR(ReadNames(steps, "action").status());
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> in_order, steps.Items());
  for (const StrictYaml& step : in_order) {
    ASSIGN_OR_RETURN(std::string action, step.Text());
    separation.steps.push_back(std::move(action));
  }
  if (separation.steps.size() < 2) return steps.Fault("separating needs two steps at least");
  ASSIGN_OR_RETURN(separation.because, ChildWords(node, "because"));
  DenyRule rule{.name = separation.name, .when = {Fact::kTookPart}, .because = separation.because};
  rule.actions.insert(separation.steps.begin() + 1, separation.steps.end());
  content_.denials.push_back(std::move(rule));
  content_.separations.push_back(std::move(separation));
  return absl::OkStatus();
}

absl::Status PolicyReader::ReadIncompatible(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"roles", "because"}));
  IncompatibleRoles rule;
  ASSIGN_OR_RETURN(const StrictYaml roles, node.Child("roles"));
  ASSIGN_OR_RETURN(rule.roles, ReadNames(roles, "role"));
  if (rule.roles.size() < 2) return roles.Fault("incompatible are two roles at least");
  ASSIGN_OR_RETURN(rule.because, ChildWords(node, "because"));
  content_.incompatible.push_back(std::move(rule));
  return absl::OkStatus();
}

absl::StatusOr<PolicyContent> PolicyReader::Read(const StrictYaml& root) {
  RETURN_IF_ERROR(root.OnlyKeys({"version", "purposes", "actions", "roles", "deny", "separate", "incompatible"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "2") return root.Fault("version must be 2");
  ASSIGN_OR_RETURN(const StrictYaml purposes, root.Child("purposes"));
  RETURN_IF_ERROR(ReadPurposes(purposes));
  ASSIGN_OR_RETURN(const StrictYaml actions, root.Child("actions"));
  RETURN_IF_ERROR(ReadActions(actions));
  ASSIGN_OR_RETURN(const StrictYaml roles, root.Child("roles"));
  ASSIGN_OR_RETURN(const auto role_entries, roles.Entries());
  for (const auto& [name, node] : role_entries) role_names_.insert(name);
  for (const auto& [name, node] : role_entries) RETURN_IF_ERROR(ReadRole(name, node));
  using ReadRule = absl::Status (PolicyReader::*)(const StrictYaml&);
  for (const auto& [key, read] : {std::pair<absl::string_view, ReadRule>{"deny", &PolicyReader::ReadDenial},
                                  {"separate", &PolicyReader::ReadSeparation},
                                  {"incompatible", &PolicyReader::ReadIncompatible}}) {
    if (!root.Has(key)) continue;
    ASSIGN_OR_RETURN(const StrictYaml list, root.Child(key));
    ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
    for (const StrictYaml& item : items) RETURN_IF_ERROR((this->*read)(item));
  }
  return std::move(content_);
}

}  // namespace

absl::StatusOr<AccessPolicy> AccessPolicy::Load(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return Parse(yaml, path);
}

absl::StatusOr<AccessPolicy> AccessPolicy::Parse(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  ASSIGN_OR_RETURN(PolicyContent content, PolicyReader().Read(root));
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size(), digest);
  content.hash = absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
  return AccessPolicy(std::move(content));
}

}  // namespace dayaq
