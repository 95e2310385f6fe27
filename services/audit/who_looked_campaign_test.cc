// AD-7: what people are told of who looked is what an independent recount of the raw entries gives, for everybody.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/audit/audit_test_fixture.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/redaction.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq::audit {
namespace {

// People are asked about one after the other, so the short run takes some of them.
const bool kLong = std::getenv("DAYAQ_LONG") != nullptr;
constexpr int kPeople = 200;
const int kAsked = kLong ? kPeople : 60;
const int kEntries = kLong ? 10000 : 4000;

struct Somebody {
  std::string uid;
  std::vector<std::string> names;
};

// What the recount and the answer must have in common, with how often.
using Key =
    std::tuple<std::string, std::string, std::string, std::string, bool, bool>;  // kind, institution, role, purpose, system, lent
using Counts = std::map<Key, int64_t>;

class WhoLookedCampaign : public AuditFixture {
 protected:
  std::string Uid(int kind, int n) const { return absl::StrCat("0e000000-0000-7000-8", kind, "00-000", 100000000 + n); }

  // Records with one to three casualties, some with money, some opened in an emergency; a third of the casualties were part of
  // another incident once.
  void MakePeople() {
    std::string sql = "INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution) ";
    absl::StrAppend(&sql, "VALUES ('", Uid(1, 1),
                    "', incident.next_number(), 'INCIDENT_STATE_REPORTED', 'az', '2024-02', 'AZ-TAR', ", "'hospital-tartar'), ('",
                    Uid(1, 2), "', incident.next_number(), 'INCIDENT_STATE_REPORTED', 'az', '2024-03', ",
                    "'AZ-TAR', 'hospital-tartar');");
    int casualty = 0;
    for (int i = 0; i < kPeople; ++i) {
      Somebody& somebody = people_.emplace_back();
      somebody.uid = Uid(2, i);
      somebody.names = {"survivors/" + somebody.uid};
      absl::StrAppend(&sql, "INSERT INTO survivor.survivor (uid, number, register, district, institution, state, sex) VALUES ('",
                      somebody.uid, "', survivor.next_number(), 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', ",
                      "'SEX_FEMALE');");
      for (int k = 0; k <= i % 3; ++k) AddCasualty(++casualty, somebody, sql);
      if (i % 2 == 0) AddMoney(i, somebody, sql);
      if (i % 5 == 0) AddEmergency(i, somebody, sql);
    }
    Sql(sql);
  }

  void AddCasualty(int n, Somebody& somebody, std::string& sql) const {
    absl::StrAppend(
        &sql, "INSERT INTO incident.casualty (uid, incident_uid, outcome, register, district, institution) VALUES ('", Uid(3, n),
        "', '", Uid(1, 1), "', 'OUTCOME_INJURED', 'az', 'AZ-TAR', 'hospital-tartar');",
        "INSERT INTO survivor.casualty (casualty_uid, survivor_uid, incident_uid, outcome, register, district, institution, "
        "create_time) VALUES ('",
        Uid(3, n), "', '", somebody.uid, "', '", Uid(1, 1), "', 'OUTCOME_INJURED', 'az', 'AZ-TAR', 'hospital-tartar', now());");
    somebody.names.push_back(absl::StrCat("incidents/", Uid(1, 1), "/casualties/", Uid(3, n)));
    if (n % 3 != 0) return;
    for (const int incident : {2, 1}) {
      absl::StrAppend(&sql, "UPDATE incident.casualty SET incident_uid = '", Uid(1, incident), "' WHERE uid = '", Uid(3, n), "';");
    }
    somebody.names.push_back(absl::StrCat("incidents/", Uid(1, 2), "/casualties/", Uid(3, n)));
  }

  void AddMoney(int n, Somebody& somebody, std::string& sql) const {
    absl::StrAppend(
        &sql,
        "INSERT INTO payment.entitlement (uid, survivor_uid, beneficiary, beneficiary_uid, benefit, rule_version, state, "
        "entitled_qepik, currency, explanation, register, district, institution) SELECT '",
        Uid(4, n), "'::uuid, '", somebody.uid, "'::uuid, 'BENEFICIARY_SURVIVOR', '", somebody.uid,
        "'::uuid, r.benefit, r.version, 'ENTITLEMENT_STATE_ACTIVE', 0, 'AZN', '{}', 'az', 'AZ-TAR', 'hospital-tartar' FROM "
        "payment.benefit_rule r ORDER BY 1 LIMIT 1;");
    somebody.names.push_back("entitlements/" + Uid(4, n));
  }

