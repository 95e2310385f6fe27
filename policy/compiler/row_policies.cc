// Row-level security: the ways to rows of access.yaml, spelt in SQL for each table. One policy for all roles with the same ways.
//
// Each fact about rows has one spelling here; services/platform/access/facts.cc has the C++ one. The form (SELECT
// access.context_...()) is asked once a statement, as an InitPlan; asked once a row it would cost twenty times as much and more.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "policy/compiler/grants.h"

namespace dayaq::policy {
namespace {

constexpr char kInRole[] = "(SELECT access.context_role()) = current_user";

// For the role that the request was begun for, and no other.
std::string InRegister(const std::string& column) {
  return absl::StrCat(column, " = ANY ((SELECT access.context_registers_as(current_user))::text[])");
}

// `column` says whom the row is about, itself or through a row of another table.
std::string AboutPerson(const RowPlace& place, const Tables& tables, absl::string_view is) {
  if (place.person_through.empty()) return absl::StrCat(place.person, " = ", is);
  const RowPlace& through = tables.tables.at(place.person_through).place;
  return absl::StrCat(place.person, " IN (SELECT p.uid FROM ", place.person_through, " p WHERE p.", through.person, " = ", is, ")");
}

// The fact as a condition on a row of a table that lies so; "" where a row has no such thing, and so the fact cannot hold.
std::string FactSql(Fact fact, const RowPlace& place, const Tables& tables) {
  switch (fact) {
    case Fact::kNational:
      // As bounds, where there is a district: a truth value in an OR would keep every index away. The lower one is NULL for whoever
      // is bound to districts; codes are capital letters, digits, points and hyphens, so that all lie below '~'.
      return place.district.empty() ? "(SELECT access.context_national())"
                                    : absl::StrCat(place.district, " BETWEEN (SELECT access.context_lowest_district()) AND '~'");
    case Fact::kInDistrict:
      return place.district.empty() ? "" : absl::StrCat(place.district, " = ANY ((SELECT access.context_districts())::text[])");
    case Fact::kInInstitution:
      return place.institution.empty() ? "" : absl::StrCat(place.institution, " = (SELECT access.context_institution())");
    case Fact::kOwnRecord:
      return place.person.empty() ? "" : AboutPerson(place, tables, "ANY ((SELECT access.context_records())::uuid[])");
    case Fact::kBreakGlass:
      return place.person.empty() ? "" : AboutPerson(place, tables, "ANY ((SELECT access.context_opened())::uuid[])");
    default:
      return "";
  }
}

// One way to rows on that table: all of its facts. "" where it is none.
std::string WaySql(FactSet way, const RowPlace& place, const Tables& tables) {
  std::vector<std::string> parts;
  for (const Fact fact : FactsIn(way)) {
    if (fact == Fact::kInRegister) continue;  // asked of every row anyway
    std::string part = FactSql(fact, place, tables);
    if (part.empty()) return "";
    parts.push_back(std::move(part));
  }
  return parts.size() == 1 ? parts[0] : absl::StrCat("(", absl::StrJoin(parts, " AND "), ")");
}

// Any of the ways.
std::string AnyWay(const std::vector<FactSet>& ways, const RowPlace& place, const Tables& tables) {
  std::vector<std::string> parts;
  parts.reserve(ways.size());
  for (const FactSet way : ways) parts.push_back(WaySql(way, place, tables));
  return parts.size() == 1 ? parts[0] : absl::StrCat("(", absl::StrJoin(parts, " OR "), ")");
}

std::string WayName(FactSet way) {
  std::vector<std::string> names;
  for (const Fact fact : FactsIn(way)) names.emplace_back(FactName(fact));
  return absl::StrJoin(names, "_and_");
}

// The ways that are open to the role on this table: to change rows and see them, or (an emergency) to see them only.
struct OpenWays {
  std::vector<FactSet> all;
  std::vector<FactSet> seen;
};

// Whether the role does anything with the table for a purpose that opens this way.
bool Serves(const Reach& reach, const RoleRights& rights, const std::string& table, const Tables& tables) {
  const auto opens = [&](const std::string& purpose) { return reach.purposes.count(purpose) > 0; };
  return std::any_of(rights.role->grants.begin(), rights.role->grants.end(), [&](const auto& granted) {
    const ActionUse* use = tables.UseOf(granted.first, rights.service);
    const std::set<std::string>& purposes = granted.second.purposes;
    return use != nullptr && use->tables.count(table) > 0 && std::any_of(purposes.begin(), purposes.end(), opens);
  });
}

OpenWays WaysOf(const RoleRights& rights, const Table& table, const Tables& tables) {
  OpenWays open;
  for (const Reach& reach : rights.role->rows) {
    if (WaySql(reach.when, table.place, tables).empty() || !Serves(reach, rights, table.name, tables)) continue;
    (reach.when.Has(Fact::kBreakGlass) ? open.seen : open.all).push_back(reach.when);
  }
  const auto order = [](FactSet a, FactSet b) { return a.bits() < b.bits(); };
  std::sort(open.all.begin(), open.all.end(), order);
  std::sort(open.seen.begin(), open.seen.end(), order);
  return open;
}

// in_scope is what a row's place alone opens; other sets of ways are named after themselves.
std::string PolicyName(const std::vector<FactSet>& ways, const RowPlace& place, const Tables& tables) {
  std::vector<FactSet> standard;
  for (const Fact fact : {Fact::kInDistrict, Fact::kInInstitution, Fact::kNational}) {
    if (!FactSql(fact, place, tables).empty()) standard.push_back({fact});
  }
  if (ways == standard) return "in_scope";
  std::vector<std::string> names;
  names.reserve(ways.size());
  for (const FactSet way : ways) names.push_back(WayName(way));
  return absl::StrCat("by_", absl::StrJoin(names, "_or_")).substr(0, 60);
}

std::string Condition(const std::vector<FactSet>& ways, const RowPlace& place, const Tables& tables) {
  std::string condition = absl::StrCat(InRegister(place.register_column), " AND ", AnyWay(ways, place, tables));
  if (!place.other_district.empty()) {
    const RowPlace other{.district = place.other_district, .institution = place.other_institution};
    absl::StrAppend(&condition, " AND ", AnyWay(ways, other, tables));
  }
  return condition;
}

// What must hold of a new row, besides its place.
std::vector<std::string> FreshConditions(const Table& table, const Tables& tables) {
  const NewRows& fresh = table.fresh;
  std::vector<std::string> conditions;
  if (!fresh.own_institution.empty()) {
    conditions.push_back(absl::StrCat(fresh.own_institution, " = (SELECT access.context_institution())"));
  }
  for (const auto& [column, value] : fresh.begins) conditions.push_back(absl::StrCat(column, " = '", value, "'"));
  if (!fresh.own_register.empty()) conditions.push_back(InRegister(fresh.own_register));
  if (!fresh.trial.empty() && fresh.trial_through.empty()) conditions.push_back(fresh.trial);
  if (!fresh.trial_through.empty()) {
    const std::string alone = table.name.substr(table.name.find('.') + 1);
    conditions.push_back(absl::StrCat("EXISTS (SELECT FROM ", fresh.trial_through, " t WHERE t.",
                                      tables.tables.at(fresh.trial_through).fresh.own_register, " = ", alone, ".",
                                      fresh.own_register, " AND t.", fresh.trial, ")"));
  }
  return conditions;
}

// One CREATE POLICY. `verb` is "" for all of them.
struct Policy {
  std::string name;
  std::string verb;
  bool restrictive = false;
  std::string condition;
  std::set<std::string> roles;
};

std::string PolicySql(const Policy& policy, const std::string& table) {
  return absl::StrCat("CREATE POLICY ", policy.name, " ON ", table, policy.restrictive ? " AS RESTRICTIVE" : "",
                      policy.verb.empty() ? "" : " FOR ", policy.verb, "\n  TO ", absl::StrJoin(policy.roles, ", "), "\n  ",
                      policy.verb == "INSERT" ? "WITH CHECK" : "USING", " (", policy.condition, ");\n");
}

// Those of rows that lie somewhere.
std::vector<Policy> PlacePolicies(const Table& table, const std::vector<const RoleRights*>& concerned, const Tables& tables) {
  std::map<std::string, Policy> by_name;
  const auto add = [&](const std::vector<FactSet>& ways, const char* verb, const std::string& role) {
    if (ways.empty()) return;
    const std::string name = PolicyName(ways, table.place, tables);
    Policy& policy = by_name[name];
    policy.name = name;
    policy.verb = verb;
    policy.condition = Condition(ways, table.place, tables);
    policy.roles.insert(role);
  };
  for (const RoleRights* rights : concerned) {
    const OpenWays open = WaysOf(*rights, table, tables);
    add(open.all, "", rights->database_role);
    add(open.seen, "SELECT", rights->database_role);
  }
  std::vector<Policy> policies;
  policies.reserve(by_name.size());
  for (auto& [name, policy] : by_name) policies.push_back(std::move(policy));
  return policies;
}

std::vector<Policy> PoliciesOf(const Table& table, const std::vector<RoleRights>& rights, const Tables& tables) {
  std::vector<const RoleRights*> concerned;
  std::set<std::string> all, readers, adders, changers;
  for (const RoleRights& of_role : rights) {
    const auto granted = of_role.tables.find(table.name);
    if (granted == of_role.tables.end()) continue;
    concerned.push_back(&of_role);
    all.insert(of_role.database_role);
    if (!granted->second.select.empty()) readers.insert(of_role.database_role);
    if (!granted->second.insert.empty()) adders.insert(of_role.database_role);
    if (!granted->second.update.empty()) changers.insert(of_role.database_role);
  }
  std::vector<Policy> policies;
  std::vector<std::string> fresh = FreshConditions(table, tables);
  switch (table.place.lie) {
    case RowsLie::kScoped:
    case RowsLie::kRegister:
      policies = PlacePolicies(table, concerned, tables);
      if (!fresh.empty()) policies.push_back({"own_new", "INSERT", true, absl::StrJoin(fresh, " AND "), adders});
      break;
    case RowsLie::kPublic:
      policies.push_back({"everyone_reads", "SELECT", false, "true", readers});
      fresh.insert(fresh.begin(), kInRole);
      policies.push_back({"some_add", "INSERT", false, absl::StrJoin(fresh, " AND "), adders});
      policies.push_back({"some_change", "UPDATE", false, kInRole, changers});
      break;
    case RowsLie::kPlain:
      policies.push_back({"in_request", "", false, kInRole, all});
      if (!fresh.empty()) policies.push_back({"own_new", "INSERT", true, absl::StrJoin(fresh, " AND "), adders});
      break;
  }
  policies.erase(std::remove_if(policies.begin(), policies.end(), [](const Policy& p) { return p.roles.empty(); }), policies.end());
  return policies;
}

}  // namespace

std::string RowPoliciesSql(const std::vector<RoleRights>& rights, const Tables& tables) {
  std::string sql;
  for (const auto& [name, table] : tables.tables) {
    absl::StrAppend(&sql, "ALTER TABLE ", name, " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n");
    // Who owns the tables keeps gazetteers, and begins requests; forced row security holds for the owner too.
    if (table.place.lie == RowsLie::kPublic || table.place.lie == RowsLie::kPlain) {
      absl::StrAppend(&sql, "DROP POLICY IF EXISTS owner ON ", name, ";\nCREATE POLICY owner ON ", name,
                      "\n  TO dayaq_owner\n  USING (true);\n");
    }
    for (const Policy& policy : PoliciesOf(table, rights, tables)) absl::StrAppend(&sql, PolicySql(policy, name));
  }
  return sql;
}

}  // namespace dayaq::policy
