// The survivor service over gRPC with mutual TLS against a real PostgreSQL: each RPC as the role that uses it, and who sees what.
#include "services/survivor/survivor_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class SurvivorServiceTest : public SurvivorFixture {
 protected:
  v1::Survivor Decided(const v1::Survivor& survivor, const v1::DisabilityDecision& decision) const {
    auto decided = Decide(DecisionOn(survivor, decision));
    EXPECT_TRUE(decided.ok()) << decided.status();
    return decided.value_or(v1::Survivor());
  }
};

TEST_F(SurvivorServiceTest, EachRoleSeesWhatItWorksWith) {
  const incident::v1::Incident incident = Opened(Herding());
  const v1::Survivor open = RecordOf(incident);
  const v1::Survivor decided = Decided(Record(open.name(), kExpert), DecisionOf(65, "2024-03-01"));
  auto death = DeathOf(decided, "2024-05-01");
  death.set_cause(v1::DEATH_CAUSE_WOUNDS);
  ASSERT_TRUE(Die(death).ok());

  const v1::Survivor caseworker = Record(open.name());
  EXPECT_EQ(caseworker.identity().family_name(), "Nümunəyev");
  EXPECT_THAT(caseworker.decisions(), SizeIs(1));
  EXPECT_EQ(ToText(caseworker.died_on()), "2024-05-01");
  EXPECT_EQ(caseworker.death_cause(), v1::DEATH_CAUSE_WOUNDS);
  EXPECT_EQ(caseworker.death_document(), "") << "what says so is for auditors";

  const v1::Survivor expert = Record(open.name(), kExpert);
  EXPECT_FALSE(expert.has_identity()) << "experts see a case, not a name";
  EXPECT_FALSE(expert.has_contacts());
  EXPECT_EQ(expert.decisions(0).percent(), 65);
  EXPECT_EQ(expert.death_cause(), v1::DEATH_CAUSE_WOUNDS);
  EXPECT_THAT(expert.redacted_fields(), Contains("identity"));

  const v1::Survivor registrar = Record(open.name(), kRegistrar);
  EXPECT_EQ(registrar.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(registrar.death_cause(), v1::DEATH_CAUSE_WOUNDS);
  EXPECT_THAT(registrar.decisions(), IsEmpty());
  EXPECT_THAT(registrar.redacted_fields(), Contains("decisions"));

  const v1::Survivor auditor = Record(open.name(), kAuditor);
  EXPECT_FALSE(auditor.has_identity());
  EXPECT_THAT(auditor.decisions(), SizeIs(1));
  EXPECT_EQ(auditor.death_document(), "ölüm haqqında şəhadətnamə");
}

TEST_F(SurvivorServiceTest, OthersSeeNothingOrMayNotAsk) {
  const v1::Survivor record = OpenedRecord(Herding());
  const auto hidden = GetRecord(kOtherCaseworker, record.name());
  const auto absent = GetRecord(kOtherCaseworker, "survivors/01900000-0000-7000-8000-00000000dead");
  EXPECT_EQ(hidden.status(), absent.status());
  EXPECT_EQ(hidden.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(GetRecord(kAnama, record.name()).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(Confirm(record, kRegistrar).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(Decide(DecisionOn(record, DecisionOf(50, "2024-03-01")), kCaseworker).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(Correct(CorrectionOf(record, {"identity.phone"}), kExpert).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  v1::ListSurvivorsRequest by_name;
  by_name.mutable_filter()->set_person_name("Elnur Nümunəyev");
  EXPECT_EQ(ReasonOf(Ask(&Stub::ListSurvivors, kExpert, by_name).status()), ErrorReason::ERROR_REASON_ACTION_DENIED)
      << "nobody searches by what they may not see";
}

TEST_F(SurvivorServiceTest, ACaseworkerFindsPeopleByWhatIsKnownOfThem) {
  const incident::v1::Incident incident = Opened(Herding());
  Opened(Hurt("6FGHJK8", "2024-03-01"));
  const v1::Survivor record = RecordOf(incident);
  const auto names = [this](auto set) {
    v1::SurvivorFilter filter;
    set(filter);
    std::vector<std::string> found;
    const v1::ListSurvivorsResponse listed = List(filter);
    for (const v1::Survivor& survivor : listed.survivors()) found.push_back(survivor.name());
    EXPECT_EQ(listed.total(), static_cast<int64_t>(found.size()));
    return found;
  };
  EXPECT_THAT(names([](auto&) {}), SizeIs(2));
  EXPECT_THAT(names([](auto& filter) { filter.set_national_id("5ABCDE7"); }), ElementsAre(record.name()));
  EXPECT_THAT(names([](auto& filter) { filter.set_person_name("numunayev elnur"); }), SizeIs(2));
  EXPECT_THAT(names([&](auto& filter) { filter.set_number(record.number()); }), ElementsAre(record.name()));
  EXPECT_THAT(names([&](auto& filter) {
                filter.set_person_name("Elnur Nümunəyev");
                filter.set_casualty_uid(incident.casualties(0).uid());
              }),
              ElementsAre(record.name()));
  EXPECT_THAT(names([](auto& filter) { filter.add_districts("AZ-BAR"); }), IsEmpty());
  EXPECT_THAT(names([](auto& filter) { filter.add_states(v1::SURVIVOR_STATE_DECEASED); }), IsEmpty());
  EXPECT_THAT(names([](auto& filter) { filter.set_doubtful(true); }), IsEmpty());
  EXPECT_THAT(names([](auto& filter) { filter.add_registers("xx-trial"); }), IsEmpty());
}

TEST_F(SurvivorServiceTest, AListIsCountedUpToAThousand) {
  const v1::Survivor record = OpenedRecord(Herding());
  const absl::Status done = survivor_service_->database().Execute(absl::StrCat(R"sql(
    SET session_replication_role = replica;
    INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, create_time, update_time)
    SELECT gen_random_uuid(), (900000000000 + n)::text, 1, s.register, s.district, s.institution, s.state, now(), now()
    FROM survivor.survivor AS s, generate_series(1, 1005) AS n WHERE s.uid = ')sql",
                                                                               record.uid(), "'"));
  ASSERT_TRUE(done.ok()) << done;
  EXPECT_EQ(List({}).total(), 1001);
  v1::SurvivorFilter this_one;
  this_one.set_number(record.number());
  EXPECT_EQ(List(this_one).total(), 1);
}

TEST_F(SurvivorServiceTest, AListGoesOnPageByPageWithoutGapsOrDoubles) {
  for (int i = 0; i < 5; ++i) Registered(Hurt(absl::StrCat("5ABCDE", i)));
  React();
  std::set<std::string> seen;
  v1::ListSurvivorsRequest request;
  request.set_page_size(2);
  for (int page = 0; page < 3; ++page) {
    const auto listed = Ask(&Stub::ListSurvivors, kCaseworker, request);
    ASSERT_TRUE(listed.ok()) << listed.status();
    EXPECT_EQ(listed->survivors_size(), page < 2 ? 2 : 1);
    EXPECT_EQ(listed->total(), page == 0 ? 5 : 0);
    for (const v1::Survivor& survivor : listed->survivors()) {
      EXPECT_TRUE(seen.insert(survivor.uid()).second);
      EXPECT_FALSE(survivor.identity().family_name().empty());
    }
    EXPECT_EQ(listed->next_page_token().empty(), page == 2);
    request.set_page_token(listed->next_page_token());
  }
}

TEST_F(SurvivorServiceTest, ACorrectionIsTakenAndFoundByItsNewName) {
  const v1::Survivor record = OpenedRecord(Herding());
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"identity.given_name", "contacts.contact_person", "sex"});
  request.mutable_details()->mutable_identity()->set_given_name("Tural");
  request.mutable_details()->mutable_contacts()->set_contact_person("Sevil Nümunəyeva");
  request.mutable_details()->set_sex(common::v1::SEX_UNKNOWN);
  const auto corrected = Correct(request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->identity().given_name(), "Tural");
  EXPECT_EQ(corrected->identity().family_name(), "Nümunəyev");
  EXPECT_EQ(corrected->contacts().contact_person(), "Sevil Nümunəyeva");
  EXPECT_EQ(corrected->sex(), common::v1::SEX_UNKNOWN);
  EXPECT_NE(corrected->etag(), record.etag());
  v1::SurvivorFilter filter;
  filter.set_person_name("Tural Nümunəyev");
  EXPECT_THAT(List(filter).survivors(), SizeIs(1));
  filter.set_person_name("Elnur Nümunəyev");
  EXPECT_THAT(List(filter).survivors(), IsEmpty());
  EXPECT_THAT(TellTale(), Contains("survivor.changed 1"));
  EXPECT_EQ(ReasonOf(Correct(CorrectionOf(record, {"identity.phone"})).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
}

TEST_F(SurvivorServiceTest, APersonWithoutAKeyGetsOneWithTheFirstWordAboutThem) {
  incident::v1::RegisterIncidentRequest unknown = Hurt("");
  PersonOf(unknown).clear_clinical_note();
  const v1::Survivor record = OpenedRecord(unknown);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.person_key"), 0);
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"contacts.contact_phone"});
  request.mutable_details()->mutable_contacts()->set_contact_phone("+994501112233");
  ASSERT_TRUE(Correct(request).ok());
  EXPECT_EQ(Record(record.name()).contacts().contact_phone(), "+994501112233");
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.person_key"), 1);
}

TEST_F(SurvivorServiceTest, ARecordMovesToTheStaffOfThePersonsHome) {
  const v1::Survivor record = OpenedRecord(Herding());
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"home_district"});
  request.mutable_details()->set_home_district("AZ-BAR");
  const auto moved = Correct(request);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->district(), "AZ-BAR");
  EXPECT_EQ(Record(record.name(), kOtherCaseworker).identity().family_name(), "Nümunəyev");

  request = CorrectionOf(*moved, {"home_district"});
  request.mutable_details()->set_home_district("AZ-AGC");
  const auto away = Correct(request, kOtherCaseworker);
  ASSERT_TRUE(away.ok()) << away.status();
  EXPECT_EQ(away->district(), "AZ-AGC");
  EXPECT_EQ(GetRecord(kOtherCaseworker, record.name()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Record(record.name(), kExpert).district(), "AZ-AGC");
}

TEST_F(SurvivorServiceTest, AConfirmedIdentityLastsUntilItIsAnother) {
  const v1::Survivor record = OpenedRecord(Herding());
  const auto confirmed = Confirm(record);
  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_TRUE(confirmed->has_identity_confirmed_time());
  EXPECT_EQ(Record(record.name(), kAuditor).identity_document(), "şəxsiyyət vəsiqəsi");
  EXPECT_THAT(TellTale(), Contains("survivor.identity_confirmed 1"));

  v1::CorrectSurvivorRequest request = CorrectionOf(*confirmed, {"identity.phone"});
  request.mutable_details()->mutable_identity()->set_phone("+994501112233");
  const auto telephone = Correct(request);
  ASSERT_TRUE(telephone.ok()) << telephone.status();
  EXPECT_TRUE(telephone->has_identity_confirmed_time());

  request = CorrectionOf(*telephone, {"identity.given_name"});
  request.mutable_details()->mutable_identity()->set_given_name("Tural");
  const auto other = Correct(request);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_FALSE(other->has_identity_confirmed_time());
  EXPECT_EQ(Record(record.name(), kAuditor).identity_document(), "");
}

TEST_F(SurvivorServiceTest, ADoubtAboutTheIdEndsWithACorrectedId) {
  Opened(Hurt("5ABCDE7", "2020-06-01"));
  incident::v1::RegisterIncidentRequest woman = Hurt("5ABCDE7");
  PersonOf(woman).set_sex(common::v1::SEX_FEMALE);
  const v1::Survivor record = OpenedRecord(woman);
  EXPECT_EQ(ReasonOf(Confirm(record).status()), ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE);
  // Other fields can be corrected while the id is in doubt.
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"identity"});
  request.mutable_details()->mutable_identity()->set_phone("+994501112233");
  const auto same_id = Correct(request);
  ASSERT_TRUE(same_id.ok()) << same_id.status();
  EXPECT_THAT(same_id->doubts(), SizeIs(1));
  request = CorrectionOf(*same_id, {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("6FGHJK8");
  const auto own_id = Correct(request);
  ASSERT_TRUE(own_id.ok()) << own_id.status();
  EXPECT_THAT(own_id->doubts(), IsEmpty());
  EXPECT_TRUE(Confirm(*own_id).ok());
}

TEST_F(SurvivorServiceTest, ADecisionIsStoredRoundedAndALaterOneTakesOver) {
  const v1::Survivor record = Record(OpenedRecord(Herding()).name(), kExpert);
  const v1::Survivor first = Decided(record, DecisionOf(33, "2024-03-01", "2026-02-28"));
  ASSERT_THAT(first.decisions(), SizeIs(1));
  const v1::DisabilityDecision& decision = first.decisions(0);
  EXPECT_EQ(decision.percent(), 35);
  EXPECT_EQ(decision.stated_percent(), 33);
  EXPECT_EQ(decision.band(), v1::DISABILITY_BAND_31_60);
  EXPECT_EQ(decision.institution(), "expertise-agency");
  EXPECT_EQ(decision.name(), record.name() + "/decisions/" + decision.uid());
  EXPECT_EQ(first.last_decision_uid(), decision.uid());
  EXPECT_THAT(TellTale(), Contains("disability.decided 1"));

  v1::DisabilityDecision worse = DecisionOf(85, "2025-01-01");
  worse.set_replaces_uid(decision.uid());
  const v1::Survivor second = Decided(first, worse);
  ASSERT_THAT(second.decisions(), SizeIs(2));
  EXPECT_EQ(ToText(second.decisions(0).in_force_until()), "2024-12-31");
  EXPECT_EQ(ToText(second.decisions(0).valid_until()), "2026-02-28");
  EXPECT_EQ(second.decisions(0).replaced_by_uid(), second.decisions(1).uid());
  EXPECT_EQ(second.decisions(1).band(), v1::DISABILITY_BAND_81_100);
  EXPECT_FALSE(second.decisions(1).has_in_force_until());

  v1::DisabilityDecision corrected = DecisionOf(80, "2025-01-01");
  corrected.set_replaces_uid(second.decisions(1).uid());
  const v1::Survivor third = Decided(second, corrected);
  EXPECT_FALSE(third.decisions(1).has_in_force_from()) << "replaced from its first day on";
  EXPECT_EQ(ReasonOf(Decide(DecisionOn(first, DecisionOf(50, "2024-05-01"))).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
}

TEST_F(SurvivorServiceTest, ADeathIsRecordedOnce) {
  const v1::Survivor record = OpenedRecord(Herding());
  const auto dead = Die(DeathOf(record, "2024-04"), kCaseworker);
  ASSERT_TRUE(dead.ok()) << dead.status();
  EXPECT_EQ(dead->state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(dead->died_on()), "2024-04");
  EXPECT_THAT(TellTale(), Contains("survivor.died 1"));
  EXPECT_EQ(ReasonOf(Die(DeathOf(*dead, "2024-04-02")).status()), ErrorReason::ERROR_REASON_DEATH_KNOWN);
}

TEST_F(SurvivorServiceTest, ACaseworkerSaysWhatSomebodyDiedOf) {
  auto request = DeathOf(OpenedRecord(Herding()), "2024-04-01");
  request.set_cause(v1::DEATH_CAUSE_WOUNDS);
  const auto dead = Die(request, kCaseworker);
  ASSERT_TRUE(dead.ok()) << dead.status();
  EXPECT_EQ(dead->death_cause(), v1::DEATH_CAUSE_WOUNDS);
}

TEST_F(SurvivorServiceTest, ADeathThatWasRecordedByMistakeIsTakenBack) {
  const v1::Survivor record = OpenedRecord(Herding());
  EXPECT_EQ(ReasonOf(Revive(record).status()), ErrorReason::ERROR_REASON_NO_DEATH_KNOWN);
  auto death = DeathOf(record, "2024-04-01");
  death.set_cause(v1::DEATH_CAUSE_OTHER);
  const auto dead = Die(death, kCaseworker);
  ASSERT_TRUE(dead.ok()) << dead.status();
  EXPECT_EQ(ReasonOf(Revive(*dead, kRegistrar).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(Revive(record).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  const auto living = Revive(*dead);
  ASSERT_TRUE(living.ok()) << living.status();
  EXPECT_EQ(living->state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_FALSE(living->has_died_on());
  EXPECT_FALSE(living->has_death_recorded_time());
  EXPECT_EQ(living->death_cause(), v1::DEATH_CAUSE_UNSPECIFIED);
  EXPECT_EQ(Record(record.name(), kAuditor).death_document(), "");
  EXPECT_THAT(TellTale(), Contains("survivor.changed 1"));
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.survivor_history WHERE reason = 'Şəxs sağdır'"), 1);
  EXPECT_TRUE(Die(DeathOf(*living, "2024-05-01"), kCaseworker).ok());
}

TEST_F(SurvivorServiceTest, ADeathThatACasualtyStillTellsOfIsNotTakenBack) {
  incident::v1::RegisterIncidentRequest request = Herding();
  PersonOf(request).set_outcome(incident::v1::OUTCOME_KILLED);
  EXPECT_EQ(ReasonOf(Revive(OpenedRecord(request)).status()), ErrorReason::ERROR_REASON_NO_DEATH_KNOWN);
}

TEST_F(SurvivorServiceTest, AnIdBorneInADistrictTheCallerDoesNotSeeIsBorneAllTheSame) {
  const v1::Survivor first = OpenedRecord(Hurt("5ABCDE7", "2020-06-01"));
  auto away = CorrectionOf(first, {"home_district"});
  away.mutable_details()->set_home_district("AZ-AGC");
  ASSERT_TRUE(Correct(away).ok());
  ASSERT_EQ(GetRecord(kCaseworker, first.name()).status().code(), absl::StatusCode::kNotFound);

  incident::v1::RegisterIncidentRequest woman = Hurt("5ABCDE7");
  PersonOf(woman).set_sex(common::v1::SEX_FEMALE);
  const v1::Survivor record = OpenedRecord(woman);
  ASSERT_THAT(record.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID));
  v1::CorrectSurvivorRequest request = CorrectionOf(record, {"identity.phone"});
  request.mutable_details()->mutable_identity()->set_phone("+994501112233");
  const auto telephone = Correct(request);
  ASSERT_TRUE(telephone.ok()) << telephone.status();
  EXPECT_THAT(telephone->doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID));
  EXPECT_EQ(ReasonOf(Confirm(*telephone).status()), ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE);

  const v1::Survivor other = OpenedRecord(Hurt("6FGHJK8"));
  request = CorrectionOf(other, {"identity.national_id"});
  request.mutable_details()->mutable_identity()->set_national_id("5ABCDE7");
  const absl::Status taken = Correct(request).status();
  EXPECT_THAT(taken.ToString(), HasSubstr("NATIONAL_ID_TAKEN"));
  for (const std::string& told : {first.name(), first.uid(), first.number(), std::string("AZ-AGC")}) {
    EXPECT_THAT(taken.ToString(), Not(HasSubstr(told))) << "who bears it, and where, is not theirs to know";
  }
}

TEST_F(SurvivorServiceTest, ACorrectionThatMovedTheRecordAwayIsAnsweredAgainByItsName) {
  const v1::Survivor record = OpenedRecord(Herding());
  auto request = CorrectionOf(record, {"home_district"});
  request.mutable_details()->set_home_district("AZ-AGC");
  ASSERT_TRUE(Correct(request).ok());
  const auto again = Correct(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->name(), record.name());
  EXPECT_FALSE(again->has_identity());
  EXPECT_EQ(again->etag(), "");
  EXPECT_EQ(Count("SELECT max(etag) FROM survivor.survivor"), 2);
}

TEST_F(SurvivorServiceTest, ARepeatedRequestIsAnsweredAndNotDoneAgain) {
  const v1::Survivor record = Record(OpenedRecord(Herding()).name(), kExpert);
  const v1::DecideDisabilityRequest request = DecisionOn(record, DecisionOf(65, "2024-03-01"));
  const auto first = Decide(request), second = Decide(request);
  ASSERT_TRUE(first.ok() && second.ok()) << first.status() << second.status();
  EXPECT_EQ(first->last_decision_uid(), second->last_decision_uid());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.disability_decision"), 1);
  EXPECT_THAT(TellTale(), Contains("disability.decided 1"));
}

TEST_F(SurvivorServiceTest, WhatIsOnlyCheckedIsNotStored) {
  const v1::Survivor record = OpenedRecord(Herding());
  const std::string contents = Contents();
  auto death = DeathOf(record, "2024-04-01");
  death.set_validate_only(true);
  const auto dead = Die(death);
  ASSERT_TRUE(dead.ok()) << dead.status();
  EXPECT_EQ(dead->state(), v1::SURVIVOR_STATE_DECEASED);
  auto correction = CorrectionOf(record, {"home_district"});
  correction.mutable_details()->set_home_district("AZ-BAR");
  correction.set_validate_only(true);
  EXPECT_TRUE(Correct(correction).ok());
  EXPECT_EQ(Contents(), contents);
}

}  // namespace
}  // namespace dayaq::survivor
