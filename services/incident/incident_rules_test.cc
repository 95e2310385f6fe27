#include "services/incident/incident_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "services/incident/casualty_test_data.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

PlaceAnswer Place(const std::string& valid_from = "", const std::string& valid_until = "") {
  PlaceAnswer answer{.register_known = true, .place = v1::Place()};
  answer.place->set_valid_from(valid_from);
  answer.place->set_valid_until(valid_until);
  return answer;
}

std::vector<std::string> Faults(const v1::Incident& incident, const PlaceAnswer& place) {
  Violations found;
  CheckIncidentFacts(incident.facts(), place, "incident.facts", found);
  return FaultsOf(found);
}

const char kUnknownDistrict[] = "incident.facts.district DISTRICT_UNKNOWN";

TEST(IncidentRules, RegisterAndDistrictMustBeKnown) {
  EXPECT_THAT(Faults(IncidentOn("2024-02-04"), Place()), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("2024-02-04"), PlaceAnswer{}), ElementsAre("incident.register REGISTER_UNKNOWN"));
  EXPECT_THAT(Faults(IncidentOn("2024-02-04"), PlaceAnswer{.register_known = true}), ElementsAre(kUnknownDistrict));
}

TEST(IncidentRules, AnIncidentNeedsDayAndDistrictAndAReportMayLeaveThemOut) {
  const v1::Incident nothing_said;
  EXPECT_THAT(Faults(nothing_said, Place()),
              UnorderedElementsAre("incident.facts.occurred_on REQUIRED", "incident.facts.district REQUIRED"));
  Violations found;
  CheckStatedFacts(nothing_said.facts(), PlaceAnswer{.register_known = true}, "report.stated_facts", found);
  EXPECT_THAT(FaultsOf(found), IsEmpty());
  CheckStatedFacts(IncidentOn("2024").facts(), PlaceAnswer{.register_known = true}, "report.stated_facts", found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("report.stated_facts.district DISTRICT_UNKNOWN"));
}

TEST(IncidentRules, ADistrictCodeHoldsFromItsFirstDayToItsLast) {
  const PlaceAnswer place = Place("1999-03-01", "2021-07-07");
  EXPECT_THAT(Faults(IncidentOn("1999-02-28"), place), ElementsAre(kUnknownDistrict));
  EXPECT_THAT(Faults(IncidentOn("1999-03-01"), place), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("2021-07-07"), place), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("2021-07-08"), place), ElementsAre(kUnknownDistrict));
}

TEST(IncidentRules, OfAPartialDayADistrictIsRefusedOnlyWhenCertainlyNotInForce) {
  const PlaceAnswer place = Place("1999-03-01", "2021-07-07");
  EXPECT_THAT(Faults(IncidentOn("1999-02"), place), ElementsAre(kUnknownDistrict));
  EXPECT_THAT(Faults(IncidentOn("1999-03"), place), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("1999"), place), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("1998"), place), ElementsAre(kUnknownDistrict));
  EXPECT_THAT(Faults(IncidentOn("2021-07"), place), IsEmpty());
  EXPECT_THAT(Faults(IncidentOn("2021-08"), place), ElementsAre(kUnknownDistrict));
  EXPECT_THAT(Faults(IncidentOn("2022"), place), ElementsAre(kUnknownDistrict));
  EXPECT_THAT(Faults(IncidentOn("2024-02-04"), Place("1999", "")), IsEmpty());
}

TEST(IncidentRules, APointNeedsBothCoordinates) {
  const auto at = [](double latitude, double longitude) {
    v1::Incident incident = IncidentOn("2024-02-04");
    incident.mutable_facts()->mutable_point()->set_latitude(latitude);
    incident.mutable_facts()->mutable_point()->set_longitude(longitude);
    return Faults(incident, Place());
  };
  EXPECT_THAT(at(40.34, 46.93), IsEmpty());
  EXPECT_THAT(at(4.5, -74.1), IsEmpty());
  EXPECT_THAT(at(0, 0), ElementsAre("incident.facts.point POINT_IMPOSSIBLE"));
  EXPECT_THAT(at(40.34, 0), ElementsAre("incident.facts.point POINT_IMPOSSIBLE"));
  EXPECT_THAT(at(0, 46.93), ElementsAre("incident.facts.point POINT_IMPOSSIBLE"));
}

