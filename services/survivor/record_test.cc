// Records open, attach and follow by themselves: what the hospital and the verifier do in one service, seen in the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "services/platform/sealing/cell.h"
#include "services/platform/sealing/key_bundle.h"
#include "services/survivor/record_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace iv1 = incident::v1;

class RecordTest : public RecordFixture {
 protected:
  // Octets of one value of the database.
  std::string OctetsOf(const std::string& sql) const {
    const auto hex = survivor_service_->database().Value("SELECT encode((" + sql + "), 'hex')");
    EXPECT_TRUE(hex.ok()) << hex.status();
    return absl::HexStringToBytes(hex.value_or(""));
  }
  PersonKey KeyOf(const std::string& schema, const std::string& uid, KeyClass key_class = KeyClass::kIdentity) const {
    const std::string row = " FROM " + schema + ".person_key WHERE uid = '" + uid + "'";
    WrappedKey wrapped{static_cast<uint32_t>(Count("SELECT kek_id" + row)), OctetsOf("SELECT wrapped" + row)};
    EXPECT_EQ(wrapped.bytes.size(), kKeyBundleSize);
    wrapped.bytes = std::string(PartOf(wrapped.bytes, key_class));
    auto key = survivor_service_->host().kit().key_wrapper.Unwrap(wrapped);
    EXPECT_TRUE(key.ok()) << key.status();
    return PersonKey(uid, *std::move(key));
  }
};

