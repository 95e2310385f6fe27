#include "services/incident/report_rules.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <utility>

#include "services/incident/casualty_rules.h"
#include "services/incident/casualty_test_data.h"

namespace dayaq::incident {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Sources(const v1::Injury& injury) { return {injury.report_uids().begin(), injury.report_uids().end()}; }

// A casualty as the report "r1" registers it.
v1::Casualty Registered(const Person& person) {
  v1::Casualty casualty = person.casualty();
  CompleteInjuries(*casualty.mutable_facts(), "r1");
  return casualty;
}

bool Take(const Person& stated, v1::Casualty& known, const std::string& report_uid = "r2") {
  return TakeCasualtyStatement(stated.facts(), report_uid, known);
}

// T17. Azerbaijani "ayaq" is leg or foot: "sağ ayağından xəsarət" is an injury of unknown level.
class PressThenHospital : public ::testing::Test {
 protected:
  void ExpectOneUpgradedInjury() const {
    ASSERT_THAT(known_.facts().injuries(), SizeIs(1));
    const v1::Injury& injury = known_.facts().injuries(0);
    EXPECT_EQ(injury.part(), v1::BODY_PART_LEG);
    EXPECT_EQ(injury.side(), v1::SIDE_RIGHT);
    EXPECT_EQ(injury.kind(), v1::INJURY_KIND_AMPUTATION);
    EXPECT_THAT(Sources(injury), ElementsAre("r1", "r2"));
    ASSERT_THAT(known_.facts().amputations(), SizeIs(1));
    EXPECT_EQ(known_.facts().amputations(0).level(), v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  }

  // The hospital's word, twice: the second time tells nothing new.
  void TakeTwice(const Person& stated) {
    EXPECT_TRUE(Take(stated, known_));
    EXPECT_FALSE(Take(stated, known_));
  }

  v1::Casualty known_ = Registered(Person().Hurt(v1::BODY_PART_LOWER_LIMB, v1::SIDE_RIGHT));
  const v1::Amputation transtibial_ = AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT);
};

TEST_F(PressThenHospital, AnAmputationAloneUpgradesTheInjury) {
  TakeTwice(Person().Lost(transtibial_));
  ExpectOneUpgradedInjury();
}

TEST_F(PressThenHospital, SoDoesOneWithAnInjuryRowOfItsOwn) {
  TakeTwice(Person().Hurt(v1::BODY_PART_LEG, v1::SIDE_RIGHT, v1::INJURY_KIND_AMPUTATION).Lost(transtibial_));
  ExpectOneUpgradedInjury();
}

TEST_F(PressThenHospital, AndOneWithAVagueRowOfItsOwn) {
  TakeTwice(Person().Hurt(v1::BODY_PART_LOWER_LIMB, v1::SIDE_RIGHT).Lost(transtibial_));
  ExpectOneUpgradedInjury();
}

TEST_F(PressThenHospital, TheOtherWayRoundTheExactWordingStays) {
  known_ = Registered(Person().Lost(transtibial_));
  TakeTwice(Person().Hurt(v1::BODY_PART_LOWER_LIMB, v1::SIDE_RIGHT));
  ExpectOneUpgradedInjury();
}

TEST_F(PressThenHospital, TheOtherLegIsAnotherInjury) {
  EXPECT_TRUE(Take(Person().Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT)), known_));
  ASSERT_THAT(known_.facts().injuries(), SizeIs(2));
  EXPECT_EQ(known_.facts().injuries(0).part(), v1::BODY_PART_LOWER_LIMB);
  EXPECT_THAT(Sources(known_.facts().injuries(0)), ElementsAre("r1"));
  EXPECT_THAT(Sources(known_.facts().injuries(1)), ElementsAre("r2"));
}

TEST_F(PressThenHospital, AnAnkleDisarticulationIsOfTheFoot) {
  EXPECT_TRUE(Take(Person().Lost(AmputationAt(v1::AMPUTATION_LEVEL_ANKLE_DISARTICULATION, v1::SIDE_RIGHT)), known_));
  ASSERT_THAT(known_.facts().injuries(), SizeIs(1));
  EXPECT_EQ(known_.facts().injuries(0).part(), v1::BODY_PART_FOOT);
}