TEST(IncidentRules, ARegistrationNamesTheFaultsOfEachCasualtyByItsPlace) {
  v1::Incident incident = IncidentOn("2024-02-04");
  *incident.add_casualties() = Person().casualty();
  *incident.add_casualties() = Person().Killed("2024-02-01").casualty();
  *incident.add_casualties() = Person().Cared(v1::CARE_KIND_FIRST_AID, "2024-02-01").casualty();
  *incident.add_casualties() = Person().With(v1::OUTCOME_UNSPECIFIED).casualty();
  Violations found;
  CheckRegistration(incident, PlaceAnswer{.register_known = true}, found);
  EXPECT_THAT(FaultsOf(found), UnorderedElementsAre(kUnknownDistrict, "incident.casualties[1].facts.died_on DEATH_BEFORE_INCIDENT",
                                                    "incident.casualties[2].facts.care_steps[0].done_on CARE_BEFORE_INCIDENT",
                                                    "incident.casualties[3].facts.outcome REQUIRED"));
}

TEST(IncidentRules, PeopleAreCountedByOutcomeOnce) {
  v1::Incident incident = IncidentOn("2024-02-04");
  incident.set_killed(77);
  for (const auto outcome : {v1::OUTCOME_KILLED, v1::OUTCOME_INJURED, v1::OUTCOME_INJURED, v1::OUTCOME_UNKNOWN}) {
    *incident.add_casualties() = Person().With(outcome).casualty();
  }
  v1::Casualty paired = Person().With(v1::OUTCOME_KILLED).casualty();
  paired.set_same_as_uid("c1");
  *incident.add_casualties() = paired;
  CountOutcomes(incident);
  EXPECT_EQ(incident.killed(), 1);
  EXPECT_EQ(incident.injured(), 2);
  EXPECT_EQ(incident.outcome_unknown(), 1);
}

RC_GTEST_PROP(IncidentRules, CountsSumToThePeopleWhoStandForThemselves, (const std::vector<std::pair<uint8_t, bool>>& people)) {
  v1::Incident incident = IncidentOn("2024-02-04");
  int alone = 0;
  for (const auto& [outcome, paired] : people) {
    v1::Casualty casualty = Person().With(static_cast<v1::Outcome>(outcome % 4)).casualty();
    if (paired) casualty.set_same_as_uid("c1");
    alone += paired ? 0 : 1;
    *incident.add_casualties() = casualty;
  }
  CountOutcomes(incident);
  RC_ASSERT(incident.killed() + incident.injured() + incident.outcome_unknown() == alone);
  RC_ASSERT(incident.killed() >= 0 && incident.injured() >= 0 && incident.outcome_unknown() >= 0);
}

TEST(IncidentRules, EveryStateAllowsItsStepsAndNoOthers) {
  const std::map<v1::IncidentState, std::set<Step>> allowed = {
      {v1::INCIDENT_STATE_UNSPECIFIED, {}},
      {v1::INCIDENT_STATE_REPORTED, {Step::kVerify, Step::kReject, Step::kCorrect, Step::kAddReport, Step::kMerge}},
      {v1::INCIDENT_STATE_VERIFIED, {Step::kReject, Step::kCorrect, Step::kAddReport, Step::kMerge}},
      {v1::INCIDENT_STATE_REJECTED, {Step::kAddReport}},
      {v1::INCIDENT_STATE_MERGED, {Step::kUnmerge}},
  };
  ASSERT_EQ(allowed.size(), static_cast<size_t>(v1::IncidentState_ARRAYSIZE));
  for (const auto& [state, steps] : allowed) {
    for (const Step step : {Step::kVerify, Step::kReject, Step::kCorrect, Step::kAddReport, Step::kMerge, Step::kUnmerge}) {
      const absl::Status status = CheckStep(state, step);
      EXPECT_EQ(status.ok(), steps.count(step) > 0) << v1::IncidentState_Name(state) << " " << static_cast<int>(step);
      if (status.ok()) continue;
      EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
      EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
      EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status)->metadata().at("state"), v1::IncidentState_Name(state));
    }
  }
}

TEST(IncidentRules, ADecisionOnAnotherVersionIsRefused) {
  EXPECT_TRUE(CheckEtag("7", "7").ok());
  for (const char* decided_on : {"6", "8", "07", ""}) {
    EXPECT_EQ(CheckEtag(decided_on, "7").code(), absl::StatusCode::kAborted) << decided_on;
    EXPECT_EQ(ReasonOf(CheckEtag(decided_on, "7")), ErrorReason::ERROR_REASON_ETAG_MISMATCH) << decided_on;
  }
}