TEST_F(RecordTest, ACasualtyOpensARecordOfThePersonByItself) {
  const iv1::Incident incident = Opened(Herding());
  const v1::Survivor record = RecordOf(incident);
  EXPECT_EQ(record.state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_EQ(record.register_(), "az");
  EXPECT_EQ(record.district(), "AZ-TAR");
  EXPECT_EQ(record.institution(), "hospital-tartar");
  EXPECT_EQ(record.number().front(), '7');
  EXPECT_EQ(record.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(record.identity().national_id(), "5ABCDE7");
  EXPECT_EQ(record.sex(), common::v1::SEX_MALE);
  EXPECT_THAT(record.doubts(), IsEmpty());
  ASSERT_THAT(record.casualties(), SizeIs(1));
  EXPECT_EQ(record.casualties(0).incident_uid(), incident.uid());
  EXPECT_EQ(ToText(record.casualties(0).occurred_on()), "2024-02-04");
  EXPECT_EQ(record.casualties(0).outcome(), iv1::OUTCOME_INJURED);
  EXPECT_THAT(TellTale(), ElementsAre("survivor.opened 1"));
}

TEST_F(RecordTest, TheKilledHaveARecordToo) {
  iv1::RegisterIncidentRequest request = Herding();
  PersonOf(request).set_outcome(iv1::OUTCOME_KILLED);
  *PersonOf(request).mutable_died_on() = Date("2024-02-05");
  const iv1::Incident incident = Opened(request);
  const v1::Survivor record = RecordOf(incident, 0, kClinician);
  EXPECT_EQ(record.state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(record.died_on()), "2024-02-05");
  EXPECT_EQ(record.death_cause(), v1::DEATH_CAUSE_WOUNDS);
  EXPECT_TRUE(record.has_death_recorded_time());
  EXPECT_THAT(TellTale(), ElementsAre("survivor.opened 1"));
}

TEST_F(RecordTest, WhoIsHurtAgainIsFoundByTheNationalId) {
  const iv1::Incident first = Opened(Hurt("5ABCDE7", "2020-06-01")), second = Opened(Hurt("5ABCDE7", "2024-02-04"));
  const v1::Survivor record = RecordOf(second);
  EXPECT_EQ(record.name(), RecordOf(first).name());
  ASSERT_THAT(record.casualties(), SizeIs(2));
  EXPECT_EQ(ToText(record.casualties(0).occurred_on()), "2020-06-01");
  EXPECT_EQ(Records(), 1);
  EXPECT_THAT(TellTale(), ElementsAre("survivor.changed 1", "survivor.opened 1"));
}

TEST_F(RecordTest, TwoCasualtiesOfOnePersonInOneBatchAreOneRecord) {
  const iv1::Incident first = Registered(Hurt("5ABCDE7", "2020-06-01")), second = Registered(Hurt("5ABCDE7", "2024-02-04"));
  const iv1::Incident third = Registered(Hurt("6FGHJK8", "2024-02-04"));
  React();
  EXPECT_EQ(Records(), 2);
  EXPECT_EQ(RecordOf(first).name(), RecordOf(second).name());
  EXPECT_NE(RecordOf(first).name(), RecordOf(third).name());
}

TEST_F(RecordTest, AnIdBorneBySomebodyElseOpensADoubtfulRecord) {
  Opened(Hurt("5ABCDE7", "2020-06-01"));
  iv1::RegisterIncidentRequest request = Hurt("5ABCDE7");
  PersonOf(request).set_sex(common::v1::SEX_FEMALE);
  const v1::Survivor record = OpenedRecord(request);
  EXPECT_THAT(record.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID));
  EXPECT_EQ(Records(), 2);
  v1::SurvivorFilter doubtful;
  doubtful.set_doubtful(true);
  const v1::ListSurvivorsResponse listed = List(doubtful);
  ASSERT_THAT(listed.survivors(), SizeIs(1));
  EXPECT_EQ(listed.survivors(0).name(), record.name());
  // The next casualty of the woman finds her own record.
  iv1::RegisterIncidentRequest again = Hurt("5ABCDE7", "2024-05-01");
  PersonOf(again).set_sex(common::v1::SEX_FEMALE);
  EXPECT_EQ(OpenedRecord(again).name(), record.name());
}

TEST_F(RecordTest, NobodyIsAttachedByName) {
  iv1::RegisterIncidentRequest first = Herding(), second = Herding();
  PersonOf(first).mutable_identity()->clear_national_id();
  PersonOf(second).mutable_identity()->clear_national_id();
  EXPECT_NE(OpenedRecord(first).name(), OpenedRecord(second).name());
}

TEST_F(RecordTest, ACorrectedDayAndPlaceOfTheIncidentAreFollowed) {
  const iv1::Incident incident = Opened(Herding());
  const v1::Survivor before = RecordOf(incident);
  iv1::CorrectIncidentRequest request =
      incident::ReportFixture::CorrectionOf(Read(incident.name(), kAnama), {"occurred_on", "district"});
  *request.mutable_facts()->mutable_occurred_on() = Date("2024-02-05");
  request.mutable_facts()->set_district("AZ-BAR");
  const auto corrected = Call(&IncidentFixture::Stub::CorrectIncident, kAnama, request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  React();
  const v1::Survivor record = Record(before.name());
  EXPECT_EQ(ToText(record.casualties(0).occurred_on()), "2024-02-05");
  EXPECT_EQ(record.district(), "AZ-BAR");
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.token WHERE district <> 'AZ-BAR'"), 0);
  EXPECT_TRUE(GetRecord(kOtherCaseworker, before.name()).ok());
}

TEST_F(RecordTest, AVerifiedIncidentIsToldToTheRecordsItConcerns) {
  const iv1::Incident incident = Opened(Herding());
  const v1::Survivor before = RecordOf(incident);
  ASSERT_TRUE(Verify(kAnama, incident).ok());
  React();
  EXPECT_THAT(TellTale(), ElementsAre("survivor.incident_changed 1", "survivor.opened 1"));
  EXPECT_EQ(RecordOf(incident).etag(), before.etag());
}

TEST_F(RecordTest, ARejectedIncidentSetsItsCasualtiesAside) {
  const iv1::Incident incident = Opened(Herding());
  Rejected(incident);
  React();
  EXPECT_TRUE(RecordOf(incident).casualties(0).set_aside());
  EXPECT_THAT(TellTale(), ElementsAre("survivor.incident_changed 1", "survivor.opened 1"));
}

TEST_F(RecordTest, WhatWasRejectedBeforeAnybodyListenedOpensNothing) {
  const iv1::Incident incident = Registered(Herding());
  Rejected(incident);
  React();
  EXPECT_EQ(Records(), 0);
}

TEST_F(RecordTest, AMergedIncidentSetsTheSecondOfAPairAsideAndTakesTheOthersAlong) {
  iv1::RegisterIncidentRequest two = Hurt("");
  *two.mutable_incident()->add_casualties() = Hurt("6FGHJK8").incident().casualties(0);
  const iv1::Incident kept = Opened(Herding()), duplicate = Opened(two);
  ASSERT_EQ(Records(), 3);
  Merged(kept, duplicate);
  React();
  EXPECT_TRUE(RecordOf(duplicate).casualties(0).set_aside());
  const v1::Survivor moved = RecordOf(duplicate, 1);
  EXPECT_FALSE(moved.casualties(0).set_aside());
  EXPECT_EQ(moved.casualties(0).incident_uid(), kept.uid());
  EXPECT_FALSE(RecordOf(kept).casualties(0).set_aside());
  EXPECT_THAT(TellTale(), ElementsAre("survivor.incident_changed 2", "survivor.opened 3"));

  iv1::UnmergeIncidentsRequest undo;
  undo.set_request_id(NewRequestId());
  undo.set_name(duplicate.name());
  undo.set_etag(Read(duplicate.name(), kAnama).etag());
  undo.set_reason("Səhvən birləşdirilib");
  ASSERT_TRUE(Call(&IncidentFixture::Stub::UnmergeIncidents, kAnama, undo).ok());
  React();
  EXPECT_FALSE(RecordOf(duplicate).casualties(0).set_aside());
  EXPECT_EQ(RecordOf(duplicate, 1).casualties(0).incident_uid(), duplicate.uid());
}

TEST_F(RecordTest, TrialRegistersOpenNoRecords) {
  // The person's incident as one of a trial register would be.
  Registered(Herding());
  ASSERT_TRUE(survivor_service_->database().Execute("UPDATE incident.register SET trial = true WHERE code = 'az'").ok());
  React();
  EXPECT_EQ(Records(), 0);
  EXPECT_THAT(TellTale(), IsEmpty());
}

TEST_F(RecordTest, AnImportedIncidentOpensARecordForEachOfItsPeople) {
  iv1::RegisterIncidentRequest request = Herding();
  for (const char* id : {"6FGHJK8", "7LMNPQ9"}) {
    iv1::Casualty& other = *request.mutable_incident()->add_casualties();
    other = Herding().incident().casualties(0);
    other.mutable_facts()->mutable_identity()->set_national_id(id);
  }
  const iv1::Incident incident = Registered(request);
  // An import tells of the incident as a whole, not of each person.
  ASSERT_TRUE(survivor_service_->database()
                  .Execute("UPDATE outbox.event SET kind = 'incident.imported', resource = '" + incident.name() +
                           "' WHERE kind = 'casualty.registered'")
                  .ok());
  React();
  EXPECT_EQ(Records(), 3);
  EXPECT_THAT(TellTale(), ElementsAre("survivor.opened 3"));
}

TEST_F(RecordTest, WhatIsHeardTwiceIsDoneOnce) {
  Opened(Herding());
  const std::string contents =
      survivor_service_->database().Value("SELECT md5(string_agg(s::text, '')) FROM survivor.survivor AS s").value_or("");
  ASSERT_TRUE(
      survivor_service_->database()
          .Execute("UPDATE outbox.delivery SET state = 'WAITING', done_time = NULL WHERE subscriber = 'survivor.keep_records'")
          .ok());
  React();
  EXPECT_EQ(survivor_service_->database().Value("SELECT md5(string_agg(s::text, '')) FROM survivor.survivor AS s").value_or("?"),
            contents);
  EXPECT_EQ(Records(), 1);
  EXPECT_THAT(TellTale(), ElementsAre("survivor.opened 1"));
}

TEST_F(RecordTest, TheKeyComesAlongAndEachCellOpensInItsOwnPlaceOnly) {
  const iv1::Incident incident = Opened(Herding());
  const std::string casualty = incident.casualties(0).uid(), survivor = RecordOf(incident).uid();
  const std::string told = OctetsOf("SELECT identity FROM incident.casualty"),
                    kept = OctetsOf("SELECT identity FROM survivor.survivor");
  EXPECT_NE(told, kept);
  EXPECT_NE(OctetsOf("SELECT wrapped FROM incident.person_key"), "");
  const PersonKey casualty_key = KeyOf("incident", casualty), survivor_key = KeyOf("survivor", survivor);
  EXPECT_EQ(casualty_key.key().view(), survivor_key.key().view()) << "one person, one key: forgetting it forgets both";
  EXPECT_TRUE(Open(survivor_key, {"survivor.survivor", "identity", survivor}, kept).ok());
  EXPECT_TRUE(Open(casualty_key, {"incident.casualty", "identity", casualty}, told).ok());
  EXPECT_FALSE(Open(casualty_key, {"survivor.survivor", "identity", survivor}, kept).ok());
  EXPECT_FALSE(Open(survivor_key, {"incident.casualty", "identity", casualty}, told).ok());
  EXPECT_FALSE(Open(survivor_key, {"survivor.survivor", "identity", survivor}, told).ok());
  for (const char* plain : {"Nümunəyev", "5ABCDE7"}) {
    EXPECT_THAT(dayaq::testing::PlacesOf(survivor_service_->database(), plain), IsEmpty()) << plain;
  }
}

TEST_F(RecordTest, WorkersSideBySideMakeOneRecordOfOnePerson) {
  constexpr int kPeople = 3, kTimes = 8;
  for (int i = 0; i < kPeople * kTimes; ++i) {
    Registered(Hurt(absl::StrCat("5ABCDE", i % kPeople), absl::StrCat("2024-02-0", 1 + i % 9)));
  }
  const std::vector<rpc::Reaction> reactions = parts_->reactions();
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([this, &reactions] {
      // One delivery in a transaction, so that they meet as often as they can.
      for (int tries = 0; tries < 200; ++tries) {
        const auto outcome = rpc::React(survivor_service_->host().kit(), reactions[0], 1, absl::Now() + absl::Seconds(20));
        ASSERT_TRUE(outcome.ok()) << outcome.status();
        EXPECT_TRUE(outcome->status.ok()) << outcome->status;
        if (outcome->deliveries.empty()) return;
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(Records(), kPeople);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.casualty"), kPeople * kTimes);
  EXPECT_THAT(TellTale(), ElementsAre(absl::StrCat("survivor.changed ", kPeople * (kTimes - 1)), "survivor.opened 3"));
  std::cout << "workers: 4, deliveries: " << kPeople * kTimes << ", records: " << Records() << "\n";
}

}  // namespace
}  // namespace dayaq::survivor
