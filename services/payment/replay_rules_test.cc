// Decisions are made once more from what was kept: word for word and to the qəpik, over long histories; and what was tampered with
// is named.
#include "services/payment/replay_rules.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <utility>

#include "absl/strings/str_format.h"
#include "services/payment/benefit_test_data.h"
#include "services/payment/decision_rules.h"
#include "services/payment/recount_rules.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;

// What a database gives back of a message: it went through JSON.
template <typename M>
M ThroughJson(const M& message) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json).ok());
  M back;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &back).ok()) << json;
  return back;
}

// A person whose facts change at random, and all that was decided about them, as the service keeps it.
class Life {
 public:
  Life(const std::vector<v1::BenefitRule>& rules, uint32_t seed) : rules_(rules), random_(seed) { facts_ = Person(); }

  void LiveOn() {
    today_ += Pick(1, 90);
    switch (Pick(0, 11)) {
      case 0:
      case 1:
        Decide(facts_, Pick(0, 100), Some(2022, 2027), Pick(0, 2) == 0 ? Some(2027, 2029) : "",
               static_cast<survivor::v1::DisabilityCause>(Pick(1, 11)));
        break;
      case 2:
        // Corrected backwards.
        if (!facts_.decisions().empty()) {
          v1::DisabilityFact& decision = *facts_.mutable_decisions(Pick(0, facts_.decisions_size() - 1));
          decision.set_percent(Pick(0, 100));
          decision.set_band(BandOf(decision.percent()));
        }
        break;
      case 3:
        if (!facts_.decisions().empty()) *facts_.mutable_decisions(0)->mutable_in_force_until() = Date(Some(2024, 2027));
        break;
      case 4:
        facts_.set_deceased(Pick(0, 3) == 0);
        facts_.clear_died_on();
        if (facts_.deceased()) Die(facts_, Pick(0, 2) == 0 ? Partly(2024, 2026) : Some(2024, 2026));
        break;
      case 5:
        facts_.mutable_casualties(0)->set_incident_verified(Pick(0, 1) == 1);
        facts_.mutable_casualties(0)->set_injury_confirmed(Pick(0, 1) == 1);
        break;
      case 6:
        *facts_.mutable_casualties(0)->mutable_occurred_on() = Date(Pick(0, 1) == 0 ? Partly(2019, 2026) : Some(2019, 2026));
        break;
      case 7:
        AddMember(facts_, static_cast<survivor::v1::FamilyRelation>(Pick(1, 8)), Pick(0, 1) == 0 ? "" : Some(2020, 2034));
        break;
      case 8:
        if (!facts_.family().empty()) facts_.mutable_family()->RemoveLast();
        break;
      case 9: {
        const bool of_member = !facts_.family().empty() && Pick(0, 1) == 0;
        v1::RecordedFact& fact = Record(facts_, static_cast<survivor::v1::BenefitFactKind>(Pick(1, 14)), Some(2021, 2026),
                                        Pick(0, 2) == 0 ? Some(2026, 2030) : "", of_member ? facts_.family(0).member_uid() : "");
        if (Pick(0, 3) == 0) fact.set_amount_qepik(Pick(1, 900) * 100);
        if (fact.amount_qepik() > 0)
          fact.set_benefit(rules_[static_cast<size_t>(Pick(0, static_cast<int>(rules_.size()) - 1))].benefit());
        break;
      }
      case 10:
        if (Pick(0, 3) == 0 && facts_.casualties_size() > 1) facts_.mutable_casualties()->RemoveLast();
        if (Pick(0, 1) == 0) {
          v1::CasualtyFact& casualty = *facts_.add_casualties();
          casualty = facts_.casualties(0);
          casualty.set_casualty_uid(absl::StrCat("c", ++casualties_));
        }
        break;
      default:
        break;
    }
    AssessAll();
  }

  // Replays everything; says how many, and what differed.
  int ReplayAll(std::vector<std::string>& differences) const {
    int replayed = 0;
    for (const auto& [entitlement_uid, kept] : kept_) {
      for (const v1::Assessment& assessment : kept) {
        const v1::Replay replay = ReplayOf(ThroughJson(assessment), rules_, entitlements_.at(entitlement_uid));
        ++replayed;
        if (replay.result() == v1::REPLAY_RESULT_SAME) continue;
        differences.push_back(replay.ShortDebugString());
      }
    }
    return replayed;
  }

