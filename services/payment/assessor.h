// One assessment of one occasion, step by step. Inside the room; others use assessment_rules.h.
#ifndef SERVICES_PAYMENT_ASSESSOR_H_
#define SERVICES_PAYMENT_ASSESSOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/benefit_calendar.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

// The casualty a condition or a need is about: the one of the occasion, or of all casualties of the person the one that answers
// most.
const v1::CasualtyFact* MostTelling(const v1::BenefitRule& rule, const v1::BenefitFacts& facts);

class Assessor {
 public:
  // `casualty` may be nullptr: the person has none, or the one of the occasion is lost. All must outlive this.
  Assessor(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::CasualtyFact* casualty, absl::CivilDay today);

  BenefitAssessment Run();

 private:
  // A decision that counts, with the days on which it is certainly in force.
  struct Decision {
    const v1::DisabilityFact* fact;
    Days days;
  };
  // The day of death or incident as far as known: some day of these.
  struct Moment {
    std::optional<absl::CivilDay> earliest;
    std::optional<absl::CivilDay> latest;
  };
  // Which end of what is not known exactly is taken.
  struct Reading {
    bool widest_death = false;
    bool widest_incident = false;
  };
  struct Event {
    common::v1::PartialDate date;
    Moment moment;
    v1::QuestionKind unknown;
  };

  // assessor.cc
  void CollectDecisions();
  void ReadDeath();
  bool Asks(v1::Fact fact) const;
  bool OfCasualty() const { return rule_.occasion() == v1::OCCASION_CASUALTY; }
  bool Monthly() const { return rule_.frequency() == v1::FREQUENCY_MONTHLY; }
  Certainty Holds(const v1::Condition& condition) const;
  Certainty LivingOnEvent() const;
  v1::Words WordsOf(const v1::Condition& condition, Certainty holds) const;
  void AnswerConditions();
  void AnswerNeeds();
  void ListFacts();
  void Ask(v1::QuestionKind kind, const std::string& period);
  void Finish();

  // assessor_amounts.cc
  Event EventOf() const;
  void AssessOnce();
  void AssessMonthly();
  std::vector<Months> MonthsIn(Reading reading) const;
  void AskUncertainMonths(const std::vector<Months>& certain);
  void AddMonth(absl::CivilMonth month);
  void AddAmount(const std::string& period, const v1::AmountStep& step, const Decision* decision);
  const Decision* DecisionFor(absl::CivilMonth month) const;
  const v1::AmountStep* StepOn(absl::CivilDay day) const;
  absl::CivilDay RuleBegins() const;
  absl::CivilDay RuleEnds() const;

  const v1::BenefitRule& rule_;
  const v1::BenefitFacts& facts_;
  const v1::CasualtyFact* casualty_;
  const absl::CivilDay today_;
  std::vector<Decision> decisions_;  // by first day, the later recorded behind
  bool dead_ = false;
  Moment death_;
  Moment incident_;
  Certainty all_hold_ = Certainty::kCertainly;
  bool owed_ = false;  // now or later something is owed for certain
  BenefitAssessment answer_;
};

// The amount of a step, by the band of the decision where it goes by band.
int64_t AmountOf(const v1::AmountStep& step, const v1::DisabilityFact* decision);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSOR_H_
