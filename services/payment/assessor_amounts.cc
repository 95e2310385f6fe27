// The part of an assessment that finds periods and their amounts.
#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/payment/assessment_words.h"
#include "services/payment/assessor.h"

namespace dayaq::payment {
namespace {

// Nothing is recorded of the time before.
constexpr absl::CivilMonth kFirstRecorded(kEarliestYear, 1);

std::string Text(absl::CivilMonth month) { return absl::FormatCivilTime(month); }

}  // namespace

int64_t AmountOf(const v1::AmountStep& step, const v1::DisabilityFact* decision) {
  if (decision == nullptr || step.by_band().empty()) return step.amount_qepik();
  for (const v1::BandAmount& amount : step.by_band()) {
    if (amount.band() == decision->band()) return amount.amount_qepik();
  }
  return 0;
}

absl::CivilDay Assessor::RuleBegins() const {
  return rule_.steps().empty() ? kForever : Earliest(rule_.steps(0).from()).value_or(kForever);
}

absl::CivilDay Assessor::RuleEnds() const {
  return rule_.steps().empty() ? kBeginning : Earliest(rule_.steps().rbegin()->until()).value_or(kForever);
}

const v1::AmountStep* Assessor::StepOn(absl::CivilDay day) const {
  for (const v1::AmountStep& step : rule_.steps()) {
    if (Earliest(step.from()).value_or(kForever) <= day && day <= Earliest(step.until()).value_or(kForever)) return &step;
  }
  return nullptr;
}

Assessor::Event Assessor::EventOf() const {
  if (OfCasualty()) {
    const common::v1::PartialDate date = casualty_ == nullptr ? common::v1::PartialDate() : casualty_->occurred_on();
    return {date, incident_, v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN};
  }
  if (Asks(v1::FACT_DECEASED) || Asks(v1::FACT_DEATH_SINCE)) {
    return {facts_.died_on(), death_, v1::QUESTION_KIND_DEATH_DAY_UNKNOWN};
  }
  Event event = {{}, {}, v1::QUESTION_KIND_UNSPECIFIED};
  if (!decisions_.empty()) {
    const absl::CivilDay first = decisions_.front().days.first;
    event.date = PartialDateOf(first);
    event.moment = {first, first};
  }
  return event;
}

void Assessor::AssessOnce() {
  const Event event = EventOf();
  if (!event.moment.earliest.has_value() || !event.moment.latest.has_value()) return Ask(event.unknown, "");
  const absl::CivilDay earliest = *event.moment.earliest;
  if (earliest > today_) {
    owed_ = true;
    answer_.starts_on = event.date;
    answer_.look_again_on = earliest;
    return;
  }
  const absl::CivilDay latest = std::min(*event.moment.latest, today_);
  if (earliest > RuleEnds()) return;
  answer_.starts_on = event.date;
  if (latest < RuleBegins()) return Ask(v1::QUESTION_KIND_AMOUNT_UNKNOWN, ToText(event.date));
  // The amount is certain when every day it may have been has the same.
  const Decision* const decision = decisions_.empty() ? nullptr : &decisions_.front();
  const v1::DisabilityFact* const fact = decision == nullptr ? nullptr : decision->fact;
  const v1::AmountStep* const step = StepOn(earliest);
  const v1::AmountStep* const last_step = StepOn(latest);
  if (step == nullptr || last_step == nullptr || AmountOf(*step, fact) != AmountOf(*last_step, fact)) {
    return Ask(event.unknown, ToText(event.date));
  }
  owed_ = true;
  AddAmount(ToText(event.date), *step, decision);
}

void Assessor::AssessMonthly() {
  const std::vector<Months> months = MonthsIn({});
  AskUncertainMonths(months);
  if (months.empty()) return;
  owed_ = true;
  const absl::CivilMonth now(today_), begins(RuleBegins());
  const absl::CivilMonth first = months.front().first, last = months.back().last;
  answer_.starts_on = PartialDateOf(absl::CivilDay(first));
  if (last < absl::CivilMonth(kForever)) answer_.ends_on = PartialDateOf(absl::CivilDay(last + 1) - 1);
  answer_.state = last < now ? v1::ENTITLEMENT_STATE_ENDED : v1::ENTITLEMENT_STATE_ACTIVE;
  if (last >= now) {
    const auto next = absl::c_find_if(months, [&](const Months& stretch) { return stretch.last > now; });
    answer_.look_again_on = absl::CivilDay(next == months.end() ? now + 1 : std::max(now + 1, next->first));
  }
  if (first < begins && first <= now) Ask(v1::QUESTION_KIND_AMOUNT_UNKNOWN, Text(first));
  for (const Months& stretch : months) {
    for (absl::CivilMonth month = std::max(stretch.first, begins); month <= std::min(stretch.last, now); ++month) AddMonth(month);
  }
}

std::vector<Months> Assessor::MonthsIn(Reading reading) const {
  Days bounds = {kBeginning, RuleEnds()};
  if (dead_ && Asks(v1::FACT_LIVING)) {
    const auto& last = reading.widest_death ? death_.latest : death_.earliest;
    bounds.last = std::min(bounds.last, last.value_or(kBeginning - 1));
  }
  if (dead_ && (Asks(v1::FACT_DECEASED) || Asks(v1::FACT_DEATH_SINCE))) {
    bounds.first = reading.widest_death ? death_.earliest.value_or(kBeginning) : *death_.latest;
  }
  if (OfCasualty()) {
    if (!reading.widest_incident && !incident_.latest.has_value()) return {};
    bounds.first = std::max(bounds.first, reading.widest_incident ? incident_.earliest.value_or(kBeginning) : *incident_.latest);
  }
  std::vector<Days> stretches;
  if (Asks(v1::FACT_DISABILITY_IN_FORCE)) {
    for (const Decision& decision : decisions_) stretches.push_back(decision.days);
  } else {
    stretches.push_back(bounds);
  }
  return PaidMonths(Within(Merge(std::move(stretches)), bounds), rule_.first_period(), rule_.last_period());
}

void Assessor::AskUncertainMonths(const std::vector<Months>& certain) {
  const auto ask = [&](Reading reading, const Moment& moment, v1::QuestionKind kind) {
    for (const Months& stretch : MonthsIn(reading)) {
      const absl::CivilMonth last = std::min(stretch.last, absl::CivilMonth(today_));
      for (absl::CivilMonth month = std::max(stretch.first, kFirstRecorded); month <= last; ++month) {
        if (!Covers(certain, month)) return Ask(kind, moment.earliest.has_value() ? Text(month) : "");
      }
    }
  };
  if (dead_) ask({.widest_death = true}, death_, v1::QUESTION_KIND_DEATH_DAY_UNKNOWN);
  if (OfCasualty()) ask({.widest_incident = true}, incident_, v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN);
}

const Assessor::Decision* Assessor::DecisionFor(absl::CivilMonth month) const {
  const Decision* best = nullptr;
  bool best_is_paid = false;
  for (const Decision& decision : decisions_) {
    if (decision.days.last < absl::CivilDay(month) || decision.days.first >= absl::CivilDay(month + 1)) continue;
    // The later one claims the month, unless by the rule it is paid only from the next one on.
    const bool is_paid = FirstPaid(rule_.first_period(), decision.days.first) <= month;
    if (best != nullptr && best_is_paid && !is_paid) continue;
    best = &decision;
    best_is_paid = is_paid;
  }
  return best;
}

void Assessor::AddMonth(absl::CivilMonth month) {
  const v1::AmountStep* const step = StepOn(absl::CivilDay(month));
  if (step != nullptr) AddAmount(Text(month), *step, DecisionFor(month));
}

void Assessor::AddAmount(const std::string& period, const v1::AmountStep& step, const Decision* decision) {
  const v1::DisabilityFact* const fact = decision == nullptr ? nullptr : decision->fact;
  const int64_t amount = AmountOf(step, fact);
  if (amount <= 0) return;
  answer_.targets.push_back({period, amount});

  auto& amounts = *answer_.explanation.mutable_amounts();
  const std::string decision_uid = fact == nullptr ? "" : fact->decision_uid();
  absl::CivilMonth month;
  if (Monthly() && !amounts.empty() && absl::ParseCivilTime(period, &month)) {
    v1::AmountAnswer& before = *amounts.rbegin();
    if (before.last_period() == Text(month - 1) && before.decision_uid() == decision_uid &&
        ToText(before.step_from()) == ToText(step.from())) {
      before.set_last_period(period);
      return;
    }
  }
  v1::AmountAnswer& answer = *amounts.Add();
  answer.set_first_period(period);
  answer.set_last_period(period);
  answer.set_amount_qepik(amount);
  *answer.mutable_step_from() = step.from();
  answer.set_assumed(step.assumed());
  const bool goes_by_band = fact != nullptr && !step.by_band().empty();
  if (goes_by_band) answer.set_band(fact->band());
  answer.set_decision_uid(decision_uid);
  const v1::AmountStep* previous = nullptr;
  for (const v1::AmountStep& other : rule_.steps()) {
    if (&other == &step) break;
    previous = &other;
  }
  *answer.mutable_words() =
      AmountWords(amount, step, previous, previous == nullptr ? 0 : AmountOf(*previous, fact), goes_by_band ? fact : nullptr);
}

}  // namespace dayaq::payment
