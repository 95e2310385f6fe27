#include "policy/compiler/grants.h"

#include "absl/strings/str_cat.h"

namespace dayaq::policy {
namespace {

// Classes of which that service seals something.
DataClassSet SealedClasses(const Tables& tables, const std::string& service) {
  DataClassSet sealed;
  for (const auto& [name, table] : tables.tables) {
    if (table.service != service) continue;
    for (const auto& [column, what] : table.columns) {
      if (what.sealed) sealed.Add(what.data_class);
    }
  }
  return sealed;
}

// The columns a touch opens: those of these classes, to a role that has business there by the classes of `business`.
void AddColumns(const Touch& touch, const Table& table, DataClassSet classes, DataClassSet business,
                std::set<std::string>& columns) {
  if (!touch.roles_with.empty() && touch.roles_with.And(business).empty()) return;
  for (const auto& [name, what] : table.columns) {
    if (!touch.columns.empty() && touch.columns.count(name) == 0) continue;
    if (!touch.only.empty() && !touch.only.Has(what.data_class)) continue;
    if (classes.Has(what.data_class)) columns.insert(name);
  }
  columns.insert(touch.beyond.begin(), touch.beyond.end());
}

// Wrapped keys and keyed hashes say nothing by themselves; they go whole, to whoever has business with what they belong to.
void AddByKind(const TableUse& use, const Table& table, const Role& role, DataClassSet sealed, TableGrants& grants) {
  const bool reads_origin = role.reads.Has(table.made_of);
  const bool writes_origin = role.writes.Has(table.made_of);
  const bool keys = table.kind == TableKind::kKeys;
  const bool may_add = keys ? !role.writes.And(sealed).empty() : writes_origin;
  const bool may_read =
      keys ? may_add || !role.reads.And(sealed).empty() : reads_origin || role.reads.Has(DataClass::DATA_CLASS_SECRET);
  for (const auto& [name, what] : table.columns) {
    if (may_read && !use.reads.empty()) grants.select.insert(name);
    if (may_add && !use.adds.empty()) grants.insert.insert(name);
  }
  // Tokens go with what they were made of, and are made anew by whoever corrects it.
  if (!keys && use.removes && reads_origin && writes_origin) grants.remove = true;
}

void AddUse(const TableUse& use, const Table& table, const Role& role, const Tables& tables, TableGrants& grants) {
  if (table.kind != TableKind::kRecords) {
    AddByKind(use, table, role, SealedClasses(tables, table.service), grants);
    return;
  }
  for (const Touch& touch : use.reads) AddColumns(touch, table, role.reads, role.reads, grants.select);
  for (const Touch& touch : use.adds) AddColumns(touch, table, role.writes, role.writes, grants.insert);
  for (const Touch& touch : use.changes) AddColumns(touch, table, role.reads.And(role.writes), role.writes, grants.update);
  for (const Touch& touch : use.sets) AddColumns(touch, table, role.writes, role.writes, grants.update);
  if (use.removes) grants.remove = true;
}

}  // namespace

// A service's own roles begin with its name (OwnService).
std::string ShortRole(const Role& role) { return role.background ? role.name.substr(OwnService(role).size() + 1) : role.name; }

std::string DatabaseRole(const Role& role, const std::string& service) { return absl::StrCat(service, "_", ShortRole(role)); }

std::string OwnService(const Role& role) { return role.background ? role.name.substr(0, role.name.find('_')) : ""; }

std::string Login(const std::string& service) { return absl::StrCat("dayaq_", service); }

std::map<std::string, TableGrants> GrantsOf(const Role& role, absl::string_view service, const Tables& tables) {
  std::map<std::string, TableGrants> grants;
  for (const auto& [action, grant] : role.grants) {
    const ActionUse* use = tables.UseOf(action, service);
    if (use == nullptr) continue;
    for (const auto& [name, of_table] : use->tables) AddUse(of_table, tables.tables.at(name), role, tables, grants[name]);
  }
  for (auto entry = grants.begin(); entry != grants.end();) {
    entry = entry->second.any() ? std::next(entry) : grants.erase(entry);
  }
  return grants;
}

std::vector<RoleRights> AllRights(const AccessPolicy& policy, const Tables& tables) {
  std::vector<RoleRights> all;
  for (const ServiceTables& service : tables.services) {
    for (const std::string& name : service.roles) {
      RoleRights rights{.database_role = {}, .service = service.name, .role = policy.FindRole(name)};
      rights.database_role = DatabaseRole(*rights.role, service.name);
      rights.tables = GrantsOf(*rights.role, service.name, tables);
      for (const auto& [action, grant] : rights.role->grants) {
        if (const ActionUse* use = tables.UseOf(action, service.name)) rights.calls.insert(use->calls.begin(), use->calls.end());
      }
      all.push_back(std::move(rights));
    }
  }
  return all;
}

}  // namespace dayaq::policy
