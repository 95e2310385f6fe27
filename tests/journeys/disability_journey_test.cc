// What the law makes of a decision, followed to the money: the allowance starts, changes and stops by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

constexpr char kAllowance[] = "disability-allowance";

class DisabilityJourney : public Journey {
 protected:
  survivor::v1::Survivor Hurt() const {
    const incident::v1::Incident incident = Register(YardInTartar());
    Settle();
    return SurvivorOf(incident.casualties(0).uid());
  }
  static survivor::v1::DisabilityDecision Found(const std::vector<int>& impairments, const common::v1::PartialDate& from,
                                                const std::string& act) {
    survivor::v1::DisabilityDecision decision = Decision(0, from, act);
    for (const int percent : impairments) {
      decision.add_impairments()->set_function_group(survivor::v1::FUNCTION_GROUP_MOVEMENT);
      decision.mutable_impairments()->rbegin()->set_percent(percent);
    }
    return decision;
  }
};

// T1, T7: 60 and 60 give 70, the band 61-80 and its allowance; a correction of the entry to 50 pays the band 31-60 from the same
// day on, and a decision that finds no disability ends it.
TEST_F(DisabilityJourney, WhatImpairmentsGiveStartsChangesAndStopsTheAllowance) {
  const survivor::v1::Survivor hurt = Hurt();
  ASSERT_THAT(EntitlementsOf(hurt), ::testing::Not(::testing::Contains(::testing::ResultOf(
                                        [](const payment::v1::Entitlement& one) { return one.benefit(); }, kAllowance))));
  const survivor::v1::Survivor decided = Decide(hurt, Found({60, 60}, Day(2025, 6, 1), "TSE-2025/1"));
  ASSERT_EQ(decided.decisions_size(), 1);
  EXPECT_EQ(decided.decisions(0).percent(), 70);
  Settle();
  EXPECT_EQ(OwedFor(EntitlementOf(hurt, kAllowance), "2025-06"), 22000);
  EXPECT_EQ(OwedFor(EntitlementOf(hurt, kAllowance), "2025-07"), 25000);

  survivor::v1::DisabilityDecision right = Found({50}, Day(2025, 6, 1), "TSE-2025/1a");
  right.set_replaces_uid(decided.decisions(0).uid());
  right.set_corrects_entry(true);
  const survivor::v1::Survivor corrected = Decide(decided, right);
  Settle();
  const payment::v1::Entitlement lower = EntitlementOf(hurt, kAllowance);
  ASSERT_FALSE(lower.explanation().amounts().empty());
  EXPECT_EQ(lower.explanation().amounts().rbegin()->amount_qepik(), 18000);

  survivor::v1::DisabilityDecision none = Found({25}, Day(2025, 10, 1), "TSE-2025/2");
  ASSERT_EQ(corrected.decisions_size(), 2);
  none.set_replaces_uid(corrected.decisions(1).uid());
  Decide(corrected, none);
  Settle();
  const payment::v1::Entitlement ended = EntitlementOf(hurt, kAllowance);
  EXPECT_EQ(ended.state(), payment::v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(ended.ends_on().year(), 2025);
  EXPECT_EQ(ended.ends_on().month(), 9);
}

}  // namespace
}  // namespace dayaq::testing