  void AddEmergency(int n, Somebody& somebody, std::string& sql) const {
    absl::StrAppend(
        &sql,
        "INSERT INTO access.break_glass (uid, etag, person_uid, number, register, district, opened_by, assignment_uid, role, "
        "institution, reason, reason_words, create_time, expire_time, review_due_time, update_time) SELECT '",
        Uid(5, n), "'::uuid, 1, '", somebody.uid,
        "'::uuid, '10000', 'az', 'AZ-TAR', a.staff_uid, a.uid, 'clinician', a.institution, 'BREAK_GLASS_REASON_UNCONSCIOUS', "
        "'Huşsuz gətirilib, təcili əməliyyat', now(), now() + interval '1 hour', now() + interval '1 day', now() FROM "
        "access.role_assignment a WHERE a.role = 'clinician' ORDER BY 1 LIMIT 1;");
    somebody.names.push_back("breakGlasses/" + Uid(5, n));
  }

  // One entry of somebody, or of the system, about some of the people.
  rpc::AuditRecord SomeEntry() {
    struct Worker {
      const char *staff, *role, *institution, *purpose, *action;
    };
    static constexpr Worker kWorkers[] = {
        {"01900000-0000-7000-8000-000000000001", "hospital_registrar", "hospital-tartar", "care", "survivor.read"},
        {"01900000-0000-7000-8000-000000000003", "clinician", "hospital-tartar", "emergency", "survivor.read"},
        {"01900000-0000-7000-8000-000000000008", "caseworker", "dost-barda", "assistance", "survivor.list"},
        {"01900000-0000-7000-8000-000000000010", "payment_verifier", "payment-fund", "assistance", "entitlement.read"},
        {"", "survivor_background", "", "registration", "survivor.keep_records"}};
    const Worker& worker = kWorkers[Random(std::size(kWorkers))];
    const bool system = std::string(worker.staff).empty();
    const absl::Time at =
        absl::FromUnixMicros(absl::ToUnixMicros(begun_ - absl::Seconds(Random(25 * 86400)) - absl::Microseconds(Random(1000000))));
    rpc::AuditRecord record{
        rpc::NewEntry("survivor", system ? "reaction/survivor.keep_records" : "/dayaq.survivor.v1.SurvivorService/GetSurvivor",
                      worker.action, at)};
    record.entry.set_staff_uid(worker.staff);
    record.entry.set_role(worker.role);
    record.entry.set_institution(worker.institution);
    record.entry.set_purpose(worker.purpose);
    if (!system && Random(10) == 0) record.entry.set_on_behalf_of("01900000-0000-7000-8000-000000000009");
    rpc::Disclosure disclosure;
    disclosure.classes.Add(access::v1::DATA_CLASS_OPERATIONAL);
    if (Random(2) == 0) disclosure.classes.Add(access::v1::DATA_CLASS_IDENTITY);
    // Mostly one, sometimes a list, sometimes a list so long that the entry does not name them all.
    const size_t wanted = Random(20) == 0 ? 90 + Random(60) : Random(4) == 0 ? 2 + Random(9) : 1;
    std::set<std::string> named;
    while (named.size() < wanted) {
      const Somebody& somebody = people_[Random(people_.size())];
      const std::string& name = somebody.names[Random(somebody.names.size())];
      if (named.insert(name).second) disclosure.resources.push_back(name);
    }
    rpc::SetDisclosure(disclosure, record);
    if (!system && Random(8) == 0) record.entry.set_after_hash(std::string(32, 'h'));
    if (!system && disclosure.resources.size() == 1 && Random(12) == 0) {
      record.entry.add_asked("name=" + disclosure.resources[0]);
      rpc::SetOutcome(MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED, "x"), record);
    }
    return record;
  }

