// Corrections and later reports that touch what other facts hang on: the day, the identity, what a source states.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/incident/report_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class CorrectionTest : public ReportFixture {
 protected:
  absl::StatusOr<v1::Casualty> Correct(const v1::CorrectCasualtyRequest& request, const TestCaller& caller = kRegistrar) const {
    return Call(&Stub::CorrectCasualty, caller, request);
  }
  absl::StatusOr<v1::Incident> Correct(const v1::CorrectIncidentRequest& request, const TestCaller& caller = kRegistrar) const {
    return Call(&Stub::CorrectIncident, caller, request);
  }
  size_t FoundByName(const std::string& name) const {
    v1::ListIncidentsRequest request;
    request.mutable_filter()->set_person_name(name);
    const auto listed = Call(&Stub::ListIncidents, kRegistrar, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.ok() ? static_cast<size_t>(listed->incidents_size()) : 0;
  }
};

TEST_F(CorrectionTest, AnIdentityTakenAwayAndGivenAgainCanBeRead) {
  const v1::Incident incident = Registered();
  auto corrected = Correct(CorrectionOf(incident.casualties(0), {"identity", "clinical_note"}));
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_FALSE(corrected->facts().has_identity());
  EXPECT_EQ(FoundByName("Nümunəyev Elnur"), 0U);

  v1::CorrectCasualtyRequest again = CorrectionOf(*corrected, {"identity"});
  again.mutable_facts()->mutable_identity()->set_family_name("Nümunəyev");
  again.mutable_facts()->mutable_identity()->set_given_name("Elmar");
  corrected = Correct(again);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(Read(incident.name()).casualties(0).facts().identity().given_name(), "Elmar");
  EXPECT_EQ(FoundByName("Nümunəyev Elnur"), 0U);
  EXPECT_EQ(FoundByName("Nümunəyev Elmar"), 1U);
  v1::ListHistoryRequest history;
  history.set_name(incident.name());
  const auto versions = Call(&Stub::ListHistory, kRegistrar, history);
  ASSERT_TRUE(versions.ok()) << versions.status();
  ASSERT_THAT(versions->casualties(), SizeIs(3));
  EXPECT_EQ(versions->casualties(2).casualty().facts().identity().given_name(), "Elnur");
  EXPECT_EQ(Count("SELECT count(*) FROM incident.person_key"), 1);
}

TEST_F(CorrectionTest, AnIdentityLearntLaterGetsItsKeyAndTokens) {
  v1::RegisterIncidentRequest unnamed = Herding();
  unnamed.mutable_incident()->mutable_casualties(0)->mutable_facts()->clear_identity();
  unnamed.mutable_incident()->mutable_casualties(0)->mutable_facts()->clear_clinical_note();
  const v1::Incident incident = Registered(unnamed);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.person_key"), 0);
  v1::AddReportRequest ward = ReportOn(incident, v1::SOURCE_KIND_HOSPITAL);
  *SayOf(ward, incident.casualties(0).uid()).mutable_identity() = Herding().incident().casualties(0).facts().identity();
  const v1::Incident known = Added(kClinician, ward);
  EXPECT_EQ(known.casualties(0).facts().identity().national_id(), "5ABCDE7");
  EXPECT_EQ(known.casualties(0).facts().age().max_years(), 22);
  EXPECT_EQ(known.reports(1).statements(0).facts().identity().national_id(), "5ABCDE7");
  EXPECT_EQ(FoundByName("Nümunəyev Elnur"), 1U);
}

TEST_F(CorrectionTest, ACorrectedDayGivesTheAgesOnThatDay) {
  const v1::Incident incident = Registered();
  v1::CorrectIncidentRequest request = CorrectionOf(incident, {"occurred_on"});
  SetDate(*request.mutable_facts()->mutable_occurred_on(), 2014, 2, 4);
  const auto corrected = Correct(request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->casualties(0).facts().age().min_years(), 11);
  EXPECT_EQ(corrected->casualties(0).facts().age().max_years(), 12);
  EXPECT_EQ(corrected->casualties(0).facts().clinical_note(), "Turniket qoyulub");
}

TEST_F(CorrectionTest, ACorrectedBirthDateGivesTheAgeAndAStatedAgeMustAgreeWithIt) {
  const v1::Incident incident = Registered();
  v1::CorrectCasualtyRequest request = CorrectionOf(incident.casualties(0), {"identity.birth_date"});
  SetDate(*request.mutable_facts()->mutable_identity()->mutable_birth_date(), 2010, 1, 1);
  const auto corrected = Correct(request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->facts().age().min_years(), 14);
  EXPECT_EQ(corrected->facts().age().max_years(), 14);
  EXPECT_EQ(corrected->facts().identity().family_name(), "Nümunəyev");
  request = CorrectionOf(*corrected, {"age"});
  request.mutable_facts()->mutable_age()->set_min_years(30);
  request.mutable_facts()->mutable_age()->set_max_years(40);
  EXPECT_THAT(FaultsOf(Correct(request).status()), ElementsAre("facts.age AGE_CONTRADICTS_BIRTH"));
}

