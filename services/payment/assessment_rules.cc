#include "services/payment/assessment_rules.h"

#include "services/payment/assessor.h"

namespace dayaq::payment {

std::vector<BenefitAssessment> Assess(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, absl::CivilDay today) {
  std::vector<BenefitAssessment> answers;
  if (rule.occasion() != v1::OCCASION_CASUALTY) {
    answers.push_back(Assessor(rule, facts, MostTelling(rule, facts), today).Run());
    return answers;
  }
  for (const v1::CasualtyFact& casualty : facts.casualties()) {
    answers.push_back(Assessor(rule, facts, &casualty, today).Run());
    answers.back().occasion_uid = casualty.casualty_uid();
  }
  return answers;
}

BenefitAssessment AssessLostCasualty(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, absl::string_view casualty_uid) {
  // What is lost stays lost on every day.
  BenefitAssessment answer = Assessor(rule, facts, nullptr, kForever).Run();
  answer.occasion_uid = std::string(casualty_uid);
  return answer;
}

}  // namespace dayaq::payment
