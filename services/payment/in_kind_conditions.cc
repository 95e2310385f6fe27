#include "services/payment/in_kind_conditions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/assessment_words.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::payment {
namespace {

bool HasBegun(const PartialDate& from, absl::CivilDay today) {
  const auto first = Latest(from);
  return first.has_value() && *first <= today;
}

bool IsOver(const PartialDate& until, absl::CivilDay today) {
  const auto last = Earliest(until);
  return last.has_value() && *last < today;
}

bool IsSinceChildhood(const v1::BenefitFacts& facts) {
  return absl::c_any_of(facts.recorded(), [](const v1::RecordedFact& fact) {
    return fact.kind() == survivor::v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD && fact.family_member_uid().empty();
  });
}

ConditionHolds Answered(bool holds, absl::CivilDay since, v1::Words words) {
  return {.holds = holds ? Certainty::kCertainly : Certainty::kNo, .since = since, .words = std::move(words)};
}

v1::UsedFact Used(const char* what, std::string resource, v1::Words words, const PartialDate& from, const PartialDate& until) {
  v1::UsedFact fact;
  fact.set_fact(what);
  fact.set_resource(std::move(resource));
  *fact.mutable_words() = std::move(words);
  if (!ToText(from).empty()) *fact.mutable_valid_from() = from;
  if (!ToText(until).empty()) *fact.mutable_valid_until() = until;
  return fact;
}

}  // namespace

ClassConditions::ClassConditions(const std::vector<v1::Condition>& conditions, const v1::BenefitFacts& facts, absl::CivilDay today)
    : conditions_(conditions), facts_(facts), today_(today) {
  CollectDecisions();
  CollectRecords();
  ChooseCasualty();
}

void ClassConditions::CollectDecisions() {
  for (const v1::Condition& condition : conditions_) {
    if (condition.fact() != v1::FACT_DISABILITY_IN_FORCE) continue;
    for (const v1::DisabilityFact& fact : facts_.decisions()) {
      const bool band_counts = condition.bands().empty() || absl::c_linear_search(condition.bands(), fact.band()) ||
                               (condition.or_since_childhood() && IsSinceChildhood(facts_));
      const bool counts = fact.band() > survivor::v1::DISABILITY_BAND_NONE && band_counts &&
                          absl::c_linear_search(condition.causes(), fact.cause());
      if (counts && HasBegun(fact.in_force_from(), today_)) decisions_.push_back(&fact);
    }
  }
  absl::c_stable_sort(decisions_,
                      [](const auto* a, const auto* b) { return *Latest(a->in_force_from()) < *Latest(b->in_force_from()); });
}

void ClassConditions::CollectRecords() {
  for (const v1::Condition& condition : conditions_) {
    if (condition.fact() != v1::FACT_RECORDED) continue;
    for (const v1::RecordedFact& fact : facts_.recorded()) {
      if (!fact.family_member_uid().empty() || !absl::c_linear_search(condition.recorded(), fact.kind())) continue;
      if (HasBegun(fact.holds_from(), today_)) records_.push_back(&fact);
    }
  }
  absl::c_stable_sort(records_, [](const auto* a, const auto* b) { return *Latest(a->holds_from()) < *Latest(b->holds_from()); });
}

Certainty ClassConditions::CasualtyHolds(const v1::Condition& condition, const v1::CasualtyFact& casualty) const {
  if (condition.fact() == v1::FACT_CASUALTY_OUTCOME) {
    return absl::c_linear_search(condition.outcomes(), casualty.outcome()) ? Certainty::kCertainly : Certainty::kNo;
  }
  if (condition.fact() != v1::FACT_INCIDENT_SINCE) return Certainty::kCertainly;
  switch (IsBefore(casualty.occurred_on(), condition.since())) {
    case Certainty::kNo:
      return Certainty::kCertainly;
    case Certainty::kCertainly:
      return Certainty::kNo;
    default:
      return Certainty::kPossibly;
  }
}

void ClassConditions::ChooseCasualty() {
  std::pair<Certainty, int> best;
  for (const v1::CasualtyFact& casualty : facts_.casualties()) {
    std::pair<Certainty, int> rank = {Certainty::kCertainly, casualty.incident_verified() + casualty.injury_confirmed()};
    for (const v1::Condition& condition : conditions_) rank.first = std::min(rank.first, CasualtyHolds(condition, casualty));
    if (casualty_ != nullptr && rank <= best) continue;
    casualty_ = &casualty;
    best = rank;
  }
}

ConditionHolds ClassConditions::HoldsDeath(const v1::Condition& condition) const {
  ConditionHolds answer;
  // Where the day is not known it is the last that it can be: nobody gets ahead by what is not known.
  const absl::CivilDay known =
      facts_.has_death_recorded_time() ? Today(absl::FromUnixSeconds(facts_.death_recorded_time().seconds())) : today_;
  const absl::CivilDay latest = std::min({Latest(facts_.died_on()).value_or(known), known, today_});
  answer.since = facts_.deceased() ? latest : kBeginning;
  if (condition.fact() == v1::FACT_DECEASED) {
    answer.holds = facts_.deceased() ? Certainty::kCertainly : Certainty::kNo;
    answer.words = DeceasedWords(facts_.deceased(), facts_.died_on());
    return answer;
  }
  const absl::CivilDay since = Earliest(condition.since()).value_or(kBeginning);
  if (facts_.deceased() && latest >= since) {
    const bool certain = Earliest(facts_.died_on()).value_or(kBeginning) >= since;
    answer.holds = certain ? Certainty::kCertainly : Certainty::kPossibly;
    if (!certain) answer.question = v1::QUESTION_KIND_DEATH_DAY_UNKNOWN;
  }
  answer.words = DeathSinceWords(facts_.deceased(), facts_.died_on(), condition.since(), answer.holds);
  return answer;
}

