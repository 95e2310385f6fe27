#include "services/survivor/survivor_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1750000000);

std::vector<std::string> DeathFaults(absl::string_view died_on, const v1::Survivor& survivor) {
  Violations found;
  CheckDeathDay(Date(died_on), survivor, "died_on", found);
  return FaultsOf(found);
}

// The survivor after a correction of these fields.
v1::Survivor Corrected(v1::Survivor survivor, const v1::SurvivorDetails& details, const std::vector<std::string>& paths,
                       std::vector<std::string>* faults = nullptr) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  Violations found;
  TakeCorrection(mask, details, survivor, found);
  if (faults != nullptr) *faults = FaultsOf(found);
  return survivor;
}

TEST(SurvivorRules, NobodyDiesBeforeTheIncidentOrTheBirth) {
  const v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_THAT(DeathFaults("2024-02-04", survivor), IsEmpty());
  EXPECT_THAT(DeathFaults("2024-02", survivor), IsEmpty());
  EXPECT_THAT(DeathFaults("2024-02-03", survivor), ElementsAre("died_on DEATH_BEFORE_INCIDENT"));
  EXPECT_THAT(DeathFaults("2001", survivor), UnorderedElementsAre("died_on DEATH_BEFORE_BIRTH", "died_on DEATH_BEFORE_INCIDENT"));
}

TEST(SurvivorRules, WhatIsNotKnownOfADayRefusesNoDeath) {
  v1::Survivor survivor = HurtOn("2024");
  EXPECT_THAT(DeathFaults("2024-01-01", survivor), IsEmpty());
  survivor.mutable_identity()->clear_birth_date();
  survivor.mutable_casualties(0)->clear_occurred_on();
  EXPECT_THAT(DeathFaults("1950", survivor), IsEmpty());
}

TEST(SurvivorRules, WhoWasHurtTwiceDidNotDieInBetween) {
  v1::Survivor survivor = HurtOn("2020-02-04");
  *survivor.add_casualties()->mutable_occurred_on() = Date("2024-02-04");
  EXPECT_THAT(DeathFaults("2022", survivor), ElementsAre("died_on DEATH_BEFORE_INCIDENT"));
  survivor.mutable_casualties(1)->set_set_aside(true);
  EXPECT_THAT(DeathFaults("2022", survivor), IsEmpty());
}

TEST(SurvivorRules, ASecondDeathIsRefused) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_TRUE(CheckNoDeathKnown(survivor).ok());
  SetDead({.died_on = Date("2024-03"), .cause = v1::DEATH_CAUSE_OTHER, .document = "death certificate"}, kNow, survivor);
  EXPECT_EQ(CheckNoDeathKnown(survivor).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(CheckNoDeathKnown(survivor)), ErrorReason::ERROR_REASON_DEATH_KNOWN);
}

TEST(SurvivorRules, ADeathIsTakenBackUnlessACasualtyThatStandsSaysKilled) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_EQ(ReasonOf(CheckDeathWithdrawable(survivor)), ErrorReason::ERROR_REASON_NO_DEATH_KNOWN);
  SetDead({.died_on = Date("2001"), .cause = v1::DEATH_CAUSE_OTHER, .document = "death certificate"}, kNow, survivor);
  NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, true, survivor);
  EXPECT_TRUE(CheckDeathWithdrawable(survivor).ok());
  survivor.mutable_casualties(0)->set_outcome(incident::v1::OUTCOME_KILLED);
  EXPECT_EQ(ReasonOf(CheckDeathWithdrawable(survivor)), ErrorReason::ERROR_REASON_NO_DEATH_KNOWN);
  survivor.mutable_casualties(0)->set_set_aside(true);
  EXPECT_TRUE(CheckDeathWithdrawable(survivor).ok());

  NoteDoubt(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID, true, survivor);
  SetLiving(survivor);
  EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_FALSE(survivor.has_died_on());
  EXPECT_FALSE(survivor.has_death_recorded_time());
  EXPECT_EQ(survivor.death_cause(), v1::DEATH_CAUSE_UNSPECIFIED);
  EXPECT_EQ(survivor.death_document(), "");
  EXPECT_THAT(survivor.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID)) << "what is doubtful of the death goes along";
}