TEST_F(PressThenHospital, BothLegsAreTwoInjuriesAndEachIsUpgraded) {
  known_ = Registered(Person().Hurt(v1::BODY_PART_LOWER_LIMB, v1::SIDE_BOTH));
  ASSERT_THAT(known_.facts().injuries(), SizeIs(2));
  EXPECT_TRUE(Take(Person().Lost(transtibial_).Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSFEMORAL, v1::SIDE_LEFT)), known_));
  ASSERT_THAT(known_.facts().injuries(), SizeIs(2));
  for (const v1::Injury& injury : known_.facts().injuries()) {
    EXPECT_EQ(injury.part(), v1::BODY_PART_LEG);
    EXPECT_EQ(injury.kind(), v1::INJURY_KIND_AMPUTATION);
    EXPECT_THAT(Sources(injury), ElementsAre("r1", "r2"));
  }
}

TEST(ReportRules, AnInjuryWithoutSideMeetsTheOneWithASide) {
  v1::Casualty known = Registered(Person().Hurt(v1::BODY_PART_HAND, v1::SIDE_UNKNOWN));
  EXPECT_TRUE(Take(Person().Hurt(v1::BODY_PART_HAND, v1::SIDE_LEFT), known));
  ASSERT_THAT(known.facts().injuries(), SizeIs(1));
  EXPECT_EQ(known.facts().injuries(0).side(), v1::SIDE_LEFT);
}

TEST(ReportRules, TheVerySameSideGoesBeforeAnOpenOne) {
  v1::Casualty known = Registered(Person().Hurt(v1::BODY_PART_LEG, v1::SIDE_UNKNOWN).Hurt(v1::BODY_PART_FOOT, v1::SIDE_LEFT));
  EXPECT_TRUE(Take(Person().Hurt(v1::BODY_PART_LOWER_LIMB, v1::SIDE_LEFT), known));
  ASSERT_THAT(known.facts().injuries(), SizeIs(2));
  EXPECT_EQ(known.facts().injuries(0).side(), v1::SIDE_UNKNOWN);
  EXPECT_THAT(Sources(known.facts().injuries(1)), ElementsAre("r1", "r2"));
}

TEST(ReportRules, AWoundNeverReplacesAnAmputationAndLegIsNotFoot) {
  v1::Casualty known = Registered(Person().Lost(AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT)));
  EXPECT_TRUE(Take(Person().Hurt(v1::BODY_PART_LEG, v1::SIDE_RIGHT, v1::INJURY_KIND_WOUND), known));
  EXPECT_EQ(known.facts().injuries(0).kind(), v1::INJURY_KIND_AMPUTATION);
  EXPECT_TRUE(Take(Person().Hurt(v1::BODY_PART_FOOT, v1::SIDE_RIGHT), known));
  EXPECT_THAT(known.facts().injuries(), SizeIs(2));
}

TEST(ReportRules, RegistrationNamesItsReportAndNoOther) {
  Person person = Person().Hurt(v1::BODY_PART_EAR, v1::SIDE_BOTH).Lost(AmputationAt(v1::AMPUTATION_LEVEL_FINGER, v1::SIDE_LEFT));
  v1::CasualtyFacts facts = person.facts();
  facts.mutable_injuries(0)->add_report_uids("forged");
  CompleteInjuries(facts, "r1");
  ASSERT_THAT(facts.injuries(), SizeIs(3));
  for (const v1::Injury& injury : facts.injuries()) EXPECT_THAT(Sources(injury), ElementsAre("r1"));
  EXPECT_EQ(facts.injuries(0).side(), v1::SIDE_LEFT);
  EXPECT_EQ(facts.injuries(1).side(), v1::SIDE_RIGHT);
  EXPECT_EQ(facts.injuries(2).part(), v1::BODY_PART_HAND);
  EXPECT_EQ(facts.injuries(2).kind(), v1::INJURY_KIND_AMPUTATION);
}

