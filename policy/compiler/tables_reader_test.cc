// policy/tables/*.yaml as they stand, and broken in every way a slip may break it: each refused with file, line and what to do. And
// what follows from the whole, where one edit must be enough.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dayaq/access/v1/place.pb.h"
#include "dayaq/storage/v1/storage.pb.h"
#include "policy/compiler/grants.h"
#include "policy/compiler/outputs.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::policy {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string FileText(const std::string& name) { return *ReadPolicyFile(absl::StrCat("policy/", name)); }

AccessPolicy PolicyOf(const std::string& yaml) { return *AccessPolicy::Parse(yaml, "access.yaml"); }

// The text with one place of it changed; it must be there.
std::string With(const std::string& text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.substr(0, at) + to + text.substr(at + from.size());
}

// The files with one place of one of them changed, the first that has it.
TableTexts With(TableTexts texts, const std::string& from, const std::string& to) {
  for (auto& [name, text] : texts) {
    if (text.find(from) == std::string::npos) continue;
    text = With(text, from, to);
    return texts;
  }
  ADD_FAILURE() << "no file has " << from;
  return texts;
}

TEST(TablesReader, ReadsTheFilesAsTheyStand) {
  const AccessPolicy policy = PolicyOf(FileText("access.yaml"));
  const auto tables = LoadTables("policy", policy);
  ASSERT_TRUE(tables.ok()) << tables.status();
  size_t columns = 0;
  for (const auto& [name, table] : tables->tables) columns += table.columns.size();
  std::printf("services %zu, tables %zu, columns %zu, actions %zu, policy roles %zu\n", tables->services.size(),
              tables->tables.size(), columns, tables->actions.size(), AllRights(policy, *tables).size());
  EXPECT_EQ(tables->tables.at("survivor.survivor").columns.at("identity").data_class, DataClass::DATA_CLASS_IDENTITY);
  EXPECT_TRUE(tables->tables.at("survivor.survivor").columns.at("identity").sealed);
  EXPECT_EQ(tables->tables.at("survivor.survivor").columns.count("name"), 0u) << "a field that is no column";
  EXPECT_EQ(tables->tables.at("incident.incident").columns.count("settlement"), 1u) << "a field of an inline message";
}

// The wrapper decides about the rows of a read by the places that the contract states; row policies are made from those of this
// file.
TEST(TablesReader, RowsLieWhereTheContractSaysTheyDo) {
  const auto tables = LoadTables("policy", PolicyOf(FileText("access.yaml")));
  ASSERT_TRUE(tables.ok()) << tables.status();
  for (const char* const message :
       {"dayaq.incident.v1.Incident", "dayaq.survivor.v1.Survivor", "dayaq.payment.v1.Entitlement", "dayaq.access.v1.BreakGlass"}) {
    const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(message);
    ASSERT_NE(type, nullptr) << message;
    ASSERT_TRUE(type->options().HasExtension(access::v1::place)) << message;
    const access::v1::RowPlace& said = type->options().GetExtension(access::v1::place);
    const RowPlace& lies = tables->tables.at(type->options().GetExtension(storage::v1::table)).place;
    // A field of an inline message is a column of its own name.
    const auto column = [](const std::string& path) { return path.substr(path.rfind('.') + 1); };
    EXPECT_EQ(column(said.register_()), lies.register_column) << message;
    EXPECT_EQ(column(said.district()), lies.district) << message;
    EXPECT_EQ(column(said.institution()), lies.institution) << message;
    EXPECT_EQ(column(said.person()), lies.person) << message;
  }
}

struct Slip {
  std::string from, to, says;
};

