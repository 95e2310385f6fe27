#include "services/survivor/consent_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/survivor/age_rules.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::CivilDay kToday(2026, 11, 29);

// For a referral to the sample centre, given by the person herself.
v1::Consent Given() {
  v1::Consent consent;
  consent.set_survivor_uid("s1");
  consent.set_purpose(v1::CONSENT_PURPOSE_REFERRAL);
  consent.add_classes(v1::SHARED_CLASS_IDENTITY);
  consent.add_classes(v1::SHARED_CLASS_HEALTH);
  consent.add_operations(v1::CONSENT_OPERATION_SHARE);
  consent.set_recipient_institution("rehabilitation-baku");
  *consent.mutable_given_on() = Date("2026-03-01");
  consent.set_given_by(v1::CONSENT_GIVER_SELF);
  return consent;
}

std::vector<std::string> FaultsIn(const v1::Consent& consent) {
  Violations found;
  CheckConsent(consent, "consent", found);
  return FaultsOf(found);
}

std::vector<std::string> GiverFaults(const v1::Consent& consent, const v1::Survivor& survivor,
                                     const v1::FamilyMember* guardian = nullptr) {
  Violations found;
  CheckGiver(consent, survivor, guardian, "consent", found);
  return FaultsOf(found);
}

v1::Survivor BornOn(absl::string_view day) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  *survivor.mutable_identity()->mutable_birth_date() = Date(day);
  return survivor;
}

v1::FamilyMember Guardian(absl::string_view birth) {
  v1::FamilyMember member;
  member.set_relation(v1::FAMILY_RELATION_PARENT);
  member.set_is_guardian(true);
  *member.mutable_identity()->mutable_birth_date() = Date(birth);
  return member;
}

Sharing ToTheCentre() {
  return {.survivor_uid = "s1",
          .purposes = {v1::CONSENT_PURPOSE_REFERRAL, v1::CONSENT_PURPOSE_CARE_COORDINATION},
          .classes = {v1::SHARED_CLASS_IDENTITY, v1::SHARED_CLASS_HEALTH},
          .institution = "rehabilitation-baku",
          .institution_kind = "REHABILITATION_CENTRE"};
}

std::vector<std::string> Missing(const v1::Consent& consent, const Sharing& sharing, absl::CivilDay today = kToday) {
  Violations found;
  CheckCovers(consent, sharing, {"s1"}, today, "consent", "shared_classes", found);
  return FaultsOf(found);
}

TEST(ConsentRules, OneThatSaysEverythingIsTaken) { EXPECT_THAT(FaultsIn(Given()), IsEmpty()); }

TEST(ConsentRules, ItNamesOneRecipientAndNotTwo) {
  v1::Consent consent = Given();
  consent.set_recipient_kind("HOSPITAL");
  EXPECT_THAT(FaultsIn(consent), ElementsAre("consent.recipient_institution CONSENT_INCOMPLETE"));
  consent.clear_recipient_institution();
  EXPECT_THAT(FaultsIn(consent), IsEmpty());
  consent.clear_recipient_kind();
  EXPECT_THAT(FaultsIn(consent), ElementsAre("consent.recipient_institution CONSENT_INCOMPLETE"));
}

TEST(ConsentRules, EveryFaultIsToldAtOnce) {
  v1::Consent consent = Given();
  consent.clear_recipient_institution();
  consent.add_classes(v1::SHARED_CLASS_HEALTH);
  consent.add_operations(v1::CONSENT_OPERATION_PUBLISH);
  *consent.mutable_given_on() = Date("2026-03");
  *consent.mutable_valid_until() = Date("2025-01-01");
  consent.set_given_by(v1::CONSENT_GIVER_PROXY);
  EXPECT_THAT(FaultsIn(consent),
              UnorderedElementsAre("consent.recipient_institution CONSENT_INCOMPLETE", "consent.proxy_name GUARDIAN_NEEDED",
                                   "consent.classes[2] CONSENT_INCOMPLETE", "consent.operations CONSENT_INCOMPLETE",
                                   "consent.given_on DATE_NOT_WHOLE", "consent.valid_until TERM_IMPOSSIBLE"));
}

