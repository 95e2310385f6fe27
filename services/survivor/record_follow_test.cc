// Records follow what becomes known of their casualties later: who the person is, and whether they live.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pqxx/pqxx>
#include <thread>

#include "services/survivor/record_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace iv1 = incident::v1;

using FollowTest = RecordFixture;

TEST_F(FollowTest, WhatACaseworkerCorrectedStays) {
  const iv1::Incident incident = Opened(Herding());
  v1::CorrectSurvivorRequest correction = SurvivorFixture::CorrectionOf(RecordOf(incident), {"identity.given_name"});
  correction.mutable_details()->mutable_identity()->set_given_name("Elnurə");
  ASSERT_TRUE(Correct(correction).ok());
  CorrectedCasualty(incident, {"identity.given_name", "identity.phone"}, [](iv1::CasualtyFacts& facts) {
    facts.mutable_identity()->set_given_name("Tural");
    facts.mutable_identity()->set_phone("+994501112233");
  });
  React();
  const v1::Survivor record = RecordOf(incident);
  EXPECT_EQ(record.identity().given_name(), "Elnurə");
  EXPECT_EQ(record.identity().phone(), "") << "nothing is taken from somebody of another name";
}

TEST_F(FollowTest, WhoDiesOfTheWoundsLaterIsDeadInTheRecord) {
  const iv1::Incident incident = Opened(Herding());
  CorrectedCasualty(incident, {"outcome", "died_on"}, [](iv1::CasualtyFacts& facts) {
    facts.set_outcome(iv1::OUTCOME_KILLED);
    *facts.mutable_died_on() = Date("2024-03-01");
  });
  React();
  const v1::Survivor dead = RecordOf(incident);
  EXPECT_EQ(dead.state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(dead.died_on()), "2024-03-01");
  EXPECT_EQ(dead.casualties(0).outcome(), iv1::OUTCOME_KILLED);
  EXPECT_THAT(TellTale(), ElementsAre("survivor.died 1", "survivor.incident_changed 1", "survivor.opened 1"));

  CorrectedCasualty(incident, {"outcome", "died_on"}, [](iv1::CasualtyFacts& facts) { facts.set_outcome(iv1::OUTCOME_INJURED); });
  React();
  const v1::Survivor living = RecordOf(incident);
  EXPECT_EQ(living.state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_FALSE(living.has_died_on());
  EXPECT_THAT(TellTale(), Contains("survivor.changed 1"));
}

TEST_F(FollowTest, ADeathIsForgottenWithTheIncidentThatToldOfIt) {
  const iv1::Incident mistaken = Opened(KilledOn("5ABCDE7", "2024-02-05"));
  ASSERT_EQ(RecordOf(mistaken).state(), v1::SURVIVOR_STATE_DECEASED);
  Rejected(mistaken);
  React();
  EXPECT_EQ(RecordOf(mistaken).state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_FALSE(RecordOf(mistaken).has_died_on());
  EXPECT_THAT(TellTale(), Contains("survivor.changed 1"));
}

TEST_F(FollowTest, ADeathThatAnotherCasualtyTellsOfHoldsWithItsDay) {
  const iv1::Incident first = Opened(KilledOn("5ABCDE7", "2024-02-04")), second = Opened(KilledOn("5ABCDE7", "2024-02-04"));
  CorrectedCasualty(second, {"died_on"}, [](iv1::CasualtyFacts& facts) { *facts.mutable_died_on() = Date("2024-02-06"); });
  React();
  EXPECT_EQ(ToText(RecordOf(first).died_on()), "2024-02-04");
  EXPECT_THAT(RecordOf(first).doubts(), ElementsAre(v1::SURVIVOR_DOUBT_OTHER_DEATH));
  CorrectedCasualty(first, {"outcome", "died_on"}, [](iv1::CasualtyFacts& facts) { facts.set_outcome(iv1::OUTCOME_INJURED); });
  React();
  EXPECT_EQ(RecordOf(first).state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(RecordOf(first).died_on()), "2024-02-06");
  EXPECT_THAT(RecordOf(first).doubts(), IsEmpty());
}

TEST_F(FollowTest, OfAMergedPairOfTheDeadOneRecordIsDead) {
  const iv1::Incident kept = Opened(KilledOn("5ABCDE7", "2024-02-04")), duplicate = Opened(KilledOn("6FGHJK8", "2024-02-04"));
  Merged(kept, duplicate);
  React();
  EXPECT_EQ(RecordOf(kept).state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(RecordOf(duplicate).state(), v1::SURVIVOR_STATE_LIVING) << "or the funeral would be paid twice";
}

TEST_F(FollowTest, ADeathAPersonRecordedOutlivesTheIncident) {
  const iv1::Incident incident = Opened(Herding());
  ASSERT_TRUE(Die(DeathOf(RecordOf(incident), "2024-04-01")).ok());
  Rejected(incident);
  React();
  EXPECT_EQ(RecordOf(incident).state(), v1::SURVIVOR_STATE_DECEASED);
}

TEST_F(FollowTest, ACorrectedIdOfACasualtyAsksWhoseRecordItIs) {
  const iv1::Incident incident = Opened(Herding());
  ASSERT_TRUE(Confirm(RecordOf(incident)).ok());
  const auto tell = [&](const char* id) {
    CorrectedCasualty(incident, {"identity.national_id"},
                      [id](iv1::CasualtyFacts& facts) { facts.mutable_identity()->set_national_id(id); });
    React();
  };
  tell("6FGHJK8");
  const v1::Survivor doubtful = RecordOf(incident);
  EXPECT_THAT(doubtful.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_OTHER_IDENTITY));
  EXPECT_FALSE(doubtful.has_identity_confirmed_time());
  EXPECT_EQ(doubtful.identity().national_id(), "5ABCDE7");
  EXPECT_EQ(ReasonOf(Confirm(doubtful).status()), ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE);
  EXPECT_THAT(TellTale(), Contains("survivor.changed 1"));
  tell("5ABCDE7");
  EXPECT_THAT(RecordOf(incident).doubts(), IsEmpty()) << "it was a slip";

  // A caseworker decides: the record is that of the corrected id.
  tell("6FGHJK8");
  v1::CorrectSurvivorRequest request = SurvivorFixture::CorrectionOf(RecordOf(incident), {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("6FGHJK8");
  const auto decided = Correct(request);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_THAT(decided->doubts(), IsEmpty());
}

TEST_F(FollowTest, AnIdACaseworkerCorrectedIsNotDoubtedByWhatTheCasualtyAlwaysTold) {
  const iv1::Incident incident = Opened(Herding());
  v1::CorrectSurvivorRequest request = SurvivorFixture::CorrectionOf(RecordOf(incident), {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("6FGHJK8");
  const auto corrected = Correct(request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  ASSERT_TRUE(Confirm(*corrected).ok());
  CorrectedCasualty(incident, {"identity.phone"},
                    [](iv1::CasualtyFacts& facts) { facts.mutable_identity()->set_phone("+994501112233"); });
  React();
  EXPECT_THAT(RecordOf(incident).doubts(), IsEmpty());
  EXPECT_TRUE(RecordOf(incident).has_identity_confirmed_time());
}

TEST_F(FollowTest, AnIdUnderOtherNamesOpensADoubtfulRecord) {
  Opened(Hurt("5ABCDE7", "2020-06-01"));
  iv1::RegisterIncidentRequest request = Hurt("5ABCDE7");
  PersonOf(request).mutable_identity()->set_family_name("Başqasov");
  PersonOf(request).mutable_identity()->set_given_name("Tural");
  EXPECT_THAT(OpenedRecord(request).doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID));
  EXPECT_EQ(Records(), 2);
}

TEST_F(FollowTest, AGivenNameAloneCanBeReadBack) {
  iv1::RegisterIncidentRequest unknown = Hurt("");
  PersonOf(unknown).clear_clinical_note();
  const iv1::Incident incident = Opened(unknown);
  CorrectedCasualty(incident, {"identity"}, [](iv1::CasualtyFacts& facts) { facts.mutable_identity()->set_given_name("Elnur"); });
  React();
  EXPECT_EQ(RecordOf(incident).identity().given_name(), "Elnur");
}

// A caseworker adds the first word about a person while the register follows the person's casualty: the word stays.
TEST_F(FollowTest, WhatIsSaidWhileTheRecordIsWaitedForStays) {
  iv1::RegisterIncidentRequest unknown = Hurt("");
  PersonOf(unknown).clear_clinical_note();
  const iv1::Incident incident = Opened(unknown);
  const v1::Survivor record = RecordOf(incident);
  CorrectedCasualty(incident, {"outcome"}, [](iv1::CasualtyFacts& facts) { facts.set_outcome(iv1::OUTCOME_KILLED); });
  v1::CorrectSurvivorRequest request = SurvivorFixture::CorrectionOf(record, {"identity.given_name"});
  request.mutable_details()->mutable_identity()->set_given_name("Elnur");
  // The caseworker's call holds the record for a while after it was written.
  ASSERT_TRUE(survivor_service_->database()
                  .Execute("CREATE FUNCTION survivor.slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); "
                           "RETURN NEW; END $$; CREATE TRIGGER slowly BEFORE INSERT ON survivor.person_key FOR EACH ROW EXECUTE "
                           "FUNCTION survivor.slowly()")
                  .ok());
  std::thread caseworker([&] { EXPECT_TRUE(Correct(request).ok()); });
  absl::SleepFor(absl::Milliseconds(400));
  React();
  caseworker.join();
  EXPECT_EQ(RecordOf(incident).identity().given_name(), "Elnur");
  EXPECT_EQ(RecordOf(incident).state(), v1::SURVIVOR_STATE_DECEASED);
}

TEST_F(FollowTest, AnotherDayThanTheRecordedDeathRaisesADoubt) {
  const iv1::Incident incident = Opened(Herding());
  ASSERT_TRUE(Die(DeathOf(RecordOf(incident), "2024-04-01")).ok());
  CorrectedCasualty(incident, {"outcome", "died_on"}, [](iv1::CasualtyFacts& facts) {
    facts.set_outcome(iv1::OUTCOME_KILLED);
    *facts.mutable_died_on() = Date("2024-03-01");
  });
  React();
  const v1::Survivor record = RecordOf(incident);
  EXPECT_EQ(ToText(record.died_on()), "2024-04-01");
  EXPECT_THAT(record.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_OTHER_DEATH));
}

TEST_F(FollowTest, AnUnknownPersonIsNamedOnceTheCasualtyIs) {
  const iv1::Incident incident = Opened(Hurt(""));
  const v1::Survivor unknown = RecordOf(incident);
  EXPECT_FALSE(unknown.has_identity());
  CorrectedCasualty(incident, {"identity"}, [](iv1::CasualtyFacts& facts) {
    *facts.mutable_identity() = Herding().incident().casualties(0).facts().identity();
  });
  React();
  const v1::Survivor named = Record(unknown.name());
  EXPECT_EQ(named.identity().national_id(), "5ABCDE7");
  EXPECT_THAT(TellTale(), ElementsAre("survivor.changed 1", "survivor.opened 1"));
  v1::SurvivorFilter filter;
  filter.set_person_name("Elnur Nümunəyev");
  EXPECT_THAT(List(filter).survivors(), SizeIs(1));
}

TEST_F(FollowTest, AnIdThatBecomesKnownAndIsBorneAlreadyRaisesADoubt) {
  Opened(Hurt("5ABCDE7", "2020-06-01"));
  const iv1::Incident incident = Opened(Hurt(""));
  CorrectedCasualty(incident, {"identity"}, [](iv1::CasualtyFacts& facts) {
    *facts.mutable_identity() = Herding().incident().casualties(0).facts().identity();
  });
  React();
  EXPECT_THAT(RecordOf(incident).doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID));
}

// As whoever opens records does: in another order the two would wait for each other.
TEST_F(FollowTest, WhoCorrectsANationalIdWaitsForTheIdBeforeTheRecordAndOthersForNoId) {
  Opened(Hurt("6FGHJK8"));
  const v1::Survivor record = OpenedRecord(Herding());
  pqxx::connection elsewhere(survivor_service_->database().SuperuserConninfo());
  pqxx::nontransaction holder(elsewhere);
  holder.exec(
      "SELECT pg_advisory_lock(1397904983, hashtext('\\x' || encode(token, 'hex'))) FROM survivor.token WHERE kind = "
      "'national_id'");
  v1::CorrectSurvivorRequest request = SurvivorFixture::CorrectionOf(record, {"identity.phone"});
  request.mutable_details()->mutable_identity()->set_phone("+994501112233");
  const auto telephone = Correct(request);
  ASSERT_TRUE(telephone.ok()) << telephone.status();

  request = SurvivorFixture::CorrectionOf(*telephone, {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("6FGHJK8");
  absl::Status taken;
  std::thread caseworker([&] { taken = Correct(request).status(); });
  absl::SleepFor(absl::Milliseconds(500));
  const absl::Status free = survivor_service_->database().Execute("SELECT uid FROM survivor.survivor FOR NO KEY UPDATE NOWAIT");
  EXPECT_TRUE(free.ok()) << free;
  EXPECT_EQ(holder
                .exec("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
                      "(SELECT oid FROM pg_database WHERE datname = current_database())")
                .size(),
            1)
      << "somebody waits for the id";
  holder.exec("SELECT pg_advisory_unlock_all()");
  caseworker.join();
  EXPECT_EQ(taken.code(), absl::StatusCode::kInvalidArgument) << taken;
}

}  // namespace
}  // namespace dayaq::survivor
