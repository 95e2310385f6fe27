// One incident told by several sources, corrected, moved: what is known grows, nothing that a role cannot see is lost, and every
// former version stays with who replaced it and why.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "services/incident/report_test_fixture.h"

namespace dayaq::incident {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kAyselUid[] = "01900000-0000-7000-8000-000000000001";
constexpr char kOrxanUid[] = "01900000-0000-7000-8000-000000000016";
constexpr char kTuralUid[] = "01900000-0000-7000-8000-000000000014";

class ReportTest : public ReportFixture {};

// Scenario T17.
TEST_F(ReportTest, PressThenHospitalIsOnePersonWithOneInjuryUpgradedAndBothSources) {
  v1::RegisterIncidentRequest press = Herding();
  v1::CasualtyFacts& heard = *press.mutable_incident()->mutable_casualties(0)->mutable_facts();
  heard.clear_amputations();
  heard.add_injuries()->set_part(v1::BODY_PART_LOWER_LIMB);  // "sağ ayağından xəsarət"
  heard.mutable_injuries(0)->set_side(v1::SIDE_RIGHT);
  heard.mutable_injuries(0)->set_kind(v1::INJURY_KIND_WOUND);
  press.mutable_report()->set_source(v1::SOURCE_KIND_PRESS);
  const v1::Incident made = Registered(press);

  v1::AddReportRequest hospital = ReportOn(made, v1::SOURCE_KIND_HOSPITAL);
  v1::Amputation& amputation = *SayOf(hospital, made.casualties(0).uid()).add_amputations();
  amputation.set_level(v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(v1::SIDE_RIGHT);
  const v1::Incident known = Added(kClinician, hospital);

  ASSERT_THAT(known.casualties(), SizeIs(1));
  const v1::CasualtyFacts& facts = known.casualties(0).facts();
  ASSERT_THAT(facts.injuries(), SizeIs(1));
  EXPECT_EQ(facts.injuries(0).part(), v1::BODY_PART_LEG);
  EXPECT_EQ(facts.injuries(0).side(), v1::SIDE_RIGHT);
  EXPECT_EQ(facts.injuries(0).kind(), v1::INJURY_KIND_AMPUTATION);
  EXPECT_THAT(facts.amputations(), SizeIs(1));
  ASSERT_THAT(known.reports(), SizeIs(2));
  EXPECT_EQ(known.reports(0).source(), v1::SOURCE_KIND_PRESS);
  EXPECT_EQ(known.reports(1).source(), v1::SOURCE_KIND_HOSPITAL);
  EXPECT_THAT(facts.injuries(0).report_uids(), ElementsAre(known.reports(0).uid(), known.reports(1).uid()));
  // What the press said stays as it said it.
  ASSERT_THAT(known.reports(0).statements(), SizeIs(1));
  EXPECT_EQ(known.reports(0).statements(0).facts().injuries(0).part(), v1::BODY_PART_LOWER_LIMB);
  EXPECT_EQ(facts.identity().family_name(), "Nümunəyev");
}

TEST_F(ReportTest, PoliceNamesAPersonItAddsAndReadsNoNameBack) {
  const v1::Incident made = Registered();
  v1::AddReportRequest police = ReportOn(made, v1::SOURCE_KIND_POLICE);
  v1::CasualtyFacts& boy = SayOf(police, "", v1::OUTCOME_KILLED);
  boy.mutable_identity()->set_family_name("Sınaqov");
  boy.mutable_identity()->set_given_name("Tofiq");
  SetDate(*boy.mutable_identity()->mutable_birth_date(), 2010, 5);
  const v1::Incident told = Added(kPolice, police);
  ASSERT_THAT(told.casualties(), SizeIs(2));
  for (const v1::Casualty& casualty : told.casualties()) EXPECT_FALSE(casualty.facts().has_identity());
  EXPECT_EQ(told.killed(), 1);
  EXPECT_EQ(told.injured(), 1);

  const v1::Incident known = Read(made.name());
  EXPECT_EQ(known.casualties(1).facts().identity().family_name(), "Sınaqov");
  EXPECT_EQ(known.casualties(1).facts().age().max_years(), 13);
  v1::ListIncidentsRequest search;
  search.mutable_filter()->set_person_name("Tofiq Sınaqov");
  const auto found = Call(&Stub::ListIncidents, kRegistrar, search);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->incidents(), SizeIs(1));
}

TEST_F(ReportTest, PoliceDoesNotNameSomeoneWhoIsKnown) {
  const v1::Incident made = Registered();
  v1::AddReportRequest police = ReportOn(made, v1::SOURCE_KIND_POLICE);
  SayOf(police, made.casualties(0).uid()).mutable_identity()->set_family_name("Başqa");
  SayOf(police, "01900000-0000-7000-8000-00000000dead");
  const std::string contents = Contents();
  EXPECT_THAT(FaultsOf(Call(&Stub::AddReport, kPolice, police).status()),
              ElementsAre("report.statements[0].facts.identity ACTION_DENIED", "report.statements[1].casualty_uid NOT_FOUND"));
  EXPECT_EQ(Contents(), contents);
}

TEST_F(ReportTest, WhoCannotReadAColumnNeverOverwritesIt) {
  v1::RegisterIncidentRequest request = Herding();
  v1::CasualtyFacts& told = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
  told.set_occupation("Çoban");
  told.add_injuries()->set_part(v1::BODY_PART_ABDOMEN);
  told.add_diagnoses()->set_nature_code("S88.1");
  told.add_care_steps()->set_kind(v1::CARE_KIND_FIRST_AID);
  v1::Incident incident = Registered(request);
  const v1::CasualtyFacts before = Read(incident.name()).casualties(0).facts();

  v1::AddReportRequest police = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  SayOf(police, incident.casualties(0).uid(), v1::OUTCOME_KILLED).set_nationality("AZ");
  incident = Added(kPolice, police);
  v1::AddReportRequest crescent = ReportOn(incident, v1::SOURCE_KIND_RED_CRESCENT);
  SayOf(crescent, incident.casualties(0).uid(), v1::OUTCOME_KILLED).set_knew_of_danger(v1::ANSWER_YES);
  incident = Added(kCrescent, crescent);
  v1::CorrectIncidentRequest correction = CorrectionOf(incident, {"settlement"});
  correction.mutable_facts()->set_settlement("Başqa kənd");
  ASSERT_TRUE(Call(&Stub::CorrectIncident, kAnama, correction).ok());
  const auto verified = Verify(kAnama, Read(incident.name()));
  ASSERT_TRUE(verified.ok()) << verified.status();

  v1::CasualtyFacts after = Read(incident.name()).casualties(0).facts();
  EXPECT_EQ(after.nationality(), "AZ");
  EXPECT_EQ(after.knew_of_danger(), v1::ANSWER_YES);
  EXPECT_EQ(after.outcome(), v1::OUTCOME_KILLED);
  after.clear_nationality();
  after.clear_knew_of_danger();
  after.set_outcome(before.outcome());
  EXPECT_TRUE(MessageDifferencer::Equals(after, before)) << after.DebugString() << before.DebugString();
  EXPECT_EQ(Count("SELECT count(*) FROM incident.token"), 2) << "name and national id";
}

TEST_F(ReportTest, WhatContradictsIsDisputedUntilAPersonDecides) {
  v1::Incident incident = Registered();
  v1::AddReportRequest police = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  SayOf(police, incident.casualties(0).uid()).set_activity(v1::ACTIVITY_FARMING);
  v1::IncidentFacts& stated = *police.mutable_report()->mutable_stated_facts();
  stated = incident.facts();
  stated.set_device_category(v1::DEVICE_CATEGORY_AV_MINE);
  stated.set_district("AZ-BAR");
  stated.set_accident_class(v1::ACCIDENT_CLASS_MINE);
  incident = Added(kPolice, police);
  EXPECT_EQ(incident.facts().device_category(), v1::DEVICE_CATEGORY_AP_MINE);
  EXPECT_EQ(incident.facts().district(), "AZ-TAR");
  EXPECT_EQ(incident.facts().accident_class(), v1::ACCIDENT_CLASS_MINE) << "what was unknown is filled";
  EXPECT_TRUE(SourceOf(incident.fact_sources(), "device_category")->disputed());
  EXPECT_TRUE(SourceOf(incident.fact_sources(), "district")->disputed());
  EXPECT_EQ(SourceOf(incident.fact_sources(), "accident_class")->report_uid(), incident.reports(1).uid());
  EXPECT_EQ(incident.casualties(0).facts().activity(), v1::ACTIVITY_HERDING);
  EXPECT_TRUE(SourceOf(incident.casualties(0).fact_sources(), "activity")->disputed());

  v1::CorrectCasualtyRequest decision = CorrectionOf(Read(incident.name()).casualties(0), {"activity"});
  decision.mutable_facts()->set_activity(v1::ACTIVITY_FARMING);
  const auto decided = Call(&Stub::CorrectCasualty, kRegistrar, decision);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->facts().activity(), v1::ACTIVITY_FARMING);
  EXPECT_FALSE(SourceOf(decided->fact_sources(), "activity")->disputed());
}

