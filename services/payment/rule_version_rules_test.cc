#include "services/payment/rule_version_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/payment/benefit_test_data.h"
#include "services/payment/rule_diff_rules.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kAllowanceCode[] = "disability-allowance";
const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

TEST(RuleNames, SayWhichVersionSinceWhichSet) {
  const v1::BenefitRule rule = Allowance();
  EXPECT_THAT(NamesOf({rule}), ElementsAre("disability-allowance/1"));
  EXPECT_THAT(NamesWith({"a/3", "disability-allowance/1", "z/2/4"}, rule, 5),
              ElementsAre("a/3", "disability-allowance/1/5", "z/2/4"));
  EXPECT_THAT(NamesWith({"z/2"}, rule, 2), ElementsAre("disability-allowance/1/2", "z/2")) << "a new benefit";
  EXPECT_EQ(NamedRuleIn("z/2/4").version, "2");
  EXPECT_EQ(NamedRuleIn("z/2").benefit, "z");
}

TEST(RuleTexts, FaultsAreToldUnderTheNameOfTheBenefitAndBounded) {
  Violations found;
  CheckContent("benefit: trial\nversion: 0\n", {}, found);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found.bad_request().field_violations(0).description(), HasSubstr("trial.yaml:"));
  std::string many = "benefit: trial\nconditions:\n";
  for (int i = 0; i < 300; ++i) absl::StrAppend(&many, "  - fact: NO_SUCH_FACT\n");
  Violations bounded;
  CheckContent(many, {}, bounded);
  EXPECT_EQ(bounded.size(), 100);
}

v1::RuleProposal Proposal() {
  v1::RuleProposal proposal;
  proposal.set_content_hash("new");
  proposal.set_proposed_by_uid("a");
  proposal.set_state(v1::RULE_PROPOSAL_STATE_PROPOSED);
  return proposal;
}
v1::RuleComparison Comparison() {
  v1::RuleComparison comparison;
  comparison.set_new_hash("new");
  comparison.set_of_present(true);
  comparison.set_set_number(3);
  *comparison.mutable_create_time() = Timestamp(kNow - absl::Hours(24 * 14));
  *comparison.mutable_finish_time() = Timestamp(kNow);
  return comparison;
}

TEST(RuleSteps, AComparisonCountsForSoManyDaysAndForTheRulesInForce) {
  EXPECT_EQ(CheckApprovable(Proposal(), Comparison(), 3, "b", kNow, 14), absl::OkStatus());
  const auto reason = [](const v1::RuleComparison& comparison, int64_t present, absl::Time now) {
    return ReasonOf(CheckApprovable(Proposal(), comparison, present, "b", now, 14));
  };
  EXPECT_EQ(reason(Comparison(), 3, kNow + absl::Seconds(1)), ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE);
  EXPECT_EQ(reason(Comparison(), 4, kNow), ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE);
  v1::RuleComparison other = Comparison();
  other.set_of_present(false);
  EXPECT_EQ(reason(other, 3, kNow), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT);
  other = Comparison();
  other.set_new_hash("other");
  EXPECT_EQ(reason(other, 3, kNow), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT);
  other = Comparison();
  other.clear_finish_time();
  EXPECT_EQ(reason(other, 3, kNow), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT);
}

