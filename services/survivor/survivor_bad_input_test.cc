// What people get wrong about survivors: each request is refused with every faulty field and a stable reason, nothing is
// half-written, one audit entry says so, and the refusal repeats nothing of what was sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/match.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class SurvivorBadInputTest : public SurvivorFixture {
 protected:
  using Attempt = std::function<absl::Status()>;

  // The attempt is refused, stores nothing, leaves one entry with the reason and repeats nothing of the request. Its faults.
  std::vector<std::string> Refused(const Attempt& attempt, absl::StatusCode code, ErrorReason reason) const {
    const std::string contents = Contents();
    const size_t entries = Entries().size();
    const absl::Status status = attempt();
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_EQ(ReasonOf(status), reason) << status;
    EXPECT_EQ(Contents(), contents);
    const std::vector<audit::v1::Entry> after = Entries();
    EXPECT_EQ(after.size(), entries + 1);
    if (after.size() > entries) {
      EXPECT_EQ(after.back().reason(), ReasonName(reason));
      EXPECT_THAT(after.back().disclosed(), IsEmpty());
    }
    ExpectNoContent(status);
    return dayaq::testing::FaultsOf(status);
  }
  std::vector<std::string> Faults(const Attempt& attempt) const {
    return Refused(attempt, absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_FIELDS_INVALID);
  }
  std::vector<std::string> FaultsIn(const v1::DecideDisabilityRequest& request) const {
    return Faults([&] { return Decide(request).status(); });
  }
  std::vector<std::string> FaultsIn(const v1::RecordDeathRequest& request) const {
    return Faults([&] { return Die(request).status(); });
  }
  std::vector<std::string> FaultsIn(const v1::CorrectSurvivorRequest& request) const {
    return Faults([&] { return Correct(request).status(); });
  }

  static void ExpectNoContent(const absl::Status& status) {
    std::string told(status.message());
    status.ForEachPayload([&told](absl::string_view, const absl::Cord& payload) { absl::StrAppend(&told, std::string(payload)); });
    for (const char* sent : {"Nümun", "Elnur", "Rauf", "5ABCDE7", "6FGHJK8", "GİZLİ", "AZ-XXX", "şəhadət", "vəsiqə"}) {
      EXPECT_FALSE(absl::StrContains(told, sent)) << sent << " is told in: " << told;
    }
  }
  v1::Survivor ForExpert() const { return Record(OpenedRecord(Herding()).name(), kExpert); }
};

TEST_F(SurvivorBadInputTest, APercentBeyondTheScaleAndABandThatDoesNotFit) {
  const v1::Survivor record = ForExpert();
  v1::DecideDisabilityRequest request = DecisionOn(record, DecisionOf(101, "2024-03-01"));
  EXPECT_THAT(FaultsIn(request), ElementsAre("decision.percent OUT_OF_RANGE"));
  request.mutable_decision()->set_percent(-5);
  EXPECT_THAT(FaultsIn(request), ElementsAre("decision.percent OUT_OF_RANGE"));
  request.mutable_decision()->set_percent(33);
  request.mutable_decision()->set_band(v1::DISABILITY_BAND_61_80);
  EXPECT_THAT(FaultsIn(request), ElementsAre("decision.band BAND_MISMATCH"));
}

TEST_F(SurvivorBadInputTest, EverythingThatIsWrongWithADecisionAtOnce) {
  v1::DecideDisabilityRequest request;
  request.set_request_id("no uuid");
  request.set_name("survivors/1");
  request.set_etag("x");
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("request_id PATTERN_MISMATCH", "name PATTERN_MISMATCH",
                                                      "etag PATTERN_MISMATCH", "decision REQUIRED"));
  const v1::Survivor record = ForExpert();
  request = DecisionOn(record, v1::DisabilityDecision());
  request.mutable_decision()->set_replaces_uid("d1");
  *request.mutable_decision()->mutable_valid_until() = Date("2024");
  request.mutable_decision()->set_act_number("akt № 7");
  EXPECT_THAT(FaultsIn(request),
              UnorderedElementsAre("decision.percent OUT_OF_RANGE", "decision.cause REQUIRED", "decision.decided_on REQUIRED",
                                   "decision.valid_from REQUIRED", "decision.valid_until DATE_NOT_WHOLE",
                                   "decision.act_number PATTERN_MISMATCH", "decision.replaces_uid PATTERN_MISMATCH"));
}