TEST(TablesReader, RefusesEverySlipOfTheFile) {
  const TableTexts good = *ReadTableTexts("policy");
  const AccessPolicy policy = PolicyOf(FileText("access.yaml"));
  const std::vector<Slip> slips = {
      {"version: 1", "version: 2", "version must be 1"},
      {"schemas:", "schemes:", "schemes"},
      {"rows: public", "rows: everybody", "rows are public, plain, or say which columns"},
      {"register: register, district: district, institution", "district: district, institution", "name its column"},
      {"district: scope_district, institution: institution}", "district: scope_district}", "go together"},
      {"district: scope_district", "district: no_such", "'no_such' is no column here"},
      {"message: dayaq.incident.v1.Report", "message: dayaq.incident.v1.Rapport", "is no message of the contract"},
      {"OPERATIONAL: [history_uid", "OPERATIVE: [history_uid", "is no data class"},
      {"OPERATIONAL: [history_uid", "OPERATIONAL: [register, history_uid", "has its class already"},
      {"[history_uid, recorded_until", "[history_uid, history_uid, recorded_until", "is listed twice"},
      {"kind: keys", "kind: key", "kind is keys or tokens"},
      {"    made_of: casualty.identity\n", "", "say which sealed column they were made_of"},
      {"kind: keys", "kind: keys\n    made_of: casualty.identity", "say which sealed column they were made_of"},
      {"made_of: casualty.identity", "made_of: identity", "'identity' is no <table>.<column> of incident"},
      {"made_of: casualty.identity", "made_of: payee_account.details", "is no <table>.<column> of incident"},
      {"made_of: casualty.identity", "made_of: casualty.outcome", "'casualty.outcome' is no sealed column"},
      {"made_of: casualty.identity", "made_of: casualty.name_of_nobody", "is no sealed column"},
      {"own_institution: institution", "own_institution: hospital", "'hospital' is no column here"},
      {"own_institution: institution", "our_institution: institution", "our_institution"},
      {"trial_through: incident.register", "trial_through: incident.registers", "is no table of policy/tables"},
      {"reads: [duplicate, incident]", "reads: [duplicates, incident]", "'incident.duplicates' is no table of policy/tables"},
      {"reads: [survivor, person_key]", "reads: [survivor, incident.casualty]", "goes through a function"},
      {"adds: [merge]", "adds: [survivor.token]", "another service's tables are read at most"},
      {"columns: [state, resolved_by_uid", "columns: [status, resolved_by_uid", "'status' is no column of incident.duplicate"},
      {"- {table: merge, columns: [undone_time, undone_by, undone_reason]}", "- merge", "say which columns of incident.merge"},
      {"only: [OPERATIONAL]", "only: [OPERATIONS]", "is no data class"},
      {"beyond: [told_id]", "beyond: [told]", "'told' is no column of survivor.casualty"},
      {"incident.propose_duplicates:", "incident.suggest_duplicates:", "is no action of access.yaml"},
      {"  incident.verify:\n    reads: [incident, casualty, report, statement]\n    changes:\n      - {table: incident, "
       "columns: [state, decisions, merged_into_uid]}\n",
       "  incident.verify: {}\n", "concerns rows, as access.yaml says: name the tables it touches"},
      {"  benefit.list:\n    reads: [benefit_rule, rule_set, in_kind_rule]\n", "",
       "a method of the payment service is 'benefit.list'"},
      {"  incident.propose_duplicates:\n    reads: [incident, casualty, token, duplicate]\n    adds: [duplicate]\n", "",
       "stands under no service"},
      {"calls: [incident.next_number]", "calls: [next_number]", "is no <schema>.<function>"},
      {"who: [login]", "who: [anyone]", "is none of login, roles, background"},
      {"calls: [outbox.requeue]", "does: [outbox.requeue]", "does"},
      {"kind: keys", "kind: keys\n    kind: tokens", "kind"},
      {"fields: dayaq.incident.v1.CasualtyFacts", "fields: dayaq.incident.v1.CasualtyFact", "is no message of the contract"},
      {"fields: dayaq.incident.v1.CasualtyFacts", "fields: dayaq.incident.v1.IncidentFacts", "is no column of incident.casualty"},
      {"rows: public", "rows: &p public", "anchor"},
  };
  for (const Slip& slip : slips) {
    const auto tables = ParseTables(With(good, slip.from, slip.to), policy);
    ASSERT_FALSE(tables.ok()) << slip.to;
    EXPECT_THAT(std::string(tables.status().message()), HasSubstr(slip.says)) << slip.to;
    EXPECT_THAT(std::string(tables.status().message()), HasSubstr(".yaml")) << slip.to;
  }
  std::printf("slips refused: %zu\n", slips.size());
}

