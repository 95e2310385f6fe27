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

// Whether `period` is the month behind another one.
bool Follows(const std::string& period, const std::string& before) {
  absl::CivilMonth month;
  return absl::ParseCivilTime(period, &month) && Text(month - 1) == before;
}

}  // namespace

void AddDeduction(v1::DeductionKind kind, const std::string& period, int64_t amount_qepik, const v1::BenefitRule* because_of,
                  v1::Explanation& explanation) {
  const std::string benefit = because_of == nullptr ? "" : because_of->benefit();
  for (v1::DeductionAnswer& before : *explanation.mutable_deductions()) {
    if (before.kind() == kind && before.amount_qepik() == amount_qepik && before.benefit() == benefit &&
        Follows(period, before.last_period())) {
      before.set_last_period(period);
      return;
    }
  }
  v1::DeductionAnswer& answer = *explanation.add_deductions();
  answer.set_kind(kind);
  answer.set_first_period(period);
  answer.set_last_period(period);
  answer.set_amount_qepik(amount_qepik);
  answer.set_benefit(benefit);
  if (because_of != nullptr) answer.set_rule_version(because_of->version());
  *answer.mutable_words() = DeductionWords(kind, amount_qepik, because_of);
}

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
  if (!decisions_.empty() || !records_.empty()) {
    const absl::CivilDay first = decisions_.empty() ? records_.front().days.first : decisions_.front().days.first;
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
  if (!FitsOn(earliest, latest)) {
    if (!Within(recipient_.seat->possible, {earliest, latest}).empty()) Ask(MemberQuestion(), "");
    return;
  }
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
  AddAmount(ToText(event.date), absl::CivilMonth(earliest), *step, decision);
  DeductEarlierPayouts(ToText(event.date));
}

// Whether the recipient certainly fits on the day of what is paid once.
bool Assessor::FitsOn(absl::CivilDay first, absl::CivilDay last) const {
  if (recipient_.seat == nullptr) return true;
  const auto covers = [](const std::vector<Days>& stretches, absl::CivilDay day) {
    return absl::c_any_of(stretches, [&](const Days& days) { return days.first <= day && day <= days.last; });
  };
  return covers(recipient_.seat->certain, first) && covers(recipient_.seat->certain, last);
}

// What is not known of a member of the family who may fit.
v1::QuestionKind Assessor::MemberQuestion() const {
  const v1::FamilyFact& member = *recipient_.seat->member;
  const bool end_is_vague = (member.has_ended_on() && Precision(member.ended_on()) != DatePrecision::kDay) ||
                            (member.deceased() && Precision(member.died_on()) != DatePrecision::kDay);
  return end_is_vague ? v1::QUESTION_KIND_MEMBER_END_UNKNOWN : v1::QUESTION_KIND_BIRTH_DAY_UNKNOWN;
}

void Assessor::DeductEarlierPayouts(const std::string& period) {
  if (!rule_.deducts_earlier_payouts()) return;
  for (const v1::RecordedFact& fact : facts_.recorded()) {
    if (fact.kind() != survivor::v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT || fact.benefit() != rule_.benefit() ||
        !IsOfRecipient(fact)) {
      continue;
    }
    for (Target& target : answer_.targets) {
      const int64_t taken = std::min(fact.amount_qepik(), target.amount_qepik);
      if (taken <= 0) continue;
      AddDeduction(v1::DEDUCTION_KIND_PAID_EARLIER, period, taken, nullptr, answer_.explanation);
      target.amount_qepik -= taken;
    }
  }
  std::erase_if(answer_.targets, [](const Target& target) { return target.amount_qepik == 0; });
}

bool Assessor::IsOfRecipient(const v1::RecordedFact& fact) const {
  return fact.family_member_uid() == (recipient_.seat == nullptr ? "" : recipient_.seat->member->member_uid());
}

std::optional<int64_t> Assessor::IndividualAmount(absl::CivilMonth month) const {
  const v1::RecordedFact* best = nullptr;
  absl::CivilDay best_from;
  for (const v1::RecordedFact& fact : facts_.recorded()) {
    if (fact.kind() != survivor::v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT || fact.benefit() != rule_.benefit() ||
        !IsOfRecipient(fact)) {
      continue;
    }
    const auto from = Latest(fact.holds_from());
    const absl::CivilDay until = Earliest(fact.holds_until()).value_or(kForever);
    if (!from.has_value() || *from >= absl::CivilDay(month + 1) || until < absl::CivilDay(month)) continue;
    // The later one claims the month.
    if (best == nullptr || *from >= best_from) {
      best = &fact;
      best_from = *from;
    }
  }
  if (best == nullptr) return std::nullopt;
  return best->amount_qepik();
}