TEST(ReportRules, WhoWasInjuredMayDieLater) {
  v1::Casualty known = Registered(Person());
  EXPECT_TRUE(Take(Person().Killed("2024-05-20"), known));
  EXPECT_EQ(known.facts().outcome(), v1::OUTCOME_KILLED);
  EXPECT_EQ(ToText(known.facts().died_on()), "2024-05-20");
  EXPECT_EQ(SourceOf(known, "outcome"), "r2");
  EXPECT_EQ(SourceOf(known, "died_on"), "r2");
  EXPECT_FALSE(IsDisputed(known, "outcome"));
}

TEST(ReportRules, ThatAKilledPersonLivesIsDisputed) {
  v1::Casualty known = Registered(Person().Killed("2024-02-04"));
  EXPECT_TRUE(Take(Person(), known));
  EXPECT_EQ(known.facts().outcome(), v1::OUTCOME_KILLED);
  EXPECT_TRUE(IsDisputed(known, "outcome"));
  EXPECT_EQ(SourceOf(known, "outcome"), "r1");
  EXPECT_FALSE(Take(Person(), known, "r3"));
}

TEST(ReportRules, AnUnknownOutcomeIsFilledAndNeverTakenBack) {
  v1::Casualty known = Registered(Person().With(v1::OUTCOME_UNKNOWN));
  EXPECT_TRUE(Take(Person(), known));
  EXPECT_EQ(known.facts().outcome(), v1::OUTCOME_INJURED);
  EXPECT_FALSE(Take(Person().With(v1::OUTCOME_UNKNOWN), known, "r3"));
  EXPECT_EQ(known.facts().outcome(), v1::OUTCOME_INJURED);
  EXPECT_FALSE(IsDisputed(known, "outcome"));
}

TEST(ReportRules, DatesBecomeMoreExactAndNeverVaguer) {
  v1::Casualty known = Registered(Person().Killed("2024"));
  EXPECT_TRUE(Take(Person().Killed("2024-05"), known));
  EXPECT_TRUE(Take(Person().Killed("2024-05-20"), known, "r3"));
  EXPECT_EQ(ToText(known.facts().died_on()), "2024-05-20");
  EXPECT_EQ(SourceOf(known, "died_on"), "r3");
  EXPECT_FALSE(Take(Person().Killed("2024"), known, "r4"));
  EXPECT_FALSE(Take(Person().Killed("2024-05"), known, "r4"));
  EXPECT_FALSE(IsDisputed(known, "died_on"));
  EXPECT_TRUE(Take(Person().Killed("2024-05-21"), known, "r4"));
  EXPECT_EQ(ToText(known.facts().died_on()), "2024-05-20");
  EXPECT_TRUE(IsDisputed(known, "died_on"));
  EXPECT_EQ(SourceOf(known, "died_on"), "r3");
}

TEST(ReportRules, ADisputeStaysUntilAPersonEndsIt) {
  v1::Casualty known = Registered(Person().Killed("2024"));
  EXPECT_TRUE(Take(Person().Killed("2023"), known, "r2"));
  EXPECT_TRUE(Take(Person().Killed("2024-05-20"), known, "r3"));
  EXPECT_EQ(ToText(known.facts().died_on()), "2024-05-20");
  EXPECT_EQ(SourceOf(known, "died_on"), "r3");
  EXPECT_TRUE(IsDisputed(known, "died_on"));
}

TEST(ReportRules, AgesBecomeNarrowerAndNeverWider) {
  v1::Casualty known = Registered(Person().Aged(18, 59));
  EXPECT_TRUE(Take(Person().Aged(30, 39), known));
  EXPECT_EQ(known.facts().age().min_years(), 30);
  EXPECT_FALSE(Take(Person().Aged(18, 59), known, "r3"));
  EXPECT_FALSE(Take(Person().Aged(30, 39), known, "r3"));
  EXPECT_FALSE(IsDisputed(known, "age"));
  EXPECT_TRUE(Take(Person().Aged(35, 45), known, "r3"));
  EXPECT_EQ(known.facts().age().max_years(), 39);
  EXPECT_TRUE(IsDisputed(known, "age"));
  EXPECT_EQ(SourceOf(known, "age"), "r2");
}

