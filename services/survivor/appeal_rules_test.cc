#include "services/survivor/appeal_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::DecisionAppeal Lodged(absl::string_view day) {
  v1::DecisionAppeal appeal;
  appeal.set_state(v1::APPEAL_STATE_LODGED);
  *appeal.mutable_lodged_on() = Date(day);
  return appeal;
}

v1::DecideAppealRequest Outcome(absl::string_view day, const std::string& deciding = "") {
  v1::DecideAppealRequest request;
  *request.mutable_decided_on() = Date(day);
  request.set_deciding_decision_uid(deciding);
  return request;
}

std::vector<std::string> FaultsIn(const v1::DecideAppealRequest& request, const v1::DisabilityDecision& appealed) {
  Violations found;
  CheckOutcome(request, Lodged("2025-05-01"), appealed, found);
  return FaultsOf(found);
}

TEST(AppealRules, ADecisionOfThisPersonIsAppealedAfterItWasMade) {
  const v1::DisabilityDecision decision = DecisionOf(50, "2025-04-01");
  const auto faults = [](absl::string_view day, const v1::DisabilityDecision* of) {
    v1::LodgeAppealRequest request;
    *request.mutable_lodged_on() = Date(day);
    Violations found;
    CheckLodging(request, of, found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults("2025-04-01", &decision), IsEmpty());
  EXPECT_THAT(faults("2025-03-31", &decision), ElementsAre("lodged_on TERM_IMPOSSIBLE"));
  EXPECT_THAT(faults("2025-04", &decision), ElementsAre("lodged_on DATE_NOT_WHOLE"));
  EXPECT_THAT(faults("2025-04-01", nullptr), ElementsAre("decision_uid APPEAL_IMPOSSIBLE"));
}

TEST(AppealRules, WhatWasReplacedIsNotAppealedAnyMore) {
  v1::DisabilityDecision decision = DecisionOf(50, "2025-04-01");
  EXPECT_TRUE(CheckAppealable(decision).ok());
  decision.set_replaced_by_uid("d2");
  EXPECT_EQ(ReasonOf(CheckAppealable(decision)), ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE);
}

TEST(AppealRules, AnOutcomeNamesTheDecisionThatTookThePlace) {
  v1::DisabilityDecision appealed = DecisionOf(50, "2025-04-01");
  EXPECT_THAT(FaultsIn(Outcome("2025-05-20"), appealed), IsEmpty());
  EXPECT_THAT(FaultsIn(Outcome("2025-04-30"), appealed), ElementsAre("decided_on TERM_IMPOSSIBLE"));
  EXPECT_THAT(FaultsIn(Outcome("2025-05-20", "d2"), appealed), ElementsAre("deciding_decision_uid APPEAL_IMPOSSIBLE"));
  appealed.set_replaced_by_uid("d2");
  EXPECT_THAT(FaultsIn(Outcome("2025-05-20", "d2"), appealed), IsEmpty());
}

TEST(AppealRules, AnAppealIsDecidedOnce) {
  v1::DecisionAppeal appeal = Lodged("2025-05-01");
  EXPECT_TRUE(CheckUndecided(appeal).ok());
  SetOutcome(Outcome("2025-05-20", "d2"), appeal);
  EXPECT_EQ(appeal.state(), v1::APPEAL_STATE_CHANGED);
  EXPECT_EQ(ReasonOf(CheckUndecided(appeal)), ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE);
  appeal = Lodged("2025-05-01");
  SetOutcome(Outcome("2025-05-20"), appeal);
  EXPECT_EQ(appeal.state(), v1::APPEAL_STATE_UPHELD);
}

}  // namespace
}  // namespace dayaq::survivor
