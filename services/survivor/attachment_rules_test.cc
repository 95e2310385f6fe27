#include "services/survivor/attachment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/survivor_rules.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1750000000);

Attachment Matching(const v1::RegisteredCasualty& casualty, const v1::Survivor& bearer) {
  return FindMatch(casualty, {bearer}).attachment;
}

TEST(AttachmentRules, ACasualtyWhoseIdNobodyBearsOpensARecord) {
  EXPECT_EQ(FindMatch(CasualtyOn("2024-02-04"), {}).attachment, Attachment::kOpen);
}

TEST(AttachmentRules, TheBearerOfTheIdIsThePersonUnlessSexOrBirthSayOtherwise) {
  const v1::Survivor bearer = HurtOn("2020-01-01");
  EXPECT_EQ(Matching(CasualtyOn("2024-02-04"), bearer), Attachment::kAttach);
  v1::RegisteredCasualty woman = CasualtyOn("2024-02-04");
  woman.set_sex(common::v1::SEX_FEMALE);
  EXPECT_EQ(Matching(woman, bearer), Attachment::kOpenDoubtful);
  v1::RegisteredCasualty older = CasualtyOn("2024-02-04");
  *older.mutable_identity()->mutable_birth_date() = Date("2001-12-31");
  EXPECT_EQ(Matching(older, bearer), Attachment::kOpenDoubtful);
}

TEST(AttachmentRules, WhatIsNotKnownContradictsNothing) {
  const v1::Survivor bearer = HurtOn("2020-01-01");
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  casualty.set_sex(common::v1::SEX_UNKNOWN);
  casualty.mutable_identity()->clear_birth_date();
  EXPECT_EQ(Matching(casualty, bearer), Attachment::kAttach);
  *casualty.mutable_identity()->mutable_birth_date() = Date("2002-07-15");
  EXPECT_EQ(Matching(casualty, bearer), Attachment::kAttach);
}

TEST(AttachmentRules, NamesDecideNothing) {
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  casualty.mutable_identity()->set_family_name("Başqasov");
  EXPECT_EQ(Matching(casualty, HurtOn("2020-01-01")), Attachment::kAttach);
}

TEST(AttachmentRules, AnIdUnderTwoOtherNamesIsProbablyMistyped) {
  const auto matching = [](const char* family, const char* given) {
    v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
    casualty.mutable_identity()->set_family_name(family);
    casualty.mutable_identity()->set_given_name(given);
    return Matching(casualty, HurtOn("2020-01-01"));
  };
  EXPECT_EQ(matching("Başqasov", "Tural"), Attachment::kOpenDoubtful);
  EXPECT_EQ(matching("Nümunəyev", "Tural"), Attachment::kAttach);
  EXPECT_EQ(matching("Başqasov", ""), Attachment::kAttach) << "a name that is not told speaks against nothing";
  EXPECT_EQ(matching("", "Tural"), Attachment::kAttach);
  EXPECT_EQ(matching("Numunayeva", "Elnur"), Attachment::kAttach);
  EXPECT_EQ(matching("Нумунаева", "Ельнур"), Attachment::kAttach) << "other spellings and forms are the same name";
}

TEST(AttachmentRules, TheDeadAreNotHurtAgain) {
  v1::Survivor dead = HurtOn("2020-01-01");
  SetDead({.died_on = Date("2021"), .document = "death certificate"}, kNow, dead);
  EXPECT_EQ(Matching(CasualtyOn("2024-02-04"), dead), Attachment::kOpenDoubtful);
  EXPECT_EQ(Matching(CasualtyOn("2021-05-01"), dead), Attachment::kAttach);
}

TEST(AttachmentRules, OfSeveralBearersTheFirstThatCanBeThePersonIsTaken) {
  v1::Survivor woman = HurtOn("2020-01-01"), man = HurtOn("2021-01-01");
  woman.set_sex(common::v1::SEX_FEMALE);
  const Match match = FindMatch(CasualtyOn("2024-02-04"), {woman, man, man});
  EXPECT_EQ(match.attachment, Attachment::kAttach);
  EXPECT_EQ(match.bearer, 1u);
}