TEST(ReportRules, AnIdentityIsFilledFieldByField) {
  v1::Casualty known = Registered(Person().Named("Nümunəyev", "Elnur"));
  EXPECT_TRUE(Take(Person().Named("Nümunəyev", "Elnur").BornOn("1990"), known));
  EXPECT_TRUE(Take(Person().Named("Başqayev", "").BornOn("1990-05-06"), known, "r3"));
  EXPECT_EQ(known.facts().identity().family_name(), "Nümunəyev");
  EXPECT_EQ(known.facts().identity().given_name(), "Elnur");
  EXPECT_EQ(ToText(known.facts().identity().birth_date()), "1990-05-06");
  EXPECT_EQ(SourceOf(known, "identity.birth_date"), "r3");
  EXPECT_TRUE(IsDisputed(known, "identity.family_name"));
  EXPECT_EQ(SourceOf(known, "identity.family_name"), "r1");
  EXPECT_EQ(SourceOf(known, "identity.given_name"), "(not noted)");
}

TEST(ReportRules, WhatACorrectionSaidOfAWholeIdentityIsNotTheFirstReports) {
  v1::Casualty known = Registered(Person().Named("Nümunəyev", "Elnur"));
  known.add_fact_sources()->set_field("identity");
  EXPECT_TRUE(Take(Person().Named("Başqayev", "Elnur"), known));
  EXPECT_TRUE(IsDisputed(known, "identity.family_name"));
  EXPECT_EQ(SourceOf(known, "identity.family_name"), "");
}

TEST(ReportRules, AnEmptyIdentityIsNoIdentity) {
  v1::Casualty known = Registered(Person());
  Person nobody;
  v1::CasualtyFacts stated = nobody.facts();
  stated.mutable_identity();
  EXPECT_FALSE(TakeCasualtyStatement(stated, "r2", known));
  EXPECT_FALSE(known.facts().has_identity());
}

TEST(ReportRules, AmputationsAreAddedWhenTheyTellMore) {
  const auto vague = AmputationAt(v1::AMPUTATION_LEVEL_LOWER_LIMB_UNKNOWN, v1::SIDE_RIGHT);
  const auto shin = AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT);
  const auto exact = AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT, v1::BONE_THIRD_DISTAL, "2024-02-05");
  const auto revised = AmputationAt(v1::AMPUTATION_LEVEL_TRANSFEMORAL, v1::SIDE_RIGHT, v1::BONE_THIRD_DISTAL, "2024-06", true);
  v1::Casualty known = Registered(Person().Lost(vague));
  EXPECT_TRUE(Take(Person().Lost(shin), known));
  EXPECT_TRUE(Take(Person().Lost(exact), known));
  EXPECT_TRUE(Take(Person().Lost(exact).Lost(revised), known));
  EXPECT_THAT(known.facts().amputations(), SizeIs(4));
  EXPECT_TRUE(known.facts().amputations(3).revision());
  // Told again, or less exactly: nothing new, and the newest stays last.
  for (const auto& again : {vague, shin, exact, revised})
    EXPECT_FALSE(Take(Person().Lost(again), known)) << again.ShortDebugString();
  EXPECT_THAT(known.facts().amputations(), SizeIs(4));
  // Another side, limb or third, and a revision at the same level, are new.
  for (const auto& other : {AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_LEFT),
                            AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT, v1::BONE_THIRD_DISTAL, "", true),
                            AmputationAt(v1::AMPUTATION_LEVEL_UPPER_LIMB_UNKNOWN, v1::SIDE_RIGHT),
                            AmputationAt(v1::AMPUTATION_LEVEL_TRANSTIBIAL, v1::SIDE_RIGHT, v1::BONE_THIRD_PROXIMAL)}) {
    const int before = known.facts().amputations_size();
    EXPECT_TRUE(Take(Person().Lost(other), known, "r3"));
    EXPECT_EQ(known.facts().amputations_size(), before + 1);
  }
}

