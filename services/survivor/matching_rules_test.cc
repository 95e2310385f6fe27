#include "services/survivor/matching_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rapidcheck/gtest.h"
#include "services/survivor/matching_test_data.h"

namespace dayaq::survivor {
namespace {

const MatchingPolicy& Policy() {
  static const MatchingPolicy policy = *LoadMatching("policy/matching.yaml");
  return policy;
}

v1::MatchScore Between(const Known& a, const Known& b) { return Compare(a.facts, b.facts, Policy()); }
v1::MatchVerdict VerdictBetween(const Known& a, const Known& b) { return Between(a, b).verdict(); }

v1::MatchReason ReasonOf(const v1::MatchScore& score, v1::MatchField field) {
  for (const v1::MatchReason& reason : score.reasons()) {
    if (reason.field() == field) return reason;
  }
  return {};
}
v1::MatchAgreement In(v1::MatchField field, const Known& a, const Known& b) { return ReasonOf(Between(a, b), field).agreement(); }

constexpr v1::MatchVerdict kNone = v1::MATCH_VERDICT_NONE, kAsk = v1::MATCH_VERDICT_ASK, kPropose = v1::MATCH_VERDICT_PROPOSE;

// T18 of the scenarios: one group, each of the three with each other.
TEST(Compare, OnePersonInThreeSpellingsIsAskedAbout) {
  const std::vector<Known> forms = {Known("Cəfərova Sevinc Rauf qızı", "", "", "1976"), Known("Джафарова", "Севиндж", "", "1976"),
                                    Known("Sevinj Jafarova Rauf", "", "", "1976")};
  for (const Known& a : forms) {
    for (const Known& b : forms) EXPECT_EQ(VerdictBetween(a, b), kAsk);
  }
}

TEST(Compare, EveryFieldGivesOneReasonAndTheyAddUp) {
  const auto score = Between(Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Man(), Known("Мамедов", "Эльнур"));
  int sum = 0;
  for (int i = 0; i < score.reasons_size(); ++i) {
    EXPECT_EQ(score.reasons(i).field(), i + 1);
    sum += score.reasons(i).weight();
  }
  EXPECT_EQ(score.reasons_size(), v1::MatchField_MAX);
  EXPECT_EQ(score.score(), sum);
}

TEST(Compare, NamesAndBirthDateAloneAreNeverProposed) {
  const Known rare = Known("Çıraqqalalı", "Qaraxan", "Sübhanqulu", "1961-11-17").Man().In("AZ-TAR").Hurt("i1", "2001-02-03");
  EXPECT_GT(Between(rare, rare).score(), Policy().propose_from);
  EXPECT_EQ(VerdictBetween(rare, rare), kAsk);
  Known phoned = rare;
  phoned.Phone("+994501234567");
  EXPECT_EQ(VerdictBetween(phoned, phoned), kPropose) << "telephone, incident and the day of birth together";
  EXPECT_EQ(VerdictBetween(Known(rare).Id("5ABCDE7"), Known(rare).Id("5ABCDE7")), kPropose);
  EXPECT_EQ(VerdictBetween(Known(phoned).Id("5ABCDE7"), Known(phoned).Id("6ABCDE7")), kAsk);
}

TEST(Compare, OneNationalIdWithAContradictionIsAskedAbout) {
  const Known man = Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Man().Id("5ABCDE7");
  EXPECT_EQ(VerdictBetween(man, man), kPropose);
  for (const Known& other : {Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Woman().Id("5ABCDE7"),
                             Known("Məmmədov", "Elnur", "Rauf", "1991-05-03").Man().Id("5ABCDE7"),
                             Known("Məmmədov", "Elnur", "Rauf", "1962").Man().Id("5ABCDE7"),
                             Known("Məmmədov", "Rəşad", "Rauf", "1990-05-03").Man().Id("5ABCDE7"),
                             Known("Quliyev", "Elnur", "Rauf", "1990-05-03").Man().Id("5ABCDE7"),
                             Known("Quliyeva", "Sevinc", "Tofiq", "1950").Woman().Id("5ABCDE7"), Known("", "").Id("5ABCDE7")}) {
    EXPECT_EQ(VerdictBetween(man, other), kAsk) << other.facts.ShortDebugString();
  }
}

TEST(Compare, NobodyIsAskedAboutPeopleWithoutNames) {
  const Known nameless = Known("", "", "", "1990-05-03").Man().In("AZ-TAR").Hurt("i1", "2001-02-03").Phone("+994501234567");
  EXPECT_EQ(VerdictBetween(nameless, nameless), kNone);
  EXPECT_EQ(VerdictBetween(Known("?", "-", "", "1990-05-03"), Known("?", "-", "", "1990-05-03")), kNone);
}

TEST(Compare, WhoDiedCannotBeHurtAfterwards) {
  const Known dead = Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Man().Id("5ABCDE7").Dead("2001-02-04");
  const Known hurt = Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Man().Id("5ABCDE7");
  const auto impossible = Between(dead, Known(hurt).Hurt("i2", "2001-02-05"));
  EXPECT_EQ(impossible.verdict(), kNone);
  EXPECT_EQ(ReasonOf(impossible, v1::MATCH_FIELD_DEATH).agreement(), v1::MATCH_AGREEMENT_IMPOSSIBLE);
  EXPECT_EQ(VerdictBetween(dead, Known(hurt).Hurt("i2", "2001-02-04")), kPropose);
  EXPECT_EQ(VerdictBetween(dead, Known(hurt).Hurt("i2", "2001-02")), kPropose) << "it may have been earlier in the month";
  EXPECT_EQ(VerdictBetween(dead, Known(hurt).Hurt("i2", "2002")), kNone);
}

TEST(Compare, BrothersTwinsFathersAndSonsAreTwoPeople) {
  const Known man =
      Known("Məmmədov", "Elnur", "Rauf", "1990-05-03").Man().In("AZ-TAR").Phone("+994501234567").Hurt("i1", "2001-02-03");
  Known twin = man, father = man, brother = man;
  twin.facts.mutable_identity()->set_given_name("Elçin");
  brother.facts.mutable_identity()->set_given_name("Rəşad");
  *brother.facts.mutable_identity()->mutable_birth_date() = Date("1990");
  father.facts.mutable_identity()->set_given_name("Rauf");
  father.facts.mutable_identity()->set_father_name("Əli");
  *father.facts.mutable_identity()->mutable_birth_date() = Date("1962-01-30");
  for (const Known& kin : {twin, father, brother})
    EXPECT_EQ(VerdictBetween(man, kin), kNone) << Between(man, kin).ShortDebugString();
  EXPECT_EQ(VerdictBetween(Known("Həsənov", "Rauf", "Əli", "1990").Man(), Known("Həsənov", "Əli", "Rauf", "1962").Man()), kNone)
      << "a grandson bears his grandfather's name";
}

TEST(Compare, NamesAgreeInEveryForm) {
  constexpr v1::MatchField kFamily = v1::MATCH_FIELD_FAMILY_NAME, kGiven = v1::MATCH_FIELD_GIVEN_NAME,
                           kFather = v1::MATCH_FIELD_FATHER_NAME;
  const Known person("Məmmədova", "Sevinc", "Rauf");
  EXPECT_EQ(In(kFamily, person, Known("MƏMMƏDOVA", "Sevinc")), v1::MATCH_AGREEMENT_EXACT);
  for (const char* family :
       {"Məmmədov", "Məmmədli", "Məmmədzadə", "Мамедова", "Mammadova", "Mәmmәdova", "Mə\u200Bmmədova", "Mämmädova"}) {
    EXPECT_EQ(In(kFamily, person, Known(family, "Sevinc")), v1::MATCH_AGREEMENT_SAME) << family;
  }
  EXPECT_EQ(In(kFamily, person, Known("Məmədvoa", "Sevinc")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(kFamily, person, Known("Quliyeva", "Sevinc")), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(kFamily, person, Known("", "Sevinc")), v1::MATCH_AGREEMENT_UNKNOWN);
  EXPECT_EQ(In(kGiven, person, Known("", "Севиндж")), v1::MATCH_AGREEMENT_SAME);
  EXPECT_EQ(In(kGiven, person, Known("", "Sevnic")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(kGiven, person, Known("", "S.")), v1::MATCH_AGREEMENT_UNKNOWN);
  EXPECT_EQ(In(kGiven, person, Known("", "A.")), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(kGiven, Known("", "Elçin"), Known("", "Elcin")), v1::MATCH_AGREEMENT_SAME) << "typed without its tail";
  EXPECT_EQ(In(kGiven, Known("", "Əli Ağa"), Known("", "Əliağa")), v1::MATCH_AGREEMENT_SAME);
  EXPECT_EQ(In(kGiven, Known("", "Əli Ağa"), Known("", "Əli")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(kFather, person, Known("Məmmədova", "Sevinc", "Рауфовна")), v1::MATCH_AGREEMENT_SAME);
  EXPECT_EQ(In(kGiven, Known("", "Rauf"), Known("", "Raif")), v1::MATCH_AGREEMENT_DIFFERENT) << "both are names";
}

TEST(Compare, NamesInEachOthersFieldsAgree) {
  const Known person = Known("Məmmədov", "Elnur", "Rauf", "1990").Man();
  for (const Known& other : {Known("Elnur", "Məmmədov", "Rauf", "1990"), Known("Elnur Məmmədov", "", "Rauf", "1990"),
                             Known("", "Məmmədov Elnur Rauf oğlu", "", "1990"), Known("Elnur Rauf oğlu", "Məmmədov", "", "1990")}) {
    EXPECT_EQ(VerdictBetween(person, Known(other).Man()), kAsk) << other.facts.ShortDebugString();
  }
  const auto swapped = Between(Known("Bayram", "Qabil"), Known("Qabil", "Bayram"));
  EXPECT_EQ(ReasonOf(swapped, v1::MATCH_FIELD_FAMILY_NAME).agreement(), v1::MATCH_AGREEMENT_SAME);
  EXPECT_LT(swapped.score(), Between(Known("Bayram", "Qabil"), Known("Bayram", "Qabil")).score());
}

TEST(Compare, AWomanMayHaveMarried) {
  const Known woman = Known("Məmmədova", "Sevinc", "Rauf", "1976-03-09").Woman(),
              married = Known("Quliyeva", "Sevinc", "Rauf", "1976-03-09").Woman();
  const Known man = Known("Məmmədov", "Elnur", "Rauf", "1976-03-09").Man(),
              other = Known("Quliyev", "Elnur", "Rauf", "1976-03-09").Man();
  const auto changed = ReasonOf(Between(woman, married), v1::MATCH_FIELD_FAMILY_NAME);
  EXPECT_EQ(changed.agreement(), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_GT(changed.weight(), ReasonOf(Between(man, other), v1::MATCH_FIELD_FAMILY_NAME).weight());
  EXPECT_EQ(VerdictBetween(woman, married), kAsk);
  EXPECT_EQ(VerdictBetween(Known(woman).Id("5ABCDE7"), Known(married).Id("5ABCDE7")), kPropose);
}

TEST(Compare, BirthDatesAgreeByWhatBothKnow) {
  const auto weigh = [](const char* a, const char* b) {
    return ReasonOf(Between(Known("", "Elnur", "", a), Known("", "Elnur", "", b)), v1::MATCH_FIELD_BIRTH_DATE);
  };
  EXPECT_EQ(weigh("1976-03-09", "1976-03-09").agreement(), v1::MATCH_AGREEMENT_EXACT);
  for (const char* whole : {"1976", "1976-03", "1976-01-01"})
    EXPECT_EQ(weigh(whole, "1976-03-09").agreement(), v1::MATCH_AGREEMENT_SAME) << whole;
  for (const char* slip : {"1976-09-03", "1976-03-08", "1967-03-09", "1979-03-09", "1977-03-09", "1976-12-30", "1977", "1976-04"}) {
    EXPECT_EQ(weigh(slip, "1976-03-09").agreement(), v1::MATCH_AGREEMENT_CLOSE) << slip;
  }
  for (const char* other : {"1958-03-09", "1979-04-19", "1958"}) {
    EXPECT_EQ(weigh(other, "1976-03-09").agreement(), v1::MATCH_AGREEMENT_DIFFERENT) << other;
  }
  EXPECT_EQ(weigh("", "1976-03-09").agreement(), v1::MATCH_AGREEMENT_UNKNOWN);
  EXPECT_GT(weigh("1976-03-09", "1976-03-09").weight(), weigh("1976-03", "1976-03-09").weight());
  EXPECT_GT(weigh("1976-03", "1976-03-09").weight(), weigh("1976", "1976-03-09").weight());
}

TEST(Compare, OtherFieldsAgreeDifferOrAreUnknown) {
  const Known plain("Məmmədov", "Elnur");
  const auto with = [&](auto change) { return change(Known(plain)); };
  const auto id = [&](const char* text) { return Known(plain).Id(text); };
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("5ABCDE7"), id("5 abc-de7")), v1::MATCH_AGREEMENT_EXACT);
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("5ABCDE7"), id("5ABCD77")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("5ABCDE7"), id("5ABCED7")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("50BCDE7"), id("5OBCDE7")), v1::MATCH_AGREEMENT_CLOSE) << "O is no sign of an id";
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("5ABCDE7"), id("6QWRTYZ")), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(v1::MATCH_FIELD_NATIONAL_ID, id("5ABCDE7"), id("none")), v1::MATCH_AGREEMENT_UNKNOWN);
  EXPECT_EQ(In(v1::MATCH_FIELD_PHONE, Known(plain).Phone("+994501234567"), Known(plain).Phone("050 123 45 67")),
            v1::MATCH_AGREEMENT_EXACT);
  EXPECT_EQ(In(v1::MATCH_FIELD_PHONE, Known(plain).Phone("+994501234567"), Known(plain).Phone("+994501234576")),
            v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(v1::MATCH_FIELD_SEX, Known(plain).Man(), plain), v1::MATCH_AGREEMENT_UNKNOWN);
  EXPECT_EQ(In(v1::MATCH_FIELD_SEX, Known(plain).Man(), Known(plain).Woman()), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(v1::MATCH_FIELD_DISTRICT, Known(plain).In("AZ-TAR").In("AZ-BA"), Known(plain).In("AZ-BA")),
            v1::MATCH_AGREEMENT_EXACT);
  EXPECT_EQ(In(v1::MATCH_FIELD_DISTRICT, Known(plain).In("AZ-TAR"), Known(plain).In("AZ-BA")), v1::MATCH_AGREEMENT_DIFFERENT);
  const Known hurt = with([](Known k) { return k.In("AZ-TAR").Hurt("i1", "2001-02-03"); });
  EXPECT_EQ(In(v1::MATCH_FIELD_INCIDENT, hurt, hurt), v1::MATCH_AGREEMENT_EXACT);
  EXPECT_EQ(In(v1::MATCH_FIELD_INCIDENT, hurt, Known(plain).In("AZ-TAR").Hurt("i2", "2001-02-06")), v1::MATCH_AGREEMENT_CLOSE);
  EXPECT_EQ(In(v1::MATCH_FIELD_INCIDENT, hurt, Known(plain).In("AZ-BA").Hurt("i2", "2001-02-03")), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(v1::MATCH_FIELD_INCIDENT, hurt, Known(plain).In("AZ-TAR").Hurt("i2", "2001-02-07")), v1::MATCH_AGREEMENT_DIFFERENT);
  EXPECT_EQ(In(v1::MATCH_FIELD_DEATH, Known(plain).Dead("2001-02-03"), Known(plain).Dead("2001-02-03")), v1::MATCH_AGREEMENT_EXACT);
  EXPECT_EQ(In(v1::MATCH_FIELD_DEATH, Known(plain).Dead("2001-02-03"), Known(plain).Dead("2001")), v1::MATCH_AGREEMENT_UNKNOWN);
}

