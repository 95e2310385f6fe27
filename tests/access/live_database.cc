#include "tests/access/live_database.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq {
namespace {

constexpr char kRegister[] = "az";
constexpr char kDistrict[] = "AZ-TAR";
constexpr char kInstitution[] = "live-own";
constexpr char kPerson[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kOtherPerson[] = "00000000-0000-7000-8000-0000000000b1";
// Entitlements of the two, through which their instalments say whom they are about.
constexpr char kThrough[] = "00000000-0000-7000-8000-0000000000a2";
constexpr char kOtherThrough[] = "00000000-0000-7000-8000-0000000000b2";

std::string StaffName(const LiveCaller& caller) {
  return absl::StrCat("live-", caller.role->name, caller.national ? "-national" : "", caller.of_person ? "-person" : "",
                      caller.opened ? "-opened" : "");
}

using Values = std::vector<std::optional<std::string>>;

// Within reach and elsewhere, district codes being ASCII (incident.place says so); nothing where the table has no such column.
Values ValuesOf(const std::string& column, const std::vector<std::string>& values) {
  if (column.empty()) return {std::nullopt};
  return Values(values.begin(), values.end());
}

}  // namespace

std::vector<LiveRow> LiveRows(const policy::Table& table) {
  const policy::RowPlace& place = table.place;
  std::vector<LiveRow> rows;
  for (const auto& register_code : ValuesOf(place.register_column, {kRegister, "xx-nowhere", ""})) {
    for (const auto& district : ValuesOf(place.district, {kDistrict, "AZ-LAC", "", "zz-uzaq"})) {
      for (const auto& institution : ValuesOf(place.institution, {kInstitution, "live-other", ""})) {
        for (const auto& person : ValuesOf(place.person, {kPerson, kOtherPerson})) {
          rows.push_back({register_code, district, institution, person, district, institution});
          if (!place.other_district.empty()) rows.push_back({register_code, district, institution, person, "AZ-LAC", "live-other"});
        }
      }
    }
  }
  return rows;
}

std::vector<LiveCaller> LiveCallers(const Role& role) {
  if (role.background) return {{&role, true, false, false}};
  std::vector<LiveCaller> callers;
  for (const bool national : {false, true}) {
    for (const bool of_person : {false, true}) {
      for (const bool opened : {false, true}) callers.push_back({&role, national, of_person, opened});
    }
  }
  return callers;
}

Caller CallerOf(const LiveCaller& live) {
  Caller caller;
  caller.staff_uid = StaffName(live);
  caller.role = live.role->name;
  caller.registers = {kRegister};
  caller.national = live.national;
  if (live.role->background) return caller;
  caller.institution = kInstitution;
  caller.districts = {"AZ-BAR", kDistrict};
  caller.person_uid = live.of_person ? kPerson : kOtherPerson;
  caller.own_records = {caller.person_uid};
  if (live.opened) caller.opened_persons = {kPerson};
  return caller;
}

RowStanding StandingOf(const LiveRow& row, bool other_place) {
  return {.register_code = row.register_code.value_or(""),
          .district = (other_place ? row.other_district : row.district).value_or(""),
          .institution = (other_place ? row.other_institution : row.institution).value_or(""),
          .person_uid = row.person.value_or("")};
}

std::vector<std::pair<std::string, std::optional<std::string>>> StandingColumns(const policy::Table& table, const LiveRow& row) {
  const policy::RowPlace& place = table.place;
  std::optional<std::string> person = row.person;
  if (!place.person_through.empty() && person.has_value()) person = *person == kPerson ? kThrough : kOtherThrough;
  std::vector<std::pair<std::string, std::optional<std::string>>> columns;
  const auto add = [&](const std::string& column, const std::optional<std::string>& value) {
    if (!column.empty()) columns.emplace_back(column, value);
  };
  add(place.register_column, row.register_code);
  add(place.district, row.district);
  add(place.institution, row.institution);
  add(place.person, person);
  add(place.other_district, row.other_district);
  add(place.other_institution, row.other_institution);
  return columns;
}

LiveDatabase::LiveDatabase(const AccessPolicy& policy, const policy::Tables& tables) : policy_(policy), tables_(tables) {}

std::string LiveDatabase::Quoted(const std::optional<std::string>& value) const {
  return value.has_value() ? sql_->quote(*value) : "NULL";
}

void LiveDatabase::Strip(const std::string& table) {
  sql_->exec(absl::StrCat(R"(
    DO $$
    DECLARE
      it constant regclass := ')",
                          table, R"(';
      thing text;
    BEGIN
      EXECUTE format('ALTER TABLE %s DISABLE TRIGGER ALL', it);
      FOR thing IN SELECT conname FROM pg_constraint WHERE conrelid = it AND contype <> 't' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', it, thing);
      END LOOP;
      FOR thing IN SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = it AND indisunique LOOP
        EXECUTE format('DROP INDEX %s', thing);
      END LOOP;
      FOR thing IN SELECT attname FROM pg_attribute
                   WHERE attrelid = it AND attnum > 0 AND attnotnull AND attidentity = '' AND NOT attisdropped LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', it, thing);
      END LOOP;
      EXECUTE format('DELETE FROM %s', it);
      EXECUTE format('ALTER TABLE %s ADD COLUMN live_row integer', it);
    END
    $$)"));
}

void LiveDatabase::Fill(const policy::Table& table) {
  const std::vector<LiveRow> rows = LiveRows(table);
  std::vector<std::string> names, tuples;
  for (const auto& [column, value] : StandingColumns(table, rows[0])) {
    names.push_back(column);
    // As a trigger of the real table fills in what the role may not: the caller's own place.
    sql_->exec(absl::StrCat("ALTER TABLE ", table.name, " ALTER COLUMN ", column, " SET DEFAULT ", Quoted(value)));
  }
  for (size_t number = 0; number < rows.size(); ++number) {
    std::vector<std::string> values = {absl::StrCat(number)};
    const auto columns = StandingColumns(table, rows[number]);
    for (const auto& [column, value] : columns) values.push_back(Quoted(value));
    tuples.push_back(absl::StrCat("(", absl::StrJoin(values, ", "), ")"));
  }
  // A list of values has the columns' types only when it is inserted as it is.
  sql_->exec(absl::StrCat("INSERT INTO ", table.name, " (live_row, ", absl::StrJoin(names, ", "), ") VALUES ",
                          absl::StrJoin(tuples, ", ")));
  for (const policy::RoleRights& rights : policy::AllRights(policy_, tables_)) {
    const auto granted = rights.tables.find(table.name);
    if (granted == rights.tables.end() || granted->second.select.empty()) continue;
    sql_->exec(absl::StrCat("GRANT SELECT (live_row) ON ", table.name, " TO ", rights.database_role));
  }
}

// One member of the staff for every kind of caller; what no real assignment may be (national, with districts) is one here.
void LiveDatabase::HireEverybody() {
  sql_->exec("SET session_replication_role = replica");
  sql_->exec(R"(
    DO $$
    DECLARE
      held text;
    BEGIN
      FOR held IN SELECT conname FROM pg_constraint WHERE conrelid = 'access.role_assignment'::regclass AND contype = 'c' LOOP
        EXECUTE format('ALTER TABLE access.role_assignment DROP CONSTRAINT %I', held);
      END LOOP;
    END
    $$)");
  for (const Role& role : policy_.roles()) {
    for (const LiveCaller& caller : LiveCallers(role)) {
      if (role.background) continue;
      const std::string name = sql_->quote(StaffName(caller));
      sql_->exec(absl::StrCat(
          "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES (gen_random_uuid(), 'live', ", name,
          ", 'Live', 'Test')"));
      sql_->exec(
          absl::StrCat("INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, registers, "
                       "person_uid, valid_from) ",
                       "SELECT gen_random_uuid(), uid, ", sql_->quote(role.name), ", 'live-own', '{AZ-BAR,AZ-TAR}', ",
                       caller.national ? "true" : "false", ", '{az}', '", caller.of_person ? kPerson : kOtherPerson,
                       "', now() - interval '1 day' FROM access.staff WHERE subject = ", name));
      if (!caller.opened) continue;
      sql_->exec(absl::StrCat("INSERT INTO access.break_glass (person_uid, opened_by, assignment_uid, expire_time) SELECT '",
                              kPerson, "', staff_uid, a.uid, now() + interval '1 hour' FROM access.role_assignment a ",
                              "JOIN access.staff s ON s.uid = staff_uid WHERE subject = ", name));
    }
  }
  sql_->exec("SET session_replication_role = origin");
}

void LiveDatabase::SetUp() {
  database_ = testing::TestDatabase::Create().value();
  connection_ = std::make_unique<pqxx::connection>(database_->SuperuserConninfo());
  sql_ = std::make_unique<pqxx::nontransaction>(*connection_);
  sql_->exec("SET client_min_messages = error");
  for (const auto& [name, table] : tables_.tables) {
    if (table.place.lie != policy::RowsLie::kScoped && table.place.lie != policy::RowsLie::kRegister) continue;
    Strip(name);
    Fill(table);
  }
  FillThrough();
  HireEverybody();
}

// Rows that others lie through, one of each person: entitlements, devices.
void LiveDatabase::FillThrough() {
  std::set<std::string> through;
  for (const auto& entry : tables_.tables) {
    if (!entry.second.place.person_through.empty()) through.insert(entry.second.place.person_through);
  }
  for (const std::string& name : through) {
    const auto row = [](const char* uid, const char* person) {
      return absl::StrCat("('", uid, "', '", person, "', '", kRegister, "', '", kDistrict, "', '", kInstitution, "')");
    };
    sql_->exec(absl::StrCat("INSERT INTO ", name, " (uid, ", tables_.tables.at(name).place.person,
                            ", register, district, institution) VALUES ", row(kThrough, kPerson), ", ",
                            row(kOtherThrough, kOtherPerson)));
  }
}

void LiveDatabase::Begin(const std::string& service, const LiveCaller& caller) {
  const std::string name = sql_->quote(StaffName(caller));
  sql_->exec("BEGIN");
  const pqxx::row signed_context = sql_->exec1(absl::StrCat(
      "SELECT context, access.mac('', context, key) FROM access.context_key, (SELECT jsonb_build_object('service', '", service,
      "', 'actor', '", caller.role->background ? absl::StrCat("service', 'role', '", policy::ShortRole(*caller.role)) : "staff",
      "', 'iss', 'live', 'sub', ", name, ", 'sid', 'of ' || ", name, ", 'assignment', '', 'purpose', '",
      caller.opened ? "emergency" : caller.role->default_purpose,
      "', 'request_id', gen_random_uuid(), 'expires', (extract(epoch FROM clock_timestamp()) * 1000)::bigint + 60000)::text AS "
      "context) c ",
      "ORDER BY id DESC LIMIT 1"));
  sql_->exec(absl::StrCat("SET LOCAL SESSION AUTHORIZATION ", policy::Login(service)));
  sql_->exec1(absl::StrCat("SELECT access.begin_request(", sql_->quote(signed_context[0].c_str()), ", ",
                           sql_->quote(signed_context[1].c_str()), ")"));
}

}  // namespace dayaq