TEST(ReportRules, DiagnosesAndCareAreAddedOnce) {
  v1::Casualty known = Registered(Person().Diagnosed("S88.1", "Y36.8").Cared(v1::CARE_KIND_FIRST_AID, "2024-02-04"));
  EXPECT_FALSE(Take(Person().Diagnosed("S88.1", "Y36.8").Cared(v1::CARE_KIND_FIRST_AID, "2024-02-04"), known));
  EXPECT_TRUE(Take(Person().Diagnosed("S88.1").Cared(v1::CARE_KIND_SURGERY, "2024-02-04"), known));
  EXPECT_THAT(known.facts().diagnoses(), SizeIs(2));
  EXPECT_THAT(known.facts().care_steps(), SizeIs(2));
}

TEST(ReportRules, ZeroMetresIsADistanceAndNotUnknown) {
  v1::Casualty known = Registered(Person());
  v1::CasualtyFacts stated = Person().facts();
  stated.set_distance_metres(0);
  EXPECT_TRUE(TakeCasualtyStatement(stated, "r2", known));
  EXPECT_TRUE(known.facts().has_distance_metres());
  stated.set_distance_metres(5);
  EXPECT_TRUE(TakeCasualtyStatement(stated, "r3", known));
  EXPECT_EQ(known.facts().distance_metres(), 0);
  EXPECT_TRUE(IsDisputed(known, "distance_metres"));
}

TEST(ReportRules, TheDistrictNeverChangesButIsDisputed) {
  v1::Incident known = IncidentOn("2024-02-04");
  v1::IncidentFacts stated;
  stated.set_district("AZ-BAR");
  EXPECT_TRUE(TakeIncidentStatement(stated, "r2", known));
  EXPECT_EQ(known.facts().district(), "AZ-TAR");
  EXPECT_TRUE(IsDisputed(known, "district"));
  EXPECT_EQ(SourceOf(known, "district"), "r1");
  EXPECT_FALSE(TakeIncidentStatement(stated, "r3", known));
  v1::Incident nowhere = IncidentOn("2024-02-04");
  nowhere.mutable_facts()->clear_district();
  EXPECT_TRUE(TakeIncidentStatement(stated, "r2", nowhere));
  EXPECT_EQ(nowhere.facts().district(), "");
  v1::Incident agreed = IncidentOn("2024-02-04");
  stated.set_district("AZ-TAR");
  EXPECT_FALSE(TakeIncidentStatement(stated, "r2", agreed));
  EXPECT_THAT(agreed.fact_sources(), IsEmpty());
}

struct DeviceCase {
  const char* name;
  v1::DeviceCategory known, stated, after;
  bool disputed;
};
void PrintTo(const DeviceCase& tried, std::ostream* out) { *out << tried.name; }

class ReportedDevice : public ::testing::TestWithParam<DeviceCase> {};

