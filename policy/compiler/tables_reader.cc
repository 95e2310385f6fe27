// Reads policy/tables/*.yaml into Tables: strictly, so that what is misspelt is refused with file and line instead of being granted
// to nobody. What stands in it is held against the contract in tables_contract.cc.
#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "policy/compiler/grants.h"
#include "policy/compiler/tables_contract.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::policy {
namespace {

class TablesReader {
 public:
  explicit TablesReader(const AccessPolicy& policy) : policy_(policy) {}
  absl::StatusOr<Tables> Read(const TableTexts& texts);

 private:
  absl::Status ReadPlatform(const StrictYaml& node);
  absl::Status ReadTables(const std::string& service, const StrictYaml& root);
  absl::Status ReadActions(const std::string& service, const StrictYaml& root);
  absl::Status ReadTable(const std::string& service, const std::string& name, const StrictYaml& node);
  absl::Status ReadColumns(const StrictYaml& node, Table& table) const;
  absl::Status ReadKind(const StrictYaml& node, Table& table);
  absl::Status ReadOrigins();
  absl::Status ReadRows(const StrictYaml& node, Table& table);
  absl::Status ReadNew(const StrictYaml& node, Table& table);
  absl::Status ReadAction(const std::string& service, const std::string& name, const StrictYaml& node);
  absl::Status ReadTouches(const StrictYaml& list, const std::string& verb, ActionUse& use) const;
  absl::StatusOr<Touch> ReadTouch(const StrictYaml& node, const std::string& verb, const Table& table) const;
  void NameRoles(ServiceTables& service) const;

  const AccessPolicy& policy_;
  Tables tables_;
  // Tables that rows are judged through; looked up when all are read.
  std::vector<std::pair<StrictYaml, std::string>> through_;
  // Where tables of tokens say what those were made of, by their names; looked up likewise.
  std::map<std::string, StrictYaml> origins_;
};

absl::StatusOr<std::set<std::string>> ReadTexts(const StrictYaml& list) {
  std::set<std::string> texts;
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string text, item.Text());
    if (!texts.insert(text).second) return item.Fault(absl::StrCat("'", text, "' is listed twice"));
  }
  if (texts.empty()) return list.Fault("name at least one, or leave the key out");
  return texts;
}

absl::StatusOr<DataClass> ClassNamed(const StrictYaml& node, const std::string& name) {
  DataClass data_class;
  if (!access::v1::DataClass_Parse(absl::StrCat("DATA_CLASS_", name), &data_class) ||
      data_class == DataClass::DATA_CLASS_UNSPECIFIED) {
    return node.Fault(absl::StrCat("'", name, "' is no data class"));
  }
  return data_class;
}

absl::StatusOr<DataClassSet> ReadClasses(const StrictYaml& list) {
  DataClassSet classes;
  ASSIGN_OR_RETURN(const std::set<std::string> names, ReadTexts(list));
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const DataClass data_class, ClassNamed(list, name));
    classes.Add(data_class);
  }
  return classes;
}

absl::Status CheckName(const StrictYaml& node, const std::string& name) {
  static const RE2 kName("[a-z][a-z0-9_]{0,39}");
  if (RE2::FullMatch(name, kName)) return absl::OkStatus();
  return node.Fault(absl::StrCat("'", name, "' does not have the form ", kName.pattern()));
}

// "schema.function".
absl::StatusOr<std::set<std::string>> ReadFunctions(const StrictYaml& list) {
  static const RE2 kFunction("[a-z][a-z_]*\\.[a-z][a-z_]*");
  ASSIGN_OR_RETURN(std::set<std::string> names, ReadTexts(list));
  for (const std::string& name : names) {
    if (!RE2::FullMatch(name, kFunction)) return list.Fault(absl::StrCat("'", name, "' is no <schema>.<function>"));
  }
  return names;
}

// Reads the texts of a map into the places named for its keys, and refuses other keys.
absl::Status ReadInto(const StrictYaml& node, std::initializer_list<std::pair<absl::string_view, std::string*>> places) {
  ASSIGN_OR_RETURN(const auto entries, node.Entries());
  for (const auto& [key, value] : entries) {
    const std::string& wanted = key;
    const auto* place = std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.first == wanted; });
    if (place == places.end()) return value.Fault(absl::StrCat("'", key, "' is no key that may stand here"));
    ASSIGN_OR_RETURN(*place->second, value.Text());
  }
  return absl::OkStatus();
}

