// Whether one condition of a class holds on a day, since when, and by which facts. Pure. Inside the room; others use
// in_kind_rules.h.
//
// A benefit in money is owed for months that lie behind; a place in a queue is about today. So what holds is asked of one day, and
// the words and the closed list of facts are those of benefits in money.
#ifndef SERVICES_PAYMENT_IN_KIND_CONDITIONS_H_
#define SERVICES_PAYMENT_IN_KIND_CONDITIONS_H_

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/payment/benefit_calendar.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

struct ConditionHolds {
  Certainty holds = Certainty::kNo;
  // The first day on which it held, gaps between decisions left out of account: being examined late costs nobody their place.
  absl::CivilDay since = kBeginning;
  v1::Words words;
  // Why it is not certain.
  v1::QuestionKind question = v1::QUESTION_KIND_UNSPECIFIED;
};

// Reads the facts about one person for one class. `facts` and `conditions` outlive it.
class ClassConditions {
 public:
  ClassConditions(const std::vector<v1::Condition>& conditions, const v1::BenefitFacts& facts, absl::CivilDay today);

  ConditionHolds Holds(const v1::Condition& condition) const;
  // The facts that the conditions are about, used or not, with their times.
  std::vector<v1::UsedFact> Facts() const;
  // The casualty that answers most; nullptr: there is none.
  const v1::CasualtyFact* casualty() const { return casualty_; }

 private:
  Certainty CasualtyHolds(const v1::Condition& condition, const v1::CasualtyFact& casualty) const;
  void CollectDecisions();
  void CollectRecords();
  void ChooseCasualty();
  ConditionHolds HoldsDeath(const v1::Condition& condition) const;

  const std::vector<v1::Condition>& conditions_;
  const v1::BenefitFacts& facts_;
  const absl::CivilDay today_;
  std::vector<const v1::DisabilityFact*> decisions_;  // that count and have begun, by first day
  std::vector<const v1::RecordedFact*> records_;      // that count and have begun, by first day
  const v1::CasualtyFact* casualty_ = nullptr;
};

// The day after `today` on which time alone may change what these facts say: something begins or has ended. Nothing when only new
// facts can.
std::optional<absl::CivilDay> NextTurn(const v1::BenefitFacts& facts, absl::CivilDay today);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_CONDITIONS_H_