TEST(Compare, AFrequentNameWeighsLess) {
  EXPECT_LT(Between(Known("Məmmədov", "Əli"), Known("Məmmədov", "Əli")).score(),
            Between(Known("Mürsəlov", "Polad"), Known("Mürsəlov", "Polad")).score());
  EXPECT_EQ(VerdictBetween(Known("Məmmədov", "Əli").Man(), Known("Məmmədov", "Əli").Man()), kNone);
}

// Facts of which any may be missing, and that repeat often enough to meet.
rc::Gen<v1::MatchFacts> AnyFacts() {
  return rc::gen::exec([] {
    const auto one_of = [](std::vector<std::string> texts) { return *rc::gen::elementOf(texts); };
    Known known(
        one_of({"", "Məmmədov", "Məmmədova", "Мамедов", "Quliyeva", "Elnur", "Məmədov", "Cəfərova Sevinc Rauf qızı", "Bayram"}),
        one_of({"", "Elnur", "Эльнур", "Elnor", "Sevinc", "Məmmədov", "Rauf", "Raif", "E.", "Əli Ağa"}),
        one_of({"", "Rauf", "Рауфович", "Elnur", "Əli"}),
        one_of({"", "1976", "1976-03", "1976-03-09", "1976-09-03", "1977-03-09", "1958-12-30"}));
    known.Id(one_of({"", "5ABCDE7", "5ABCDE8", "6QWRTYZ", "x"})).Phone(one_of({"", "+994501234567", "+994501234568"}));
    known.facts.set_sex(static_cast<common::v1::Sex>(*rc::gen::inRange(0, 4)));
    if (*rc::gen::arbitrary<bool>()) known.In(one_of({"AZ-TAR", "AZ-BA"}));
    if (*rc::gen::arbitrary<bool>()) known.Hurt(one_of({"i1", "i2"}), one_of({"2001-02-03", "2001-02-05", "2001"}));
    if (*rc::gen::inRange(0, 4) == 0) known.Dead(one_of({"2001-02-04", "2000-01-01", "2001", ""}));
    return known.facts;
  });
}