absl::Status TablesReader::ReadPlatform(const StrictYaml& node) {
  RETURN_IF_ERROR(node.OnlyKeys({"version", "schemas", "calls", "actions"}));
  ASSIGN_OR_RETURN(const StrictYaml schemas, node.Child("schemas"));
  ASSIGN_OR_RETURN(tables_.platform_schemas, ReadTexts(schemas));
  ASSIGN_OR_RETURN(const StrictYaml calls, node.Child("calls"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, calls.Items());
  for (const StrictYaml& item : items) {
    RETURN_IF_ERROR(item.OnlyKeys({"who", "functions"}));
    PlatformCalls group;
    ASSIGN_OR_RETURN(const StrictYaml who, item.Child("who"));
    ASSIGN_OR_RETURN(const std::set<std::string> names, ReadTexts(who));
    for (const std::string& name : names) {
      if (name != "login" && name != "roles" && name != "background") {
        return who.Fault(absl::StrCat("'", name, "' is none of login, roles, background"));
      }
    }
    group.login = names.count("login") > 0;
    group.roles = names.count("roles") > 0;
    group.background = names.count("background") > 0;
    ASSIGN_OR_RETURN(const StrictYaml functions, item.Child("functions"));
    ASSIGN_OR_RETURN(group.functions, ReadFunctions(functions));
    tables_.platform_calls.push_back(std::move(group));
  }
  ASSIGN_OR_RETURN(const StrictYaml actions, node.Child("actions"));
  ASSIGN_OR_RETURN(const auto entries, actions.Entries());
  for (const auto& [name, body] : entries) RETURN_IF_ERROR(ReadAction("", name, body));
  return absl::OkStatus();
}

absl::Status TablesReader::ReadColumns(const StrictYaml& node, Table& table) const {
  if (node.Has("message")) {
    ASSIGN_OR_RETURN(const std::string message, node.ChildText("message"));
    if (const std::string fault = AddFields(message, table); !fault.empty()) return node.Fault(fault);
    table.message = message;
  }
  if (!node.Has("columns")) return table.columns.empty() ? node.Fault("a table needs a message or columns") : absl::OkStatus();
  ASSIGN_OR_RETURN(const StrictYaml columns, node.Child("columns"));
  ASSIGN_OR_RETURN(const auto by_class, columns.Entries());
  for (const auto& [class_name, list] : by_class) {
    ASSIGN_OR_RETURN(const DataClass data_class, ClassNamed(list, class_name));
    ASSIGN_OR_RETURN(const std::set<std::string> names, ReadTexts(list));
    for (const std::string& name : names) {
      RETURN_IF_ERROR(CheckName(list, name));
      if (!table.columns.emplace(name, TableColumn{data_class, false}).second) {
        return list.Fault(absl::StrCat("column '", name, "' has its class already: take it out here, the contract says it"));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status TablesReader::ReadRows(const StrictYaml& node, Table& table) {
  ASSIGN_OR_RETURN(const StrictYaml rows, node.Child("rows"));
  RowPlace& place = table.place;
  if (rows.IsText()) {
    ASSIGN_OR_RETURN(const std::string word, rows.Text());
    if (word != "public" && word != "plain") return rows.Fault("rows are public, plain, or say which columns tell where they lie");
    place.lie = word == "public" ? RowsLie::kPublic : RowsLie::kPlain;
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(ReadInto(rows, {{"register", &place.register_column},
                                  {"district", &place.district},
                                  {"institution", &place.institution},
                                  {"person", &place.person},
                                  {"person_through", &place.person_through},
                                  {"other_district", &place.other_district},
                                  {"other_institution", &place.other_institution}}));
  if (place.register_column.empty()) return rows.Fault("rows that lie somewhere lie in a register: name its column");
  // An institution without a district: rows that lie with whoever they were given to, wherever that is.
  if (!place.district.empty() && place.institution.empty()) return rows.Fault("district and institution go together");
  if (place.other_district.empty() != place.other_institution.empty()) {
    return rows.Fault("other_district and other_institution go together");
  }
  place.lie = place.institution.empty() ? RowsLie::kRegister : RowsLie::kScoped;
  for (const std::string& column :
       {place.register_column, place.district, place.institution, place.person, place.other_district, place.other_institution}) {
    if (!column.empty() && table.columns.count(column) == 0) return rows.Fault(absl::StrCat("'", column, "' is no column here"));
  }
  if (!place.person_through.empty()) through_.emplace_back(rows, place.person_through);
  return absl::OkStatus();
}

absl::Status TablesReader::ReadNew(const StrictYaml& node, Table& table) {
  ASSIGN_OR_RETURN(const StrictYaml fresh, node.Child("new"));
  RETURN_IF_ERROR(fresh.OnlyKeys({"own_institution", "begins", "own_register", "trial", "trial_through"}));
  NewRows& rows = table.fresh;
  for (const auto& [key, value] : {std::pair<absl::string_view, std::string*>{"own_institution", &rows.own_institution},
                                   {"own_register", &rows.own_register},
                                   {"trial", &rows.trial},
                                   {"trial_through", &rows.trial_through}}) {
    if (!fresh.Has(key)) continue;
    ASSIGN_OR_RETURN(*value, fresh.ChildText(key));
  }
  if (fresh.Has("begins")) {
    ASSIGN_OR_RETURN(const StrictYaml begins, fresh.Child("begins"));
    ASSIGN_OR_RETURN(const auto entries, begins.Entries());
    for (const auto& [column, value] : entries) {
      ASSIGN_OR_RETURN(rows.begins[column], value.Text());
      if (table.columns.count(column) == 0) return value.Fault(absl::StrCat("'", column, "' is no column here"));
    }
  }
  for (const std::string& column : {rows.own_institution, rows.own_register, rows.trial_through.empty() ? rows.trial : ""}) {
    if (!column.empty() && table.columns.count(column) == 0) return fresh.Fault(absl::StrCat("'", column, "' is no column here"));
  }
  if (!rows.trial_through.empty()) through_.emplace_back(fresh, rows.trial_through);
  return absl::OkStatus();
}

absl::Status TablesReader::ReadKind(const StrictYaml& node, Table& table) {
  if (node.Has("kind")) {
    ASSIGN_OR_RETURN(const std::string kind, node.ChildText("kind"));
    if (kind != "keys" && kind != "tokens") return node.Fault("kind is keys or tokens");
    table.kind = kind == "keys" ? TableKind::kKeys : TableKind::kTokens;
  }
  if (node.Has("made_of") != (table.kind == TableKind::kTokens)) {
    return node.Fault("tokens, and nothing else, say which sealed column they were made_of");
  }
  if (!node.Has("made_of")) return absl::OkStatus();
  ASSIGN_OR_RETURN(StrictYaml origin, node.Child("made_of"));
  origins_.emplace(table.name, std::move(origin));
  return absl::OkStatus();
}

// Tokens go with the class of what they were made of: a column of the same service that is sealed, since what lies open needs none.
absl::Status TablesReader::ReadOrigins() {
  for (const auto& [name, node] : origins_) {
    Table& table = tables_.tables.at(name);
    ASSIGN_OR_RETURN(const std::string path, node.Text());
    const size_t dot = path.find('.');
    const auto origin = tables_.tables.find(absl::StrCat(table.service, ".", path.substr(0, dot)));
    if (dot == std::string::npos || origin == tables_.tables.end()) {
      return node.Fault(absl::StrCat("'", path, "' is no <table>.<column> of ", table.service));
    }
    const auto column = origin->second.columns.find(path.substr(dot + 1));
    if (column == origin->second.columns.end() || !column->second.sealed) {
      return node.Fault(absl::StrCat("'", path, "' is no sealed column"));
    }
    table.made_of = column->second.data_class;
  }
  return absl::OkStatus();
}

absl::Status TablesReader::ReadTable(const std::string& service, const std::string& name, const StrictYaml& node) {
  RETURN_IF_ERROR(CheckName(node, name));
  RETURN_IF_ERROR(node.OnlyKeys({"message", "columns", "kind", "made_of", "rows", "new"}));
  Table table{.name = absl::StrCat(service, ".", name), .service = service};
  RETURN_IF_ERROR(ReadKind(node, table));
  RETURN_IF_ERROR(ReadColumns(node, table));
  RETURN_IF_ERROR(ReadRows(node, table));
  if (node.Has("new")) RETURN_IF_ERROR(ReadNew(node, table));
  tables_.tables.emplace(table.name, std::move(table));
  return absl::OkStatus();
}

absl::StatusOr<Touch> TablesReader::ReadTouch(const StrictYaml& node, const std::string& verb, const Table& table) const {
  Touch touch;
  const bool must_name = verb == "changes" || verb == "sets";
  if (node.IsMap()) {
    RETURN_IF_ERROR(node.OnlyKeys({"table", "columns", "fields", "only", "for", "beyond"}));
    for (const auto& [key, columns] : {std::pair{"columns", &touch.columns}, {"beyond", &touch.beyond}}) {
      if (!node.Has(key)) continue;
      ASSIGN_OR_RETURN(const StrictYaml list, node.Child(key));
      ASSIGN_OR_RETURN(*columns, ReadTexts(list));
      for (const std::string& column : *columns) {
        if (table.columns.count(column) == 0) return list.Fault(absl::StrCat("'", column, "' is no column of ", table.name));
      }
    }
    if (node.Has("fields")) {
      ASSIGN_OR_RETURN(const std::string message, node.ChildText("fields"));
      Table part{.name = table.name};
      if (const std::string fault = AddFields(message, part); !fault.empty()) return node.Fault(fault);
      for (const auto& [column, unused] : part.columns) {
        if (table.columns.count(column) == 0) return node.Fault(absl::StrCat("'", column, "' is no column of ", table.name));
        touch.columns.insert(column);
      }
    }
    for (const auto& [key, classes] : {std::pair{"only", &touch.only}, {"for", &touch.roles_with}}) {
      if (!node.Has(key)) continue;
      ASSIGN_OR_RETURN(const StrictYaml list, node.Child(key));
      ASSIGN_OR_RETURN(*classes, ReadClasses(list));
    }
  }
  if (must_name && touch.columns.empty()) return node.Fault(absl::StrCat("say which columns of ", table.name, " it ", verb));
  if (verb == "reads" && !touch.columns.empty()) return node.Fault("columns are named where something is added, changed or set");
  return touch;
}

absl::Status TablesReader::ReadTouches(const StrictYaml& list, const std::string& verb, ActionUse& use) const {
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(std::string name, item.IsMap() ? item.ChildText("table") : item.Text());
    if (name.find('.') == std::string::npos) name = absl::StrCat(use.service, ".", name);
    const auto found = tables_.tables.find(name);
    if (found == tables_.tables.end()) return item.Fault(absl::StrCat("'", name, "' is no table of policy/tables"));
    if (found->second.service != use.service && verb != "reads") return item.Fault("another service's tables are read at most");
    if (found->second.service != use.service && found->second.place.lie != RowsLie::kPublic) {
      return item.Fault(absl::StrCat(name, " is another service's: what is read of it across services goes through a function"));
    }
    TableUse& of_table = use.tables[name];
    if (verb == "removes") {
      of_table.removes = true;
      continue;
    }
    ASSIGN_OR_RETURN(Touch touch, ReadTouch(item, verb, found->second));
    (verb == "reads"     ? of_table.reads
     : verb == "adds"    ? of_table.adds
     : verb == "changes" ? of_table.changes
                         : of_table.sets)
        .push_back(std::move(touch));
  }
  return absl::OkStatus();
}

absl::Status TablesReader::ReadAction(const std::string& service, const std::string& name, const StrictYaml& node) {
  if (policy_.FindAction(name) == nullptr) {
    return node.Fault(absl::StrCat("'", name, "' is no action of access.yaml: say there what it is, or take it out here"));
  }
  ActionUse use{.action = name, .service = service};
  RETURN_IF_ERROR(node.OnlyKeys({"reads", "adds", "changes", "sets", "removes", "calls"}));
  for (const char* verb : {"reads", "adds", "changes", "sets", "removes"}) {
    if (!node.Has(verb)) continue;
    ASSIGN_OR_RETURN(const StrictYaml list, node.Child(verb));
    RETURN_IF_ERROR(ReadTouches(list, verb, use));
  }
  if (node.Has("calls")) {
    ASSIGN_OR_RETURN(const StrictYaml calls, node.Child("calls"));
    ASSIGN_OR_RETURN(use.calls, ReadFunctions(calls));
  }
  if (policy_.FindAction(name)->of_rows && use.tables.empty() && use.calls.empty()) {
    return node.Fault(absl::StrCat("'", name, "' concerns rows, as access.yaml says: name the tables it touches"));
  }
  tables_.actions[name].push_back(std::move(use));
  return absl::OkStatus();
}

// Those of access.yaml with an action here, and the service's own.
void TablesReader::NameRoles(ServiceTables& service) const {
  for (const Role& role : policy_.roles()) {
    if (role.background && OwnService(role) != service.name) continue;
    const bool acts = std::any_of(role.grants.begin(), role.grants.end(),
                                  [&](const auto& grant) { return tables_.UseOf(grant.first, service.name) != nullptr; });
    if (acts) service.roles.push_back(role.name);
  }
}

absl::Status TablesReader::ReadTables(const std::string& service, const StrictYaml& root) {
  RETURN_IF_ERROR(CheckName(root, service));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "tables", "actions"}));
  tables_.services.push_back({.name = service});
  ASSIGN_OR_RETURN(const StrictYaml tables, root.Child("tables"));
  ASSIGN_OR_RETURN(const auto entries, tables.Entries());
  for (const auto& [name, body] : entries) RETURN_IF_ERROR(ReadTable(service, name, body));
  return absl::OkStatus();
}

absl::Status TablesReader::ReadActions(const std::string& service, const StrictYaml& root) {
  ASSIGN_OR_RETURN(const StrictYaml actions, root.Child("actions"));
  ASSIGN_OR_RETURN(const auto entries, actions.Entries());
  for (const auto& [name, body] : entries) RETURN_IF_ERROR(ReadAction(service, name, body));
  return absl::OkStatus();
}

absl::StatusOr<Tables> TablesReader::Read(const TableTexts& texts) {
  std::map<std::string, StrictYaml> roots;
  for (const auto& [name, text] : texts) {
    ASSIGN_OR_RETURN(StrictYaml root, StrictYaml::Parse(text, absl::StrCat("policy/tables/", name, ".yaml")));
    ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
    if (version != "1") return root.Fault("version must be 1");
    roots.emplace(name, std::move(root));
  }
  const auto platform = roots.find("platform");
  if (platform == roots.end()) return absl::FailedPreconditionError("tables/platform.yaml: is not there");
  const StrictYaml of_platform = platform->second;
  roots.erase(platform);
  RETURN_IF_ERROR(ReadPlatform(of_platform));
  // Tables first: an action may read those of any service.
  for (const auto& [service, root] : roots) RETURN_IF_ERROR(ReadTables(service, root));
  for (const auto& [node, name] : through_) {
    if (tables_.tables.count(name) == 0) return node.Fault(absl::StrCat("'", name, "' is no table of policy/tables"));
  }
  RETURN_IF_ERROR(ReadOrigins());
  for (const auto& [service, root] : roots) RETURN_IF_ERROR(ReadActions(service, root));
  for (ServiceTables& service : tables_.services) NameRoles(service);
  // What does not fit the contract stands in no line of one file.
  if (const std::string fault = ContractFault(policy_, tables_); !fault.empty()) return absl::FailedPreconditionError(fault);
  return std::move(tables_);
}

}  // namespace

const ServiceTables* Tables::FindService(absl::string_view name) const {
  const auto found = std::find_if(services.begin(), services.end(), [&](const ServiceTables& s) { return s.name == name; });
  return found == services.end() ? nullptr : &*found;
}

const ActionUse* Tables::UseOf(absl::string_view action, absl::string_view service) const {
  const auto uses = actions.find(std::string(action));
  if (uses == actions.end()) return nullptr;
  const auto found = std::find_if(uses->second.begin(), uses->second.end(),
                                  [&](const ActionUse& use) { return use.service.empty() || use.service == service; });
  return found == uses->second.end() ? nullptr : &*found;
}

absl::StatusOr<TableTexts> ReadTableTexts(const std::string& policy_directory) {
  TableTexts texts;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(policy_directory + "/tables", error)) {
    if (file.path().extension() != ".yaml") continue;
    ASSIGN_OR_RETURN(texts[file.path().stem().string()], ReadPolicyFile(file.path().string()));
  }
  if (texts.empty()) return absl::FailedPreconditionError(absl::StrCat(policy_directory, "/tables: no files"));
  return texts;
}

absl::StatusOr<Tables> LoadTables(const std::string& policy_directory, const AccessPolicy& policy) {
  ASSIGN_OR_RETURN(const TableTexts texts, ReadTableTexts(policy_directory));
  return ParseTables(texts, policy);
}

absl::StatusOr<Tables> ParseTables(const TableTexts& texts, const AccessPolicy& policy) { return TablesReader(policy).Read(texts); }

}  // namespace dayaq::policy