TEST(RuleSteps, TheThreeAreThreePeople) {
  v1::RuleProposal approved = Proposal();
  approved.set_state(v1::RULE_PROPOSAL_STATE_APPROVED);
  approved.set_approved_by_uid("b");
  const auto reason = [&](const char* staff) { return ReasonOf(CheckActivatable(approved, Comparison(), 3, staff, kNow, 14)); };
  EXPECT_EQ(reason("a"), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(reason("b"), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(CheckActivatable(approved, Comparison(), 3, "c", kNow, 14), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckActivatable(Proposal(), Comparison(), 3, "c", kNow, 14)), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
  EXPECT_EQ(ReasonOf(CheckApprovable(Proposal(), Comparison(), 3, "a", kNow, 14)),
            ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
}

TEST(RuleSteps, WhoProposedWithdrawsWhatIsNotInForce) {
  v1::RuleProposal proposal = Proposal();
  EXPECT_EQ(CheckWithdrawable(proposal, "a"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckWithdrawable(proposal, "b")), ErrorReason::ERROR_REASON_RULE_OF_SOMEBODY_ELSE);
  proposal.set_state(v1::RULE_PROPOSAL_STATE_APPROVED);
  EXPECT_EQ(CheckWithdrawable(proposal, "a"), absl::OkStatus());
  for (const auto state : {v1::RULE_PROPOSAL_STATE_ACTIVATED, v1::RULE_PROPOSAL_STATE_WITHDRAWN}) {
    proposal.set_state(state);
    EXPECT_EQ(ReasonOf(CheckWithdrawable(proposal, "a")), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
    EXPECT_EQ(ReasonOf(CheckApprovable(proposal, Comparison(), 3, "b", kNow, 14)), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
    EXPECT_EQ(ReasonOf(CheckActivatable(proposal, Comparison(), 3, "c", kNow, 14)), ErrorReason::ERROR_REASON_RULE_STEP_IMPOSSIBLE);
    EXPECT_EQ(ReasonOf(CheckWithdrawable(proposal, "b")), ErrorReason::ERROR_REASON_RULE_OF_SOMEBODY_ELSE)
        << "whatever became of it";
  }
}

TEST(RuleDiffs, AreCountedForTheDayThatMatters) {
  v1::BenefitRule rule = Allowance();
  EXPECT_EQ(UsualDay(rule, absl::CivilDay(2026, 11, 30)), absl::CivilDay(2026, 11, 30));
  *rule.mutable_steps()->rbegin()->mutable_from() = Date("2027-01-01");
  EXPECT_EQ(UsualDay(rule, absl::CivilDay(2026, 11, 30)), absl::CivilDay(2027, 1, 1));
}

// Somebody entitled before is told apart from somebody who starts; a month of before from the month of the day.
TEST(RuleDiffs, TellMonthAndEarlierMonthsByBand) {
  v1::BenefitFacts facts = Person();
  facts.set_register_("az");
  facts.set_district("AZ-TAR");
  Decide(facts, 65, "2026-09-01");
  const v1::BenefitRule before = Allowance();
  v1::BenefitRule after = before;
  after.set_version(2);
  for (v1::BandAmount& amount : *after.mutable_steps()->rbegin()->mutable_by_band()) amount.set_amount_qepik(20000);
  const RuleDiff diff = DiffOf({before}, {after}, kAllowanceCode, absl::CivilDay(2026, 11, 30));
  DiffFound found;
  v1::RecountCounts counts;
  AddDifference(diff, facts, {}, found, counts);
  ASSERT_THAT(found.lines, SizeIs(1));
  const v1::RuleComparisonLine& line = found.lines.begin()->second;
  EXPECT_EQ(line.band(), survivor::v1::DISABILITY_BAND_61_80);
  EXPECT_EQ(line.month_qepik(), -5000);
  EXPECT_EQ(line.back_qepik(), -10000);
  EXPECT_EQ(line.losing(), 1);
  EXPECT_EQ(line.starting(), 0) << "the old rule would have it as well";
  ASSERT_THAT(found.losses, SizeIs(1));
  EXPECT_EQ(found.losses[0].back_qepik(), -10000);

  DiffFound none;
  AddDifference(DiffOf({before}, {before}, kAllowanceCode, absl::CivilDay(2026, 11, 30)), facts, {}, none, counts);
  EXPECT_TRUE(none.lines.empty());
  DiffFound fresh;
  AddDifference(DiffOf({}, {after}, kAllowanceCode, absl::CivilDay(2026, 11, 30)), facts, {}, fresh, counts);
  ASSERT_THAT(fresh.lines, SizeIs(1));
  EXPECT_EQ(fresh.lines.begin()->second.starting(), 1);
  EXPECT_EQ(fresh.lines.begin()->second.gaining(), 1);
}

// What is told and what is told the other way round cancel out, whatever the amounts are.
RC_GTEST_PROP(RuleDiffs, ThereAndBackIsNothing, ()) {
  v1::BenefitFacts facts = Person();
  Decide(facts, *rc::gen::inRange(31, 101), "2025-08-01", *rc::gen::arbitrary<bool>() ? "2026-05-31" : "");
  v1::BenefitRule after = Allowance();
  after.set_version(2);
  for (v1::BandAmount& amount : *after.mutable_steps()->rbegin()->mutable_by_band()) {
    amount.set_amount_qepik(*rc::gen::inRange<int64_t>(1, 100000));
  }
  const absl::CivilDay day(2026, *rc::gen::inRange(1, 13), 15);
  DiffFound there, back;
  v1::RecountCounts counts;
  AddDifference(DiffOf({Allowance()}, {after}, kAllowanceCode, day), facts, {}, there, counts);
  AddDifference(DiffOf({after}, {Allowance()}, kAllowanceCode, day), facts, {}, back, counts);
  int64_t month = 0, earlier = 0;
  for (const DiffFound* found : {&there, &back}) {
    for (const auto& [place, line] : found->lines) {
      month += line.month_qepik();
      earlier += line.back_qepik();
    }
  }
  RC_ASSERT(month == 0);
  RC_ASSERT(earlier == 0);
}

}  // namespace
}  // namespace dayaq::payment