TEST_P(ReportedDevice, BecomesMoreExactOrDisputed) {
  v1::Incident known = IncidentOn("2024-02-04");
  known.mutable_facts()->set_device_category(GetParam().known);
  v1::IncidentFacts stated;
  stated.set_device_category(GetParam().stated);
  const bool changed = TakeIncidentStatement(stated, "r2", known);
  EXPECT_EQ(known.facts().device_category(), GetParam().after);
  EXPECT_EQ(IsDisputed(known, "device_category"), GetParam().disputed);
  EXPECT_EQ(changed, GetParam().disputed || GetParam().after != GetParam().known);
  if (GetParam().after != GetParam().known) {
    EXPECT_EQ(SourceOf(known, "device_category"), "r2");
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, ReportedDevice,
    ::testing::Values(
        DeviceCase{"FilledWhereUnset", v1::DEVICE_CATEGORY_UNSPECIFIED, v1::DEVICE_CATEGORY_UXO, v1::DEVICE_CATEGORY_UXO, false},
        DeviceCase{"FilledWhereUnknown", v1::DEVICE_CATEGORY_UNKNOWN, v1::DEVICE_CATEGORY_UXO, v1::DEVICE_CATEGORY_UXO, false},
        DeviceCase{"UnknownTellsNothing", v1::DEVICE_CATEGORY_UXO, v1::DEVICE_CATEGORY_UNKNOWN, v1::DEVICE_CATEGORY_UXO, false},
        DeviceCase{"AMineBecomesAnApMine", v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, v1::DEVICE_CATEGORY_AP_MINE,
                   v1::DEVICE_CATEGORY_AP_MINE, false},
        DeviceCase{"AMineBecomesAnAvMine", v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, v1::DEVICE_CATEGORY_AV_MINE,
                   v1::DEVICE_CATEGORY_AV_MINE, false},
        DeviceCase{"AMineBecomesImprovised", v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, v1::DEVICE_CATEGORY_IMPROVISED_MINE,
                   v1::DEVICE_CATEGORY_IMPROVISED_MINE, false},
        DeviceCase{"AnApMineStaysOne", v1::DEVICE_CATEGORY_AP_MINE, v1::DEVICE_CATEGORY_MINE_UNSPECIFIED,
                   v1::DEVICE_CATEGORY_AP_MINE, false},
        DeviceCase{"ApIsNotAv", v1::DEVICE_CATEGORY_AP_MINE, v1::DEVICE_CATEGORY_AV_MINE, v1::DEVICE_CATEGORY_AP_MINE, true},
        DeviceCase{"AMineIsNoUxo", v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, v1::DEVICE_CATEGORY_UXO,
                   v1::DEVICE_CATEGORY_MINE_UNSPECIFIED, true}),
    [](const auto& tried) { return tried.param.name; });

TEST(ReportRules, AMoreExactDayAndADeminingAccidentAreTaken) {
  v1::Incident known = IncidentOn("2024");
  known.mutable_facts()->set_accident_class(v1::ACCIDENT_CLASS_MINE);
  v1::IncidentFacts stated;
  *stated.mutable_occurred_on() = Date("2024-02-04");
  stated.set_accident_class(v1::ACCIDENT_CLASS_DEMINING);
  stated.set_settlement("Başqakənd");
  stated.set_animals_lost(0);
  EXPECT_TRUE(TakeIncidentStatement(stated, "r2", known));
  EXPECT_EQ(ToText(known.facts().occurred_on()), "2024-02-04");
  EXPECT_EQ(known.facts().accident_class(), v1::ACCIDENT_CLASS_DEMINING);
  EXPECT_EQ(known.facts().settlement(), "Nümunəkənd");
  EXPECT_TRUE(IsDisputed(known, "settlement"));
  EXPECT_TRUE(known.facts().has_animals_lost());
}

TEST(ReportRules, ADisputeCanBeNotedFromOutside) {
  v1::Incident known = IncidentOn("2024");
  NoteDisputed("occurred_on", known);
  EXPECT_TRUE(IsDisputed(known, "occurred_on"));
  EXPECT_EQ(SourceOf(known, "occurred_on"), "r1");
}

// Properties over statements put together from few values, so that they meet often.
template <typename T>
rc::Gen<T> OneOf(std::vector<T> values) {
  return rc::gen::elementOf(std::move(values));
}

v1::Injury SomeInjury() {
  return InjuryOf(*OneOf<v1::BodyPart>({v1::BODY_PART_LOWER_LIMB, v1::BODY_PART_LEG, v1::BODY_PART_FOOT, v1::BODY_PART_ARM}),
                  *OneOf<v1::Side>({v1::SIDE_UNSPECIFIED, v1::SIDE_LEFT, v1::SIDE_RIGHT, v1::SIDE_BOTH, v1::SIDE_UNKNOWN}),
                  *OneOf<v1::InjuryKind>({v1::INJURY_KIND_UNSPECIFIED, v1::INJURY_KIND_WOUND, v1::INJURY_KIND_AMPUTATION}));
}

v1::Amputation SomeAmputation() {
  return AmputationAt(static_cast<v1::AmputationLevel>(*rc::gen::inRange(1, v1::AmputationLevel_MAX + 1)),
                      *OneOf<v1::Side>({v1::SIDE_LEFT, v1::SIDE_RIGHT, v1::SIDE_UNKNOWN}),
                      static_cast<v1::BoneThird>(*rc::gen::inRange(0, 4)),
                      *OneOf<std::string>({"", "2024", "2024-02", "2024-02-05"}), *rc::gen::arbitrary<bool>());
}

v1::CasualtyFacts SomeFacts() {
  Person person;
  person.With(static_cast<v1::Outcome>(*rc::gen::inRange(1, 4)));
  const std::string died_on = *OneOf<std::string>({"", "2024", "2024-02", "2024-02-05", "2024-03", "2025"});
  if (!died_on.empty()) person.DiedOn(died_on);
  if (*rc::gen::arbitrary<bool>()) {
    const int min = *rc::gen::inRange(0, 5);
    person.Aged(min, min + *rc::gen::inRange(0, 5));
  }
  person.Named(*OneOf<std::string>({"", "Nümunəyev", "Başqayev"}), *OneOf<std::string>({"", "Elnur", "Aynur"}));
  const std::string born_on = *OneOf<std::string>({"", "1990", "1990-05", "1990-05-06", "1991"});
  if (!born_on.empty()) person.BornOn(born_on);
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const v1::Injury injury = SomeInjury();
    person.Hurt(injury.part(), injury.side(), injury.kind());
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) person.Lost(SomeAmputation());
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) person.Cared(static_cast<v1::CareKind>(*rc::gen::inRange(1, 4)), "2024-02-04");
  for (int i = *rc::gen::inRange(0, 2); i > 0; --i) person.Diagnosed(*OneOf<std::string>({"S88.1", "S98.0"}), "Y36.8");
  return person.facts();
}

