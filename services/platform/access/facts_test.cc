#include "services/platform/access/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace dayaq {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1764396000);

Caller Nurse() {
  Caller caller;
  caller.staff_uid = "staff-1";
  caller.institution = "HOSPITAL-A";
  caller.districts = {"AZ-AGM", "AZ-TAR"};
  caller.registers = {"azerbaijan"};
  return caller;
}

FactSet Strongly(absl::Duration ago, const std::string& acr = kStrongSignIn) {
  Caller caller = Nurse();
  caller.acr = acr;
  caller.auth_time = kNow - ago;
  return CallFacts(caller, kNow);
}

TEST(Facts, EveryFactHasANameAndWordsOfItsOwn) {
  std::set<std::string> names, words;
  ASSERT_EQ(AllFacts().size(), static_cast<size_t>(kFactCount));
  for (const Fact fact : AllFacts()) {
    EXPECT_EQ(FactOf(FactName(fact)), fact);
    EXPECT_TRUE(names.insert(std::string(FactName(fact))).second);
    EXPECT_TRUE(words.insert(std::string(FactWordsAz(fact))).second);
    EXPECT_TRUE(words.insert(std::string(FactWordsEn(fact))).second);
  }
  EXPECT_EQ(FactOf("in_distrikt"), std::nullopt);
  EXPECT_EQ(FactOf(""), std::nullopt);
}

TEST(Facts, ASetHoldsWhatWasPutIntoIt) {
  FactSet set = {Fact::kInDistrict, Fact::kStepUp};
  EXPECT_TRUE(set.HasAll({Fact::kStepUp}));
  EXPECT_TRUE(set.HasAll({}));
  EXPECT_FALSE(set.HasAll({Fact::kStepUp, Fact::kNational}));
  EXPECT_EQ(FactNames(set), "in_district, step_up");
  EXPECT_EQ(FactsIn(set), (std::vector<Fact>{Fact::kInDistrict, Fact::kStepUp}));
  set.Remove(Fact::kInDistrict);
  EXPECT_EQ(set, FactSet{Fact::kStepUp});
  EXPECT_EQ(set.Or({Fact::kNational}).Without({Fact::kStepUp}), FactSet{Fact::kNational});
  EXPECT_EQ(FactSet::FromBits(set.bits()), set);
  EXPECT_TRUE(FactSet().empty());
  for (const Fact fact : AllFacts()) {
    EXPECT_EQ(kRowFacts.Has(fact), fact != Fact::kStepUp && fact != Fact::kDelegated) << FactName(fact);
  }
}

TEST(Facts, AStrongSignInCountsForFiveMinutes) {
  const FactSet strong = {Fact::kStepUp};
  EXPECT_EQ(Strongly(absl::ZeroDuration()), strong);
  EXPECT_EQ(Strongly(absl::Minutes(5)), strong);
  EXPECT_EQ(Strongly(absl::Minutes(5) + absl::Seconds(1)), FactSet());
  EXPECT_EQ(Strongly(absl::Hours(8)), FactSet());
  // Clocks differ a little; a sign-in far ahead is none.
  EXPECT_EQ(Strongly(-absl::Minutes(1)), strong);
  EXPECT_EQ(Strongly(-absl::Minutes(1) - absl::Seconds(1)), FactSet());
  EXPECT_EQ(Strongly(absl::ZeroDuration(), "urn:dayaq:acr:1"), FactSet());
  EXPECT_EQ(Strongly(absl::ZeroDuration(), ""), FactSet());
  EXPECT_EQ(CallFacts(Nurse(), kNow), FactSet());
}

TEST(Facts, WhoActsForSomebodyElseActsByDelegation) {
  Caller caller = Nurse();
  caller.on_behalf_of = "staff-2";
  EXPECT_EQ(CallFacts(caller, kNow), FactSet{Fact::kDelegated});
}

// Each fact alone: what makes it true, and what nearly does.
TEST(Facts, EachFactOfARowHoldsForItsOwnReason) {
  Caller caller = Nurse();
  caller.person_uid = "person-1";
  caller.own_records = {"person-1", "person-1-merged"};
  caller.opened_persons = {"person-7", "person-8"};
  caller.on_behalf_of = "staff-2";
  const auto facts = [&](const RowStanding& row) { return RowFacts(caller, row); };

  EXPECT_EQ(facts({.register_code = "azerbaijan"}), FactSet{Fact::kInRegister});
  EXPECT_EQ(facts({.register_code = "azerbaijan-legacy"}), FactSet());
  EXPECT_EQ(facts({.district = "AZ-TAR"}), FactSet{Fact::kInDistrict});
  EXPECT_EQ(facts({.district = "AZ-TA"}), FactSet());
  EXPECT_EQ(facts({.institution = "HOSPITAL-A"}), FactSet{Fact::kInInstitution});
  EXPECT_EQ(facts({.institution = "HOSPITAL-B"}), FactSet());
  EXPECT_EQ(facts({.person_uid = "person-1"}), FactSet{Fact::kOwnRecord});
  EXPECT_EQ(facts({.person_uid = "person-1-merged"}), FactSet{Fact::kOwnRecord}) << "a record that went on in theirs";
  EXPECT_EQ(facts({.person_uid = "person-2"}), FactSet());
  EXPECT_EQ(facts({.person_uid = "person-8"}), FactSet{Fact::kBreakGlass});
  EXPECT_EQ(facts({.took_part = {"staff-9", "staff-1"}}), FactSet{Fact::kTookPart});
  EXPECT_EQ(facts({.took_part = {"staff-2"}}), FactSet{Fact::kTookPart});
  EXPECT_EQ(facts({.took_part = {"staff-9"}}), FactSet());
  EXPECT_EQ(facts({.subject_uid = "staff-1"}), FactSet{Fact::kIsSubject});
  EXPECT_EQ(facts({.subject_uid = "staff-2"}), FactSet{Fact::kIsSubject});
  EXPECT_EQ(facts({.subject_uid = "staff-3"}), FactSet());
  EXPECT_EQ(facts({.made_by_institution = "HOSPITAL-A"}), FactSet{Fact::kSameInstitution});
  EXPECT_EQ(facts({.made_by_institution = "HOSPITAL-B"}), FactSet());
  caller.national = true;
  EXPECT_EQ(facts({}), FactSet{Fact::kNational});
}

// Two unknowns are never the same: a row without a district is in nobody's, however little is known of the caller.
TEST(Facts, WhatIsEmptyEqualsNothing) {
  Caller nobody;
  nobody.districts = {""};
  nobody.registers = {""};
  nobody.opened_persons = {""};
  EXPECT_EQ(RowFacts(nobody, {}), FactSet());
  EXPECT_EQ(RowFacts(nobody, {.took_part = {""}}), FactSet());
  EXPECT_EQ(CallFacts(nobody, kNow), FactSet());
}

}  // namespace
}  // namespace dayaq