  std::vector<std::pair<v1::Assessment, v1::Entitlement>> Kept() const {
    std::vector<std::pair<v1::Assessment, v1::Entitlement>> all;
    for (const auto& [entitlement_uid, kept] : kept_) {
      for (const v1::Assessment& assessment : kept) all.emplace_back(assessment, entitlements_.at(entitlement_uid));
    }
    return all;
  }

 private:
  int Pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string Some(int first, int last) { return absl::StrFormat("%04d-%02d-%02d", Pick(first, last), Pick(1, 12), Pick(1, 28)); }
  std::string Partly(int first, int last) {
    const int year = Pick(first, last);
    return Pick(0, 1) == 0 ? absl::StrFormat("%04d", year) : absl::StrFormat("%04d-%02d", year, Pick(1, 12));
  }

  void AssessAll() {
    std::set<std::string> answered;
    for (const RuleAnswers& of_rule : AssessPerson(rules_, facts_, today_)) {
      for (const BenefitAssessment& answer : of_rule.answers) {
        const std::string uid = absl::StrCat(of_rule.rule->benefit(), "/", answer.occasion_uid, "/", answer.beneficiary_uid);
        if (entitlements_.count(uid) == 0 && !answer.qualifies) continue;
        answered.insert(uid);
        Decided(*of_rule.rule, answer, uid);
      }
    }
    for (auto& [uid, entitlement] : entitlements_) {
      if (answered.count(uid) > 0) continue;
      for (const v1::BenefitRule& rule : rules_) {
        if (rule.benefit() == entitlement.benefit()) Decided(rule, AssessLost(rule, facts_, entitlement), uid);
      }
    }
  }

  void Decided(const v1::BenefitRule& rule, const BenefitAssessment& answer, const std::string& uid) {
    v1::Entitlement& entitlement = entitlements_[uid];
    entitlement.set_uid(uid);
    entitlement.set_benefit(rule.benefit());
    entitlement.set_occasion_uid(answer.occasion_uid);
    entitlement.set_beneficiary(answer.beneficiary);
    entitlement.set_beneficiary_uid(answer.beneficiary_uid);
    const std::vector<v1::Instalment> existing(entitlement.instalments().begin(), entitlement.instalments().end());
    std::vector<v1::Instalment> added = Reconcile(answer.targets, existing, today_);
    v1::Entitlement standing = entitlement;
    standing.clear_instalments();
    const Decision decision = DecisionBy(rule, answer, standing, added);
    if (!decision.decides) return;
    v1::Assessment assessment;
    // In the order of time, as uids are.
    assessment.set_uid(absl::StrFormat("%08d", ++assessments_));
    assessment.set_entitlement_uid(uid);
    *assessment.mutable_explanation() = decision.entitlement.explanation();
    KeepWhatItWasMadeFrom(rule, rules_, facts_, answer, today_, assessment);
    const auto instalments = entitlement.instalments();
    entitlement = decision.entitlement;
    *entitlement.mutable_instalments() = instalments;
    for (v1::Instalment& instalment : added) {
      instalment.set_assessment_uid(assessment.uid());
      *entitlement.add_instalments() = std::move(instalment);
    }
    kept_[uid].push_back(std::move(assessment));
  }

  const std::vector<v1::BenefitRule>& rules_;
  std::mt19937 random_;
  v1::BenefitFacts facts_;
  absl::CivilDay today_{2024, 1, 1};
  std::map<std::string, v1::Entitlement> entitlements_;
  std::map<std::string, std::vector<v1::Assessment>> kept_;
  int assessments_ = 0;
  int casualties_ = 1;
};

std::vector<v1::BenefitRule> AllRules() { return LoadBenefits(kAllRulesOf2026).value(); }

TEST(ReplayRules, EveryDecisionOfALongHistoryComesOutTheSame) {
  const int lives = std::getenv("DAYAQ_LONG") != nullptr ? 1000 : 20;
  const std::vector<v1::BenefitRule> rules = AllRules();
  int replayed = 0;
  std::vector<std::string> differences;
  for (int life = 0; life < lives && differences.size() < 3; ++life) {
    Life one(rules, static_cast<uint32_t>(20261130 + life));
    for (int step = 0; step < 25; ++step) one.LiveOn();
    replayed += one.ReplayAll(differences);
  }
  std::cout << "replayed " << replayed << " decisions of " << lives << " lives, " << differences.size() << " differ\n";
  EXPECT_THAT(differences, SizeIs(0)) << (differences.empty() ? "" : differences.front());
  EXPECT_GT(replayed, lives * 10);
}