std::vector<Months> Assessor::PossibleMonths() const {
  if (recipient_.seat == nullptr || recipient_.seat->possible.empty()) return {};
  if (Monthly()) return MonthsIn({.widest_member = true});
  const Event event = EventOf();
  if (!event.moment.earliest.has_value() || !event.moment.latest.has_value()) return {};
  if (Within(recipient_.seat->possible, {*event.moment.earliest, *event.moment.latest}).empty()) return {};
  return {{absl::CivilMonth(kBeginning), absl::CivilMonth(kForever)}};
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
  if (rule_.back_pay_months() > 0) {
    for (const Months& stretch : MonthsIn({.however_long_ago = true})) {
      for (absl::CivilMonth month = stretch.first; month <= std::min(stretch.last, now) && month < first; ++month) {
        AddDeduction(v1::DEDUCTION_KIND_TOO_LONG_AGO, Text(month), 0, nullptr, answer_.explanation);
      }
    }
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
  const auto from = [&](absl::CivilDay first, int64_t recorded_seconds) {
    return reading.however_long_ago ? first : std::max(first, EarliestPaid(recorded_seconds));
  };
  std::vector<Days> stretches = {bounds};
  if (Asks(v1::FACT_DISABILITY_IN_FORCE)) {
    std::vector<Days> in_force;
    for (const Decision& decision : decisions_) {
      const Days days = {from(decision.days.first, decision.fact->recorded_time().seconds()), decision.days.last};
      if (days.first <= days.last) in_force.push_back(days);
    }
    stretches = Within(Merge(std::move(in_force)), bounds);
  }
  if (Asks(v1::FACT_RECORDED)) {
    std::vector<Days> recorded;
    for (const Record& record : records_) {
      const Days days = {from(record.days.first, record.fact->recorded_time().seconds()), record.days.last};
      if (days.first <= days.last) recorded.push_back(days);
    }
    stretches = InBoth(stretches, Merge(std::move(recorded)));
  }
  if (recipient_.seat != nullptr) {
    stretches = InBoth(stretches, reading.widest_member ? recipient_.seat->possible : recipient_.seat->certain);
  }
  return PaidMonths(Within(stretches, bounds), rule_.first_period(), rule_.last_period());
}

// The first day that is paid for something that became known then; before all days where the rule sets no limit.
absl::CivilDay Assessor::EarliestPaid(int64_t recorded_seconds) const {
  if (rule_.back_pay_months() == 0 || recorded_seconds == 0) return kBeginning;
  return absl::CivilDay(absl::CivilMonth(Today(absl::FromUnixSeconds(recorded_seconds))) - rule_.back_pay_months());
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
  if (recipient_.seat != nullptr) {
    ask({.widest_member = true}, {today_, today_}, MemberQuestion());
  }
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
  if (step != nullptr) AddAmount(Text(month), month, *step, DecisionFor(month));
}

Assessor::Part Assessor::PartOf(int64_t whole, absl::CivilMonth month) const {
  if (recipient_.sharing == nullptr) return {whole, 0, 0};
  return {recipient_.sharing->PartOf(whole, month, recipient_.place), whole, recipient_.sharing->Sharers(month)};
}

void Assessor::AddAmount(const std::string& period, absl::CivilMonth month, const v1::AmountStep& step, const Decision* decision) {
  const v1::DisabilityFact* const fact = decision == nullptr ? nullptr : decision->fact;
  const std::optional<int64_t> individual = step.individual() ? IndividualAmount(month) : std::nullopt;
  if (step.individual() && !individual.has_value()) return Ask(v1::QUESTION_KIND_INDIVIDUAL_AMOUNT_MISSING, period);
  const Part part = PartOf(individual.value_or(AmountOf(step, fact)), month);
  if (part.amount_qepik <= 0) return;
  answer_.targets.push_back({period, part.amount_qepik});

  auto& amounts = *answer_.explanation.mutable_amounts();
  const std::string decision_uid = fact == nullptr ? "" : fact->decision_uid();
  if (Monthly() && !amounts.empty()) {
    v1::AmountAnswer& before = *amounts.rbegin();
    if (Follows(period, before.last_period()) && before.decision_uid() == decision_uid &&
        before.amount_qepik() == part.amount_qepik && before.sharers() == part.sharers &&
        ToText(before.step_from()) == ToText(step.from())) {
      before.set_last_period(period);
      return;
    }
  }
  v1::AmountAnswer& answer = *amounts.Add();
  answer.set_first_period(period);
  answer.set_last_period(period);
  answer.set_amount_qepik(part.amount_qepik);
  answer.set_whole_qepik(part.whole_qepik);
  answer.set_sharers(part.sharers);
  *answer.mutable_step_from() = step.from();
  answer.set_assumed(step.assumed());
  answer.set_waits(step.assumed() && absl::c_linear_search(rule_.release_needs(), v1::RELEASE_NEED_AMOUNT_CERTAIN));
  const bool goes_by_band = fact != nullptr && !step.by_band().empty();
  if (goes_by_band) answer.set_band(fact->band());
  answer.set_decision_uid(decision_uid);
  *answer.mutable_words() = individual.has_value() ? IndividualAmountWords(*individual) : WordsOf(step, fact, goes_by_band);
  if (part.sharers > 1) AddShareWords(part.amount_qepik, part.sharers, *answer.mutable_words());
}

v1::Words Assessor::WordsOf(const v1::AmountStep& step, const v1::DisabilityFact* fact, bool goes_by_band) const {
  const v1::AmountStep* previous = nullptr;
  for (const v1::AmountStep& other : rule_.steps()) {
    if (&other == &step) break;
    previous = &other;
  }
  return AmountWords(AmountOf(step, fact), step, previous, previous == nullptr ? 0 : AmountOf(*previous, fact),
                     goes_by_band ? fact : nullptr);
}

}  // namespace dayaq::payment