// What access.yaml may say and neither a method nor the database can follow.
TEST(TablesReader, RefusesAPolicyThatDoesNotFitTheContract) {
  const std::string access = FileText("access.yaml");
  const TableTexts tables = *ReadTableTexts("policy");
  const std::vector<Slip> slips = {
      {"  incident.propose_duplicates: {", "  incident.fly: {az: \"x\", en: \"x\"}\n  incident.propose_duplicates: {",
       "is no method's and no background role's: take it out there"},
      {"    rows: [own_record]\n", "    rows: [took_part]\n", "no row policy can tell"},
      {"      - {when: [break_glass], purposes: [emergency]}", "      - {when: [break_glass]}", "for emergency alone"},
      {"      - in_district\n      - in_institution\n      - national\n      - {when",
       "      - {when: [in_district], purposes: [care]}\n      - in_institution\n      - national\n      - {when",
       "for some of its purposes"},
      {"  survivor_matching_background:\n", "  nobody_background:\n", "is of no service of policy/tables"},
      {"  survivor_matching_background:\n", "  survivor_matching:\n",
       "it is named <service>_background or <service>_<work>_background"},
      {"      - survivor.keep_records\n", "      - survivor.keep_records\n      - survivor.sweep\n",
       "a service does each thing in one role of its own"},
  };
  for (const Slip& slip : slips) {
    const auto policy = AccessPolicy::Parse(With(access, slip.from, slip.to), "access.yaml");
    ASSERT_TRUE(policy.ok()) << policy.status();
    const auto read = ParseTables(tables, *policy);
    ASSERT_FALSE(read.ok()) << slip.to;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr(slip.says)) << slip.to;
  }
  // An action that a method names and the policy has forgotten.
  const std::string forgotten = absl::StrReplaceAll(
      access, {{"  incident.reject: {az", "  incident.refuse: {az"}, {"- incident.reject\n", "- incident.refuse\n"}});
  const TableTexts touched = With(tables, "  incident.reject:\n", "  incident.refuse:\n");
  const auto read = ParseTables(touched, PolicyOf(forgotten));
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(std::string(read.status().message()), HasSubstr("'incident.reject', which is no action of access.yaml"));
}

// A new role is one edit in access.yaml: its roles, grants and row policies follow.
TEST(Compiler, ANewRoleIsOneEdit) {
  const std::string role =
      "  district_doctor:\n"
      "    title: {az: \"Rayon həkimi\", en: \"District doctor\"}\n"
      "    purposes: [care]\n"
      "    rows: [in_district]\n"
      "    reads: [PUBLIC, OPERATIONAL]\n"
      "    writes: []\n"
      "    actions: [survivor.read, access.me]\n"
      "  clinician:\n";
  const AccessPolicy policy = PolicyOf(With(FileText("access.yaml"), "  clinician:\n", role));
  const auto tables = LoadTables("policy", policy);
  ASSERT_TRUE(tables.ok()) << tables.status();
  EXPECT_THAT(RolesSql(policy, *tables), HasSubstr("('survivor', 'district_doctor')"));
  EXPECT_THAT(RolesSql(policy, *tables), HasSubstr("('access', 'district_doctor')"));
  EXPECT_THAT(RolesSql(policy, *tables), Not(HasSubstr("('payment', 'district_doctor')")));
  const std::string sql = AccessSql(policy, *tables);
  EXPECT_THAT(sql, HasSubstr("CREATE POLICY by_in_district ON survivor.survivor\n  TO survivor_district_doctor\n"));
  const std::map<std::string, TableGrants> grants = GrantsOf(*policy.FindRole("district_doctor"), "survivor", *tables);
  EXPECT_EQ(grants.at("survivor.survivor").select.count("state"), 1u);
  EXPECT_EQ(grants.at("survivor.survivor").select.count("identity"), 0u);
  EXPECT_EQ(grants.count("survivor.disability_decision"), 0u) << "it does not read the legal status";
  EXPECT_EQ(grants.count("survivor.person_key"), 0u) << "it reads nothing sealed";
  EXPECT_TRUE(grants.at("survivor.survivor").update.empty());
}

