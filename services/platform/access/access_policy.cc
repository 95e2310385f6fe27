#include "services/platform/access/access_policy.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "openssl/sha.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq {
namespace {

absl::StatusOr<DataClassSet> ParseClasses(const StrictYaml& list) {
  DataClassSet classes;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    DataClass data_class;
    if (!access::v1::DataClass_Parse(absl::StrCat("DATA_CLASS_", name), &data_class) ||
        data_class == DataClass::DATA_CLASS_UNSPECIFIED) {
      return item.Fault(absl::StrCat("'", name, "' is no data class"));
    }
    classes.Add(data_class);
  }
  return classes;
}

absl::StatusOr<std::vector<std::string>> ParseTexts(const StrictYaml& list, const RE2& pattern) {
  std::vector<std::string> texts;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(std::string text, item.Text());
    if (!RE2::FullMatch(text, pattern)) return item.Fault(absl::StrCat("'", text, "' does not have the form ", pattern.pattern()));
    texts.push_back(std::move(text));
  }
  return texts;
}

absl::StatusOr<Role> ParseRole(const std::string& name, const StrictYaml& node, const std::set<std::string>& purposes) {
  static const RE2 kAction("[a-z_]+\\.[a-z_]+");
  static const RE2 kName("[a-z_]+");
  RETURN_IF_ERROR(node.OnlyKeys({"title", "purposes", "actions", "reads", "writes"}));
  Role role{.name = name};
  ASSIGN_OR_RETURN(const StrictYaml title, node.Child("title"));
  RETURN_IF_ERROR(title.OnlyKeys({"az", "en"}));
  ASSIGN_OR_RETURN(role.title_az, title.ChildText("az"));
  ASSIGN_OR_RETURN(role.title_en, title.ChildText("en"));
  ASSIGN_OR_RETURN(const StrictYaml purpose_node, node.Child("purposes"));
  ASSIGN_OR_RETURN(const std::vector<std::string> role_purposes, ParseTexts(purpose_node, kName));
  for (const std::string& purpose : role_purposes) {
    if (purposes.count(purpose) == 0)
      return purpose_node.Fault(absl::StrCat("purpose '", purpose, "' is not listed under purposes"));
  }
  if (role_purposes.empty()) return purpose_node.Fault("a role needs at least one purpose");
  role.default_purpose = role_purposes.front();
  role.purposes.insert(role_purposes.begin(), role_purposes.end());
  ASSIGN_OR_RETURN(const StrictYaml action_node, node.Child("actions"));
  ASSIGN_OR_RETURN(const std::vector<std::string> actions, ParseTexts(action_node, kAction));
  role.actions.insert(actions.begin(), actions.end());
  if (role.actions.size() != actions.size()) return action_node.Fault("an action is listed twice");
  ASSIGN_OR_RETURN(const StrictYaml reads, node.Child("reads"));
  ASSIGN_OR_RETURN(role.reads, ParseClasses(reads));
  ASSIGN_OR_RETURN(const StrictYaml writes, node.Child("writes"));
  ASSIGN_OR_RETURN(role.writes, ParseClasses(writes));
  return role;
}

}  // namespace

DataClass ClassOf(const google::protobuf::FieldDescriptor& field) { return field.options().GetExtension(access::v1::data_class); }

absl::StatusOr<AccessPolicy> AccessPolicy::Load(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return Parse(yaml, path);
}

absl::StatusOr<AccessPolicy> AccessPolicy::Parse(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "purposes", "roles"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("version must be 1");
  std::set<std::string> purposes;
  ASSIGN_OR_RETURN(const StrictYaml purpose_node, root.Child("purposes"));
  ASSIGN_OR_RETURN(const auto purpose_entries, purpose_node.Entries());
  for (const auto& [name, titles] : purpose_entries) {
    RETURN_IF_ERROR(titles.OnlyKeys({"az", "en"}));
    purposes.insert(name);
  }
  AccessPolicy policy;
  ASSIGN_OR_RETURN(const StrictYaml role_node, root.Child("roles"));
  ASSIGN_OR_RETURN(const auto role_entries, role_node.Entries());
  for (const auto& [name, node] : role_entries) {
    ASSIGN_OR_RETURN(Role role, ParseRole(name, node, purposes));
    policy.roles_.emplace(name, std::move(role));
  }
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size(), digest);
  policy.hash_ = absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
  return policy;
}

const Role* AccessPolicy::FindRole(absl::string_view name) const {
  const auto found = roles_.find(std::string(name));
  return found == roles_.end() ? nullptr : &found->second;
}

bool AccessPolicy::Allows(absl::string_view role, absl::string_view action) const {
  const Role* known = FindRole(role);
  return known != nullptr && known->actions.count(std::string(action)) > 0;
}

absl::Status AccessPolicy::CheckActionsKnown(const std::vector<std::string>& actions) const {
  for (const std::string& action : actions) {
    bool granted = false;
    for (const auto& [name, role] : roles_) granted = granted || role.actions.count(action) > 0;
    if (!granted) {
      return absl::FailedPreconditionError(
          absl::StrCat("action '", action, "' is granted to no role: name it under a role's actions in policy/access.yaml"));
    }
  }
  return absl::OkStatus();
}

}  // namespace dayaq