TEST(ConsentRules, WhoGivesItIsNamedAsWhatTheyAre) {
  v1::Consent consent = Given();
  consent.set_giver_uid("m1");
  consent.set_proxy_name("Sevil Nümunəyeva");
  EXPECT_THAT(FaultsIn(consent),
              UnorderedElementsAre("consent.giver_uid CONSENT_INCOMPLETE", "consent.proxy_name CONSENT_INCOMPLETE"));
  consent.set_given_by(v1::CONSENT_GIVER_GUARDIAN);
  EXPECT_THAT(FaultsIn(consent), ElementsAre("consent.proxy_name CONSENT_INCOMPLETE"));
  consent.clear_giver_uid();
  consent.clear_proxy_name();
  EXPECT_THAT(FaultsIn(consent), ElementsAre("consent.giver_uid GUARDIAN_NEEDED"));
}

TEST(ConsentRules, AChildDoesNotConsentNorWhoeverMayBeOne) {
  EXPECT_THAT(GiverFaults(Given(), BornOn("2002")), IsEmpty());
  EXPECT_THAT(GiverFaults(Given(), BornOn("2012-05-05")), ElementsAre("consent.given_by GUARDIAN_NEEDED"));
  EXPECT_THAT(GiverFaults(Given(), BornOn("2008")), ElementsAre("consent.given_by GUARDIAN_NEEDED")) << "17 or 18";
  EXPECT_THAT(GiverFaults(Given(), BornOn("2008-03-01")), IsEmpty()) << "18 on that very day";
  v1::Survivor nobody = BornOn("2002");
  nobody.clear_identity();
  EXPECT_THAT(GiverFaults(Given(), nobody), IsEmpty()) << "of whom nothing is known, nobody assumes that";
}

TEST(ConsentRules, AGuardianStandsInTheFamilyAndIsOfAge) {
  v1::Consent consent = Given();
  consent.set_given_by(v1::CONSENT_GIVER_GUARDIAN);
  consent.set_giver_uid("m1");
  const v1::Survivor child = BornOn("2012-05-05");
  v1::FamilyMember mother = Guardian("1985");
  EXPECT_THAT(GiverFaults(consent, child, &mother), IsEmpty());
  EXPECT_THAT(GiverFaults(consent, child), ElementsAre("consent.giver_uid GUARDIAN_NEEDED"));
  const v1::FamilyMember brother = Guardian("2010-01-01");
  EXPECT_THAT(GiverFaults(consent, child, &brother), ElementsAre("consent.giver_uid GUARDIAN_IS_MINOR"));
  *mother.mutable_ended_on() = Date("2025");
  EXPECT_THAT(GiverFaults(consent, child, &mother), ElementsAre("consent.giver_uid GUARDIAN_NEEDED"));
  mother.clear_ended_on();
  mother.set_is_guardian(false);
  EXPECT_THAT(GiverFaults(consent, child, &mother), ElementsAre("consent.giver_uid GUARDIAN_NEEDED"));
}

TEST(ConsentRules, TheDeadConsentToNothing) {
  v1::Survivor survivor = BornOn("2002");
  *survivor.mutable_died_on() = Date("2026-02");
  EXPECT_THAT(GiverFaults(Given(), survivor), ElementsAre("consent.given_on TERM_IMPOSSIBLE"));
}

TEST(ConsentRules, ItHoldsFromItsFirstDayToItsLastUnlessWithdrawn) {
  v1::Consent consent = Given();
  *consent.mutable_valid_until() = Date("2026-06-30");
  EXPECT_EQ(StateOn(consent, absl::CivilDay(2026, 2, 28)), v1::CONSENT_STATE_NOT_YET);
  EXPECT_EQ(StateOn(consent, absl::CivilDay(2026, 3, 1)), v1::CONSENT_STATE_IN_FORCE);
  EXPECT_EQ(StateOn(consent, absl::CivilDay(2026, 6, 30)), v1::CONSENT_STATE_IN_FORCE);
  EXPECT_EQ(StateOn(consent, absl::CivilDay(2026, 7, 1)), v1::CONSENT_STATE_ENDED);
  consent.mutable_withdrawn_time()->set_seconds(1);
  EXPECT_EQ(StateOn(consent, absl::CivilDay(2026, 3, 1)), v1::CONSENT_STATE_WITHDRAWN);
}