class IncidentMerge : public ::testing::Test {
 protected:
  IncidentMerge() : kept_(IncidentOn("2024-02-04")), duplicate_(IncidentOn("2024-02-04")) {
    duplicate_.set_uid("i2");
    for (const char* uid : {"a1", "a2", "a3"}) kept_.add_casualties()->set_uid(uid);
    for (const char* uid : {"b1", "b2"}) duplicate_.add_casualties()->set_uid(uid);
  }

  ErrorReason ReasonFor(const std::vector<std::pair<std::string, std::string>>& pairs) const {
    google::protobuf::RepeatedPtrField<v1::CasualtyPair> list;
    for (const auto& [kept_uid, duplicate_uid] : pairs) {
      v1::CasualtyPair& pair = *list.Add();
      pair.set_kept_uid(kept_uid);
      pair.set_duplicate_uid(duplicate_uid);
    }
    const absl::Status status = CheckMerge(kept_, duplicate_, list);
    EXPECT_EQ(status.code(), status.ok() ? absl::StatusCode::kOk : absl::StatusCode::kFailedPrecondition);
    return ReasonOf(status);
  }

  v1::Incident kept_, duplicate_;
  static constexpr ErrorReason kFine = ErrorReason::ERROR_REASON_UNSPECIFIED;
  static constexpr ErrorReason kPair = ErrorReason::ERROR_REASON_PAIR_IMPOSSIBLE;
  static constexpr ErrorReason kMerge = ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE;
  static constexpr ErrorReason kState = ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED;
};

TEST_F(IncidentMerge, TakesAnyPairingOfPeopleOfTheTwo) {
  EXPECT_EQ(ReasonFor({}), kFine);
  EXPECT_EQ(ReasonFor({{"a1", "b1"}}), kFine);
  EXPECT_EQ(ReasonFor({{"a3", "b1"}, {"a1", "b2"}}), kFine);
}

TEST_F(IncidentMerge, RefusesPairsThatNameSomebodyTwiceOrSomebodyElse) {
  EXPECT_EQ(ReasonFor({{"a1", "b1"}, {"a1", "b2"}}), kPair);
  EXPECT_EQ(ReasonFor({{"a1", "b1"}, {"a2", "b1"}}), kPair);
  EXPECT_EQ(ReasonFor({{"a1", "b1"}, {"a1", "b1"}}), kPair);
  EXPECT_EQ(ReasonFor({{"b1", "a1"}}), kPair);
  EXPECT_EQ(ReasonFor({{"a1", "c1"}}), kPair);
  EXPECT_EQ(ReasonFor({{"", ""}}), kPair);
}

TEST_F(IncidentMerge, RefusesToPairWhoIsPairedAlready) {
  kept_.mutable_casualties(0)->set_same_as_uid("a2");
  EXPECT_EQ(ReasonFor({{"a1", "b1"}}), kPair);
  EXPECT_EQ(ReasonFor({{"a2", "b1"}}), kFine);
  duplicate_.mutable_casualties(0)->set_same_as_uid("x");
  EXPECT_EQ(ReasonFor({{"a2", "b1"}}), kPair);
}

TEST_F(IncidentMerge, KeepsRegistersApart) {
  duplicate_.set_register_("co-aicma");
  EXPECT_EQ(ReasonFor({}), kMerge);
}

TEST_F(IncidentMerge, RefusesAnIncidentWithItself) {
  duplicate_.set_uid(kept_.uid());
  EXPECT_EQ(ReasonFor({}), kMerge);
}

TEST_F(IncidentMerge, NeedsBothReportedOrVerified) {
  for (v1::Incident* incident : {&kept_, &duplicate_}) {
    for (const auto state : {v1::INCIDENT_STATE_REJECTED, v1::INCIDENT_STATE_MERGED}) {
      incident->set_state(state);
      EXPECT_EQ(ReasonFor({}), kState) << v1::IncidentState_Name(state);
    }
    incident->set_state(v1::INCIDENT_STATE_VERIFIED);
    EXPECT_EQ(ReasonFor({}), kFine);
  }
}

}  // namespace
}  // namespace dayaq::incident