TEST(AttachmentRules, ThePersonOfAnotherCasualtyOrOfARejectedIncidentStandsForNobody) {
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  EXPECT_FALSE(IsSetAside(casualty));
  casualty.set_same_as_uid("c2");
  EXPECT_TRUE(IsSetAside(casualty));
  casualty.clear_same_as_uid();
  casualty.set_incident_state(incident::v1::INCIDENT_STATE_REJECTED);
  EXPECT_TRUE(IsSetAside(casualty));
}

TEST(AttachmentRules, TheCopySaysWhatTheCasualtySays) {
  const v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  const v1::AttachedCasualty link = LinkTo(HurtOn("2024-02-04"), casualty);
  EXPECT_EQ(link.survivor_uid(), "s1");
  EXPECT_TRUE(IsCurrent(link, casualty));
  EXPECT_FALSE(IsCurrent(link, CasualtyOn("2024-02-05")));
  EXPECT_FALSE(IsCurrent(link, CasualtyOn("2024-02-04", incident::v1::OUTCOME_KILLED)));
  v1::RegisteredCasualty moved = casualty;
  moved.set_incident_uid("i2");
  EXPECT_FALSE(IsCurrent(link, moved));
  moved = casualty;
  moved.set_same_as_uid("c2");
  EXPECT_FALSE(IsCurrent(link, moved));
}

TEST(AttachmentRules, AnUnknownPersonIsNamedOnceTheCasualtyIs) {
  v1::Survivor unknown = HurtOn("2024-02-04");
  unknown.clear_identity();
  unknown.set_sex(common::v1::SEX_UNKNOWN);
  EXPECT_TRUE(FillIdentity(CasualtyOn("2024-02-04"), unknown));
  EXPECT_EQ(unknown.identity().national_id(), "5ABCDE7");
  EXPECT_EQ(ToText(unknown.identity().birth_date()), "2002");
  EXPECT_EQ(unknown.sex(), common::v1::SEX_MALE);
  EXPECT_FALSE(FillIdentity(CasualtyOn("2024-02-04"), unknown));
}

TEST(AttachmentRules, WhatStandsIsNeverReplaced) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.mutable_identity()->set_phone("+994501112233");
  survivor.mutable_identity()->clear_father_name();
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  casualty.mutable_identity()->set_phone("+994509998877");
  casualty.mutable_identity()->set_father_name("Rauf");
  EXPECT_TRUE(FillIdentity(casualty, survivor));
  EXPECT_EQ(survivor.identity().phone(), "+994501112233");
  EXPECT_EQ(survivor.identity().father_name(), "Rauf");
}

TEST(AttachmentRules, NothingIsTakenFromSomebodyElse) {
  const auto filled = [](auto change) {
    v1::Survivor survivor = HurtOn("2024-02-04");
    v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
    casualty.mutable_identity()->set_father_name("Rauf");
    change(casualty);
    return FillIdentity(casualty, survivor);
  };
  EXPECT_TRUE(filled([](auto&) {}));
  // Another spelling of the same name is no contradiction.
  EXPECT_TRUE(filled([](auto& casualty) { casualty.mutable_identity()->set_family_name("Numunayev"); }));
  EXPECT_FALSE(filled([](auto& casualty) { casualty.mutable_identity()->set_family_name("Başqasov"); }));
  EXPECT_FALSE(filled([](auto& casualty) { casualty.mutable_identity()->set_given_name("Tural"); }));
  EXPECT_FALSE(filled([](auto& casualty) { casualty.mutable_identity()->set_national_id("7ZZZZZ9"); }));
  EXPECT_FALSE(filled([](auto& casualty) { *casualty.mutable_identity()->mutable_birth_date() = Date("1990"); }));
  EXPECT_FALSE(filled([](auto& casualty) { casualty.set_sex(common::v1::SEX_FEMALE); }));
}