TEST(ConsentRules, WhatItDoesNotSayItDoesNotCover) {
  EXPECT_THAT(Missing(Given(), ToTheCentre()), IsEmpty());
  v1::Consent other = Given();
  other.set_purpose(v1::CONSENT_PURPOSE_PEER_CONTACT);
  EXPECT_THAT(Missing(other, ToTheCentre()), ElementsAre("consent CONSENT_DOES_NOT_COVER"));
  other = Given();
  other.set_recipient_institution("hospital-barda");
  EXPECT_THAT(Missing(other, ToTheCentre()), ElementsAre("consent CONSENT_DOES_NOT_COVER"));
  other.clear_recipient_institution();
  other.set_recipient_kind("REHABILITATION_CENTRE");
  EXPECT_THAT(Missing(other, ToTheCentre()), IsEmpty());
  other.mutable_operations()->Set(0, v1::CONSENT_OPERATION_USE);
  EXPECT_THAT(Missing(other, ToTheCentre()), ElementsAre("consent CONSENT_DOES_NOT_COVER"));
  Sharing more = ToTheCentre();
  more.classes.push_back(v1::SHARED_CLASS_CONTACT);
  EXPECT_THAT(Missing(Given(), more), ElementsAre("shared_classes[2] CONSENT_DOES_NOT_COVER"));
}

TEST(ConsentRules, OneThatDoesNotHoldOrIsSomebodyElsesCoversNothing) {
  EXPECT_THAT(Missing(Given(), ToTheCentre(), absl::CivilDay(2026, 2, 1)), ElementsAre("consent CONSENT_NOT_IN_FORCE"));
  v1::Consent other = Given();
  other.set_survivor_uid("s2");
  EXPECT_THAT(Missing(other, ToTheCentre()), ElementsAre("consent CONSENT_NOT_IN_FORCE"));
}

// Whatever is asked for: it is covered exactly when every single class is.
RC_GTEST_PROP(ConsentRules, CoverIsClassByClass, ()) {
  v1::Consent consent = Given();
  consent.clear_classes();
  Sharing sharing = ToTheCentre();
  sharing.classes.clear();
  size_t uncovered = 0;
  for (int shared = v1::SHARED_CLASS_IDENTITY; shared <= v1::SHARED_CLASS_EMPLOYMENT; ++shared) {
    const bool covered = *rc::gen::arbitrary<bool>();
    const bool asked = *rc::gen::arbitrary<bool>();
    if (covered) consent.add_classes(static_cast<v1::SharedClass>(shared));
    if (asked) sharing.classes.push_back(static_cast<v1::SharedClass>(shared));
    if (asked && !covered) ++uncovered;
  }
  RC_ASSERT(Missing(consent, sharing).size() == uncovered);
}

// A day more of age never makes a child of anybody, and who is certainly one may be one.
RC_GTEST_PROP(AgeRules, AMinorGrowsUpOnce, ()) {
  const int year = *rc::gen::inRange(1990, 2027);
  const int month = *rc::gen::inRange(0, 13);
  PartialDate birth;
  birth.set_year(year);
  birth.set_month(month);
  const absl::CivilDay day = absl::CivilDay(2020, 1, 1) + *rc::gen::inRange(0, 3000);
  const Certainty now = IsMinor(birth, day);
  const Certainty later = IsMinor(birth, day + 1);
  RC_ASSERT(static_cast<int>(later) <= static_cast<int>(now));
  RC_ASSERT(IsMinor(birth, day + 365 * 40) == Certainty::kNo);
}

}  // namespace
}  // namespace dayaq::survivor