v1::Casualty SomeCasualty() {
  v1::Casualty casualty;
  casualty.set_first_report_uid("r1");
  *casualty.mutable_facts() = SomeFacts();
  CompleteInjuries(*casualty.mutable_facts(), "r1");
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) TakeCasualtyStatement(SomeFacts(), "r" + std::to_string(1 + i), casualty);
  return casualty;
}

// The same without two rows that speak of one limb: which of several injuries a vague row means is anybody's guess, the second time
// again.
v1::CasualtyFacts SomeClearFacts() {
  v1::CasualtyFacts facts = SomeFacts();
  const auto limb = [](v1::BodyPart part) {
    return part >= v1::BODY_PART_LOWER_LIMB && part <= v1::BODY_PART_FOOT ? v1::BODY_PART_LEG : part;
  };
  std::set<v1::BodyPart> limbs;
  for (int i = facts.injuries_size() - 1; i >= 0; --i) {
    if (!limbs.insert(limb(facts.injuries(i).part())).second) facts.mutable_injuries()->DeleteSubrange(i, 1);
  }
  for (int i = facts.amputations_size() - 1; i >= 0; --i) {
    if (!limbs.insert(limb(PartOf(facts.amputations(i).level()))).second) facts.mutable_amputations()->DeleteSubrange(i, 1);
  }
  return facts;
}

RC_GTEST_PROP(ReportRules, TakingTheSameStatementAgainChangesNothing, ()) {
  v1::Casualty known = SomeCasualty();
  const v1::CasualtyFacts stated = SomeClearFacts();
  TakeCasualtyStatement(stated, "r9", known);
  const v1::Casualty once = known;
  RC_ASSERT(!TakeCasualtyStatement(stated, "r9", known));
  RC_ASSERT(MessageDifferencer::Equals(once, known));
}

RC_GTEST_PROP(ReportRules, TakingSaysTrulyWhetherAnythingChanged, ()) {
  v1::Casualty known = SomeCasualty();
  const v1::Casualty before = known;
  const bool changed = TakeCasualtyStatement(SomeFacts(), "r9", known);
  RC_ASSERT(changed == !MessageDifferencer::Equals(before, known));
}