// Whoever gets a token may compare it with that of anything they think of: so nobody gets one of what they may not read. Services
// that compare without opening read SECRET, and no person does.
TEST(Compiler, NobodyGetsATokenOfWhatTheyMayNotRead) {
  const AccessPolicy policy = PolicyOf(FileText("access.yaml"));
  const auto tables = LoadTables("policy", policy);
  ASSERT_TRUE(tables.ok()) << tables.status();
  EXPECT_EQ(tables->tables.at("payment.token").made_of, DataClass::DATA_CLASS_FINANCE);
  EXPECT_EQ(tables->tables.at("survivor.token").made_of, DataClass::DATA_CLASS_IDENTITY);
  EXPECT_EQ(tables->tables.at("incident.token").made_of, DataClass::DATA_CLASS_IDENTITY);
  std::set<std::string> readers, closed;
  int roles = 0;
  for (const RoleRights& rights : AllRights(policy, *tables)) {
    for (const auto& [name, table] : tables->tables) {
      if (table.kind != TableKind::kTokens) continue;
      ++roles;
      const auto granted = rights.tables.find(name);
      if (granted == rights.tables.end()) continue;
      const Role& role = *rights.role;
      const TableGrants& grants = granted->second;
      if (!grants.select.empty()) {
        readers.insert(absl::StrCat(rights.database_role, " ", name));
        const bool compares = role.background && role.reads.Has(DataClass::DATA_CLASS_SECRET);
        EXPECT_TRUE(role.reads.Has(table.made_of) || compares) << rights.database_role << " reads " << name;
      }
      EXPECT_TRUE(grants.insert.empty() || role.writes.Has(table.made_of)) << rights.database_role << " adds to " << name;
      EXPECT_TRUE(!grants.remove || (role.reads.Has(table.made_of) && role.writes.Has(table.made_of))) << rights.database_role;
      EXPECT_TRUE(grants.update.empty()) << rights.database_role;
    }
  }
  std::printf("tokens: %d roles x tables, %zu read\n", roles, readers.size());
  EXPECT_EQ(readers.count("payment_payment_verifier payment.token"), 1u) << "reads account numbers, and may look them up";
  EXPECT_EQ(readers.count("payment_caseworker payment.token"), 1u);
  EXPECT_EQ(readers.count("payment_background payment.token"), 0u) << "no action of it looks anything up";
  EXPECT_EQ(readers.count("incident_police_reporter incident.token"), 0u) << "fills in identities, and reads none";
}

// A token goes with the class of what it was made of, and with no other: one edit of the file moves it.
TEST(Compiler, TokensGoWithTheClassOfTheirOrigin) {
  const std::string role =
      "  account_keeper:\n"
      "    title: {az: \"Hesab uçotçusu\", en: \"Keeper of accounts\"}\n"
      "    purposes: [assistance]\n"
      "    rows: [national]\n"
      "    reads: [PUBLIC, OPERATIONAL, CLASS]\n"
      "    writes: []\n"
      "    actions: [payee_account.read, access.me]\n"
      "  clinician:\n";
  for (const auto& [data_class, finds] : {std::pair<std::string, bool>{"FINANCE", true}, {"IDENTITY", false}, {"HEALTH", false}}) {
    const AccessPolicy policy =
        PolicyOf(With(FileText("access.yaml"), "  clinician:\n", absl::StrReplaceAll(role, {{"CLASS", data_class}})));
    const auto tables = LoadTables("policy", policy);
    ASSERT_TRUE(tables.ok()) << tables.status();
    const auto grants = GrantsOf(*policy.FindRole("account_keeper"), "payment", *tables);
    const auto token = grants.find("payment.token");
    EXPECT_EQ(token != grants.end() && !token->second.select.empty(), finds) << data_class;
    EXPECT_TRUE(token == grants.end() || (token->second.insert.empty() && !token->second.remove)) << data_class;
  }
}

TEST(Compiler, TheSameFilesMakeTheSameTexts) {
  const AccessPolicy policy = PolicyOf(FileText("access.yaml"));
  const auto tables = LoadTables("policy", policy);
  ASSERT_TRUE(tables.ok()) << tables.status();
  EXPECT_EQ(AccessSql(policy, *tables), AccessSql(policy, *LoadTables("policy", policy)));
  EXPECT_EQ(RolesSql(policy, *tables), RolesSql(policy, *tables));
}

}  // namespace
}  // namespace dayaq::policy