TEST_F(CorrectionTest, ADayThatContradictsWhatIsKnownOfSomeoneIsRefusedByItsOwnName) {
  v1::RegisterIncidentRequest killed = Herding();
  v1::CasualtyFacts& facts = *killed.mutable_incident()->mutable_casualties(0)->mutable_facts();
  facts.set_outcome(v1::OUTCOME_KILLED);
  SetDate(*facts.mutable_died_on(), 2024, 2, 6);
  const v1::Incident incident = Registered(killed);
  v1::CorrectIncidentRequest request = CorrectionOf(incident, {"occurred_on", "district"});
  SetDate(*request.mutable_facts()->mutable_occurred_on(), 2024, 2, 7);
  request.mutable_facts()->set_district("AZ-XXX");
  for (const TestCaller& caller : {kRegistrar, kAnama}) {
    request.set_request_id(NewRequestId());
    EXPECT_THAT(FaultsOf(Correct(request, caller).status()),
                UnorderedElementsAre("facts.occurred_on DEATH_BEFORE_INCIDENT", "facts.district DISTRICT_UNKNOWN"));
  }
}

TEST_F(CorrectionTest, AMoreExactDayIsTakenUnlessItContradictsWhatIsKnown) {
  v1::RegisterIncidentRequest vague = Herding();
  SetDate(*vague.mutable_incident()->mutable_facts()->mutable_occurred_on(), 2024);
  v1::CasualtyFacts& facts = *vague.mutable_incident()->mutable_casualties(0)->mutable_facts();
  facts.set_outcome(v1::OUTCOME_KILLED);
  SetDate(*facts.mutable_died_on(), 2024, 2, 6);
  v1::Incident incident = Registered(vague);

  v1::AddReportRequest late = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  *late.mutable_report()->mutable_stated_facts() = incident.facts();
  SetDate(*late.mutable_report()->mutable_stated_facts()->mutable_occurred_on(), 2024, 5, 1);
  late.mutable_report()->mutable_stated_facts()->set_occurred_at("06:00");
  incident = Added(kPolice, late);
  EXPECT_EQ(incident.facts().occurred_on().month(), 0);
  EXPECT_EQ(incident.facts().occurred_at(), "06:00") << "the rest is taken";
  EXPECT_TRUE(SourceOf(incident.fact_sources(), "occurred_on")->disputed());
  EXPECT_EQ(incident.reports(1).stated_facts().occurred_on().month(), 5) << "what was said stays";

  v1::AddReportRequest right = ReportOn(incident, v1::SOURCE_KIND_HOSPITAL);
  *right.mutable_report()->mutable_stated_facts() = incident.facts();
  SetDate(*right.mutable_report()->mutable_stated_facts()->mutable_occurred_on(), 2024, 2, 4);
  incident = Added(kRegistrar, right);
  EXPECT_EQ(incident.facts().occurred_on().day(), 4);
}

TEST_F(CorrectionTest, WhatASourceStatesIsCheckedLikeARegistration) {
  const v1::Incident incident = Registered();
  v1::AddReportRequest request = ReportOn(incident, v1::SOURCE_KIND_POLICE);
  v1::IncidentFacts& stated = *request.mutable_report()->mutable_stated_facts();
  stated = incident.facts();
  stated.set_district("AZ-XXX");
  stated.mutable_point();
  v1::CasualtyFacts& facts = SayOf(request, "");
  SetDate(*facts.mutable_died_on(), 2024, 2, 3);
  const std::string contents = Contents();
  EXPECT_THAT(FaultsOf(Call(&Stub::AddReport, kPolice, request).status()),
              UnorderedElementsAre("report.stated_facts.district DISTRICT_UNKNOWN", "report.stated_facts.point POINT_IMPOSSIBLE",
                                   "report.statements[0].facts.died_on DEATH_WITHOUT_OUTCOME",
                                   "report.statements[0].facts.died_on DEATH_BEFORE_INCIDENT"));
  EXPECT_EQ(Contents(), contents);
}

TEST_F(CorrectionTest, ACorrectionOfOneFieldLeavesTheOthers) {
  const v1::Incident incident = Registered();
  v1::CorrectIncidentRequest request = CorrectionOf(incident, {"settlement", "device_category"});
  request.mutable_facts()->set_settlement("Başqa kənd");
  request.mutable_facts()->set_hazard_area("not in the mask");
  EXPECT_THAT(FaultsOf(Correct(request).status()), ElementsAre("facts.hazard_area PATTERN_MISMATCH"));
  request.mutable_facts()->set_hazard_area("HA-17");
  const auto corrected = Correct(request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->facts().settlement(), "Başqa kənd");
  EXPECT_EQ(corrected->facts().device_category(), v1::DEVICE_CATEGORY_UNSPECIFIED) << "named and empty: unknown";
  EXPECT_EQ(corrected->facts().hazard_area(), "");
  EXPECT_EQ(corrected->facts().district(), "AZ-TAR");
  EXPECT_EQ(corrected->facts().occurred_on().day(), 4);
  EXPECT_EQ(SourceOf(corrected->fact_sources(), "settlement")->report_uid(), "") << "a correction comes from no report";
  EXPECT_THAT(corrected->casualties(0).fact_sources(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::incident
