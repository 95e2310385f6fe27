#include "services/payment/assessment_rules.h"

#include <utility>

#include "services/payment/assessor.h"
#include "services/payment/benefit_limits.h"

namespace dayaq::payment {

namespace {

// The answers for one occasion: of the survivor, or of each member of the family with the survivor standing before them.
std::vector<BenefitAssessment> AssessOccasion(const v1::BenefitRule& rule, const v1::BenefitFacts& facts,
                                              const v1::CasualtyFact* casualty, absl::CivilDay today) {
  std::vector<BenefitAssessment> answers;
  if (!rule.has_beneficiary()) {
    answers.push_back(Assessor(rule, facts, casualty, today).Run());
    answers.back().beneficiary_uid = facts.survivor_uid();
    return answers;
  }
  const std::vector<Seat> seats = Seats(rule, facts);
  std::vector<std::vector<Months>> months;
  bool known = false;
  for (const Seat& seat : seats) {
    months.push_back(Assessor(rule, facts, casualty, today, {.seat = &seat}).PossibleMonths());
    known = known || !months.back().empty();
  }
  answers.push_back(Assessor(rule, facts, casualty, today, {.stands_for_family = true, .family_is_known = known}).Run());
  answers.back().beneficiary_uid = facts.survivor_uid();
  const Sharing sharing(std::move(months));
  const bool is_divided = rule.beneficiary().share() == v1::SHARE_EQUALLY;
  for (size_t i = 0; i < seats.size(); ++i) {
    const Recipient recipient = {.seat = &seats[i], .sharing = is_divided ? &sharing : nullptr, .place = i};
    answers.push_back(Assessor(rule, facts, casualty, today, recipient).Run());
    answers.back().beneficiary = rule.beneficiary().kind();
    answers.back().beneficiary_uid = seats[i].member->member_uid();
  }
  return answers;
}

}  // namespace

std::vector<BenefitAssessment> Assess(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, absl::CivilDay today) {
  if (rule.occasion() != v1::OCCASION_CASUALTY) return AssessOccasion(rule, facts, MostTelling(rule, facts), today);
  std::vector<BenefitAssessment> answers;
  for (const v1::CasualtyFact& casualty : facts.casualties()) {
    for (BenefitAssessment& answer : AssessOccasion(rule, facts, &casualty, today)) {
      answer.occasion_uid = casualty.casualty_uid();
      answers.push_back(std::move(answer));
    }
  }
  return answers;
}

std::vector<RuleAnswers> AssessPerson(const std::vector<v1::BenefitRule>& rules, const v1::BenefitFacts& facts,
                                      absl::CivilDay today) {
  std::vector<RuleAnswers> all;
  all.reserve(rules.size());
  for (const v1::BenefitRule& rule : rules) all.push_back({&rule, Assess(rule, facts, today)});
  LimitEachOther(all);
  return all;
}

BenefitAssessment AssessLost(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::Entitlement& kept) {
  // What is lost stays lost on every day.
  BenefitAssessment answer = Assessor(rule, facts, nullptr, kForever, {.lost = true}).Run();
  answer.occasion_uid = kept.occasion_uid();
  answer.beneficiary = kept.beneficiary();
  answer.beneficiary_uid = kept.beneficiary_uid();
  return answer;
}

}  // namespace dayaq::payment
