// The pass that finds unusual looks, and what privacy officers do with them: over gRPC with mutual TLS against a real PostgreSQL,
// beside the services whose records are looked at.
#include "services/audit/unusual_look_pass.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "absl/strings/str_join.h"
#include "services/audit/audit_test_fixture.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kEmin[] = "01900000-0000-7000-8000-000000000004";
constexpr char kSevda[] = "01900000-0000-7000-8000-000000000009";

// The rule of the policy that refused.
std::string RuleOf(const absl::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  if (!info.has_value() || info->metadata().count("rule") == 0) return status.ToString();
  return info->metadata().at("rule");
}

class UnusualLookPassTest : public AuditFixture {
 protected:
  void SetUp() override {
    AuditFixture::SetUp();
    if (incident_ == nullptr) return;
    policy_ = LoadUnusualLookPolicy("policy").value();
    // Work is done at any hour of any day, whenever the test runs.
    policy_.other_roles.round_the_clock = true;
    for (auto& [role, habits] : policy_.roles) habits.round_the_clock = true;
    // Nor is it said how frequent the sample's name is.
    policy_.common_surnames.clear();
    // Nobody is related to anybody until a test says so.
    Sql("UPDATE access.staff SET family_name = 'Şahmarov'");
  }

  // Somebody of the staff at somebody's record, so long ago.
  rpc::AuditRecord Read(const std::string& staff, const std::string& role, const std::string& institution,
                        const std::string& person, absl::Duration ago) const {
    const absl::Time time = absl::Now() - ago;
    rpc::AuditRecord record{.entry =
                                rpc::NewEntry("survivor", "/dayaq.survivor.v1.SurvivorService/GetSurvivor", "survivor.read", time)};
    record.entry.set_staff_uid(staff);
    record.entry.set_role(role);
    record.entry.set_institution(institution);
    record.entry.set_purpose("care");
    record.entry.set_decision(v1::DECISION_ALLOWED);
    rpc::SetDisclosure({.classes = {DataClass::DATA_CLASS_IDENTITY}, .resources = {person}}, record);
    return record;
  }
  void Write(const std::vector<rpc::AuditRecord>& records) const {
    std::string json = rpc::EntriesJson(records);
    Sql(absl::StrCat(
        "WITH e AS (SELECT * FROM json_to_recordset($json$", json,
        R"sql($json$) AS e(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text,
                          purpose text, service text, method text, decision text, reason text, resources text[])),
                      kept AS (INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, staff_uid, institution, role, purpose, service,
                                                        method, decision, reason, resources)
                               SELECT uid, recorded_at, canonical, sha256(canonical), staff_uid, institution, role, purpose, service, method,
                                      decision, reason, resources FROM e)
                      INSERT INTO audit.queue (uid, recorded_at, leaf) SELECT uid, recorded_at, sha256(canonical) FROM e)sql"));
  }

  absl::StatusOr<JudgingRound> Round(Stage stage) const {
    return UnusualLookPass(audit_.service().host().kit(), policy_).Round(stage);
  }
  // Until nothing is left to judge.
  JudgingRound Judged(Stage stage) const {
    JudgingRound all;
    while (true) {
      const auto round = Round(stage);
      EXPECT_TRUE(round.ok()) << round.status();
      if (!round.ok() || round->entries == 0) return all;
      all.entries += round->entries;
      all.looks += round->looks;
      all.found += round->found;
    }
  }
  std::vector<v1::UnusualLook> Listed(const TestCaller& caller = kPrivacyOfficer, int page_size = 0) const {
    std::vector<v1::UnusualLook> listed;
    v1::ListUnusualLooksRequest request;
    request.set_page_size(page_size);
    do {
      const auto page = Ask(&Stub::ListUnusualLooks, caller, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      listed.insert(listed.end(), page->unusual_looks().begin(), page->unusual_looks().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return listed;
  }
  // "50 WITHOUT_CASE" of each.
  std::vector<std::string> Told(const std::vector<v1::UnusualLook>& looks) const {
    std::vector<std::string> told;
    for (const v1::UnusualLook& look : looks) {
      std::string& text = told.emplace_back(absl::StrCat(look.score()));
      for (const int reason : look.reasons()) {
        absl::StrAppend(&text, " ", v1::UnusualLookReason_Name(static_cast<v1::UnusualLookReason>(reason)).substr(20));
      }
    }
    return told;
  }
  absl::StatusOr<v1::UnusualLook> Review(const v1::UnusualLook& look, const TestCaller& caller,
                                         v1::UnusualLookState verdict = v1::UNUSUAL_LOOK_STATE_CONFIRMED) const {
    v1::ReviewUnusualLookRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(look.name());
    request.set_etag(look.etag());
    request.set_verdict(verdict);
    request.set_verdict_words("Səbəb soruşuldu, cavab verilmədi");
    return Ask(&Stub::ReviewUnusualLook, caller, request);
  }
  absl::StatusOr<v1::WatchedRecord> Watch(const std::string& number, bool watched = true,
                                          const TestCaller& caller = kPrivacyOfficer) const {
    v1::SetWatchedRecordRequest request;
    request.set_request_id(NewRequestId());
    request.set_number(number);
    request.set_watched(watched);
    request.set_words("Tanınmış şəxs");
    return Ask(&Stub::SetWatchedRecord, caller, request);
  }
  // Another assignment of a member of the staff, bound to districts; see TestCaller.
  TestCaller Also(const std::string& subject, int staff, int number, const std::string& role, const std::string& institution,
                  const std::string& district) const {
    const std::string uid = absl::StrCat("01900000-0000-7000-9000-0000000001", number);
    Sql(absl::StrCat("INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts) VALUES ('", uid,
                     "', '01900000-0000-7000-8000-", absl::StrCat(1000000000000 + staff).substr(1), "', '", role, "', '",
                     institution, "', '{", district, "}')"));
    return {subject, uid};
  }
  survivor::v1::Survivor Opened() const {
    const incident::v1::Incident incident = Register(YardInTartar());
    Settle();
    return SurvivorOf(incident.casualties(0).uid());
  }

  UnusualLookPolicy policy_;
};

TEST_F(UnusualLookPassTest, AWatchedRecordIsToldAtOnceAndReviewedByOthers) {
  const survivor::v1::Survivor record = Opened();
  EXPECT_EQ(ReasonOf(Watch(record.number(), true, kAuditor).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_TRUE(absl::IsNotFound(Watch("99999").status()));
  const auto watched = Watch(record.number());
  ASSERT_TRUE(watched.ok()) << watched.status();
  EXPECT_EQ(watched->uid(), record.uid());
  EXPECT_EQ(watched->institution(), "ministry");
  audit_.PlaceEntries();
  Judged(Stage::kAtOnce);
  const size_t before = Listed().size();

  ReadSurvivor(record.name());
  audit_.PlaceEntries();
  const JudgingRound judged = Judged(Stage::kAtOnce);
  EXPECT_EQ(judged.found, 1);
  const std::vector<v1::UnusualLook> listed = Listed();
  ASSERT_THAT(listed, SizeIs(before + 1));
  v1::UnusualLook look = listed[0];
  for (const v1::UnusualLook& one : listed) {
    if (one.look_time().seconds() > look.look_time().seconds() || one.uid() > look.uid()) look = one;
  }
  EXPECT_EQ(look.person(), record.name());
  EXPECT_EQ(look.institution(), "dost-barda");
  EXPECT_EQ(look.district(), "AZ-BAR");
  EXPECT_EQ(look.role(), "caseworker");
  EXPECT_EQ(look.register_(), "az");
  EXPECT_EQ(look.state(), v1::UNUSUAL_LOOK_STATE_OPEN);

  // Not by the same institution, not by whoever looked, not by an auditor.
  EXPECT_EQ(RuleOf(Review(look, Also("zaur-anama", 15, 90, "privacy_officer", "dost-barda", "AZ-BAR")).status()),
            "another_institution_reviews");
  EXPECT_EQ(RuleOf(Review(look, Also("samir-caseworker", 8, 91, "privacy_officer", "ministry", "AZ-BAR")).status()),
            "nobody_judges_their_own_looks");
  EXPECT_TRUE(absl::IsNotFound(Review(look, Also("mina-crescent", 17, 92, "privacy_officer", "audit-chamber", "AZ-TAR")).status()));
  EXPECT_EQ(ReasonOf(Review(look, kAuditor).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_THAT(FaultsOf(Review(look, kPrivacyOfficer, v1::UNUSUAL_LOOK_STATE_OPEN).status()), ElementsAre("verdict OUT_OF_RANGE"));

  const auto reviewed = Review(look, kPrivacyOfficer);
  ASSERT_TRUE(reviewed.ok()) << reviewed.status();
  EXPECT_EQ(reviewed->state(), v1::UNUSUAL_LOOK_STATE_CONFIRMED);
  EXPECT_EQ(reviewed->reviewer_institution(), "ministry");
  EXPECT_NE(reviewed->reviewed_by(), "");
  EXPECT_EQ(ReasonOf(Review(look, kSecondPrivacyOfficer).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(ReasonOf(Review(*reviewed, kSecondPrivacyOfficer).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);

  const auto ended = Watch(record.number(), false);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->etag(), "2");
  ReadSurvivor(record.name(), {dayaq::testing::kCaseworker.subject, "01900000-0000-7000-9000-000000000008"});
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kAtOnce).found, 0);
}

TEST_F(UnusualLookPassTest, TheLastJudgementKnowsBusinessNamesAndNothingElse) {
  const survivor::v1::Survivor record = Opened();
  // Somebody of a hospital that has nothing to do with the person, and three days are over; one of those who has, and one who is
  // too young to be judged.
  rpc::AuditRecord assessed{
      .entry = rpc::NewEntry("payment", "reaction/payment.assess", "entitlement.assess", absl::Now() - absl::Hours(24 * 9))};
  assessed.entry.set_decision(v1::DECISION_ALLOWED);
  rpc::SetDisclosure({.resources = {record.name()}}, assessed);
  Write({assessed, Read(kEmin, "clinician", "hospital-barda", record.name(), absl::Hours(24 * 4)),
         Read(kSevda, "caseworker", "dost-barda", record.name(), absl::Hours(24 * 4)),
         Read(kSevda, "caseworker", "dost-barda", record.name(), absl::Hours(24 * 2))});
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kLast).looks, 2);
  EXPECT_THAT(Told(Listed()), ElementsAre("50 WITHOUT_CASE"));
  EXPECT_EQ(Listed()[0].institution(), "hospital-barda");

  // Now they are related.
  Sql("UPDATE access.staff SET family_name = 'Nümunəli' WHERE uid = '" + std::string(kEmin) + "'");
  Sql("UPDATE access.staff SET given_name = 'Tural', family_name = 'Numunali' WHERE uid = '" + std::string(kSevda) + "'");
  Sql("TRUNCATE audit.unusual_look; UPDATE audit.judged SET seq = 0");
  Judged(Stage::kLast);
  EXPECT_THAT(Told(Listed()), ElementsAre("100 WITHOUT_CASE SAME_SURNAME", "50 SAME_SURNAME"));
  const std::string text = Value("SELECT string_agg(u::text, ' ') FROM audit.unusual_look u");
  EXPECT_EQ(text.find("munə"), std::string::npos) << "no name is kept";

  // Whose names were compared is written down, and judging goes on without judging that.
  EXPECT_EQ(Value("SELECT DISTINCT array_to_string(resources, ',') FROM audit.entry WHERE method = 'reaction/audit.unusual_looks'"),
            record.name());
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kLast).looks, 0);
}

TEST_F(UnusualLookPassTest, CutOffAnywhereItLosesAndDoublesNothing) {
  constexpr int kPeople = 450;
  std::vector<rpc::AuditRecord> records;
  for (int i = 0; i < kPeople; ++i) {
    const std::string person = absl::StrCat("survivors/", NewUuid7(absl::Now()));
    records.push_back(Read(kEmin, "clinician", "hospital-barda", person, absl::Hours(24 * 5) - absl::Seconds(300 * i)));
  }
  Write(records);
  audit_.PlaceEntries();
  const auto counts = [&] { return Value("SELECT count(*) || ' ' || count(DISTINCT entry_uid) FROM audit.unusual_look"); };
  // It cannot write: nothing is judged.
  int failed = 0;
  for (int i = 0; i < 5; ++i) {
    Sql("ALTER TABLE audit.unusual_look ADD CONSTRAINT away CHECK (false) NOT VALID");
    failed += Round(Stage::kLast).ok() ? 0 : 1;
    Sql("ALTER TABLE audit.unusual_look DROP CONSTRAINT away");
    if (i % 2 == 0) continue;
    EXPECT_TRUE(Round(Stage::kLast).ok());
  }
  EXPECT_EQ(failed, 5);
  // Several at a time: one judges, the others pass.
  Sql("TRUNCATE audit.unusual_look; UPDATE audit.judged SET seq = 0");
  std::vector<std::thread> passes;
  for (int i = 0; i < 4; ++i) {
    passes.emplace_back([&] {
      for (int round = 0; round < 12; ++round) EXPECT_TRUE(Round(Stage::kLast).ok());
    });
  }
  for (std::thread& pass : passes) pass.join();
  EXPECT_EQ(counts(), absl::StrCat(kPeople, " ", kPeople));
  // From the beginning once more: the same, not twice.
  Sql("UPDATE audit.judged SET seq = 0");
  Judged(Stage::kLast);
  EXPECT_EQ(counts(), absl::StrCat(kPeople, " ", kPeople));
  EXPECT_THAT(Listed(kPrivacyOfficer, 100), SizeIs(kPeople));
  std::cout << "unusual looks: " << kPeople << " looks, " << failed
            << " passes cut off, 4 at a time, judged again: none lost, none doubled\n";
}

TEST_F(UnusualLookPassTest, WhatIsNotFoundYetIsWaitedFor) {
  const auto person = [] { return "survivors/" + NewUuid7(absl::Now()); };
  Write({Read(kEmin, "clinician", "hospital-barda", person(), absl::Hours(24 * 6))});
  audit_.PlaceEntries();
  // Something of four days ago waits for its place: nobody knows yet what business followed.
  Write({Read(kSevda, "caseworker", "dost-barda", person(), absl::Hours(24 * 4))});
  EXPECT_EQ(Judged(Stage::kLast).looks, 0);
  // It has its place, and its people are not found yet.
  Sql("DO $$ DECLARE round record; BEGIN SELECT * INTO round FROM audit.place(10000); "
      "PERFORM audit.keep_edge(round.log, round.size + round.placed, ''); END $$");
  EXPECT_EQ(Judged(Stage::kLast).looks, 0);
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kLast).looks, 2);
}

