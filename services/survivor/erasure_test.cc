// Erasing people: by two persons, by the law's own date, and not brought back by an older backup.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "services/survivor/key_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace iv1 = incident::v1;

using dayaq::testing::Strongly;

constexpr char kNote[] = "Qulağında tinnitus";

class ErasureTest : public KeyFixture {
 protected:
  iv1::Incident OpenedWithNote(const std::string& national_id = "5ABCDE7") const {
    iv1::RegisterIncidentRequest request = Hurt(national_id);
    PersonOf(request).set_clinical_note(kNote);
    return Opened(request);
  }
  iv1::CasualtyFacts FactsOf(const iv1::Incident& incident) const {
    return Read(incident.name(), kClinician).casualties(0).facts();
  }
  int FoundByNationalId(const std::string& national_id = "5ABCDE7") const {
    v1::SurvivorFilter filter;
    filter.set_national_id(national_id);
    return List(filter).survivors_size();
  }
  // A day begins, and everybody does what follows.
  void Day() const {
    Sql("SELECT outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', 'retention.day', 'resource', "
        "'days/2026-11-29')))");
    ReactBoth();
  }
  void Shell(const std::string& command) const {
    ASSERT_EQ(std::system(command.c_str()), 0) << command.substr(0, command.find(' '));  // NOLINT(cert-env33-c)
  }
};

TEST_F(ErasureTest, WhatThePersonAsksGoesAndTheRestStaysReadable) {
  const iv1::Incident incident = OpenedWithNote();
  const v1::Survivor record = RecordOf(incident);
  const auto proposed = Propose(Proposal(record, v1::ERASURE_CAUSE_PERSON_ASKED));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_THAT(proposed->effects(), SizeIs(3));
  EXPECT_EQ(proposed->state(), v1::ERASURE_STATE_PROPOSED);
  for (const v1::ErasureEffect& effect : proposed->effects()) {
    EXPECT_EQ(effect.erased(), effect.retention_class() == v1::RETENTION_CLASS_HEALTH) << effect.retention_class();
  }
  const auto done = Approve(Approval(*proposed));
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(done->state(), v1::ERASURE_STATE_DONE);
  ReactBoth();
  EXPECT_EQ(FactsOf(incident).clinical_note(), "");
  EXPECT_EQ(FactsOf(incident).identity().family_name(), "Nümunəyev");
  EXPECT_EQ(RecordOf(incident).identity().family_name(), "Nümunəyev");
  EXPECT_EQ(FoundByNationalId(), 1);
}