TEST_F(SurvivorBadInputTest, AnUnknownCauseAndImpossibleDates) {
  const v1::Survivor record = ForExpert();
  v1::DecideDisabilityRequest request = DecisionOn(record, DecisionOf(50, "2024-03-01"));
  request.mutable_decision()->set_cause(static_cast<v1::DisabilityCause>(99));
  request.mutable_decision()->mutable_decided_on()->set_year(2199);
  request.mutable_decision()->mutable_valid_from()->set_day(32);
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("decision.cause ENUM_UNDEFINED", "decision.decided_on IN_THE_FUTURE",
                                                      "decision.valid_from DATE_IMPOSSIBLE"));
  request = DecisionOn(record, DecisionOf(50, "2024-03-01", "2024-02-01"));
  EXPECT_THAT(FaultsIn(request), ElementsAre("decision.valid_until TERM_IMPOSSIBLE"));
}

TEST_F(SurvivorBadInputTest, ADecisionThatTheRecordSpeaksAgainst) {
  v1::Survivor record = ForExpert();
  EXPECT_THAT(FaultsIn(DecisionOn(record, DecisionOf(50, "2024-02-03"))),
              ElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT"));
  v1::DisabilityDecision secret = DecisionOf(50, "2024-03-01");
  secret.set_act_number("GİZLİ-7");
  const auto decided = Decide(DecisionOn(record, secret));
  ASSERT_TRUE(decided.ok()) << decided.status();
  record = *decided;
  v1::DisabilityDecision second = DecisionOf(70, "2024-01-01");
  second.set_replaces_uid("01900000-0000-7000-8000-00000000dead");
  EXPECT_THAT(FaultsIn(DecisionOn(record, second)),
              UnorderedElementsAre("decision.valid_from DECISION_BEFORE_INCIDENT", "decision.valid_from DECISIONS_OVERLAP",
                                   "decision.replaces_uid REPLACED_DECISION_INVALID"));
  const auto dead = Die(DeathOf(record, "2024-06-01"));
  ASSERT_TRUE(dead.ok()) << dead.status();
  v1::DisabilityDecision late = DecisionOf(70, "2024-06-02");
  late.set_replaces_uid(record.decisions(0).uid());
  EXPECT_THAT(FaultsIn(DecisionOn(*dead, late)), ElementsAre("decision.valid_from TERM_IMPOSSIBLE"));
}

TEST_F(SurvivorBadInputTest, ADeathThatCannotBe) {
  const v1::Survivor record = OpenedRecord(Herding());
  EXPECT_THAT(FaultsIn(DeathOf(record, "2001-12-31")),
              UnorderedElementsAre("died_on DEATH_BEFORE_BIRTH", "died_on DEATH_BEFORE_INCIDENT"));
  EXPECT_THAT(FaultsIn(DeathOf(record, "2024-02-03")), ElementsAre("died_on DEATH_BEFORE_INCIDENT"));
  v1::RecordDeathRequest request = DeathOf(record, "2199-01-01");
  request.set_document("");
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("died_on IN_THE_FUTURE", "document REQUIRED"));
}

TEST_F(SurvivorBadInputTest, ASecondDeath) {
  const auto dead = Die(DeathOf(OpenedRecord(Herding()), "2024-04-01"));
  ASSERT_TRUE(dead.ok()) << dead.status();
  EXPECT_THAT(Refused([&] { return Die(DeathOf(*dead, "2024-04-02")).status(); }, absl::StatusCode::kFailedPrecondition,
                      ErrorReason::ERROR_REASON_DEATH_KNOWN),
              IsEmpty());
}

TEST_F(SurvivorBadInputTest, AnIdentityThatCannotBeConfirmedYet) {
  incident::v1::RegisterIncidentRequest incident = Herding();
  PersonOf(incident).mutable_identity()->clear_national_id();
  const v1::Survivor record = OpenedRecord(incident);
  Refused([&] { return Confirm(record).status(); }, absl::StatusCode::kFailedPrecondition,
          ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE);
  auto request = Changing<v1::ConfirmIdentityRequest>(record);
  EXPECT_THAT(Faults([&] { return Ask(&Stub::ConfirmIdentity, kCaseworker, request).status(); }), ElementsAre("document REQUIRED"));
}

