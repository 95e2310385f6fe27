// Why somebody is not paid, and what would have to be otherwise: worked out by assessing, in both languages.
#include "services/payment/why_not_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "services/payment/benefit_test_data.h"
#include "services/payment/counterfactuals.h"
#include "services/payment/fact_changes.h"

namespace dayaq::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNow = absl::FromCivil(absl::CivilDay(2026, 11, 30), BakuZone());

class WhyNot : public ::testing::Test {
 protected:
  v1::WhyNotAnswer Ask(const v1::BenefitFacts& facts, const std::string& benefit = "disability-allowance") {
    response_ = WhyNotOf({benefit}, {.rules = rules_, .facts = facts, .standing = standing_, .accounts = accounts_, .now = kNow});
    return response_.answers().empty() ? v1::WhyNotAnswer() : response_.answers(0);
  }
  // The entitlement that the service would have.
  void Stands(const std::string& benefit = "disability-allowance", const std::string& occasion = "") {
    v1::Entitlement& entitlement = standing_.emplace_back();
    entitlement.set_name("entitlements/e1");
    entitlement.set_benefit(benefit);
    entitlement.set_occasion_uid(occasion);
    entitlement.set_beneficiary_uid("s1");
  }
  std::vector<std::string> Missing() const {
    std::vector<std::string> codes;
    for (const v1::MissingFact& fact : response_.missing()) codes.push_back(fact.code() + " " + fact.role());
    return codes;
  }

  const std::vector<v1::BenefitRule> rules_ = LoadBenefits(kRulesOfNovember2026).value();
  std::vector<v1::Entitlement> standing_;
  std::map<std::string, PayeeStanding> accounts_ = {{"s1", {}}};
  v1::WhyNotResponse response_;
};

TEST_F(WhyNot, ThePercentIsTooLow) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 25, "2025-05-01");
  const v1::WhyNotAnswer answer = Ask(facts);
  EXPECT_EQ(answer.standing(), v1::WHY_NOT_STANDING_NOT_OWED);
  ASSERT_THAT(answer.counterfactuals(), SizeIs(1));
  const v1::Counterfactual& one = answer.counterfactuals(0);
  ASSERT_THAT(one.changes(), SizeIs(1));
  EXPECT_EQ(one.changes(0).en(), "the percent of disability were 31 or more (it is 25)");
  EXPECT_EQ(one.amount_qepik(), 18000);
  EXPECT_TRUE(one.monthly());
  EXPECT_EQ(one.words().en().substr(0, 24), "It would be paid if the ");
  EXPECT_THAT(one.words().en(), HasSubstr("180.00 AZN a month."));
  EXPECT_THAT(one.words().az(), HasSubstr("əlillik faizi 31 və ya daha çox olsaydı (indi 25)"));
  EXPECT_THAT(one.words().az(), HasSubstr("ayda 180,00 AZN."));
  // The promise is kept: with that percent it comes out like that.
  facts.mutable_decisions(0)->set_percent(31);
  facts.mutable_decisions(0)->set_band(BandOf(31));
  const BenefitAssessment would = AssessOne(Allowance(), facts, Today(kNow));
  ASSERT_TRUE(would.qualifies);
  EXPECT_EQ(one.first_period(), would.targets.front().period);
  EXPECT_EQ(one.amount_qepik(), would.targets.back().amount_qepik);
}

TEST_F(WhyNot, TheCauseDoesNotCountAndThePercentIsTooLow) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 10, "2025-05-01", "", survivor::v1::DISABILITY_CAUSE_JANUARY_20);
  const v1::WhyNotAnswer answer = Ask(facts);
  ASSERT_FALSE(answer.counterfactuals().empty());
  EXPECT_THAT(answer.counterfactuals(0).changes(), SizeIs(2)) << "neither is enough alone";
}

TEST_F(WhyNot, NoDecisionAtAll) {
  const v1::WhyNotAnswer answer = Ask(Person());
  ASSERT_THAT(answer.unmet(), SizeIs(1));
  EXPECT_EQ(answer.unmet(0).condition().fact(), v1::FACT_DISABILITY_IN_FORCE);
  ASSERT_THAT(answer.counterfactuals(), SizeIs(1));
  EXPECT_THAT(answer.counterfactuals(0).changes(0).en(), HasSubstr("there were a decision of 31 % or more"));
  EXPECT_EQ(answer.counterfactuals(0).first_period() >= "2026-11", true);
}

TEST_F(WhyNot, NobodyIsToldThatADeathWouldPay) {
  const v1::WhyNotAnswer answer = Ask(Person(), "funeral-benefit");
  EXPECT_EQ(answer.standing(), v1::WHY_NOT_STANDING_NOT_OWED);
  EXPECT_THAT(answer.unmet(), ::testing::Not(IsEmpty()));
  EXPECT_THAT(answer.counterfactuals(), IsEmpty());
}

TEST_F(WhyNot, WhatKeepsMoneyFromLeavingAndWhoCanHelp) {
  v1::BenefitFacts facts = Person();
  facts.clear_identity_confirmed_time();
  facts.mutable_casualties(0)->set_incident_verified(false);
  Decide(facts, 65, "2025-08-01");
  Stands();
  standing_[0].set_suspended(true);
  accounts_.clear();
  const v1::WhyNotAnswer answer = Ask(facts);
  EXPECT_EQ(answer.standing(), v1::WHY_NOT_STANDING_HELD);
  EXPECT_GT(answer.owed_qepik(), 0);
  EXPECT_EQ(answer.entitlement(), "entitlements/e1");
  EXPECT_THAT(Missing(), ::testing::UnorderedElementsAre("incident.verified anama_officer", "identity.confirmed caseworker",
                                                         "suspension payment_verifier", "account caseworker"));
}