TEST_F(ReportTest, AnamaReportsWithoutPeopleAndTheHospitalNamesThem) {
  v1::ReportIncidentRequest request;
  request.set_request_id(NewRequestId());
  *request.mutable_incident() = Herding().incident();
  request.mutable_report()->set_source(v1::SOURCE_KIND_MINE_ACTION_AGENCY);
  EXPECT_EQ(ReasonOf(Call(&Stub::ReportIncident, kAnama, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED) << "identity";
  for (v1::Casualty& casualty : *request.mutable_incident()->mutable_casualties()) {
    casualty.mutable_facts()->Clear();
    casualty.mutable_facts()->set_outcome(v1::OUTCOME_INJURED);
  }
  EXPECT_THAT(FaultsOf(Call(&Stub::ReportIncident, kAnama, request).status()),
              ElementsAre("incident.casualties CASUALTIES_UNEXPECTED"));
  request.mutable_incident()->clear_casualties();
  const auto reported = Call(&Stub::ReportIncident, kAnama, request);
  ASSERT_TRUE(reported.ok()) << reported.status();
  EXPECT_THAT(reported->reports(), SizeIs(1));

  v1::AddReportRequest second = ReportOn(*reported, v1::SOURCE_KIND_MINE_ACTION_AGENCY);
  second.mutable_report()->set_document("İkinci akt");
  const v1::Incident twice = Added(kAnama, second);
  EXPECT_THAT(twice.reports(), SizeIs(2));
  SayOf(second = ReportOn(twice, v1::SOURCE_KIND_MINE_ACTION_AGENCY), "");
  EXPECT_EQ(ReasonOf(Call(&Stub::AddReport, kAnama, second).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);

  v1::AddReportRequest hospital = ReportOn(twice, v1::SOURCE_KIND_HOSPITAL);
  SayOf(hospital, "") = Herding().incident().casualties(0).facts();
  const v1::Incident known = Added(kRegistrar, hospital);
  ASSERT_THAT(known.casualties(), SizeIs(1));
  EXPECT_EQ(known.injured(), 1);
  EXPECT_EQ(known.casualties(0).facts().identity().given_name(), "Elnur");
}

TEST_F(ReportTest, HistoryKeepsEveryVersionWithWhoAndWhy) {
  v1::Incident incident = Registered();
  v1::AddReportRequest police = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  SayOf(police, incident.casualties(0).uid()).set_nationality("AZ");
  *police.mutable_report()->mutable_stated_facts() = incident.facts();
  police.mutable_report()->mutable_stated_facts()->set_occurred_at("07:30");
  incident = Added(kPolice, police);
  v1::CorrectCasualtyRequest correction = CorrectionOf(Read(incident.name()).casualties(0), {"identity.given_name"});
  correction.mutable_facts()->mutable_identity()->set_given_name("Elmar");
  ASSERT_TRUE(Call(&Stub::CorrectCasualty, kRegistrar, correction).ok());
  ASSERT_TRUE(Verify(kAnama, Read(incident.name())).ok());

  v1::ListHistoryRequest request;
  request.set_name(incident.name());
  const auto seen = Call(&Stub::ListHistory, kAnama, request);
  ASSERT_TRUE(seen.ok()) << seen.status();
  ASSERT_THAT(seen->incidents(), SizeIs(3));
  EXPECT_EQ(seen->incidents(0).incident().state(), v1::INCIDENT_STATE_VERIFIED);
  EXPECT_FALSE(seen->incidents(0).has_recorded_until());
  EXPECT_EQ(seen->incidents(1).staff_uid(), kTuralUid);
  EXPECT_EQ(seen->incidents(1).reason(), "Yerində yoxlanılıb");
  EXPECT_EQ(seen->incidents(1).incident().facts().occurred_at(), "07:30");
  EXPECT_EQ(seen->incidents(2).staff_uid(), kOrxanUid);
  EXPECT_EQ(seen->incidents(2).reason(), "report from SOURCE_KIND_POLICE");
  EXPECT_EQ(seen->incidents(2).incident().facts().occurred_at(), "");
  ASSERT_THAT(seen->casualties(), SizeIs(3));
  EXPECT_EQ(seen->casualties(1).staff_uid(), kAyselUid);
  EXPECT_EQ(seen->casualties(1).reason(), "Sənədlə dəqiqləşdirilib");
  EXPECT_FALSE(seen->casualties(1).casualty().facts().has_identity());

  const auto own = Call(&Stub::ListHistory, kRegistrar, request);
  ASSERT_TRUE(own.ok()) << own.status();
  ASSERT_THAT(own->casualties(), SizeIs(3));
  EXPECT_EQ(own->casualties(0).casualty().facts().identity().given_name(), "Elmar");
  EXPECT_EQ(own->casualties(1).casualty().facts().identity().given_name(), "Elnur");
  EXPECT_EQ(own->casualties(1).reason(), "") << "who and why are for those who read the audit";
}

TEST_F(ReportTest, MovingAnIncidentToAnotherDistrictMovesEveryRowOfIt) {
  v1::Incident incident = Registered();
  v1::AddReportRequest police = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  SayOf(police, incident.casualties(0).uid()).set_nationality("AZ");
  incident = Added(kPolice, police);
  ASSERT_FALSE(Get(kOtherRegistrar, incident.name()).ok());
  v1::CorrectIncidentRequest correction = CorrectionOf(incident, {"district"});
  correction.mutable_facts()->set_district("AZ-BAR");
  const auto moved = Call(&Stub::CorrectIncident, kRegistrar, correction);
  ASSERT_TRUE(moved.ok()) << moved.status();

  for (const char* rows : {"incident.incident", "incident.casualty", "incident.casualty_history", "incident.person_key",
                           "incident.token", "incident.report", "incident.statement"}) {
    EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM ", rows, " WHERE district = 'AZ-TAR'")), 0) << rows;
    EXPECT_GT(Count(absl::StrCat("SELECT count(*) FROM ", rows, " WHERE district = 'AZ-BAR'")), 0) << rows;
  }
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident_history WHERE scope_district <> 'AZ-BAR'"), 0);
  const v1::Incident seen = Read(incident.name(), kOtherRegistrar);
  EXPECT_EQ(seen.casualties(0).facts().identity().national_id(), "5ABCDE7");
  EXPECT_THAT(seen.reports(), SizeIs(2));
  EXPECT_EQ(Get(kPolice, incident.name()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(Get(kRegistrar, incident.name()).ok()) << "her institution's";
}

TEST_F(ReportTest, ADeathLaterThanTheIncidentMovesTheCounts) {
  const v1::Incident incident = Registered();
  v1::CorrectCasualtyRequest death = CorrectionOf(incident.casualties(0), {"outcome", "died_on"});
  death.mutable_facts()->set_outcome(v1::OUTCOME_KILLED);
  SetDate(*death.mutable_facts()->mutable_died_on(), 2024, 2, 3);
  EXPECT_THAT(FaultsOf(Call(&Stub::CorrectCasualty, kClinician, death).status()),
              ElementsAre("facts.died_on DEATH_BEFORE_INCIDENT"));
  SetDate(*death.mutable_facts()->mutable_died_on(), 2024, 2, 20);
  const auto died = Call(&Stub::CorrectCasualty, kClinician, death);
  ASSERT_TRUE(died.ok()) << died.status();
  EXPECT_EQ(died->facts().clinical_note(), "Turniket qoyulub");
  const v1::Incident after = Read(incident.name());
  EXPECT_EQ(after.killed(), 1);
  EXPECT_EQ(after.injured(), 0);
  EXPECT_EQ(ReasonOf(Call(&Stub::CorrectCasualty, kRegistrar,
                          [&] {
                            death.set_request_id(NewRequestId());
                            return death;
                          }())
                         .status()),
            ErrorReason::ERROR_REASON_ETAG_MISMATCH);
}

TEST_F(ReportTest, AmputationsAreAddedNeverChanged) {
  const v1::Incident incident = Registered();
  v1::CorrectCasualtyRequest request = CorrectionOf(incident.casualties(0), {"amputations"});
  const auto faults = [&] {
    request.set_request_id(NewRequestId());
    return FaultsOf(Call(&Stub::CorrectCasualty, kClinician, request).status());
  };
  EXPECT_THAT(faults(), ElementsAre("facts.amputations AMPUTATION_NOT_APPENDED"));
  v1::Amputation& first = *request.mutable_facts()->add_amputations();
  first = incident.casualties(0).facts().amputations(0);
  first.set_third(v1::BONE_THIRD_MIDDLE);
  EXPECT_THAT(faults(), ElementsAre("facts.amputations AMPUTATION_NOT_APPENDED"));
  first.set_third(v1::BONE_THIRD_DISTAL);
  v1::Amputation& revision = *request.mutable_facts()->add_amputations();
  revision.set_level(v1::AMPUTATION_LEVEL_TRANSFEMORAL);
  revision.set_side(v1::SIDE_LEFT);
  revision.set_revision(true);
  v1::Amputation& hand = *request.mutable_facts()->add_amputations();
  hand.set_level(v1::AMPUTATION_LEVEL_FINGER);
  hand.set_side(v1::SIDE_RIGHT);
  const auto revised = Call(&Stub::CorrectCasualty, kClinician, request);
  ASSERT_TRUE(revised.ok()) << revised.status();
  EXPECT_THAT(revised->facts().amputations(), SizeIs(3));
  ASSERT_THAT(revised->facts().injuries(), SizeIs(2)) << "the leg, and now the hand";
  EXPECT_EQ(revised->facts().injuries(1).part(), v1::BODY_PART_HAND);
}

}  // namespace
}  // namespace dayaq::incident