class OneDecision : public ::testing::Test {
 protected:
  OneDecision() {
    Life life(rules_, 7);
    for (int step = 0; step < 25; ++step) life.LiveOn();
    for (auto& [assessment, entitlement] : life.Kept()) {
      if (assessment.explanation().amounts().empty() || assessment.explanation().benefit() != "disability-allowance") continue;
      kept_ = assessment;
      entitlement_ = entitlement;
    }
  }
  std::vector<std::string> Paths(const v1::Replay& replay) const {
    std::vector<std::string> paths;
    for (const v1::ReplayDifference& difference : replay.differences()) paths.push_back(difference.path());
    return paths;
  }

  const std::vector<v1::BenefitRule> rules_ = AllRules();
  v1::Assessment kept_;
  v1::Entitlement entitlement_;
};

TEST_F(OneDecision, IsTheSame) {
  ASSERT_FALSE(kept_.uid().empty());
  EXPECT_EQ(ReplayOf(kept_, rules_, entitlement_).result(), v1::REPLAY_RESULT_SAME);
}

TEST_F(OneDecision, AQepikMoreIsNamed) {
  v1::AmountAnswer& amount = *kept_.mutable_explanation()->mutable_amounts(0);
  amount.set_amount_qepik(amount.amount_qepik() + 1);
  const v1::Replay replay = ReplayOf(kept_, rules_, entitlement_);
  EXPECT_EQ(replay.result(), v1::REPLAY_RESULT_DIFFERENT);
  EXPECT_THAT(Paths(replay), Contains("explanation.amounts[0].amount_qepik"));
}

TEST_F(OneDecision, AnotherWordIsNamed) {
  kept_.mutable_explanation()->mutable_conditions(0)->mutable_words()->set_az("Başqa söz.");
  EXPECT_THAT(Paths(ReplayOf(kept_, rules_, entitlement_)), Contains("explanation.conditions[0].words.az"));
}

TEST_F(OneDecision, AnInstalmentThatNoDecisionMadeIsNamed) {
  v1::Instalment& instalment = *entitlement_.add_instalments();
  instalment.set_period("2020-01");
  instalment.set_amount_qepik(100);
  instalment.set_assessment_uid(kept_.uid());
  const v1::Replay replay = ReplayOf(kept_, rules_, entitlement_);
  ASSERT_THAT(replay.differences(), SizeIs(1));
  EXPECT_EQ(replay.differences(0).path(), "periods.2020-01");
  EXPECT_EQ(replay.differences(0).kept(), "100");
  EXPECT_EQ(replay.differences(0).replayed(), "");
}

TEST_F(OneDecision, WithoutFactsSaysSo) {
  kept_.clear_facts();
  EXPECT_EQ(ReplayOf(kept_, rules_, entitlement_).result(), v1::REPLAY_RESULT_FACTS_NOT_KEPT);
}

TEST_F(OneDecision, ByARuleWithAnotherContentSaysSo) {
  std::vector<v1::BenefitRule> rules = rules_;
  for (v1::BenefitRule& rule : rules) rule.set_content_hash("another");
  EXPECT_EQ(ReplayOf(kept_, rules, entitlement_).result(), v1::REPLAY_RESULT_RULE_NOT_KEPT);
  EXPECT_EQ(ReplayOf(kept_, {}, entitlement_).result(), v1::REPLAY_RESULT_RULE_NOT_KEPT);
}

