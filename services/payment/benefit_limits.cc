#include "services/payment/benefit_limits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

#include "services/payment/assessor.h"

namespace dayaq::payment {
namespace {

int64_t OwedFor(const BenefitAssessment& answer, const std::string& period) {
  int64_t sum = 0;
  for (const Target& target : answer.targets) sum += target.period == period ? target.amount_qepik : 0;
  return sum;
}

// The answers of all rules, found by the code of the benefit.
class Limits {
 public:
  explicit Limits(std::vector<RuleAnswers>& all) : all_(all) {
    for (RuleAnswers& one : all_) by_benefit_.emplace(one.rule->benefit(), &one);
  }

  // Limits a rule, after those it looks at.
  void Limit(RuleAnswers& one) {
    if (!done_.insert(one.rule->benefit()).second) return;
    const std::vector<std::string> others = LooksAt(*one.rule);
    if (others.empty()) return;
    for (const std::string& benefit : others) {
      if (const auto found = by_benefit_.find(benefit); found != by_benefit_.end()) Limit(*found->second);
    }
    for (BenefitAssessment& answer : one.answers) Limit(*one.rule, answer);
  }

 private:
  // What the same person is owed of a benefit in a period; of what is paid once in whatever period.
  int64_t Owed(const std::string& benefit, const BenefitAssessment& to, const std::string& period) const {
    const auto found = by_benefit_.find(benefit);
    if (found == by_benefit_.end()) return 0;
    const bool once = found->second->rule->frequency() == v1::FREQUENCY_ONCE;
    int64_t sum = 0;
    for (const BenefitAssessment& other : found->second->answers) {
      if (other.beneficiary_uid != to.beneficiary_uid) continue;
      if (!once) sum += OwedFor(other, period);
      for (const Target& target : other.targets) sum += once ? target.amount_qepik : 0;
    }
    return sum;
  }

  void Limit(const v1::BenefitRule& rule, BenefitAssessment& answer) const {
    for (Target& target : answer.targets) {
      for (const std::string& benefit : rule.yields_to()) {
        if (target.amount_qepik == 0 || Owed(benefit, answer, target.period) == 0) continue;
        AddDeduction(v1::DEDUCTION_KIND_YIELDS, target.period, target.amount_qepik, by_benefit_.at(benefit)->rule,
                     answer.explanation);
        target.amount_qepik = 0;
      }
      if (!rule.has_ceiling()) continue;
      int64_t room = rule.ceiling().amount_qepik();
      for (const std::string& benefit : rule.ceiling().with()) room -= Owed(benefit, answer, target.period);
      const int64_t most = std::max<int64_t>(room, 0);
      if (target.amount_qepik <= most) continue;
      AddDeduction(v1::DEDUCTION_KIND_CEILING, target.period, target.amount_qepik - most, nullptr, answer.explanation);
      target.amount_qepik = most;
    }
    std::erase_if(answer.targets, [](const Target& target) { return target.amount_qepik == 0; });
    answer.releasable = answer.releasable && !answer.targets.empty();
  }

  std::vector<RuleAnswers>& all_;
  std::map<std::string, RuleAnswers*> by_benefit_;
  std::set<std::string> done_;
};

}  // namespace

std::vector<std::string> LooksAt(const v1::BenefitRule& rule) {
  std::vector<std::string> others(rule.yields_to().begin(), rule.yields_to().end());
  others.insert(others.end(), rule.ceiling().with().begin(), rule.ceiling().with().end());
  return others;
}

void LimitEachOther(std::vector<RuleAnswers>& all) {
  Limits limits(all);
  for (RuleAnswers& one : all) limits.Limit(one);
}

}  // namespace dayaq::payment