RC_GTEST_PROP(ReportRules, TakingNeverLosesAnInjuryAnAmputationOrASource, ()) {
  v1::Casualty known = SomeCasualty();
  const v1::Casualty before = known;
  TakeCasualtyStatement(SomeFacts(), "r9", known);
  RC_ASSERT(known.facts().injuries_size() >= before.facts().injuries_size());
  for (int i = 0; i < before.facts().injuries_size(); ++i) {
    const v1::Injury &was = before.facts().injuries(i), &is = known.facts().injuries(i);
    RC_ASSERT(is.part() == was.part() || was.part() == v1::BODY_PART_LOWER_LIMB);
    RC_ASSERT(is.side() == was.side() || was.side() == v1::SIDE_UNSPECIFIED || was.side() == v1::SIDE_UNKNOWN);
    RC_ASSERT(is.kind() == was.kind() || was.kind() == v1::INJURY_KIND_UNSPECIFIED || is.kind() == v1::INJURY_KIND_AMPUTATION);
    RC_ASSERT(std::equal(was.report_uids().begin(), was.report_uids().end(), is.report_uids().begin()));
  }
  Violations found;
  CheckAmputationsAppended(before.facts(), known.facts(), "facts", found);
  RC_ASSERT(found.empty());
  RC_ASSERT(known.facts().care_steps_size() >= before.facts().care_steps_size());
  RC_ASSERT(known.facts().diagnoses_size() >= before.facts().diagnoses_size());
  for (const v1::FactSource& source : before.fact_sources()) {
    RC_ASSERT(SourceOf(known, source.field()) != "(not noted)");
    RC_ASSERT(!source.disputed() || IsDisputed(known, source.field()));
  }
}

RC_GTEST_PROP(ReportRules, EachPartAndSideIsOneInjuryAndEachAmputationHasOne, ()) {
  const v1::Casualty known = SomeCasualty();
  std::set<std::pair<int, int>> places;
  for (const v1::Injury& injury : known.facts().injuries()) {
    RC_ASSERT(injury.side() != v1::SIDE_BOTH);
    RC_ASSERT(!injury.report_uids().empty());
    RC_ASSERT(places.insert({injury.part(), injury.side()}).second);
  }
  for (const v1::Amputation& amputation : known.facts().amputations()) {
    const bool found =
        std::any_of(known.facts().injuries().begin(), known.facts().injuries().end(), [&amputation](const v1::Injury& injury) {
          const v1::BodyPart part = PartOf(amputation.level());
          const bool same_part =
              injury.part() == part || (part == v1::BODY_PART_LOWER_LIMB && injury.part() >= v1::BODY_PART_LOWER_LIMB &&
                                        injury.part() <= v1::BODY_PART_FOOT);
          const bool same_side = injury.side() == amputation.side() || amputation.side() == v1::SIDE_UNKNOWN;
          return same_part && same_side && injury.kind() == v1::INJURY_KIND_AMPUTATION;
        });
    RC_ASSERT(found);
  }
}

RC_GTEST_PROP(ReportRules, KnownValuesStayUnlessToldMoreExactly, ()) {
  v1::Casualty known = SomeCasualty();
  const v1::CasualtyFacts before = known.facts();
  TakeCasualtyStatement(SomeFacts(), "r9", known);
  const v1::CasualtyFacts& after = known.facts();
  RC_ASSERT(ToText(after.died_on()).rfind(ToText(before.died_on()), 0) == 0u);
  RC_ASSERT(ToText(after.identity().birth_date()).rfind(ToText(before.identity().birth_date()), 0) == 0u);
  if (before.has_age()) {
    RC_ASSERT(after.age().min_years() >= before.age().min_years() && after.age().max_years() <= before.age().max_years());
  }
  if (!before.identity().family_name().empty()) RC_ASSERT(after.identity().family_name() == before.identity().family_name());
  if (before.outcome() == v1::OUTCOME_KILLED) RC_ASSERT(after.outcome() == v1::OUTCOME_KILLED);
  if (before.outcome() == v1::OUTCOME_INJURED) RC_ASSERT(after.outcome() != v1::OUTCOME_UNKNOWN);
}

RC_GTEST_PROP(ReportRules, WhatChangedIsNotedAndWhatIsNotNotedDidNotChange, ()) {
  v1::Casualty known = SomeCasualty();
  const v1::CasualtyFacts before = known.facts();
  TakeCasualtyStatement(SomeFacts(), "r9", known);
  RC_ASSERT((known.facts().outcome() != before.outcome()) == (SourceOf(known, "outcome") == "r9"));
  RC_ASSERT((ToText(known.facts().died_on()) != ToText(before.died_on())) == (SourceOf(known, "died_on") == "r9"));
  std::set<std::string> fields;
  for (const v1::FactSource& source : known.fact_sources()) RC_ASSERT(fields.insert(source.field()).second);
}

}  // namespace
}  // namespace dayaq::incident
