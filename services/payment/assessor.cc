#include "services/payment/assessor.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/payment/assessment_words.h"

namespace dayaq::payment {
namespace {

using common::v1::PartialDate;

constexpr Certainty CertaintyOf(bool holds) { return holds ? Certainty::kCertainly : Certainty::kNo; }

Certainty CasualtyHolds(const v1::Condition& condition, const v1::CasualtyFact* casualty) {
  if (casualty == nullptr) return Certainty::kNo;
  if (condition.fact() == v1::FACT_CASUALTY_OUTCOME) {
    return CertaintyOf(absl::c_linear_search(condition.outcomes(), casualty->outcome()));
  }
  switch (IsBefore(casualty->occurred_on(), condition.since())) {
    case Certainty::kNo:
      return Certainty::kCertainly;
    case Certainty::kCertainly:
      return Certainty::kNo;
    default:
      return Certainty::kPossibly;
  }
}

bool IsOfCasualty(const v1::Condition& condition) {
  return condition.fact() == v1::FACT_CASUALTY_OUTCOME || condition.fact() == v1::FACT_INCIDENT_SINCE;
}

// Whether the rule asks for something that is recorded.
bool Concerns(const v1::BenefitRule& rule, const v1::RecordedFact& record) {
  const auto asked = [&](const v1::Condition& condition) {
    return absl::c_linear_search(condition.recorded(), record.kind()) ||
           (condition.or_since_childhood() && record.kind() == survivor::v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD);
  };
  const auto named = [&](const v1::MemberClause& clause) {
    return clause.needs() == record.kind() || clause.ends_with() == record.kind();
  };
  if (!record.benefit().empty()) return record.benefit() == rule.benefit();
  return absl::c_any_of(rule.conditions(), asked) ||
         (!record.family_member_uid().empty() && absl::c_any_of(rule.beneficiary().members(), named));
}

}  // namespace

const v1::CasualtyFact* MostTelling(const v1::BenefitRule& rule, const v1::BenefitFacts& facts) {
  const v1::CasualtyFact* best = nullptr;
  std::pair<Certainty, int> best_rank;
  for (const v1::CasualtyFact& casualty : facts.casualties()) {
    std::pair<Certainty, int> rank = {Certainty::kCertainly, casualty.incident_verified() + casualty.injury_confirmed()};
    for (const v1::Condition& condition : rule.conditions()) {
      if (IsOfCasualty(condition)) rank.first = std::min(rank.first, CasualtyHolds(condition, &casualty));
    }
    if (best == nullptr || rank > best_rank) {
      best = &casualty;
      best_rank = rank;
    }
  }
  return best;
}

Assessor::Assessor(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::CasualtyFact* casualty,
                   absl::CivilDay today, Recipient recipient)
    : rule_(rule), facts_(facts), casualty_(casualty), today_(today), recipient_(recipient) {
  if (casualty != nullptr) incident_ = {Earliest(casualty->occurred_on()), Latest(casualty->occurred_on())};
  CollectDecisions();
  CollectRecords();
  ReadDeath();
}

BenefitAssessment Assessor::Run() {
  v1::Explanation& explanation = answer_.explanation;
  explanation.set_benefit(rule_.benefit());
  explanation.set_rule_version(rule_.version());
  explanation.set_rule_hash(rule_.content_hash());
  AnswerConditions();
  if (FitsNobody()) all_hold_ = Certainty::kNo;
  if (recipient_.stands_for_family) {
    if (all_hold_ != Certainty::kNo) Ask(v1::QUESTION_KIND_BENEFICIARY_UNKNOWN, "");
  } else if (all_hold_ == Certainty::kCertainly) {
    if (Monthly()) {
      AssessMonthly();
    } else {
      AssessOnce();
    }
  }
  AnswerNeeds();
  ListFacts();
  Finish();
  return std::move(answer_);
}

void Assessor::CollectDecisions() {
  for (const v1::Condition& condition : rule_.conditions()) {
    if (condition.fact() != v1::FACT_DISABILITY_IN_FORCE) continue;
    for (const v1::DisabilityFact& fact : facts_.decisions()) {
      // Of a first or last day that is known in part only the days that are certain.
      const auto first = Latest(fact.in_force_from());
      const absl::CivilDay last = Earliest(fact.in_force_until()).value_or(kForever);
      if (fact.band() <= survivor::v1::DISABILITY_BAND_NONE || !absl::c_linear_search(condition.causes(), fact.cause())) continue;
      const bool band_counts = condition.bands().empty() || absl::c_linear_search(condition.bands(), fact.band()) ||
                               (condition.or_since_childhood() && IsSinceChildhood());
      if (!band_counts) continue;
      if (first.has_value() && *first <= last) decisions_.push_back({&fact, {*first, last}});
    }
  }
  absl::c_stable_sort(decisions_, [](const Decision& a, const Decision& b) {
    return std::make_pair(a.days.first, a.fact->recorded_time().seconds()) <
           std::make_pair(b.days.first, b.fact->recorded_time().seconds());
  });
}

void Assessor::CollectRecords() {
  for (const v1::Condition& condition : rule_.conditions()) {
    if (condition.fact() != v1::FACT_RECORDED) continue;
    for (const v1::RecordedFact& fact : facts_.recorded()) {
      const auto first = Latest(fact.holds_from());
      const absl::CivilDay last = Earliest(fact.holds_until()).value_or(kForever);
      if (!fact.family_member_uid().empty() || !absl::c_linear_search(condition.recorded(), fact.kind())) continue;
      if (first.has_value() && *first <= last) records_.push_back({&fact, {*first, last}});
    }
  }
  absl::c_stable_sort(records_, [](const Record& a, const Record& b) { return a.days.first < b.days.first; });
}

bool Assessor::IsSinceChildhood() const {
  return absl::c_any_of(facts_.recorded(), [](const v1::RecordedFact& fact) {
    return fact.kind() == survivor::v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD && fact.family_member_uid().empty();
  });
}

// Nobody would receive it, whatever the person was or is: the one who did is lost, the member is none of those the rule names, or
// it need not be asked who receives.
bool Assessor::FitsNobody() const {
  if (recipient_.lost) return true;
  if (recipient_.seat != nullptr) return recipient_.seat->possible.empty();
  if (!recipient_.stands_for_family) return false;
  if (recipient_.family_is_known || !rule_.beneficiary().ask_when_nobody()) return true;
  return Monthly() && all_hold_ == Certainty::kCertainly && MonthsIn({}).empty();
}

void Assessor::ReadDeath() {
  const auto earliest = Earliest(facts_.died_on());
  dead_ = facts_.deceased() && (!earliest.has_value() || *earliest <= today_);
  if (!dead_) return;
  death_ = {earliest, std::min(Latest(facts_.died_on()).value_or(today_), today_)};
  if (facts_.has_death_recorded_time()) {
    // Nobody dies after the death has become known.
    const absl::CivilDay known = Today(absl::FromUnixSeconds(facts_.death_recorded_time().seconds()));
    if (!earliest.has_value() || *earliest <= known) death_.latest = std::min(*death_.latest, known);
  }
  for (const v1::DisabilityFact& decision : facts_.decisions()) {
    // A decision begins on a day on which the person was examined, so alive.
    const auto alive = Earliest(decision.in_force_from());
    if (alive.has_value() && *alive <= *death_.latest) death_.earliest = std::max(death_.earliest.value_or(*alive), *alive);
  }
}

bool Assessor::Asks(v1::Fact fact) const {
  return absl::c_any_of(rule_.conditions(), [&](const v1::Condition& condition) { return condition.fact() == fact; });
}

Certainty Assessor::LivingOnEvent() const {
  if (!dead_) return Certainty::kCertainly;
  const Moment event = EventOf().moment;
  if (event.latest.has_value() && death_.earliest.has_value() && *death_.earliest > *event.latest) return Certainty::kCertainly;
  return event.earliest.has_value() && *death_.latest <= *event.earliest ? Certainty::kNo : Certainty::kPossibly;
}

Certainty Assessor::Holds(const v1::Condition& condition) const {
  switch (condition.fact()) {
    case v1::FACT_LIVING:
      if (!Monthly()) return LivingOnEvent();
      if (!dead_ || !MonthsIn({}).empty()) return Certainty::kCertainly;
      return MonthsIn({.widest_death = true}).empty() ? Certainty::kNo : Certainty::kPossibly;
    case v1::FACT_DECEASED:
      return CertaintyOf(dead_);
    case v1::FACT_DEATH_SINCE: {
      const auto since = Earliest(condition.since());
      if (!dead_ || !since.has_value() || *death_.latest < *since) return Certainty::kNo;
      return death_.earliest.has_value() && *death_.earliest >= *since ? Certainty::kCertainly : Certainty::kPossibly;
    }
    case v1::FACT_DISABILITY_IN_FORCE:
      return CertaintyOf(!decisions_.empty());
    case v1::FACT_RECORDED:
      return CertaintyOf(!records_.empty());
    case v1::FACT_DISABILITY_BEFORE:
      return CertaintyOf(!decisions_.empty() && decisions_.front().days.first < Earliest(condition.before()).value_or(kBeginning));
    default:
      return CasualtyHolds(condition, casualty_);
  }
}

v1::Words Assessor::WordsOf(const v1::Condition& condition, Certainty holds) const {
  switch (condition.fact()) {
    case v1::FACT_LIVING:
      return LivingWords(dead_, facts_.died_on(), Monthly(), holds);
    case v1::FACT_DECEASED:
      return DeceasedWords(dead_, facts_.died_on());
    case v1::FACT_DEATH_SINCE:
      return DeathSinceWords(dead_, facts_.died_on(), condition.since(), holds);
    case v1::FACT_DISABILITY_IN_FORCE:
      return DisabilityWords(decisions_.empty() ? nullptr : decisions_.back().fact);
    case v1::FACT_RECORDED:
      return RecordedWords(condition, records_.empty() ? nullptr : records_.back().fact);
    case v1::FACT_DISABILITY_BEFORE:
      return DisabilityBeforeWords(decisions_.empty() ? nullptr : decisions_.front().fact, condition.before());
    case v1::FACT_CASUALTY_OUTCOME:
      return OutcomeWords(casualty_, holds);
    default:
      return IncidentSinceWords(casualty_, condition.since(), holds);
  }
}

void Assessor::AnswerConditions() {
  for (const v1::Condition& condition : rule_.conditions()) {
    const Certainty holds = Holds(condition);
    v1::ConditionAnswer& answer = *answer_.explanation.add_conditions();
    *answer.mutable_condition() = condition;
    answer.set_holds(holds == Certainty::kCertainly);
    *answer.mutable_words() = WordsOf(condition, holds);
    // Which months someone lived is asked month by month.
    const bool by_month = Monthly() && condition.fact() == v1::FACT_LIVING && holds == Certainty::kPossibly;
    if (by_month) continue;
    all_hold_ = std::min(all_hold_, holds);
    if (holds != Certainty::kPossibly) continue;
    Ask(IsOfCasualty(condition) ? v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN : v1::QUESTION_KIND_DEATH_DAY_UNKNOWN, "");
  }
}

// The dead are not paid, and who stands for a family that nobody knows of is not meant.
bool Assessor::IsPayeeKnown() const {
  if (recipient_.seat == nullptr) return !dead_ && !recipient_.stands_for_family;
  return !recipient_.seat->member->deceased();
}

void Assessor::AnswerNeeds() {
  const auto& amounts = answer_.explanation.amounts();
  for (const int value : rule_.release_needs()) {
    const auto need = static_cast<v1::ReleaseNeed>(value);
    bool met = false;
    if (need == v1::RELEASE_NEED_INCIDENT_VERIFIED) met = casualty_ != nullptr && casualty_->incident_verified();
    if (need == v1::RELEASE_NEED_INJURY_CONFIRMED) met = casualty_ != nullptr && casualty_->injury_confirmed();
    if (need == v1::RELEASE_NEED_IDENTITY_CONFIRMED) met = facts_.has_identity_confirmed_time();
    if (need == v1::RELEASE_NEED_PAYEE_KNOWN) met = IsPayeeKnown();
    // Months whose amount is assumed wait by themselves, and keep no other from being paid.
    const bool of_amounts = need == v1::RELEASE_NEED_AMOUNT_CERTAIN;
    if (of_amounts) met = absl::c_any_of(amounts, [](const v1::AmountAnswer& amount) { return !amount.waits(); });
    const bool some_wait =
        of_amounts && met && absl::c_any_of(amounts, [](const v1::AmountAnswer& amount) { return amount.waits(); });
    v1::NeedAnswer& answer = *answer_.explanation.add_needs();
    answer.set_need(need);
    answer.set_met(met);
    *answer.mutable_words() =
        some_wait ? SomeAmountsWaitWords() : NeedWords(need, met, recipient_.seat != nullptr || recipient_.stands_for_family);
  }
}

v1::UsedFact& Assessor::AddFact(absl::string_view what, std::string resource, v1::Words words) {
  v1::UsedFact& fact = *answer_.explanation.add_facts();
  fact.set_fact(std::string(what));
  fact.set_resource(std::move(resource));
  *fact.mutable_words() = std::move(words);
  return fact;
}

void Assessor::ListFacts() {
  const std::string survivor = absl::StrCat("survivors/", facts_.survivor_uid());
  if (casualty_ != nullptr) {
    v1::UsedFact& fact =
        AddFact("casualty", absl::StrCat("incidents/", casualty_->incident_uid(), "/casualties/", casualty_->casualty_uid()),
                CasualtyFactWords(*casualty_));
    if (casualty_->has_occurred_on()) *fact.mutable_valid_from() = casualty_->occurred_on();
    if (casualty_->has_recorded_time()) *fact.mutable_recorded_time() = casualty_->recorded_time();
  }
  if (Asks(v1::FACT_DISABILITY_IN_FORCE)) {
    for (const v1::DisabilityFact& decision : facts_.decisions()) {
      v1::UsedFact& fact =
          AddFact("disability", absl::StrCat(survivor, "/decisions/", decision.decision_uid()), DisabilityFactWords(decision));
      if (decision.has_in_force_from()) *fact.mutable_valid_from() = decision.in_force_from();
      if (decision.has_in_force_until()) *fact.mutable_valid_until() = decision.in_force_until();
      if (decision.has_recorded_time()) *fact.mutable_recorded_time() = decision.recorded_time();
    }
  }
  ListRecords();
  if (dead_) {
    v1::UsedFact& fact = AddFact("death", survivor, DeceasedWords(true, facts_.died_on()));
    if (facts_.has_died_on()) *fact.mutable_valid_from() = facts_.died_on();
    if (facts_.has_death_recorded_time()) *fact.mutable_recorded_time() = facts_.death_recorded_time();
  }
  if (facts_.has_identity_confirmed_time()) {
    v1::UsedFact& fact = AddFact("identity", survivor, NeedWords(v1::RELEASE_NEED_IDENTITY_CONFIRMED, true, false));
    *fact.mutable_recorded_time() = facts_.identity_confirmed_time();
  }
}

// What was recorded by act of the survivor and of whoever receives, as far as the rule asks, and who receives.
void Assessor::ListRecords() {
  for (const v1::RecordedFact& record : facts_.recorded()) {
    if (!Concerns(rule_, record) || (!record.family_member_uid().empty() && !IsOfRecipient(record))) continue;
    v1::UsedFact& fact = AddFact("recorded", absl::StrCat("benefitFacts/", record.fact_uid()), RecordedFactWords(record));
    if (record.has_holds_from()) *fact.mutable_valid_from() = record.holds_from();
    if (record.has_holds_until()) *fact.mutable_valid_until() = record.holds_until();
    if (record.has_recorded_time()) *fact.mutable_recorded_time() = record.recorded_time();
  }
  if (recipient_.seat == nullptr) return;
  const v1::FamilyFact& member = *recipient_.seat->member;
  v1::UsedFact& fact = AddFact("family", absl::StrCat("familyMembers/", member.member_uid()), FamilyFactWords(member));
  if (member.has_ended_on()) *fact.mutable_valid_until() = member.ended_on();
  if (member.has_recorded_time()) *fact.mutable_recorded_time() = member.recorded_time();
}

void Assessor::Ask(v1::QuestionKind kind, const std::string& period) {
  auto& questions = *answer_.explanation.mutable_questions();
  if (absl::c_any_of(questions, [&](const v1::Question& question) { return question.kind() == kind; })) return;
  v1::Question& question = *questions.Add();
  question.set_kind(kind);
  question.set_period(period);
  if (kind == v1::QUESTION_KIND_AMOUNT_UNKNOWN) *question.mutable_words() = AmountUnknownWords(PartialDateOf(RuleBegins()));
  if (kind == v1::QUESTION_KIND_DEATH_DAY_UNKNOWN) *question.mutable_words() = DeathDayUnknownWords(facts_.died_on());
  if (kind == v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN) {
    *question.mutable_words() = IncidentDayUnknownWords(casualty_ == nullptr ? PartialDate() : casualty_->occurred_on());
  }
  if (kind == v1::QUESTION_KIND_BIRTH_DAY_UNKNOWN) *question.mutable_words() = BirthDayUnknownWords();
  if (kind == v1::QUESTION_KIND_MEMBER_END_UNKNOWN) *question.mutable_words() = MemberEndUnknownWords();
  if (kind == v1::QUESTION_KIND_BENEFICIARY_UNKNOWN) *question.mutable_words() = BeneficiaryUnknownWords();
  if (kind == v1::QUESTION_KIND_INDIVIDUAL_AMOUNT_MISSING) *question.mutable_words() = IndividualAmountMissingWords(period);
}

void Assessor::Finish() {
  v1::Explanation& explanation = answer_.explanation;
  const bool lost = OfCasualty() && casualty_ == nullptr;
  answer_.qualifies = !lost && all_hold_ != Certainty::kNo && (owed_ || !explanation.questions().empty());
  if (!answer_.qualifies) {
    explanation.clear_questions();
    answer_.state = v1::ENTITLEMENT_STATE_WITHDRAWN;
    return;
  }
  if (answer_.state == v1::ENTITLEMENT_STATE_UNSPECIFIED) answer_.state = v1::ENTITLEMENT_STATE_ACTIVE;
  answer_.releasable = !rule_.example() && !answer_.targets.empty() &&
                       absl::c_all_of(explanation.needs(), [](const v1::NeedAnswer& need) { return need.met(); });
}

}  // namespace dayaq::payment
