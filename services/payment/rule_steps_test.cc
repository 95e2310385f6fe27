// Who takes which step of a rule on its way into force, and who takes a rule back; against the database, as the service runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/payment/rule_version_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;

class RuleStepsTest : public RuleVersionTest {};

// All ways to give three steps to people of the three roles: each role takes its own step, and is refused every other one.
TEST_F(RuleStepsTest, OfAllWaysToGiveThreeStepsToThreeRolesOneIsAccepted) {
  const std::vector<TestCaller> people = {kStrongVerifier, kStrongApprover, kStrongReleaser};
  constexpr absl::StatusCode kDenied = absl::StatusCode::kPermissionDenied;
  int version = 1, ways = 0, accepted = 0, refused = 0;
  for (const TestCaller& proposes : people) {
    for (const TestCaller& approves : people) {
      for (const TestCaller& activates : people) {
        SCOPED_TRACE(absl::StrCat(proposes.subject, ", ", approves.subject, ", ", activates.subject));
        ++ways;
        const std::string text = Changed(kAllowance, ++version);
        auto proposal = Propose(text, proposes);
        EXPECT_EQ(proposal.ok(), proposes.subject == kStrongVerifier.subject) << proposal.status();
        if (!proposal.ok()) {
          EXPECT_EQ(proposal.status().code(), kDenied);
          ++refused;
          // The step that follows is tried on what whoever may has proposed.
          proposal = Propose(text);
          ASSERT_TRUE(proposal.ok()) << proposal.status();
        }
        const v1::RuleComparison comparison = Compare(*proposal);
        auto approved = Approve(*proposal, comparison, approves);
        EXPECT_EQ(approved.ok(), approves.subject == kStrongApprover.subject) << approved.status();
        if (!approved.ok()) {
          EXPECT_EQ(approved.status().code(), kDenied);
          ++refused;
          approved = Approve(*proposal, comparison);
          ASSERT_TRUE(approved.ok()) << approved.status();
        }
        const auto activated = Activate(*approved, activates);
        if (activates.subject != kStrongReleaser.subject) {
          EXPECT_EQ(activated.status().code(), kDenied) << activated.status();
          ++refused;
          continue;
        }
        ASSERT_TRUE(activated.ok()) << activated.status();
        EXPECT_EQ(activated->state(), v1::RULE_PROPOSAL_STATE_ACTIVATED);
        EXPECT_EQ((std::set<std::string>{activated->proposed_by_uid(), activated->approved_by_uid(), activated->activated_by_uid()})
                      .size(),
                  3u);
        accepted += proposes.subject == kStrongVerifier.subject && approves.subject == kStrongApprover.subject ? 1 : 0;
        ReactToAll();
      }
    }
  }
  std::cout << "three steps, three roles: " << ways << " ways, " << accepted << " accepted, " << refused << " steps refused\n";
  EXPECT_EQ(ways, 27);
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(refused, 3 * 18) << "of each step two thirds";
}