TEST_F(ErasureTest, WhatACourtOrdersGoesWholeAndWhatHappenedIsCountedOn) {
  const iv1::Incident incident = OpenedWithNote();
  const v1::Survivor record = RecordOf(incident);
  ASSERT_TRUE(Confirm(record).ok());
  Erased(record);
  const v1::Survivor after = Record(record.name());
  EXPECT_FALSE(after.has_identity());
  EXPECT_FALSE(after.has_identity_confirmed_time());
  EXPECT_EQ(after.number(), record.number());
  EXPECT_THAT(after.casualties(), SizeIs(1));
  EXPECT_EQ(FoundByNationalId(), 0);
  EXPECT_FALSE(FactsOf(incident).has_identity());
  EXPECT_EQ(FactsOf(incident).clinical_note(), "");
  EXPECT_EQ(FactsOf(incident).outcome(), iv1::OUTCOME_INJURED);
  EXPECT_EQ(Read(incident.name()).injured(), incident.injured());
  EXPECT_EQ(Count("SELECT count(*) FROM incident.token") + Count("SELECT count(*) FROM survivor.token"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.survivor_history WHERE identity_document IS NOT NULL"), 0);

  // Nobody fills it in again, neither by hand nor by following the incident.
  v1::CorrectSurvivorRequest again = CorrectionOf(after, {"identity.family_name"});
  again.mutable_details()->mutable_identity()->set_family_name("Nümunəyev");
  EXPECT_EQ(ReasonOf(Correct(again).status()), ErrorReason::ERROR_REASON_PERSON_ERASED);
  CorrectedCasualty(incident, {"outcome"}, [](iv1::CasualtyFacts& facts) { facts.set_outcome(iv1::OUTCOME_UNKNOWN); });
  ReactBoth();
  EXPECT_FALSE(Record(record.name()).has_identity());
}

TEST_F(ErasureTest, OneOfSeveralCasualtiesThatStillSpeaksDoesNotFillTheRecordAgain) {
  const iv1::Incident first = OpenedWithNote(), second = OpenedWithNote();
  const v1::Survivor record = RecordOf(first);
  ASSERT_THAT(record.casualties(), SizeIs(2));
  const auto proposed = Propose(Proposal(record, v1::ERASURE_CAUSE_UNLAWFUL));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(Approval(*proposed)).ok());
  // The incident service has not heard of it yet: its own key of the second casualty is there.
  EXPECT_TRUE(FactsOf(second).has_identity());
  CorrectedCasualty(second, {"outcome"}, [](iv1::CasualtyFacts& facts) { facts.set_outcome(iv1::OUTCOME_UNKNOWN); });
  React();
  EXPECT_FALSE(Record(record.name()).has_identity());
  ReactBoth();
  EXPECT_FALSE(FactsOf(first).has_identity());
  EXPECT_FALSE(FactsOf(second).has_identity());
}

TEST_F(ErasureTest, TakesAnotherPersonAStrongSignInAndAValidProposal) {
  const v1::Survivor record = RecordOf(OpenedWithNote());
  const auto by_officer = Propose(Proposal(record, v1::ERASURE_CAUSE_COURT_ORDER), kPrivacyOfficer);
  ASSERT_TRUE(by_officer.ok()) << by_officer.status();
  EXPECT_EQ(ReasonOf(Approve(Approval(*by_officer), kOtherPrivacyOfficer).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(Approve(Approval(*by_officer)).status().code(), absl::StatusCode::kPermissionDenied) << "whoever proposed it";
  EXPECT_EQ(Approve(Approval(*by_officer), Strongly(kCaseworker)).status().code(), absl::StatusCode::kPermissionDenied);

  v1::ApproveErasureRequest dry = Approval(*by_officer);
  dry.set_validate_only(true);
  const auto would = Approve(dry, Strongly(kOtherPrivacyOfficer));
  ASSERT_TRUE(would.ok()) << would.status();
  EXPECT_EQ(would->state(), v1::ERASURE_STATE_DONE);
  EXPECT_TRUE(Record(record.name()).has_identity()) << "nothing was erased";

  v1::ApproveErasureRequest stale = Approval(*by_officer);
  stale.set_etag("7");
  EXPECT_EQ(ReasonOf(Approve(stale, Strongly(kOtherPrivacyOfficer)).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  Sql("ALTER TABLE survivor.erasure DISABLE TRIGGER stamp_erasure; "
      "UPDATE survivor.erasure SET create_time = now() - interval '31 days'; "
      "ALTER TABLE survivor.erasure ENABLE TRIGGER stamp_erasure");
  EXPECT_EQ(ReasonOf(Approve(Approval(*by_officer), Strongly(kOtherPrivacyOfficer)).status()),
            ErrorReason::ERROR_REASON_ERASURE_CLOSED);

  Erased(record);
  v1::ListErasuresRequest all;
  all.set_survivor(record.name());
  const auto listed = Ask(&Stub::ListErasures, kAuditor, all);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_THAT(listed->erasures(), SizeIs(2));
  EXPECT_EQ(listed->erasures(0).state(), v1::ERASURE_STATE_DONE);
  EXPECT_EQ(ReasonOf(Approve(Approval(listed->erasures(0)), Strongly(kOtherPrivacyOfficer)).status()),
            ErrorReason::ERROR_REASON_ERASURE_CLOSED);
  EXPECT_EQ(ReasonOf(Propose(Proposal(record, v1::ERASURE_CAUSE_COURT_ORDER)).status()), ErrorReason::ERROR_REASON_PERSON_ERASED);
  EXPECT_TRUE(Record(record.name()).number() == record.number());
}

TEST_F(ErasureTest, NobodyStatesTheServicesOwnCausesNorErasesWhatTheLawKeepsNorWhatIsOutOfReach) {
  const v1::Survivor record = RecordOf(OpenedWithNote());
  EXPECT_EQ(Propose(Proposal(record, v1::ERASURE_CAUSE_RETENTION_ENDED)).status().code(), absl::StatusCode::kInvalidArgument);
  const absl::Status kept = Propose(Proposal(record, v1::ERASURE_CAUSE_PERSON_ASKED, {v1::RETENTION_CLASS_IDENTITY})).status();
  EXPECT_EQ(ReasonOf(kept), ErrorReason::ERROR_REASON_ERASURE_NOT_DUE);
  EXPECT_EQ(Propose(Proposal(record, v1::ERASURE_CAUSE_COURT_ORDER), kOtherCaseworker).status().code(), absl::StatusCode::kNotFound)
      << "AZ-BAR alone";
  EXPECT_EQ(Propose(Proposal(record, v1::ERASURE_CAUSE_COURT_ORDER), kExpert).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.erasure"), 0);
}

// A crash between the list of erased keys and the commit: nothing is readable, and the next try finishes.
TEST_F(ErasureTest, ErasedOutsideButNotInTheDatabaseIsFinishedByTheNextTry) {
  const v1::Survivor record = RecordOf(OpenedWithNote());
  const auto proposed = Propose(Proposal(record, v1::ERASURE_CAUSE_COURT_ORDER));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  Sql("CREATE FUNCTION test_breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$; "
      "CREATE TRIGGER test_breaks BEFORE UPDATE ON survivor.person_key FOR EACH ROW EXECUTE FUNCTION test_breaks()");
  EXPECT_FALSE(Approve(Approval(*proposed)).ok());
  Sql("DROP TRIGGER test_breaks ON survivor.person_key");
  EXPECT_FALSE(Record(record.name()).has_identity());
  const auto done = Approve(Approval(*proposed));
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(FoundByNationalId(), 0);
}

// PD-6: last night's backup brings nobody back.
TEST_F(ErasureTest, ABackupFromBeforeBringsNobodyBack) {
  constexpr int kPeople = 6, kGone = 3;
  std::vector<iv1::Incident> incidents;
  std::vector<v1::Survivor> records;
  for (int i = 0; i < kPeople; ++i) {
    incidents.push_back(OpenedWithNote(absl::StrCat("5ABCDE", i)));
    records.push_back(RecordOf(incidents.back()));
  }
  const std::string conninfo = survivor_service_->database().SuperuserConninfo();
  const std::string dump = key_directory() + "/last-night.dump";
  Shell(absl::StrCat("pg_dump --format=custom --file='", dump, "' \"", conninfo, "\""));
  for (int i = 0; i < kGone; ++i) Erased(records[static_cast<size_t>(i)]);

  Sql("SET session_replication_role = replica; DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, "
      "tablename), ', ') || ' CASCADE' FROM "
      "pg_tables "
      "WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'sqitch')); END $$; RESET session_replication_role");
  Shell(absl::StrCat("pg_restore --data-only --disable-triggers --exclude-schema=sqitch --dbname=\"", conninfo, "\" '", dump, "'"));
  ASSERT_EQ(Count("SELECT count(*) FROM survivor.survivor WHERE identity IS NOT NULL"), kPeople) << "the backup is whole";

  int readable = 0, kept = 0;
  const auto look = [&] {
    readable = kept = 0;
    for (size_t i = 0; i < kPeople; ++i) {
      const iv1::CasualtyFacts facts = FactsOf(incidents[i]);
      const bool any = Record(records[i].name()).has_identity() || facts.has_identity() || !facts.clinical_note().empty();
      (i < kGone ? readable : kept) += any ? 1 : 0;
    }
  };
  look();
  std::cout << "PD-6: restored " << kPeople << " people, of " << kGone << " erased ones " << readable << " readable, of the others "
            << kept << "\n";
  EXPECT_EQ(readable, 0);
  EXPECT_EQ(kept, kPeople - kGone);

  // And they are not found either, as soon as the service has looked at what it restored.
  EXPECT_EQ(FoundByNationalId("5ABCDE0"), 1);
  Day();
  look();
  EXPECT_EQ(readable, 0);
  EXPECT_EQ(kept, kPeople - kGone);
  for (int i = 0; i < kPeople; ++i) EXPECT_EQ(FoundByNationalId(absl::StrCat("5ABCDE", i)), i < kGone ? 0 : 1) << i;
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.erasure WHERE cause = 'ERASURE_CAUSE_BACKUP_RESTORED'"), kGone);
  Day();
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.erasure"), kGone) << "once";
}

// PD-7 with rows: deaths so long ago as the clock would have been moved on.
TEST_F(ErasureTest, WhatWasKeptForAsLongAsTheLawSaysGoesByItself) {
  const std::vector<int> years = {0, 1, 4, 6, 9, 11, 74, 76};
  std::vector<v1::Survivor> records;
  for (size_t i = 0; i < years.size(); ++i) {
    records.push_back(RecordOf(OpenedWithNote(absl::StrCat("5ABCDE", i))));
    if (years[i] == 0) continue;
    Sql(absl::StrCat(
        "UPDATE survivor.survivor SET state = 'SURVIVOR_STATE_DECEASED', death_recorded_time = now(), died_on = to_char(now() - "
        "interval '",
        years[i], " years 1 day', 'YYYY-MM-DD') WHERE uid = '", records.back().uid(), "'"));
  }
  Day();
  int differences = 0;
  for (size_t i = 0; i < years.size(); ++i) {
    const bool expected[] = {years[i] <= 75, years[i] <= 10, years[i] <= 5};
    for (int one = 0; one < 3; ++one) {
      const bool kept = Count(absl::StrCat("SELECT (NOT sealing.is_destroyed(wrapped, ", one,
                                           "))::integer FROM survivor.person_key WHERE uid = '", records[i].uid(), "'")) == 1;
      const bool casualty_kept =
          Count(absl::StrCat(
              "SELECT (NOT sealing.is_destroyed(k.wrapped, ", one,
              "))::integer FROM incident.person_key k JOIN survivor.casualty c ON c.casualty_uid = k.uid WHERE c.survivor_uid = '",
              records[i].uid(), "'")) == 1;
      if (kept != expected[one] || casualty_kept != expected[one]) ++differences;
    }
    EXPECT_EQ(Record(records[i].name()).has_identity(), years[i] <= 75) << years[i];
  }
  std::cout << "PD-7: " << years.size() << " records of 3 classes each, in both services: " << differences
            << " other than expected\n";
  EXPECT_EQ(differences, 0);
  EXPECT_EQ(Records(), static_cast<int64_t>(years.size())) << "the records stay";
}

}  // namespace
}  // namespace dayaq::survivor
