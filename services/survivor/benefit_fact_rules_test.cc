#include "services/survivor/benefit_fact_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

v1::BenefitFact Fact(v1::BenefitFactKind kind, absl::string_view from, absl::string_view until = "",
                     const std::string& member = "") {
  v1::BenefitFact fact;
  fact.set_kind(kind);
  *fact.mutable_holds_from() = Date(from);
  if (!until.empty()) *fact.mutable_holds_until() = Date(until);
  fact.set_family_member_uid(member);
  *fact.mutable_act_date() = Date("2025-01-10");
  return fact;
}

std::vector<std::string> FaultsIn(const v1::BenefitFact& fact, bool dead = true) {
  v1::Survivor survivor;
  survivor.set_state(dead ? v1::SURVIVOR_STATE_DECEASED : v1::SURVIVOR_STATE_LIVING);
  Violations found;
  CheckBenefitFact(fact, survivor, "fact", found);
  return FaultsOf(found);
}

TEST(BenefitFacts, WhatGoesTogetherIsTaken) {
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_MARTYR, "2025-01-01")), IsEmpty());
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_BLINDNESS, "2025-01-01"), false), IsEmpty());
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY, "2025-09-15", "2027-06-30", "m")), IsEmpty());
  v1::BenefitFact payout = Fact(v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT, "1998-03-01");
  payout.set_benefit("lump-sum-disability");
  payout.set_amount_qepik(400000);
  EXPECT_THAT(FaultsIn(payout, false), IsEmpty());
}

TEST(BenefitFacts, WhatContradictsItselfIsRefusedAllAtOnce) {
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_MARTYR, "2025-01-01", "", "m"), false),
              UnorderedElementsAre("fact.family_member_uid BENEFIT_FACT_CONTRADICTION", "fact.kind BENEFIT_FACT_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY, "2025-09")),
              UnorderedElementsAre("fact.holds_from DATE_NOT_WHOLE", "fact.family_member_uid BENEFIT_FACT_CONTRADICTION",
                                   "fact.holds_until BENEFIT_FACT_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT, "2025-01-01", "2025-02-01")),
              UnorderedElementsAre("fact.benefit BENEFIT_FACT_CONTRADICTION", "fact.amount_qepik BENEFIT_FACT_CONTRADICTION",
                                   "fact.holds_until BENEFIT_FACT_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Fact(v1::BENEFIT_FACT_KIND_BLINDNESS, "2025-02-01", "2025-01-01")),
              ElementsAre("fact.holds_until BENEFIT_FACT_CONTRADICTION"));
  v1::BenefitFact paid = Fact(v1::BENEFIT_FACT_KIND_MARTYR, "2025-01-01");
  paid.set_amount_qepik(1);
  EXPECT_THAT(FaultsIn(paid), ElementsAre("fact.amount_qepik BENEFIT_FACT_CONTRADICTION"));
}

TEST(BenefitFacts, EveryKindOfTheContractHasItsRule) {
  for (int kind = 1; kind < v1::BenefitFactKind_ARRAYSIZE; ++kind) {
    v1::BenefitFact nothing = Fact(static_cast<v1::BenefitFactKind>(kind), "2025-01-01", "", "m");
    nothing.set_benefit("b");
    // A benefit without an amount, said of a member: wrong of every kind.
    EXPECT_FALSE(FaultsIn(nothing).empty()) << kind;
  }
}

TEST(BenefitFacts, TheSameIsRecordedOnceForATime) {
  const std::vector<v1::BenefitFact> standing = {Fact(v1::BENEFIT_FACT_KIND_CARES_FOR, "2025-01-01", "2025-06-30", "m")};
  const auto reason = [&](const v1::BenefitFact& fact) { return ReasonOf(CheckOverlap(fact, standing)); };
  EXPECT_EQ(reason(Fact(v1::BENEFIT_FACT_KIND_CARES_FOR, "2025-06-30", "", "m")), ErrorReason::ERROR_REASON_BENEFIT_FACT_OVERLAPS);
  EXPECT_EQ(CheckOverlap(Fact(v1::BENEFIT_FACT_KIND_CARES_FOR, "2025-07-01", "", "m"), standing), absl::OkStatus());
  EXPECT_EQ(CheckOverlap(Fact(v1::BENEFIT_FACT_KIND_CARES_FOR, "2025-03-01", "", "another"), standing), absl::OkStatus());
  std::vector<v1::BenefitFact> withdrawn = standing;
  withdrawn[0].mutable_withdrawn_time()->set_seconds(1);
  EXPECT_EQ(CheckOverlap(standing[0], withdrawn), absl::OkStatus());
}

TEST(BenefitFacts, ItEndsOnceAndNotBeforeTheDayBeforeItBegan) {
  v1::BenefitFact fact = Fact(v1::BENEFIT_FACT_KIND_MARTYR, "2025-01-10");
  v1::EndBenefitFactRequest request;
  *request.mutable_act_date() = Date("2026-01-01");
  const auto faults = [&](absl::string_view until) {
    *request.mutable_holds_until() = Date(until);
    Violations found;
    CheckEnd(request, fact, found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults("2025-01-09"), IsEmpty()) << "it never held";
  EXPECT_THAT(faults("2025-01-08"), ElementsAre("holds_until BENEFIT_FACT_CONTRADICTION"));
  EXPECT_THAT(faults("2025-05"), ElementsAre("holds_until DATE_NOT_WHOLE"));
  EXPECT_EQ(CheckStands(fact, true), absl::OkStatus());
  fact.set_ending_act_number("2");
  EXPECT_EQ(ReasonOf(CheckStands(fact, true)), ErrorReason::ERROR_REASON_BENEFIT_FACT_OVER);
  EXPECT_EQ(CheckStands(fact, false), absl::OkStatus()) << "it may still have been a mistake";
}

// Whatever stands: what is taken beside it never says the same of one day twice.
RC_GTEST_PROP(BenefitFacts, NoDayIsSaidTwice, ()) {
  std::vector<v1::BenefitFact> standing;
  const auto any_day = [] { return absl::FormatCivilTime(absl::CivilDay(2024, 1, 1) + *rc::gen::inRange(0, 900)); };
  for (int i = 0; i < 12; ++i) {
    const std::string from = any_day(), until = *rc::gen::arbitrary<bool>() ? any_day() : "";
    if (!until.empty() && until < from) continue;
    const v1::BenefitFact fact = Fact(v1::BENEFIT_FACT_KIND_CARES_FOR, from, until, *rc::gen::element("m1", "m2"));
    if (CheckOverlap(fact, standing).ok()) standing.push_back(fact);
  }
  for (int day = 0; day < 900; day += 7) {
    const PartialDate at = PartialDateOf(absl::CivilDay(2024, 1, 1) + day);
    for (const char* member : {"m1", "m2"}) {
      int said = 0;
      for (const v1::BenefitFact& fact : standing) {
        const bool holds = IsBefore(at, fact.holds_from()) == Certainty::kNo &&
                           (!fact.has_holds_until() || IsBefore(fact.holds_until(), at) == Certainty::kNo);
        said += holds && fact.family_member_uid() == member;
      }
      RC_ASSERT(said <= 1);
    }
  }
}

}  // namespace
}  // namespace dayaq::survivor