TEST(AttachmentRules, AConfirmedIdentityIsLeftAlone) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  *survivor.mutable_identity_confirmed_time() = Timestamp(kNow);
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  casualty.mutable_identity()->set_father_name("Rauf");
  EXPECT_FALSE(FillIdentity(casualty, survivor));
}

TEST(AttachmentRules, ABirthDateThatSpeaksAgainstTheDeathRaisesADoubt) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.mutable_identity()->clear_birth_date();
  SetDead({.died_on = Date("2001"), .document = "death certificate"}, kNow, survivor);
  EXPECT_THAT(survivor.doubts(), IsEmpty());
  EXPECT_TRUE(FillIdentity(CasualtyOn("2024-02-04"), survivor));
  EXPECT_THAT(survivor.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_DEATH_BEFORE_BIRTH));
}

v1::RegisteredCasualty KilledOn(absl::string_view died_on, absl::string_view uid = "c1") {
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04", incident::v1::OUTCOME_KILLED, died_on);
  casualty.set_uid(std::string(uid));
  return casualty;
}
v1::RegisteredCasualty SetAside(v1::RegisteredCasualty casualty) {
  casualty.set_same_as_uid("c9");
  return casualty;
}

TEST(AttachmentRules, TheKilledAreDeadOfTheirWounds) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_EQ(TakeDeath({KilledOn("2024-02-06")}, kNow, survivor), DeathNews::kDied);
  EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(survivor.died_on()), "2024-02-06");
  EXPECT_EQ(survivor.death_cause(), v1::DEATH_CAUSE_WOUNDS);
  EXPECT_TRUE(survivor.has_death_recorded_time());
  EXPECT_THAT(survivor.doubts(), IsEmpty());
}

TEST(AttachmentRules, WhoWasKilledOnAnUnknownDayHasNone) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_EQ(TakeDeath({KilledOn("")}, kNow, survivor), DeathNews::kDied);
  EXPECT_FALSE(survivor.has_died_on());
}

TEST(AttachmentRules, ADeathToldByTheCasualtyFollowsIt) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  TakeDeath({KilledOn("2024-02-06")}, kNow, survivor);
  EXPECT_EQ(TakeDeath({KilledOn("2024-02-06")}, kNow + absl::Hours(1), survivor), DeathNews::kNone);
  EXPECT_EQ(survivor.death_recorded_time().seconds(), absl::ToUnixSeconds(kNow));
  EXPECT_EQ(TakeDeath({KilledOn("2024-02-07")}, kNow, survivor), DeathNews::kChanged);
  EXPECT_EQ(ToText(survivor.died_on()), "2024-02-07");

  EXPECT_EQ(TakeDeath({CasualtyOn("2024-02-04")}, kNow, survivor), DeathNews::kChanged);
  EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_FALSE(survivor.has_died_on());
  EXPECT_FALSE(survivor.has_death_recorded_time());
  EXPECT_EQ(survivor.death_document(), "");
  EXPECT_EQ(TakeDeath({CasualtyOn("2024-02-04")}, kNow, survivor), DeathNews::kNone);
}

TEST(AttachmentRules, ADeathToldByACasualtyEndsWithItUnlessAnotherSaysKilledToo) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  TakeDeath({KilledOn("2024-02-06"), KilledOn("2024-02-06", "c2")}, kNow, survivor);
  // One of the two was hurt only: the other one's day holds.
  EXPECT_EQ(TakeDeath({CasualtyOn("2024-02-04"), KilledOn("2024-02-06", "c2")}, kNow, survivor), DeathNews::kNone);
  EXPECT_EQ(TakeDeath({CasualtyOn("2024-02-04"), KilledOn("2024-02-09", "c2")}, kNow, survivor), DeathNews::kChanged);
  EXPECT_EQ(ToText(survivor.died_on()), "2024-02-09");
  EXPECT_EQ(TakeDeath({CasualtyOn("2024-02-04"), SetAside(KilledOn("2024-02-09", "c2"))}, kNow, survivor), DeathNews::kChanged);
  EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_LIVING);
}

