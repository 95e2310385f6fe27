// What must hold of shares and limits whatever the family, the rule and the day.
#include "services/payment/family_shares.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "services/payment/benefit_limits.h"
#include "services/payment/benefit_test_data.h"

namespace dayaq::payment {
namespace {

using survivor::v1::BenefitFactKind;
using survivor::v1::FamilyRelation;

const absl::CivilDay kToday(2026, 6, 15);

const v1::BenefitRule& Stipend() {
  static const auto* const kRule = new v1::BenefitRule(RuleOf("stipend-martyr-family", kAllRulesOf2026));
  return *kRule;
}

std::string AnyDay(int first_year, int last_year) {
  return absl::FormatCivilTime(
      absl::CivilDay(*rc::gen::inRange(first_year, last_year), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29)));
}
// A day, a part of it, or nothing.
std::string AnyPartOfADay(int first_year, int last_year) {
  return AnyDay(first_year, last_year).substr(0, *rc::gen::element(0, 4, 7, 10, 10, 10));
}

// A dead person with any family, and things recorded of them.
v1::BenefitFacts AnyFamily() {
  v1::BenefitFacts facts = Person();
  Die(facts, AnyDay(2019, 2026));
  Record(facts, survivor::v1::BENEFIT_FACT_KIND_MARTYR, AnyDay(2019, 2026), *rc::gen::arbitrary<bool>() ? AnyDay(2026, 2028) : "");
  const int members = *rc::gen::inRange(0, 9);
  for (int i = 0; i < members; ++i) {
    const auto relation = static_cast<FamilyRelation>(*rc::gen::inRange(1, 10));
    const std::string uid =
        AddMember(facts, relation, AnyPartOfADay(2010, 2032), *rc::gen::inRange(0, 4) == 0 ? AnyPartOfADay(2020, 2026) : "");
    const int records = *rc::gen::inRange(0, 3);
    for (int k = 0; k < records; ++k) {
      const auto kind = static_cast<BenefitFactKind>(*rc::gen::inRange(1, 15));
      Record(facts, kind, AnyDay(2018, 2026), *rc::gen::arbitrary<bool>() ? AnyDay(2026, 2028) : "", uid);
    }
  }
  return facts;
}

std::map<std::string, int64_t> Sums(const std::vector<BenefitAssessment>& answers) {
  std::map<std::string, int64_t> sums;
  for (const BenefitAssessment& answer : answers) {
    for (const auto& [period, amount] : Amounts(answer.targets)) sums[period] += amount;
  }
  return sums;
}

RC_GTEST_PROP(Shares, ConserveTheAmountWhateverTheFamily, ()) {
  const v1::BenefitFacts facts = AnyFamily();
  const v1::BenefitRule& rule = Stipend();
  const std::vector<BenefitAssessment> answers = Assess(rule, facts, kToday);
  bool asked = false;
  for (const BenefitAssessment& answer : answers) asked = asked || !answer.explanation.questions().empty();
  for (const auto& [period, sum] : Sums(answers)) {
    const int64_t whole = period < "2021" ? 30000 : period < "2023" ? 50000 : period < "2025-07" ? 60000 : 70000;
    // While somebody may have to be counted of whom it is not known, that part waits.
    RC_ASSERT(sum == whole || (asked && sum < whole));
    std::vector<int64_t> parts;
    for (const BenefitAssessment& answer : answers) {
      const auto amounts = Amounts(answer.targets);
      if (amounts.count(period) > 0) parts.push_back(amounts.at(period));
    }
    RC_ASSERT(*std::max_element(parts.begin(), parts.end()) - *std::min_element(parts.begin(), parts.end()) <= 1);
    RC_ASSERT(std::is_sorted(parts.rbegin(), parts.rend()));
  }
}

RC_GTEST_PROP(Shares, AnyAmountAmongAnyNumberSumsToItself, ()) {
  const int64_t whole = *rc::gen::inRange<int64_t>(1, 100'000'000);
  const size_t seats = *rc::gen::inRange<size_t>(1, 40);
  std::vector<std::vector<Months>> months(seats);
  const absl::CivilMonth month(2026, 1);
  for (std::vector<Months>& of_seat : months) {
    if (*rc::gen::arbitrary<bool>()) of_seat.push_back({month, month + 3});
  }
  const Sharing sharing(months);
  int64_t sum = 0;
  for (size_t i = 0; i < seats; ++i) sum += sharing.PartOf(whole, month, i);
  RC_ASSERT(sum == (sharing.Sharers(month) == 0 ? 0 : whole));
}

RC_GTEST_PROP(Shares, TheFactsInAnotherWayOfTellingAnswerTheSame, ()) {
  v1::BenefitFacts facts = AnyFamily();
  const v1::BenefitRule& rule = Stipend();
  const auto before = Sums(Assess(rule, facts, kToday));
  // What is recorded comes in whatever order.
  if (facts.recorded_size() > 1) facts.mutable_recorded()->SwapElements(0, facts.recorded_size() - 1);
  RC_ASSERT(Sums(Assess(rule, facts, kToday)) == before);
}

RC_GTEST_PROP(Shares, InstalmentsSumToWhatIsOwedAsTheFamilyChanges, ()) {
  const v1::BenefitRule& rule = Stipend();
  std::map<std::string, std::vector<v1::Instalment>> standing;  // by who receives
  for (int round = 0; round < 3; ++round) {
    const v1::BenefitFacts facts = AnyFamily();
    std::map<std::string, std::map<std::string, int64_t>> owed;
    for (const BenefitAssessment& answer : Assess(rule, facts, kToday)) {
      Settle(standing[answer.beneficiary_uid], answer, kToday);
      owed[answer.beneficiary_uid] = Amounts(answer.targets);
    }
    for (auto& [uid, instalments] : standing) {
      if (owed.count(uid) == 0) Settle(instalments, BenefitAssessment(), kToday);
      RC_ASSERT(Standing(instalments) == owed[uid]);
    }
  }
}

// Two benefits of the same person and a third that stands under a ceiling with them.
std::vector<RuleAnswers> Limited(const std::vector<v1::BenefitRule>& rules, const std::vector<std::vector<Target>>& targets) {
  std::vector<RuleAnswers> all;
  for (size_t i = 0; i < rules.size(); ++i) {
    BenefitAssessment answer;
    answer.beneficiary_uid = "s1";
    answer.qualifies = answer.releasable = true;
    answer.targets = targets[i];
    all.push_back({&rules[i], {answer}});
  }
  LimitEachOther(all);
  return all;
}

std::vector<Target> AnyTargets() {
  std::vector<Target> targets;
  for (const char* period : {"2026-01", "2026-02", "2026-03"}) {
    if (*rc::gen::arbitrary<bool>()) targets.push_back({period, *rc::gen::inRange<int64_t>(1, 100'000)});
  }
  return targets;
}

RC_GTEST_PROP(Ceilings, NeverRaiseAndAreNeverExceeded, ()) {
  std::vector<v1::BenefitRule> rules(3);
  for (int i = 0; i < 3; ++i) {
    rules[i].set_benefit(absl::StrCat("b", i));
    rules[i].set_frequency(v1::FREQUENCY_MONTHLY);
  }
  rules[2].mutable_ceiling()->add_with("b0");
  rules[2].mutable_ceiling()->add_with("b1");
  rules[2].mutable_ceiling()->set_amount_qepik(*rc::gen::inRange<int64_t>(1, 150'000));
  if (*rc::gen::arbitrary<bool>()) rules[1].add_yields_to("b0");
  const std::vector<std::vector<Target>> before = {AnyTargets(), AnyTargets(), AnyTargets()};
  const std::vector<RuleAnswers> after = Limited(rules, before);
  for (size_t i = 0; i < 3; ++i) {
    const auto was = Amounts(before[i]);
    for (const auto& [period, amount] : Amounts(after[i].answers[0].targets)) RC_ASSERT(amount > 0 && amount <= was.at(period));
  }
  RC_ASSERT(Amounts(after[0].answers[0].targets) == Amounts(before[0]));
  for (const auto& [period, amount] : Amounts(after[2].answers[0].targets)) {
    int64_t sum = amount;
    for (size_t i = 0; i < 2; ++i) {
      const auto others = Amounts(after[i].answers[0].targets);
      sum += others.count(period) > 0 ? others.at(period) : 0;
    }
    RC_ASSERT(sum <= rules[2].ceiling().amount_qepik());
  }
  // What was taken off, and what is left, is what there was.
  for (size_t i = 0; i < 3; ++i) {
    int64_t taken = 0;
    for (const v1::DeductionAnswer& deduction : after[i].answers[0].explanation.deductions()) {
      absl::CivilMonth first, last;
      RC_ASSERT(absl::ParseCivilTime(deduction.first_period(), &first) && absl::ParseCivilTime(deduction.last_period(), &last));
      taken += deduction.amount_qepik() * (last - first + 1);
    }
    int64_t sum = 0, left = 0;
    for (const Target& target : before[i]) sum += target.amount_qepik;
    for (const Target& target : after[i].answers[0].targets) left += target.amount_qepik;
    RC_ASSERT(sum == taken + left);
  }
}

TEST(BackPay, MonthsLongerBackThanTheRulePaysAreNotOwedAndSaid) {
  v1::BenefitRule rule = Allowance();
  rule.set_back_pay_months(2);
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-05-01");
  facts.mutable_decisions(0)->mutable_recorded_time()->set_seconds(
      absl::ToUnixSeconds(absl::FromCivil(absl::CivilDay(2025, 9, 10), BakuZone())));
  const BenefitAssessment answer = AssessOne(rule, facts, absl::CivilDay(2025, 9, 10));
  EXPECT_EQ(answer.targets.front().period, "2025-07");
  ASSERT_EQ(answer.explanation.deductions_size(), 1);
  EXPECT_EQ(answer.explanation.deductions(0).kind(), v1::DEDUCTION_KIND_TOO_LONG_AGO);
  EXPECT_EQ(answer.explanation.deductions(0).first_period(), "2025-05");
  EXPECT_EQ(answer.explanation.deductions(0).last_period(), "2025-06");
}

}  // namespace
}  // namespace dayaq::payment