TEST_F(SurvivorBadInputTest, ACorrectionThatNothingSupports) {
  Opened(Hurt("6FGHJK8"));
  const v1::Survivor record = OpenedRecord(Herding());
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"identity.national_id", "identity.birth_date", "home_district"});
  request.mutable_details()->mutable_identity()->set_national_id("6FGHJK8");
  *request.mutable_details()->mutable_identity()->mutable_birth_date() = Date("2024-03");
  request.mutable_details()->set_home_district("AZ-XXX");
  EXPECT_THAT(FaultsIn(request),
              UnorderedElementsAre("details.identity.national_id NATIONAL_ID_TAKEN",
                                   "details.identity.birth_date BIRTH_AFTER_INCIDENT", "details.home_district DISTRICT_UNKNOWN"));
  request = CorrectionOf(record, {"state", "identity.birth_date.day"});
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("update_mask.paths[0] MASK_INVALID", "update_mask.paths[1] MASK_INVALID"));
  request = CorrectionOf(record, {});
  EXPECT_THAT(FaultsIn(request), ElementsAre("update_mask REQUIRED"));
  request = CorrectionOf(record, {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("5ABCIO7");
  request.mutable_details()->mutable_contacts()->set_contact_phone("050 111 22 33");
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("details.identity.national_id PATTERN_MISMATCH",
                                                      "details.contacts.contact_phone PATTERN_MISMATCH"));
}

TEST_F(SurvivorBadInputTest, ABirthAfterTheRecordedDeath) {
  const auto dead = Die(DeathOf(OpenedRecord(Hurt("5ABCDE7", "2024")), "2024-04-01"), kCaseworker);
  ASSERT_TRUE(dead.ok()) << dead.status();
  v1::CorrectSurvivorRequest request = CorrectionOf(*dead, {"identity.birth_date"});
  *request.mutable_details()->mutable_identity()->mutable_birth_date() = Date("2024-05");
  EXPECT_THAT(FaultsIn(request), ElementsAre("details.identity.birth_date DEATH_BEFORE_BIRTH"));
}

TEST_F(SurvivorBadInputTest, QuestionsThatCannotBeAnswered) {
  v1::GetSurvivorRequest get;
  get.set_name("survivors/x");
  EXPECT_THAT(Faults([&] { return Ask(&Stub::GetSurvivor, kCaseworker, get).status(); }), ElementsAre("name PATTERN_MISMATCH"));
  v1::ListSurvivorsRequest list;
  list.set_page_size(-1);
  list.mutable_filter()->set_national_id("x");
  list.mutable_filter()->set_casualty_uid("x");
  list.mutable_filter()->set_number("7x");
  list.mutable_filter()->add_states(static_cast<v1::SurvivorState>(9));
  EXPECT_THAT(
      Faults([&] { return Ask(&Stub::ListSurvivors, kCaseworker, list).status(); }),
      UnorderedElementsAre("page_size OUT_OF_RANGE", "filter.national_id PATTERN_MISMATCH", "filter.casualty_uid PATTERN_MISMATCH",
                           "filter.number PATTERN_MISMATCH", "filter.states[0] ENUM_UNDEFINED"));
  v1::ListSurvivorsRequest forged;
  forged.set_page_token("forged");
  Refused([&] { return Ask(&Stub::ListSurvivors, kCaseworker, forged).status(); }, absl::StatusCode::kInvalidArgument,
          ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(SurvivorBadInputTest, AVersionThatIsNotThePresentOne) {
  const v1::Survivor record = OpenedRecord(Herding());
  ASSERT_TRUE(Confirm(record).ok());
  const auto stale = [this](const Attempt& attempt) {
    Refused(attempt, absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  };
  stale([&] { return Confirm(record).status(); });
  stale([&] { return Die(DeathOf(record, "2024-04-01")).status(); });
  stale([&] { return Correct(CorrectionOf(record, {"identity.phone"})).status(); });
  stale([&] { return Decide(DecisionOn(record, DecisionOf(50, "2024-03-01"))).status(); });
}

}  // namespace
}  // namespace dayaq::survivor