TEST(AttachmentRules, OfSeveralDaysOfDeathTheFirstIsTakenAndDoubted) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_EQ(TakeDeath({KilledOn(""), KilledOn("2024-02-06", "c2"), KilledOn("2024-02-09", "c3")}, kNow, survivor),
            DeathNews::kDied);
  EXPECT_EQ(ToText(survivor.died_on()), "2024-02-06");
  EXPECT_THAT(survivor.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_OTHER_DEATH));
  EXPECT_EQ(TakeDeath({KilledOn(""), KilledOn("2024-02-06", "c2"), KilledOn("2024-02", "c3")}, kNow, survivor),
            DeathNews::kChanged);
  EXPECT_THAT(survivor.doubts(), IsEmpty());
}

TEST(AttachmentRules, ADeathSomebodyRecordedStaysAndAnotherDayRaisesADoubtAsLongAsItIsTold) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  const auto die = [&survivor] {
    SetDead({.died_on = Date("2024-03"), .cause = v1::DEATH_CAUSE_OTHER, .document = "death certificate"}, kNow, survivor);
  };
  die();
  EXPECT_EQ(TakeDeath({KilledOn("2024-03-06")}, kNow, survivor), DeathNews::kNone);
  EXPECT_EQ(TakeDeath({KilledOn("2024-02-06")}, kNow, survivor), DeathNews::kChanged);
  EXPECT_EQ(ToText(survivor.died_on()), "2024-03");
  EXPECT_EQ(survivor.death_cause(), v1::DEATH_CAUSE_OTHER);
  EXPECT_THAT(survivor.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_OTHER_DEATH));
  EXPECT_EQ(TakeDeath({KilledOn("2024-03-06")}, kNow, survivor), DeathNews::kChanged) << "the day was corrected";
  EXPECT_THAT(survivor.doubts(), IsEmpty());

  // The casualty was hurt and lives, or stands for nobody: the doubt ends, the recorded death is not taken back.
  for (const v1::RegisteredCasualty& casualty : {CasualtyOn("2024-02-04"), SetAside(KilledOn("2024-02-06"))}) {
    TakeDeath({KilledOn("2024-02-06")}, kNow, survivor);
    EXPECT_EQ(TakeDeath({casualty}, kNow, survivor), DeathNews::kChanged);
    EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_DECEASED);
    EXPECT_EQ(ToText(survivor.died_on()), "2024-03");
    EXPECT_THAT(survivor.doubts(), IsEmpty());
  }
}

TEST(AttachmentRules, ADeathBeforeTheBirthIsDoubtful) {
  v1::Survivor survivor = HurtOn("2001-02-04");
  TakeDeath({CasualtyOn("2001-02-04", incident::v1::OUTCOME_KILLED, "2001-02-04")}, kNow, survivor);
  EXPECT_THAT(survivor.doubts(), ElementsAre(v1::SURVIVOR_DOUBT_DEATH_BEFORE_BIRTH));
}

TEST(AttachmentRules, ACasualtySetAsideTellsOfNoDeath) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_EQ(TakeDeath({SetAside(KilledOn("2024-02-06"))}, kNow, survivor), DeathNews::kNone);
  EXPECT_EQ(survivor.state(), v1::SURVIVOR_STATE_LIVING);
}

TEST(AttachmentRules, TheRecordLiesWhereThePersonWasHurtUntilTheirHomeIsKnown) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  v1::RegisteredCasualty casualty = CasualtyOn("2024-02-04");
  EXPECT_FALSE(TakePlace(casualty, survivor));
  casualty.set_district("AZ-BAR");
  EXPECT_TRUE(TakePlace(casualty, survivor));
  EXPECT_EQ(survivor.district(), "AZ-BAR");
  survivor.set_home_district("AZ-BAR");
  casualty.set_district("AZ-TAR");
  EXPECT_FALSE(TakePlace(casualty, survivor));
}

}  // namespace
}  // namespace dayaq::survivor