// Whoever proposed as a verifier and was given another role since takes no second step.
TEST_F(RuleStepsTest, WhoeverChangesTheRoleTakesNoSecondStep) {
  const auto proposal = Propose(AllowanceOf(2, "260.00"));
  ASSERT_TRUE(proposal.ok()) << proposal.status();
  const v1::RuleComparison comparison = Compare(*proposal);
  const auto becomes = [&](const std::string& role) {
    Write(absl::StrCat("UPDATE access.role_assignment SET role = '", role,
                       "' WHERE staff_uid = (SELECT uid FROM access.staff WHERE subject = 'kamran-verifier')"));
  };
  becomes("payment_approver");
  EXPECT_EQ(ReasonOf(Approve(*proposal, comparison, kStrongVerifier).status()), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  const auto approved = Approve(*proposal, comparison);
  ASSERT_TRUE(approved.ok()) << approved.status();
  becomes("payment_releaser");
  EXPECT_EQ(ReasonOf(Activate(*approved, kStrongVerifier).status()), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  ASSERT_TRUE(Activate(*approved).ok());
}

TEST_F(RuleStepsTest, WhoProposedTakesItBackUntilItIsInForceAndNobodyElseDoes) {
  const auto withdraw = [&](const v1::RuleProposal& proposal, const TestCaller& caller,
                            const std::string& reason = "Yanlış məbləğ") {
    v1::WithdrawRuleRequest request;
    request.set_name(proposal.name());
    request.set_etag(proposal.etag());
    request.set_reason(reason);
    return Ask(&Rules::WithdrawRule, caller, request);
  };
  const auto proposal = Propose(AllowanceOf(2, "260.00"));
  ASSERT_TRUE(proposal.ok()) << proposal.status();
  // Of another role, and another person of the same one.
  for (const TestCaller& caller : {kStrongApprover, kStrongReleaser, kCaseworker, kAuditor}) {
    EXPECT_EQ(withdraw(*proposal, caller).status().code(), absl::StatusCode::kPermissionDenied) << caller.subject;
  }
  Write(
      "UPDATE access.role_assignment SET role = 'payment_verifier' WHERE staff_uid = "
      "(SELECT uid FROM access.staff WHERE subject = 'ilqar-releaser')");
  EXPECT_EQ(ReasonOf(withdraw(*proposal, kStrongReleaser).status()), ErrorReason::ERROR_REASON_RULE_OF_SOMEBODY_ELSE);
  Write(
      "UPDATE access.role_assignment SET role = 'payment_releaser' WHERE staff_uid = "
      "(SELECT uid FROM access.staff WHERE subject = 'ilqar-releaser')");
  EXPECT_THAT(FaultsOf(withdraw(*proposal, kVerifier, "").status()), ElementsAre("reason REQUIRED"));

  const auto withdrawn = withdraw(*proposal, kVerifier);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::RULE_PROPOSAL_STATE_WITHDRAWN);
  EXPECT_EQ(withdrawn->withdraw_reason(), "Yanlış məbləğ");
  EXPECT_TRUE(withdrawn->has_withdraw_time());
  EXPECT_EQ(
      Count("SELECT count(*) FROM outbox.event WHERE kind = 'benefit.rule_withdrawn' AND resource = '" + proposal->name() + "'"),
      1);
  // For good: nothing follows from it any more.
  EXPECT_EQ(ReasonOf(Approve(*withdrawn, Compare(*withdrawn)).status()), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
  EXPECT_EQ(ReasonOf(Activate(*withdrawn).status()), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
  EXPECT_EQ(ReasonOf(withdraw(*withdrawn, kVerifier).status()), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);

  // The same text may be proposed anew, and be taken back when it is approved: who approved it stays known.
  const v1::RuleProposal approved = Approved(AllowanceOf(2, "260.00"));
  ASSERT_EQ(approved.state(), v1::RULE_PROPOSAL_STATE_APPROVED);
  const auto late = withdraw(approved, kVerifier);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->approved_by_uid(), approved.approved_by_uid());
  EXPECT_EQ(ReasonOf(Activate(*late).status()), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
  EXPECT_EQ(VersionAt(*payment_, kAllowance), 1);

  const v1::RuleProposal active = PutIntoForce(AllowanceOf(2, "260.00"));
  EXPECT_EQ(ReasonOf(withdraw(active, kVerifier).status()), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
  EXPECT_EQ(VersionAt(*payment_, kAllowance), 2);
}

// Of one who withdraws and one who puts into force at the same moment, one does; the other is told.
TEST_F(RuleStepsTest, WithdrawnOrInForceNeverBoth) {
  int withdrawn = 0;
  for (int round = 0; round < 6; ++round) {
    const v1::RuleProposal approved = Approved(AllowanceOf(2 + round, "260.00"));
    v1::WithdrawRuleRequest request;
    request.set_name(approved.name());
    request.set_etag(approved.etag());
    request.set_reason("Yanlış məbləğ");
    absl::Status ended;
    std::thread other([&] { ended = Ask(&Rules::WithdrawRule, kVerifier, request).status(); });
    const absl::Status activated = Activate(approved).status();
    other.join();
    EXPECT_NE(ended.ok(), activated.ok()) << ended << "\n" << activated;
    withdrawn += ended.ok() ? 1 : 0;
    ReactToAll();
  }
  EXPECT_EQ(Count("SELECT count(*) FROM payment.rule_proposal WHERE state = 'RULE_PROPOSAL_STATE_WITHDRAWN'"), withdrawn);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.rule_set"), 1 + 6 - withdrawn);
}

}  // namespace
}  // namespace dayaq::payment