RC_GTEST_PROP(CompareProperty, TheOtherWayRoundIsTheSame, ()) {
  const auto a = *AnyFacts(), b = *AnyFacts();
  RC_ASSERT(Compare(a, b, Policy()).SerializeAsString() == Compare(b, a, Policy()).SerializeAsString());
}

RC_GTEST_PROP(CompareProperty, WhatIsUnknownNeverDiffers, ()) {
  auto a = *AnyFacts();
  const auto b = *AnyFacts();
  a.mutable_identity()->Clear();
  a.set_sex(common::v1::SEX_UNKNOWN);
  a.clear_districts();
  a.clear_incidents();
  const auto score = Compare(a, b, Policy());
  for (const v1::MatchReason& reason : score.reasons()) {
    RC_ASSERT(reason.weight() == 0 || reason.field() == v1::MATCH_FIELD_DEATH);
  }
}

RC_GTEST_PROP(CompareProperty, ReasonsAddUpAndNothingIsProposedWithoutStrongFacts, ()) {
  const auto score = Compare(*AnyFacts(), *AnyFacts(), Policy());
  int sum = 0;
  bool strong = false;
  for (const v1::MatchReason& reason : score.reasons()) {
    sum += reason.weight();
    const bool agrees = reason.agreement() == v1::MATCH_AGREEMENT_EXACT;
    strong = strong || (agrees && (reason.field() == v1::MATCH_FIELD_NATIONAL_ID || reason.field() == v1::MATCH_FIELD_PHONE));
    if (reason.agreement() == v1::MATCH_AGREEMENT_UNKNOWN) RC_ASSERT(reason.weight() <= 0);
  }
  RC_ASSERT(score.score() == sum);
  RC_ASSERT(score.verdict() != v1::MATCH_VERDICT_PROPOSE || strong);
}

RC_GTEST_PROP(CompareProperty, AnyTextIsCompared, (const std::string& a, const std::string& b)) {
  Known one(a, b, a), other(b, a, b);
  one.Id(a).Phone(b);
  other.Id(b).Phone(a);
  RC_ASSERT(Between(one, other).SerializeAsString() == Between(other, one).SerializeAsString());
}

}  // namespace
}  // namespace dayaq::survivor
