#include "policy/compiler/tables_contract.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/storage/v1/storage.pb.h"
#include "google/protobuf/descriptor_database.h"
#include "policy/compiler/grants.h"

namespace dayaq::policy {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;

// "incident" of dayaq.incident.v1.
std::string ServiceOf(const google::protobuf::FileDescriptor& file) {
  const std::vector<std::string> parts = absl::StrSplit(file.package(), '.');
  return parts.size() == 3 && parts[0] == "dayaq" ? parts[1] : "";
}

// What each method of the contract is, with the service it belongs to.
std::map<std::string, std::set<std::string>> MethodActions() {
  std::map<std::string, std::set<std::string>> actions;
  // Every file that is linked in: the build takes all of the contract, whether this program names it or not.
  std::vector<std::string> names;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&names);
  for (const std::string& name : names) {
    if (!absl::StartsWith(name, "dayaq/")) continue;
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->service_count(); ++i) {
      for (int k = 0; k < file->service(i)->method_count(); ++k) {
        actions[file->service(i)->method(k)->options().GetExtension(access::v1::action)].insert(ServiceOf(*file));
      }
    }
  }
  return actions;
}

// Ways to rows that row-level security can say: these facts, for every purpose of the role, or for emergencies alone.
std::string WayFault(const Role& role) {
  constexpr FactSet kInSql = {Fact::kInRegister, Fact::kInDistrict, Fact::kInInstitution,
                              Fact::kNational,   Fact::kOwnRecord,  Fact::kBreakGlass};
  for (const Reach& reach : role.rows) {
    if (!kInSql.HasAll(reach.when)) {
      return absl::StrCat("role '", role.name, "' reaches rows by ", FactNames(reach.when.Without(kInSql)),
                          ", which no row policy can tell: write its SQL in policy/compiler/row_policies.cc");
    }
    // The database knows of a purpose only that people are opened for emergencies and for nothing else.
    const bool emergency = reach.when.Has(Fact::kBreakGlass);
    if (emergency ? reach.purposes != std::set<std::string>{"emergency"} : reach.purposes != role.purposes) {
      return absl::StrCat("role '", role.name, "' reaches rows by ", FactNames(reach.when),
                          " for some of its purposes: a row policy can tell only break_glass, for emergency alone");
    }
  }
  return "";
}

// A service may act in several roles, each with the rights that one kind of work needs; what it does then says in which.
std::string OwnRoleFault(const Role& role, const AccessPolicy& policy, const Tables& tables) {
  if (!role.background) return "";
  const std::string service = OwnService(role);
  if (tables.FindService(service) == nullptr || !absl::EndsWith(role.name, "_background")) {
    return absl::StrCat("background role '", role.name,
                        "' is of no service of policy/tables: it is named <service>_background or <service>_<work>_background");
  }
  for (const Role& other : policy.roles()) {
    if (other.name == role.name || OwnService(other) != service) continue;
    for (const auto& [action, grant] : role.grants) {
      if (other.grants.count(action) == 0) continue;
      return absl::StrCat("action '", action, "' is done by '", role.name, "' and by '", other.name,
                          "': a service does each thing in one role of its own");
    }
  }
  return "";
}

}  // namespace

std::string AddFields(const std::string& message, Table& table) {
  const Descriptor* type = DescriptorPool::generated_pool()->FindMessageTypeByName(message);
  if (type == nullptr) return absl::StrCat("'", message, "' is no message of the contract");
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor& field = *type->field(i);
    const storage::v1::Column how = field.options().GetExtension(storage::v1::column);
    if (how == storage::v1::COLUMN_NONE) continue;
    if (how == storage::v1::COLUMN_INLINE) {
      if (std::string fault = AddFields(field.message_type()->full_name(), table); !fault.empty()) return fault;
      continue;
    }
    const DataClass data_class = ClassOf(field);
    if (data_class == DataClass::DATA_CLASS_UNSPECIFIED) return absl::StrCat("field ", field.full_name(), " has no data class");
    if (!table.columns.emplace(field.name(), TableColumn{data_class, how == storage::v1::COLUMN_SEALED}).second) {
      return absl::StrCat("two fields want column ", field.name(), " of ", table.name);
    }
  }
  return "";
}

std::string ContractFault(const AccessPolicy& policy, const Tables& tables) {
  const std::map<std::string, std::set<std::string>> methods = MethodActions();
  for (const auto& [action, services] : methods) {
    if (policy.FindAction(action) == nullptr) {
      return absl::StrCat("a method of the contract is '", action, "', which is no action of access.yaml: say there what it is");
    }
    for (const std::string& service : services) {
      if (tables.UseOf(action, service) != nullptr) continue;
      if (tables.FindService(service) != nullptr || tables.actions.count(action) == 0) {
        return absl::StrCat("a method of the ", service, " service is '", action, "': say under actions of policy/tables/", service,
                            ".yaml which tables it touches, if none then {}");
      }
    }
  }
  for (const Action& action : policy.actions()) {
    const bool by_itself = std::any_of(policy.roles().begin(), policy.roles().end(),
                                       [&](const Role& role) { return role.background && role.grants.count(action.name) > 0; });
    if (methods.count(action.name) == 0 && !by_itself) {
      return absl::StrCat("action '", action.name, "' of access.yaml is no method's and no background role's: take it out there");
    }
    const bool granted = std::any_of(policy.roles().begin(), policy.roles().end(),
                                     [&](const Role& role) { return role.grants.count(action.name) > 0; });
    if (!granted) return absl::StrCat("action '", action.name, "' is no role's: name it under the roles of access.yaml that do it");
    if (tables.actions.count(action.name) == 0) {
      return absl::StrCat("action '", action.name,
                          "' stands under no service of policy/tables/*.yaml: say which tables it touches, if none then {}");
    }
  }
  for (const Role& role : policy.roles()) {
    if (std::string fault = WayFault(role); !fault.empty()) return fault;
    if (std::string fault = OwnRoleFault(role, policy, tables); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace dayaq::policy