TEST_F(WhyNot, NothingIsMissing) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  Stands();
  const v1::WhyNotAnswer answer = Ask(facts);
  EXPECT_EQ(answer.standing(), v1::WHY_NOT_STANDING_PAYABLE) << answer.DebugString();
  EXPECT_THAT(Missing(), IsEmpty());
}

TEST_F(WhyNot, MonthsThatWaitAreNamedWithWhatIsMissingAndTheOthersArePaid) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-01-01");
  Stands();
  const v1::WhyNotAnswer answer = Ask(facts);
  EXPECT_EQ(answer.standing(), v1::WHY_NOT_STANDING_PAYABLE) << answer.DebugString();
  ASSERT_THAT(answer.holds(), SizeIs(1));
  EXPECT_EQ(answer.holds(0).need(), v1::RELEASE_NEED_AMOUNT_CERTAIN);
  EXPECT_THAT(answer.words().en(), ::testing::AllOf(HasSubstr("It is paid."), HasSubstr("wait until a source is found")));
  EXPECT_THAT(Missing(), ::testing::ElementsAre("amount.source ministry"));
  accounts_.clear();
  EXPECT_EQ(Ask(facts).standing(), v1::WHY_NOT_STANDING_HELD) << "without an account";
}

TEST_F(WhyNot, ANewAccountWaits) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  Stands();
  accounts_["s1"].held_until = kNow + absl::Hours(48);
  const v1::WhyNotAnswer answer = Ask(facts);
  ASSERT_THAT(answer.holds(), SizeIs(1));
  EXPECT_EQ(answer.holds(0).kind(), v1::HOLD_KIND_ACCOUNT_NEW);
  EXPECT_THAT(answer.holds(0).words().en(), HasSubstr("2026-12-02"));
}

TEST_F(WhyNot, OwedAndNotStarted) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-08-01");
  const v1::WhyNotAnswer answer = Ask(facts);
  ASSERT_FALSE(answer.holds().empty());
  EXPECT_EQ(answer.holds(0).kind(), v1::HOLD_KIND_NOT_STARTED);
  EXPECT_THAT(Missing(), ::testing::Contains("assessment operator"));
}

TEST_F(WhyNot, EverySentenceIsThereInBothLanguages) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 25, "2025-05-01");
  const std::vector<v1::BenefitRule> all = LoadBenefits(kAllRulesOf2026).value();
  const v1::WhyNotResponse response =
      WhyNotOf({}, {.rules = all, .facts = facts, .standing = standing_, .accounts = accounts_, .now = kNow});
  EXPECT_GE(response.answers_size(), static_cast<int>(all.size()) - 1);
  for (const v1::WhyNotAnswer& answer : response.answers()) {
    EXPECT_FALSE(answer.words().az().empty()) << answer.benefit();
    EXPECT_FALSE(answer.words().en().empty()) << answer.benefit();
    for (const v1::UnmetCondition& unmet : answer.unmet()) EXPECT_FALSE(unmet.words().az().empty()) << answer.benefit();
    for (const v1::Counterfactual& one : answer.counterfactuals()) EXPECT_FALSE(one.words().az().empty()) << answer.benefit();
  }
}

// For people at random: whenever something is promised, nothing is owed as things are; and the search says how much it found.
TEST(Counterfactuals, PromiseOnlyWhereNothingIsOwed) {
  const int people = std::getenv("DAYAQ_LONG") != nullptr ? 20000 : 400;
  const std::vector<v1::BenefitRule> rules = LoadBenefits(kAllRulesOf2026).value();
  std::mt19937 random(9);
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  const absl::CivilDay today = Today(kNow);
  int promised = 0, none = 0;
  for (int i = 0; i < people; ++i) {
    v1::BenefitFacts facts = Person();
    for (int n = pick(0, 2); n > 0; --n) {
      Decide(facts, pick(0, 100), absl::StrCat(pick(2020, 2026), "-0", pick(1, 9), "-01"), pick(0, 3) == 0 ? "2026-10-31" : "",
             static_cast<survivor::v1::DisabilityCause>(pick(1, 11)));
    }
    if (pick(0, 3) == 0) Die(facts, "2026-03-01");
    if (pick(0, 3) == 0) Record(facts, static_cast<survivor::v1::BenefitFactKind>(pick(1, 14)), "2026-01-01");
    const v1::BenefitRule& rule = rules[static_cast<size_t>(pick(0, static_cast<int>(rules.size()) - 1))];
    const auto found = CounterfactualsOf(rule, {rule}, facts, "", today);
    (found.empty() ? none : promised) += 1;
    if (found.empty()) continue;
    for (const BenefitAssessment& answer : Assess(rule, facts, today)) {
      EXPECT_TRUE(!answer.qualifies || answer.targets.empty()) << rule.benefit() << "\n" << facts.DebugString();
    }
    for (size_t n = 1; n < found.size(); ++n) EXPECT_LE(found[n - 1].changes_size(), found[n].changes_size());
    for (const v1::Counterfactual& one : found) EXPECT_GT(one.amount_qepik(), 0);
  }
  std::cout << promised << " of " << people << " people were told what would have to be otherwise, " << none << " were not\n";
  EXPECT_GT(promised, people / 10);
}

}  // namespace
}  // namespace dayaq::payment