TEST_F(UnusualLookPassTest, ALogThatWasSealedIsFollowedByTheNext) {
  Write({Read(kEmin, "clinician", "hospital-barda", "survivors/" + NewUuid7(absl::Now()), absl::Hours(24 * 5))});
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kLast).looks, 1);
  Sql("UPDATE audit.log SET sealed_time = now(); INSERT INTO audit.log (id, origin) VALUES (2, 'audit.test/log/2')");
  Write({Read(kEmin, "clinician", "hospital-barda", "survivors/" + NewUuid7(absl::Now()), absl::Hours(24 * 4))});
  audit_.PlaceEntries();
  EXPECT_EQ(Judged(Stage::kLast).looks, 1);
  EXPECT_THAT(Listed(), SizeIs(2));
}

TEST_F(UnusualLookPassTest, OfficersSeeWhatLiesWithinTheirReach) {
  Write({Read(kEmin, "clinician", "hospital-barda", "survivors/" + NewUuid7(absl::Now()), absl::Hours(24 * 5))});
  audit_.PlaceEntries();
  Judged(Stage::kLast);
  EXPECT_THAT(Listed(), SizeIs(1));
  EXPECT_THAT(Listed(Also("zaur-anama", 15, 90, "privacy_officer", "audit-chamber", "AZ-BAR")), SizeIs(1));
  EXPECT_THAT(Listed(Also("mina-crescent", 17, 91, "privacy_officer", "audit-chamber", "AZ-TAR")), IsEmpty());
  v1::ListUnusualLooksRequest request;
  for (const TestCaller& caller : {kAuditor, kOperator, TestCaller{"emin-clinician"}}) {
    EXPECT_EQ(ReasonOf(Ask(&Stub::ListUnusualLooks, caller, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  }
  request.set_staff_uid(kSevda);
  EXPECT_THAT(Ask(&Stub::ListUnusualLooks, kPrivacyOfficer, request)->unusual_looks(), IsEmpty());
  request.set_staff_uid(kEmin);
  request.set_state(v1::UNUSUAL_LOOK_STATE_OPEN);
  EXPECT_THAT(Ask(&Stub::ListUnusualLooks, kPrivacyOfficer, request)->unusual_looks(), SizeIs(1));
  request.set_state(v1::UNUSUAL_LOOK_STATE_EXPLAINED);
  EXPECT_THAT(Ask(&Stub::ListUnusualLooks, kPrivacyOfficer, request)->unusual_looks(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::audit