TEST(RecountRules, WhatWasDecidedIsNotDifferentAndANewAmountIs) {
  std::vector<v1::BenefitRule> rules = {Allowance()};
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-05-01");
  const absl::CivilDay today(2026, 11, 30);
  const RecountScope scope = ScopeOf({}, rules);
  std::map<AnswerKey, v1::Entitlement> standing;
  v1::RecountCounts counts;
  EXPECT_TRUE(IsDifferent(scope, facts, standing, today, counts)) << "nothing stands yet";
  EXPECT_EQ(counts.started(), 1);

  const BenefitAssessment answer = AssessOne(rules[0], facts, today);
  const std::vector<v1::Instalment> added = Reconcile(answer.targets, {}, today);
  v1::Entitlement entitlement = DecisionBy(rules[0], answer, {}, added).entitlement;
  entitlement.set_benefit(rules[0].benefit());
  for (const v1::Instalment& instalment : added) *entitlement.add_instalments() = instalment;
  standing[{"s1", rules[0].benefit(), "", "s1"}] = entitlement;
  counts.Clear();
  EXPECT_FALSE(IsDifferent(scope, facts, standing, today, counts));
  EXPECT_EQ(counts.changed(), 0);
  EXPECT_EQ(counts.qualifying(), 1);

  // A new version that answers the same decides nothing.
  rules[0].set_version(rules[0].version() + 1);
  rules[0].set_content_hash("new");
  EXPECT_FALSE(IsDifferent(ScopeOf({}, rules), facts, standing, today, counts));
  // Another amount is a difference.
  for (v1::AmountStep& step : *rules[0].mutable_steps()) {
    for (v1::BandAmount& amount : *step.mutable_by_band()) amount.set_amount_qepik(amount.amount_qepik() + 100);
  }
  EXPECT_TRUE(IsDifferent(ScopeOf({}, rules), facts, standing, today, counts));
}

TEST(RecountRules, WhoeverMeetsARuleAndHasNothingWasPassedOver) {
  const std::vector<v1::BenefitRule> rules = {Allowance(), Funeral()};
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-05-01");
  const RecountScope scope = ScopeOf({}, rules);
  v1::RecountCounts counts;
  const auto passed_over = PassedOver(scope, facts, {}, absl::CivilDay(2026, 11, 30), counts);
  ASSERT_THAT(passed_over, SizeIs(1));
  EXPECT_EQ(std::get<1>(passed_over[0]), "disability-allowance");
  EXPECT_THAT(PassedOver(scope, facts, {passed_over[0]}, absl::CivilDay(2026, 11, 30), counts), SizeIs(0));
}

// The shortcut of the pass never leaves anybody out: whoever it passes by is answered no by the assessment.
TEST(RecountRules, WhoeverIsPassedByMeetsNoRule) {
  const int people = std::getenv("DAYAQ_LONG") != nullptr ? 20000 : 400;
  const std::vector<v1::BenefitRule> rules = AllRules();
  std::mt19937 random(5);
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  int passed_by = 0, asked = 0;
  for (int i = 0; i < people; ++i) {
    v1::BenefitFacts facts = Person();
    if (pick(0, 3) == 0) facts.clear_casualties();
    for (int n = pick(0, 2); n > 0; --n) {
      Decide(facts, pick(0, 100), absl::StrFormat("%04d-01-01", pick(1996, 2026)), "",
             static_cast<survivor::v1::DisabilityCause>(pick(1, 11)));
    }
    if (pick(0, 2) == 0) Die(facts, pick(0, 1) == 0 ? "" : "2026-03-01");
    if (pick(0, 1) == 0) AddMember(facts, static_cast<survivor::v1::FamilyRelation>(pick(1, 8)), "2030-01-01");
    if (pick(0, 1) == 0) Record(facts, static_cast<survivor::v1::BenefitFactKind>(pick(1, 14)), "2026-01-01");
    for (const v1::BenefitRule& rule : rules) {
      if (MayQualify(rule, facts)) {
        ++asked;
        continue;
      }
      ++passed_by;
      for (const BenefitAssessment& answer : Assess(rule, facts, absl::CivilDay(2026, 11, 30))) {
        ASSERT_FALSE(answer.qualifies) << rule.benefit() << "\n" << facts.DebugString();
      }
    }
  }
  std::cout << passed_by << " answers were passed by and are no, " << asked << " were asked\n";
  EXPECT_GT(passed_by, asked);
}

TEST(RecountRules, AScopeTakesAlongWhatLooksAtABenefit) {
  std::vector<v1::BenefitRule> rules = {Allowance(), Funeral(), Assistance()};
  rules[1].add_yields_to(rules[0].benefit());
  const RecountScope scope = ScopeOf({rules[0].benefit() + "/4"}, rules);
  EXPECT_EQ(scope.counted, (std::set<std::string>{rules[0].benefit(), rules[1].benefit()}));
  EXPECT_THAT(scope.rules, SizeIs(2));
  EXPECT_THAT(ScopeOf({rules[1].benefit()}, rules).rules, SizeIs(2)) << "what it looks at is asked";
  EXPECT_THAT(ScopeOf({rules[1].benefit()}, rules).counted, SizeIs(1));
}

}  // namespace
}  // namespace dayaq::payment