  void WriteEntries() {
    constexpr int kAtOnce = 500;
    for (int i = 0; i < kEntries; i += kAtOnce) {
      std::vector<rpc::AuditRecord> records;
      for (int k = 0; k < kAtOnce; ++k) records.push_back(SomeEntry());
      Sql(absl::StrCat("WITH e AS (SELECT * FROM json_to_recordset($json$", rpc::EntriesJson(records), R"sql($json$::json)
          AS e(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text, purpose text, service text,
               method text, decision text, reason text, resources text[])), put AS (
          INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, staff_uid, institution, role, purpose, service, method, decision,
                                   reason, resources)
          SELECT uid, recorded_at, canonical, sha256(canonical), staff_uid, institution, role, purpose, service, method, decision, reason,
                 resources FROM e)
        INSERT INTO audit.queue (uid, recorded_at, leaf) SELECT uid, recorded_at, sha256(canonical) FROM e)sql"));
    }
  }

  // All raw entries, and the names each tells of: those in its bytes, or, where it only tells their hash, the ones that hash so.
  std::vector<std::pair<v1::Entry, std::vector<std::string>>> RawEntries() const {
    std::vector<std::pair<v1::Entry, std::vector<std::string>>> all;
    const std::string rows =
        Value("SELECT string_agg(encode(canonical, 'hex') || ' ' || array_to_string(resources, '|'), E'\\n') FROM audit.entry");
    for (const absl::string_view row : absl::StrSplit(rows, '\n')) {
      const std::pair<std::string, std::string> parts = absl::StrSplit(row, absl::MaxSplits(' ', 1));
      auto& [entry, names] = all.emplace_back();
      EXPECT_TRUE(entry.ParseFromString(absl::HexStringToBytes(parts.first)));
      names.assign(entry.resources().begin(), entry.resources().end());
      if (entry.resources_hash().empty()) continue;
      names = absl::StrSplit(parts.second, '|');
      EXPECT_EQ(static_cast<int64_t>(names.size()), entry.resource_count());
      EXPECT_EQ(rpc::Sha256(absl::StrJoin(names, "\n") + "\n"), entry.resources_hash());
      ++hashed_;
    }
    return all;
  }

  // Written down once more, without the service's own rules.
  static std::string KindSaid(const v1::Entry& entry) {
    if (entry.decision() == v1::DECISION_DENIED || entry.reason() == "NOT_FOUND") return "REFUSED";
    if (entry.decision() == v1::DECISION_FAILED) return "FAILED";
    const bool nothing_new = entry.replayed() || entry.validate_only();
    return (entry.after_hash().size() == 32 && !nothing_new) || entry.staff_uid().empty() ? "CHANGED" : "READ";
  }

  std::vector<Counts> Recount() const {
    std::map<std::string, size_t> whose;
    for (size_t i = 0; i < people_.size(); ++i) {
      for (const std::string& name : people_[i].names) whose[name] = i;
    }
    std::vector<Counts> counts(people_.size());
    for (const auto& [entry, names] : RawEntries()) {
      std::set<size_t> concerned;
      for (const std::string& name : names) {
        const auto found = whose.find(name);
        if (found != whose.end()) concerned.insert(found->second);
      }
      for (const size_t i : concerned) {
        ++counts[i][{KindSaid(entry), entry.institution(), entry.role(), entry.purpose(), entry.staff_uid().empty(),
                     !entry.on_behalf_of().empty()}];
      }
    }
    return counts;
  }

  size_t Random(size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(random_); }

  std::mt19937 random_{20261129};
  const absl::Time begun_ = absl::Now();
  std::vector<Somebody> people_;
  mutable int hashed_ = 0;
};

TEST_F(WhoLookedCampaign, WhatPeopleAreToldIsWhatTheRawEntriesSay) {
  MakePeople();
  WriteEntries();
  audit_.PlaceEntries();
  const std::vector<Counts> recounted = Recount();
  int64_t entries = 0, lines = 0;
  int differences = 0;
  std::vector<size_t> order(people_.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random_);
  for (int n = 0; n < kAsked; ++n) {
    const size_t i = order[static_cast<size_t>(n)];
    const TestCaller person = ThePerson(people_[i].uid, n, n % 4 == 0 ? "guardian" : "survivor");
    Counts told;
    for (const v1::Look& look : LooksAt(person, "", 1 + static_cast<int>(Random(200)))) {
      told[{v1::LookKind_Name(look.kind()).substr(10), look.institution(), look.role(), look.purpose(), look.by_system(),
            look.by_delegation()}] += look.count();
      EXPECT_EQ(look.staff_uid(), "") << "a person is told no names of staff";
      entries += look.count();
      ++lines;
    }
    if (told != recounted[i]) ++differences;
    EXPECT_EQ(told, recounted[i]) << people_[i].uid;
  }
  std::cout << "who looked: " << kAsked << " of " << kPeople << " people asked, " << kEntries << " entries (" << hashed_
            << " name more than a hundred), " << entries << " looks told in " << lines << " lines, " << differences
            << " differences\n";
  EXPECT_GT(hashed_, 0);
  EXPECT_EQ(differences, 0);
}

}  // namespace
}  // namespace dayaq::audit
