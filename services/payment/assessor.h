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
#include "services/payment/family_shares.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

// The casualty a condition or a need is about: the one of the occasion, or of all casualties of the person the one that answers
// most.
const v1::CasualtyFact* MostTelling(const v1::BenefitRule& rule, const v1::BenefitFacts& facts);

// Whom an assessment is about, beside the person the benefit hangs on.
struct Recipient {
  // The member of the family; nullptr: the survivor.
  const Seat* seat = nullptr;
  // How the amount is divided; nullptr: it is not. `place` is the seat's.
  const Sharing* sharing = nullptr;
  size_t place = 0;
  // The survivor stands for the family: of whom it is known that somebody receives, or not.
  bool stands_for_family = false;
  bool family_is_known = false;
  // Whatever it was kept for is not among the facts any more.
  bool lost = false;
};

class Assessor {
 public:
  // `casualty` may be nullptr: the person has none, or the one of the occasion is lost. All must outlive this.
  Assessor(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::CasualtyFact* casualty, absl::CivilDay today,
           Recipient recipient = {});

  BenefitAssessment Run();

  // The months in which the recipient takes part, or may; for what is paid once all months there are, or none.
  std::vector<Months> PossibleMonths() const;

 private:
  // A decision that counts, with the days on which it is certainly in force.
  struct Decision {
    const v1::DisabilityFact* fact;
    Days days;
  };
  // Something recorded by act that counts, with the days on which it certainly holds.
  struct Record {
    const v1::RecordedFact* fact;
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
    bool widest_member = false;
    bool however_long_ago = false;
  };
  struct Event {
    common::v1::PartialDate date;
    Moment moment;
    v1::QuestionKind unknown;
  };

  // assessor.cc
  void CollectDecisions();
  void CollectRecords();
  void ReadDeath();
  bool Asks(v1::Fact fact) const;
  bool OfCasualty() const { return rule_.occasion() == v1::OCCASION_CASUALTY; }
  bool Monthly() const { return rule_.frequency() == v1::FREQUENCY_MONTHLY; }
  Certainty Holds(const v1::Condition& condition) const;
  Certainty LivingOnEvent() const;
  bool IsSinceChildhood() const;
  bool FitsNobody() const;
  bool IsPayeeKnown() const;
  v1::Words WordsOf(const v1::Condition& condition, Certainty holds) const;
  void AnswerConditions();
  void AnswerNeeds();
  void ListFacts();
  v1::UsedFact& AddFact(absl::string_view what, std::string resource, v1::Words words);
  void ListRecords();
  void Ask(v1::QuestionKind kind, const std::string& period);
  void Finish();

  // assessor_amounts.cc
  Event EventOf() const;
  void AssessOnce();
  void AssessMonthly();
  std::vector<Months> MonthsIn(Reading reading) const;
  void AskUncertainMonths(const std::vector<Months>& certain);
  void AddMonth(absl::CivilMonth month);
  // Of `whole`, what falls to the recipient.
  struct Part {
    int64_t amount_qepik;
    int64_t whole_qepik;
    int sharers;
  };
  Part PartOf(int64_t whole, absl::CivilMonth month) const;
  void AddAmount(const std::string& period, absl::CivilMonth month, const v1::AmountStep& step, const Decision* decision);
  v1::Words WordsOf(const v1::AmountStep& step, const v1::DisabilityFact* fact, bool goes_by_band) const;
  void DeductEarlierPayouts(const std::string& period);
  absl::CivilDay EarliestPaid(int64_t recorded_seconds) const;
  // The amount that a person recorded for the recipient and the month; nothing when none did.
  std::optional<int64_t> IndividualAmount(absl::CivilMonth month) const;
  bool IsOfRecipient(const v1::RecordedFact& fact) const;
  bool FitsOn(absl::CivilDay first, absl::CivilDay last) const;
  v1::QuestionKind MemberQuestion() const;
  const Decision* DecisionFor(absl::CivilMonth month) const;
  const v1::AmountStep* StepOn(absl::CivilDay day) const;
  absl::CivilDay RuleBegins() const;
  absl::CivilDay RuleEnds() const;

  const v1::BenefitRule& rule_;
  const v1::BenefitFacts& facts_;
  const v1::CasualtyFact* casualty_;
  const absl::CivilDay today_;
  const Recipient recipient_;
  std::vector<Decision> decisions_;  // by first day, the later recorded behind
  std::vector<Record> records_;      // that the rule asks for, of the survivor
  bool dead_ = false;
  Moment death_;
  Moment incident_;
  Certainty all_hold_ = Certainty::kCertainly;
  bool owed_ = false;  // now or later something is owed for certain
  BenefitAssessment answer_;
};

// The amount of a step, by the band of the decision where it goes by band.
int64_t AmountOf(const v1::AmountStep& step, const v1::DisabilityFact* decision);

// Notes that something was taken off in a period, together with the periods before it of which the same is true.
void AddDeduction(v1::DeductionKind kind, const std::string& period, int64_t amount_qepik, const v1::BenefitRule* because_of,
                  v1::Explanation& explanation);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSOR_H_
