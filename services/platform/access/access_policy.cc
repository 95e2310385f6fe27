#include "services/platform/access/access_policy.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "openssl/sha.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq {

DataClass ClassOf(const google::protobuf::FieldDescriptor& field) { return field.options().GetExtension(access::v1::data_class); }

AccessPolicy::AccessPolicy(PolicyContent content) : content_(std::move(content)) {
  for (size_t i = 0; i < content_.roles.size(); ++i) role_index_.emplace(content_.roles[i].name, i);
  for (size_t i = 0; i < content_.actions.size(); ++i) action_index_.emplace(content_.actions[i].name, i);
}

const Role* AccessPolicy::FindRole(absl::string_view name) const {
  const auto found = role_index_.find(std::string(name));
  return found == role_index_.end() ? nullptr : &content_.roles[found->second];
}

const Action* AccessPolicy::FindAction(absl::string_view name) const {
  const auto found = action_index_.find(std::string(name));
  return found == action_index_.end() ? nullptr : &content_.actions[found->second];
}

Decision AccessPolicy::Decide(absl::string_view role, absl::string_view action, absl::string_view purpose, FactSet facts) const {
  return Evaluate(role, action, purpose, facts, facts);
}

Decision AccessPolicy::DecideBeforeRow(absl::string_view role, absl::string_view action, absl::string_view purpose,
                                       FactSet call_facts) const {
  return Evaluate(role, action, purpose, call_facts.Or(kRowFacts), call_facts.Without(kRowFacts));
}

Decision AccessPolicy::Evaluate(absl::string_view role_name, absl::string_view action_name, absl::string_view purpose,
                                FactSet hopeful, FactSet certain) const {
  const Role* role = FindRole(role_name);
  if (role == nullptr) return {Refusal::kRoleUnknown, {}, nullptr};
  const Action* action = FindAction(action_name);
  const auto grant = role->grants.find(action_name);
  if (action == nullptr || grant == role->grants.end()) return {Refusal::kActionNotGranted, {}, nullptr};
  if (grant->second.purposes.count(std::string(purpose)) == 0) return {Refusal::kPurpose, {}, nullptr};
  for (const DenyRule& rule : content_.denials) {
    if (rule.actions.count(action->name) == 0) continue;
    if (!rule.roles.empty() && rule.roles.count(role->name) == 0) continue;
    if (certain.HasAll(rule.when)) return {Refusal::kDenied, {}, &rule};
  }
  const FactSet needs = action->needs.Or(grant->second.needs);
  if (!hopeful.HasAll(needs)) return {Refusal::kNeeds, needs.Without(hopeful), nullptr};
  if (!action->of_rows) return {};
  const bool within_reach =
      hopeful.Has(Fact::kInRegister) && std::any_of(role->rows.begin(), role->rows.end(), [&](const Reach& reach) {
        return reach.purposes.count(std::string(purpose)) > 0 && hopeful.HasAll(reach.when);
      });
  if (!within_reach) return {Refusal::kOutOfReach, {}, nullptr};
  return {};
}

bool AccessPolicy::Allows(absl::string_view role, absl::string_view action) const {
  const Role* known = FindRole(role);
  return known != nullptr && std::any_of(known->purposes.begin(), known->purposes.end(), [&](const std::string& purpose) {
           return DecideBeforeRow(role, action, purpose, {Fact::kStepUp}).allowed();
         });
}

absl::Status AccessPolicy::CheckActionsKnown(const std::vector<std::string>& actions) const {
  for (const std::string& action : actions) {
    const bool granted =
        std::any_of(content_.roles.begin(), content_.roles.end(), [&](const Role& role) { return role.grants.count(action) > 0; });
    if (!granted) {
      return absl::FailedPreconditionError(
          absl::StrCat("action '", action, "' is granted to no role: name it under a role's actions in policy/access.yaml"));
    }
  }
  return absl::OkStatus();
}

const IncompatibleRoles* AccessPolicy::Incompatible(absl::string_view wanted, const std::set<std::string>& held) const {
  for (const IncompatibleRoles& rule : content_.incompatible) {
    if (rule.roles.count(std::string(wanted)) == 0) continue;
    for (const std::string& role : rule.roles) {
      if (role != wanted && held.count(role) > 0) return &rule;
    }
  }
  return nullptr;
}

FactSet AccessPolicy::FactsNamed(absl::string_view role_name, absl::string_view action_name) const {
  FactSet named;
  const Role* role = FindRole(role_name);
  const Action* action = FindAction(action_name);
  if (role == nullptr || action == nullptr) return named;
  named = action->needs;
  if (const auto grant = role->grants.find(action_name); grant != role->grants.end()) named = named.Or(grant->second.needs);
  if (action->of_rows) {
    named.Add(Fact::kInRegister);
    for (const Reach& reach : role->rows) named = named.Or(reach.when);
  }
  for (const DenyRule& rule : content_.denials) {
    if (rule.actions.count(action->name) > 0 && (rule.roles.empty() || rule.roles.count(role->name) > 0))
      named = named.Or(rule.when);
  }
  return named;
}

absl::StatusOr<std::string> PolicyHash(const std::string& policy_directory) {
  std::set<std::string> files = {"access.yaml"};
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(policy_directory + "/tables", error)) {
    if (file.path().extension() == ".yaml") files.insert(absl::StrCat("tables/", file.path().filename().string()));
  }
  if (error) return absl::FailedPreconditionError(absl::StrCat(policy_directory, "/tables: cannot be read"));
  std::string all;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const std::string bytes, ReadPolicyFile(absl::StrCat(policy_directory, "/", file)));
    absl::StrAppend(&all, file, "\n", bytes.size(), "\n", bytes);
  }
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(all.data()), all.size(), digest);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof(digest)));
}

}  // namespace dayaq