TEST(SurvivorRules, ACorrectionTakesTheNamedFieldsOnly) {
  v1::SurvivorDetails details;
  details.mutable_identity()->set_phone("+994501112233");
  details.mutable_identity()->set_family_name("Başqasov");
  details.set_home_district("AZ-BAR");
  const v1::Survivor corrected = Corrected(HurtOn("2024-02-04"), details, {"identity.phone", "home_district"});
  EXPECT_EQ(corrected.identity().phone(), "+994501112233");
  EXPECT_EQ(corrected.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(corrected.home_district(), "AZ-BAR");
  EXPECT_EQ(corrected.sex(), common::v1::SEX_MALE);
}

TEST(SurvivorRules, ANamedEmptyFieldBecomesUnknown) {
  const v1::Survivor corrected = Corrected(HurtOn("2024-02-04"), {}, {"identity.birth_date", "identity.national_id", "sex"});
  EXPECT_FALSE(corrected.identity().has_birth_date());
  EXPECT_EQ(corrected.identity().national_id(), "");
  EXPECT_EQ(corrected.identity().given_name(), "Elnur");
  EXPECT_EQ(corrected.sex(), common::v1::SEX_UNSPECIFIED);
  EXPECT_FALSE(Corrected(HurtOn("2024-02-04"), {}, {"identity"}).has_identity());
}

TEST(SurvivorRules, OnlyFieldsOfTheDetailsAreCorrected) {
  std::vector<std::string> faults;
  Corrected(HurtOn("2024-02-04"), {}, {"state", "identity.birth_date.year", "identity.phone", "", "decisions"}, &faults);
  EXPECT_THAT(faults, ElementsAre("update_mask.paths[0] MASK_INVALID", "update_mask.paths[1] MASK_INVALID",
                                  "update_mask.paths[3] MASK_INVALID", "update_mask.paths[4] MASK_INVALID"));
}

TEST(SurvivorRules, NobodyIsBornAfterTheIncidentOrTheDeath) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  SetDead({.died_on = Date("2024-03"), .document = "death certificate"}, kNow, survivor);
  Violations none;
  CheckCorrected(survivor, none);
  EXPECT_TRUE(none.empty());
  *survivor.mutable_identity()->mutable_birth_date() = Date("2025");
  Violations found;
  CheckCorrected(survivor, found);
  EXPECT_THAT(FaultsOf(found), UnorderedElementsAre("details.identity.birth_date BIRTH_AFTER_INCIDENT",
                                                    "details.identity.birth_date DEATH_BEFORE_BIRTH"));
}

TEST(SurvivorRules, AnotherNameIdOrBirthDateIsAnotherIdentityAndATelephoneIsNot) {
  const common::v1::PersonIdentity before = HurtOn("2024-02-04").identity();
  const auto other = [&before](auto change) {
    common::v1::PersonIdentity after = before;
    change(after);
    return IsOtherIdentity(before, after);
  };
  EXPECT_FALSE(other([](auto& identity) { identity.set_phone("+994501112233"); }));
  EXPECT_FALSE(other([](auto& identity) { identity.set_address("Nümunə küçəsi 1"); }));
  EXPECT_TRUE(other([](auto& identity) { identity.set_family_name("Başqasov"); }));
  EXPECT_TRUE(other([](auto& identity) { identity.set_given_name("Tural"); }));
  EXPECT_TRUE(other([](auto& identity) { identity.set_father_name("Rauf"); }));
  EXPECT_TRUE(other([](auto& identity) { identity.set_national_id("7ZZZZZ9"); }));
  EXPECT_TRUE(other([](auto& identity) { identity.mutable_birth_date()->set_month(5); }));
}

TEST(SurvivorRules, OnlyAWholeAndUndoubtedIdentityIsConfirmed) {
  EXPECT_TRUE(CheckConfirmable(HurtOn("2024-02-04")).ok());
  const auto reason = [](auto change) {
    v1::Survivor survivor = HurtOn("2024-02-04");
    change(survivor);
    return ReasonOf(CheckConfirmable(survivor));
  };
  constexpr auto kIncomplete = ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE;
  EXPECT_EQ(reason([](auto& survivor) { survivor.clear_identity(); }), kIncomplete);
  EXPECT_EQ(reason([](auto& survivor) { survivor.mutable_identity()->clear_family_name(); }), kIncomplete);
  EXPECT_EQ(reason([](auto& survivor) { survivor.mutable_identity()->clear_given_name(); }), kIncomplete);
  EXPECT_EQ(reason([](auto& survivor) { survivor.mutable_identity()->clear_national_id(); }), kIncomplete);
  EXPECT_EQ(reason([](auto& survivor) { NoteDoubt(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID, true, survivor); }), kIncomplete);
}

TEST(SurvivorRules, ADoubtIsNotedOnce) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_TRUE(NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, true, survivor));
  EXPECT_FALSE(NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, true, survivor));
  EXPECT_TRUE(NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, false, survivor));
  EXPECT_FALSE(NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_DEATH, false, survivor));
  EXPECT_THAT(survivor.doubts(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::survivor
