// What people may decide about money: who, how long, and how much is taken back.
#include "services/payment/suspension_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/payment/benefit_test_data.h"
#include "services/payment/recovery_policy.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 11, 30);

RecoveryPolicy Policy() { return LoadRecoveryPolicy("policy").value(); }

std::vector<std::string> Faults(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

std::vector<std::string> Suspending(absl::string_view until, v1::SuspensionReason reason = v1::SUSPENSION_REASON_FACTS_DOUBTED,
                                    const std::string& document = "") {
  v1::SuspendEntitlementRequest request;
  request.set_reason(reason);
  request.set_document(document);
  *request.mutable_suspended_until() = Date(until);
  Violations found;
  CheckSuspending(request, kToday, Policy(), found);
  return Faults(found);
}

TEST(SuspensionRules, ADayToLookAgainIsSaid) {
  EXPECT_THAT(Suspending("2026-11-30"), IsEmpty());
  EXPECT_THAT(Suspending("2027-02-28"), IsEmpty()) << "90 days";
  EXPECT_THAT(Suspending("2027-03-01"), ElementsAre("suspended_until SUSPENSION_TOO_LONG"));
  EXPECT_THAT(Suspending("2026-11-29"), ElementsAre("suspended_until IN_THE_PAST"));
  EXPECT_THAT(Suspending("2026-12"), ElementsAre("suspended_until DATE_NOT_WHOLE"));
  EXPECT_THAT(Suspending("2026-12-31", v1::SUSPENSION_REASON_ORDER), ElementsAre("document DOCUMENT_NEEDED"));
  EXPECT_THAT(Suspending("2026-12-31", v1::SUSPENSION_REASON_ORDER, "17-A"), IsEmpty());
}

TEST(SuspensionRules, NobodyEndsWhatTheyBegan) {
  v1::Suspension suspension;
  suspension.set_state(v1::SUSPENSION_STATE_IN_FORCE);
  suspension.set_suspended_by_uid("a");
  EXPECT_EQ(ReasonOf(CheckResumable(suspension, "a")), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(CheckResumable(suspension, "b"), absl::OkStatus());
  suspension.set_state(v1::SUSPENSION_STATE_EXPIRED);
  EXPECT_EQ(ReasonOf(CheckResumable(suspension, "b")), ErrorReason::ERROR_REASON_SUSPENSION_OVER);
}

TEST(SuspensionRules, AnAppealIsDecidedBySomebodyElse) {
  v1::EntitlementAppeal appeal;
  appeal.set_state(v1::ENTITLEMENT_APPEAL_STATE_LODGED);
  appeal.set_lodged_by_uid("clerk");
  v1::Suspension suspension;
  suspension.set_suspended_by_uid("officer");
  const auto granted = v1::ENTITLEMENT_APPEAL_STATE_GRANTED;
  EXPECT_EQ(ReasonOf(CheckDecidable(appeal, &suspension, granted, "clerk")), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(ReasonOf(CheckDecidable(appeal, &suspension, granted, "officer")), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(CheckDecidable(appeal, &suspension, granted, "third"), absl::OkStatus());
  EXPECT_EQ(CheckDecidable(appeal, &suspension, v1::ENTITLEMENT_APPEAL_STATE_WITHDRAWN, "clerk"), absl::OkStatus());
  appeal.set_state(granted);
  EXPECT_EQ(ReasonOf(CheckDecidable(appeal, nullptr, granted, "third")), ErrorReason::ERROR_REASON_APPEAL_DECIDED);
}

TEST(SuspensionRules, AReasonGoesWithTheOutcome) {
  v1::EntitlementAppeal appeal;
  v1::DecideEntitlementAppealRequest request;
  const auto faults = [&](v1::EntitlementAppealState state, v1::AppealDecisionReason reason) {
    request.set_state(state);
    request.set_reason(reason);
    Violations found;
    CheckOutcome(request, appeal, found);
    return found.size();
  };
  int fitting = 0;
  for (int state = 1; state <= 4; ++state) {
    for (int reason = 1; reason <= 6; ++reason) {
      fitting += faults(static_cast<v1::EntitlementAppealState>(state), static_cast<v1::AppealDecisionReason>(reason)) == 0;
    }
  }
  EXPECT_EQ(fitting, 5);
  appeal.set_suspension_uid("s");
  EXPECT_EQ(faults(v1::ENTITLEMENT_APPEAL_STATE_GRANTED, v1::APPEAL_DECISION_REASON_NO_GROUND_TO_SUSPEND), 0);
}

TEST(SuspensionRules, WaivedStaysWaived) {
  v1::RecoveryPlan plan;
  plan.set_taken_back_qepik(5000);
  plan.set_waived_qepik(1000);
  EXPECT_EQ(CheckWaiver(5000, plan), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckWaiver(5001, plan)), ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH);
  plan.set_covered_qepik(2000);
  EXPECT_EQ(CheckWaiver(3000, plan), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckWaiver(3001, plan)), ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH)
      << "what is owed elsewhere is no over-payment";
  plan.clear_covered_qepik();
  EXPECT_EQ(ReasonOf(CheckWaiver(999, plan)), ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH);
}

constexpr char kPolicy[] = R"(version: 1
edition: "2026-11"
example: true
recovery: {share_percent: 20, smallest_left: "100.00"}
suspension_days: 90
appeal_answer_days: 30
recount: {batch: 500, lanes: 4}
rule_comparison_days: 14
)";

TEST(RecoveryPolicyFile, IsRead) {
  const auto policy = ParseRecoveryPolicy(kPolicy, "recovery.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->share_percent, 20);
  EXPECT_EQ(policy->smallest_left_qepik, 10000);
  EXPECT_EQ(policy->recount_lanes, 4);
}

TEST(RecoveryPolicyFile, FaultsAreNamedWithTheirPlace) {
  const auto fault = [](const std::string& from, const std::string& to) {
    std::string yaml = kPolicy;
    yaml.replace(yaml.find(from), from.size(), to);
    return std::string(ParseRecoveryPolicy(yaml, "recovery.yaml").status().message());
  };
  EXPECT_THAT(fault("share_percent: 20", "share_percent: 101"), HasSubstr("recovery.yaml:4:"));
  EXPECT_THAT(fault("\"100.00\"", "\"100.0\""), HasSubstr("like \"100.00\""));
  EXPECT_THAT(fault("\"100.00\"", "\"1e3\""), HasSubstr("recovery.yaml:4:"));
  EXPECT_THAT(fault("suspension_days: 90", "suspension_days: 0"), HasSubstr("recovery.yaml:5:"));
  EXPECT_THAT(fault("lanes: 4", "lanes: 4, rows: 2"), HasSubstr("recovery.yaml:7:"));
  EXPECT_THAT(fault("version: 1", "version: 2"), HasSubstr("version 1"));
  EXPECT_THAT(fault("example: true", "example: maybe"), HasSubstr("true or false"));
  EXPECT_THAT(fault("\nappeal_answer_days: 30", ""), HasSubstr("appeal_answer_days"));
}

}  // namespace
}  // namespace dayaq::payment