ConditionHolds ClassConditions::Holds(const v1::Condition& condition) const {
  switch (condition.fact()) {
    case v1::FACT_LIVING: {
      const Certainty alive = facts_.deceased() ? Certainty::kNo : Certainty::kCertainly;
      return Answered(!facts_.deceased(), kBeginning, LivingWords(facts_.deceased(), facts_.died_on(), true, alive));
    }
    case v1::FACT_DECEASED:
    case v1::FACT_DEATH_SINCE:
      return HoldsDeath(condition);
    case v1::FACT_DISABILITY_IN_FORCE: {
      const bool in_force = absl::c_any_of(decisions_, [&](const auto* fact) { return !IsOver(fact->in_force_until(), today_); });
      return Answered(in_force, decisions_.empty() ? kBeginning : *Latest(decisions_.front()->in_force_from()),
                      DisabilityWords(in_force ? decisions_.back() : nullptr));
    }
    case v1::FACT_RECORDED: {
      const bool holds = absl::c_any_of(records_, [&](const auto* fact) { return !IsOver(fact->holds_until(), today_); });
      return Answered(holds, records_.empty() ? kBeginning : *Latest(records_.front()->holds_from()),
                      RecordedWords(condition, holds ? records_.back() : nullptr));
    }
    case v1::FACT_DISABILITY_BEFORE: {
      const v1::DisabilityFact* const first = decisions_.empty() ? nullptr : decisions_.front();
      const bool before = first != nullptr && *Latest(first->in_force_from()) < Earliest(condition.before()).value_or(kBeginning);
      return Answered(before, kBeginning, DisabilityBeforeWords(first, condition.before()));
    }
    default: {
      ConditionHolds answer;
      if (casualty_ != nullptr) {
        answer.holds = CasualtyHolds(condition, *casualty_);
        answer.since = std::min(Latest(casualty_->occurred_on()).value_or(today_), today_);
      }
      if (answer.holds == Certainty::kPossibly) answer.question = v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN;
      answer.words = condition.fact() == v1::FACT_CASUALTY_OUTCOME ? OutcomeWords(casualty_, answer.holds)
                                                                   : IncidentSinceWords(casualty_, condition.since(), answer.holds);
      return answer;
    }
  }
}

std::vector<v1::UsedFact> ClassConditions::Facts() const {
  std::vector<v1::UsedFact> used;
  const std::string survivor = absl::StrCat("survivors/", facts_.survivor_uid());
  if (casualty_ != nullptr) {
    used.push_back(Used("casualty",
                        absl::StrCat("incidents/", casualty_->incident_uid(), "/casualties/", casualty_->casualty_uid()),
                        CasualtyFactWords(*casualty_), casualty_->occurred_on(), {}));
    if (casualty_->has_recorded_time()) *used.back().mutable_recorded_time() = casualty_->recorded_time();
  }
  for (const v1::DisabilityFact* decision : decisions_) {
    used.push_back(Used("disability", absl::StrCat(survivor, "/decisions/", decision->decision_uid()),
                        DisabilityFactWords(*decision), decision->in_force_from(), decision->in_force_until()));
    if (decision->has_recorded_time()) *used.back().mutable_recorded_time() = decision->recorded_time();
  }
  for (const v1::RecordedFact* record : records_) {
    used.push_back(Used("recorded", absl::StrCat("benefitFacts/", record->fact_uid()), RecordedFactWords(*record),
                        record->holds_from(), record->holds_until()));
    if (record->has_recorded_time()) *used.back().mutable_recorded_time() = record->recorded_time();
  }
  if (facts_.deceased()) {
    used.push_back(Used("death", survivor, DeceasedWords(true, facts_.died_on()), facts_.died_on(), {}));
    if (facts_.has_death_recorded_time()) *used.back().mutable_recorded_time() = facts_.death_recorded_time();
  }
  return used;
}

std::optional<absl::CivilDay> NextTurn(const v1::BenefitFacts& facts, absl::CivilDay today) {
  std::optional<absl::CivilDay> next;
  const auto note = [&](std::optional<absl::CivilDay> day) {
    if (day.has_value() && *day > today && *day < kForever && (!next.has_value() || *day < *next)) next = day;
  };
  const auto behind = [](std::optional<absl::CivilDay> day) { return day.has_value() ? std::optional(*day + 1) : std::nullopt; };
  for (const v1::DisabilityFact& decision : facts.decisions()) {
    note(Latest(decision.in_force_from()));
    note(behind(Earliest(decision.in_force_until())));
  }
  for (const v1::RecordedFact& record : facts.recorded()) {
    note(Latest(record.holds_from()));
    note(behind(Earliest(record.holds_until())));
  }
  for (const v1::FamilyFact& member : facts.family()) note(behind(Earliest(member.ended_on())));
  return next;
}

}  // namespace dayaq::payment
