#include "services/payment/in_kind_rules.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/assessment_words.h"
#include "services/payment/benefit_calendar.h"
#include "services/payment/in_kind_conditions.h"
#include "services/payment/in_kind_words.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/calendar/months.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// A member who can receive: lives, and belongs to the family on that day.
bool HasFamily(const v1::BenefitFacts& facts, absl::CivilDay today) {
  return absl::c_any_of(facts.family(), [&](const v1::FamilyFact& member) {
    const auto ended = Earliest(member.ended_on());
    return !member.deceased() && (!ended.has_value() || *ended >= today);
  });
}

// One class of one rule, read for one person.
struct ClassAnswer {
  Certainty holds = Certainty::kCertainly;
  absl::CivilDay since = kBeginning;
  std::vector<v1::ConditionAnswer> conditions;
  std::vector<v1::QuestionKind> questions;
  std::vector<v1::UsedFact> facts;
  const v1::CasualtyFact* casualty = nullptr;
};

ClassAnswer AskClass(const v1::InKindRule& rule, const v1::PriorityClass& one, const v1::BenefitFacts& facts,
                     absl::CivilDay today) {
  std::vector<v1::Condition> asked(rule.conditions().begin(), rule.conditions().end());
  asked.insert(asked.end(), one.conditions().begin(), one.conditions().end());
  const ClassConditions conditions(asked, facts, today);
  ClassAnswer answer;
  for (const v1::Condition& condition : asked) {
    ConditionHolds holds = conditions.Holds(condition);
    answer.holds = std::min(answer.holds, holds.holds);
    answer.since = std::max(answer.since, holds.since);
    if (holds.question != v1::QUESTION_KIND_UNSPECIFIED) answer.questions.push_back(holds.question);
    v1::ConditionAnswer& said = answer.conditions.emplace_back();
    *said.mutable_condition() = condition;
    said.set_holds(holds.holds == Certainty::kCertainly);
    *said.mutable_words() = std::move(holds.words);
  }
  if (one.beneficiary() == v1::BENEFICIARY_FAMILY_MEMBER && answer.holds != Certainty::kNo && !HasFamily(facts, today)) {
    answer.holds = Certainty::kPossibly;
    answer.questions.push_back(v1::QUESTION_KIND_BENEFICIARY_UNKNOWN);
  }
  answer.facts = conditions.Facts();
  answer.casualty = conditions.casualty();
  return answer;
}

v1::Words QuestionWords(v1::QuestionKind kind, const v1::BenefitFacts& facts, const v1::CasualtyFact* casualty) {
  switch (kind) {
    case v1::QUESTION_KIND_DEATH_DAY_UNKNOWN:
      return DeathDayUnknownWords(facts.died_on());
    case v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN:
      return IncidentDayUnknownWords(casualty == nullptr ? common::v1::PartialDate() : casualty->occurred_on());
    default:
      return BeneficiaryUnknownWords();
  }
}

class Asking {
 public:
  Asking(const v1::InKindRule& rule, const v1::BenefitFacts& facts, const InKindKnown& known, absl::CivilDay today)
      : rule_(rule), facts_(facts), known_(known), today_(today) {
    v1::Explanation& explanation = answer_.explanation;
    explanation.set_benefit(rule.benefit());
    explanation.set_rule_version(rule.version());
    explanation.set_rule_hash(rule.content_hash());
  }

  InKindAnswer Run() {
    AskClasses();
    FindServed();
    if (answer_.qualifies) Exclude();
    answer_.look_again_on = NextTurn(facts_, today_);
    for (const InKindGiven& given : known_.given) {
      const bool counts = given.benefit == rule_.benefit() || absl::c_linear_search(rule_.excludes(), given.benefit);
      if (counts) LookAgainBehind(given.given_until);
    }
    const std::optional<absl::CivilDay> earlier = PaidEarlier(rule_.benefit());
    if (earlier.has_value()) LookAgainBehind(GivenUntil(rule_, *earlier));
    return std::move(answer_);
  }

 private:
  // Behind that day a time is over, and the next one is due.
  void LookAgainBehind(absl::CivilDay last) {
    if (last < today_ || last >= kForLife) return;
    if (!answer_.look_again_on.has_value() || last + 1 < *answer_.look_again_on) answer_.look_again_on = last + 1;
  }

  // The first class that holds for certain; where none does and some may, it is a question.
  void AskClasses() {
    std::optional<ClassAnswer> possible, closest;
    for (int i = 0; i < rule_.classes_size(); ++i) {
      ClassAnswer asked = AskClass(rule_, rule_.classes(i), facts_, today_);
      for (const v1::QuestionKind kind : asked.questions) {
        if (asked.holds == Certainty::kPossibly) Ask(kind, asked.casualty);
      }
      if (asked.holds == Certainty::kCertainly) {
        answer_.qualifies = true;
        answer_.class_rank = i + 1;
        answer_.class_code = rule_.classes(i).code();
        answer_.beneficiary = rule_.classes(i).beneficiary();
        answer_.entitled_on = asked.since;
        return Explain(asked);
      }
      if (asked.holds == Certainty::kPossibly && !possible.has_value()) {
        answer_.beneficiary = rule_.classes(i).beneficiary();
        possible = std::move(asked);
      } else if (!closest.has_value()) {
        closest = std::move(asked);
      }
    }
    answer_.qualifies = answer_.in_question = possible.has_value();
    if (!answer_.qualifies) {
      answer_.out_reason = facts_.deceased() ? v1::IN_KIND_OUT_REASON_DIED : v1::IN_KIND_OUT_REASON_FACTS;
    }
    if (possible.has_value()) {
      Explain(*possible);
    } else if (closest.has_value()) {
      Explain(*closest);
    }
  }

  void Ask(v1::QuestionKind kind, const v1::CasualtyFact* casualty) {
    auto& questions = *answer_.explanation.mutable_questions();
    if (absl::c_any_of(questions, [&](const v1::Question& question) { return question.kind() == kind; })) return;
    v1::Question& question = *questions.Add();
    question.set_kind(kind);
    *question.mutable_words() = QuestionWords(kind, facts_, casualty);
  }

  void Explain(const ClassAnswer& asked) {
    for (const v1::ConditionAnswer& condition : asked.conditions) *answer_.explanation.add_conditions() = condition;
    for (const v1::UsedFact& fact : asked.facts) *answer_.explanation.add_facts() = fact;
    const bool of_family = answer_.beneficiary == v1::BENEFICIARY_FAMILY_MEMBER;
    if (of_family) ListFamily();
    answer_.ready = answer_.qualifies && !answer_.in_question;
    for (const int value : rule_.needs()) {
      const auto need = static_cast<v1::ReleaseNeed>(value);
      bool met = false;
      if (need == v1::RELEASE_NEED_INCIDENT_VERIFIED) met = asked.casualty != nullptr && asked.casualty->incident_verified();
      if (need == v1::RELEASE_NEED_INJURY_CONFIRMED) met = asked.casualty != nullptr && asked.casualty->injury_confirmed();
      if (need == v1::RELEASE_NEED_IDENTITY_CONFIRMED) met = facts_.has_identity_confirmed_time();
      if (need == v1::RELEASE_NEED_PAYEE_KNOWN) met = of_family ? HasFamily(facts_, today_) : !facts_.deceased();
      v1::NeedAnswer& said = *answer_.explanation.add_needs();
      said.set_need(need);
      said.set_met(met);
      *said.mutable_words() =
          need == v1::RELEASE_NEED_PAYEE_KNOWN ? ReceiverWords(met, of_family) : NeedWords(need, met, of_family);
      answer_.ready = answer_.ready && met;
    }
  }

  // Whoever of the family may take it.
  void ListFamily() {
    for (const v1::FamilyFact& member : facts_.family()) {
      const auto ended = Earliest(member.ended_on());
      if (member.deceased() || (ended.has_value() && *ended < today_)) continue;
      v1::UsedFact& fact = *answer_.explanation.add_facts();
      fact.set_fact("family");
      fact.set_resource(absl::StrCat("familyMembers/", member.member_uid()));
      *fact.mutable_words() = FamilyFactWords(member);
      if (member.has_recorded_time()) *fact.mutable_recorded_time() = member.recorded_time();
    }
  }

  // The last one given of this benefit decides since when the next one is due.
  void FindServed() {
    for (const InKindGiven& given : known_.given) {
      if (given.benefit != rule_.benefit()) continue;
      if (given.given_until >= today_ && (!answer_.served.has_value() || given.given_until > answer_.served->given_until)) {
        answer_.served = given;
      }
      if (given.given_until < today_) answer_.entitled_on = std::max(answer_.entitled_on, given.given_until + 1);
    }
  }

  void Out(v1::InKindOutReason reason, const std::string& benefit) {
    answer_.qualifies = answer_.in_question = answer_.ready = false;
    answer_.out_reason = reason;
    v1::DeductionAnswer& said = *answer_.explanation.add_deductions();
    said.set_kind(reason == v1::IN_KIND_OUT_REASON_EXCLUDED ? v1::DEDUCTION_KIND_YIELDS : v1::DEDUCTION_KIND_PAID_EARLIER);
    said.set_benefit(benefit);
    *said.mutable_words() = ExcludedWords(reason, benefit);
  }

  void Exclude() {
    for (const std::string& code : rule_.excludes()) {
      const bool given =
          absl::c_any_of(known_.given, [&](const InKindGiven& one) { return one.benefit == code && one.given_until >= today_; });
      if (given || known_.in_money.count(code) > 0 || PaidEarlier(code).has_value())
        return Out(v1::IN_KIND_OUT_REASON_EXCLUDED, code);
    }
    const std::optional<absl::CivilDay> earlier = PaidEarlier(rule_.benefit());
    if (!earlier.has_value()) return;
    const absl::CivilDay until = GivenUntil(rule_, *earlier);
    if (until >= today_) return Out(v1::IN_KIND_OUT_REASON_RECEIVED_EARLIER, rule_.benefit());
    answer_.entitled_on = std::max(answer_.entitled_on, until + 1);
  }

  // The last day on which it was received before, as somebody recorded by act.
  std::optional<absl::CivilDay> PaidEarlier(const std::string& benefit) const {
    std::optional<absl::CivilDay> last;
    for (const v1::RecordedFact& fact : facts_.recorded()) {
      if (fact.kind() != survivor::v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT || fact.benefit() != benefit) continue;
      const absl::CivilDay day = std::min(Latest(fact.holds_from()).value_or(today_), today_);
      if (!last.has_value() || day > *last) last = day;
    }
    return last;
  }

  const v1::InKindRule& rule_;
  const v1::BenefitFacts& facts_;
  const InKindKnown& known_;
  const absl::CivilDay today_;
  InKindAnswer answer_;
};

v1::InKindEntryState StateBy(const InKindAnswer& answer, const v1::InKindEntry& standing) {
  if (answer.served.has_value() && (answer.qualifies || standing.state() == v1::IN_KIND_ENTRY_STATE_SERVED)) {
    return v1::IN_KIND_ENTRY_STATE_SERVED;
  }
  if (!answer.qualifies) return v1::IN_KIND_ENTRY_STATE_OUT;
  if (standing.state() == v1::IN_KIND_ENTRY_STATE_ALLOCATED) return v1::IN_KIND_ENTRY_STATE_ALLOCATED;
  if (answer.in_question) return v1::IN_KIND_ENTRY_STATE_QUESTION;
  return standing.has_declined_on() ? v1::IN_KIND_ENTRY_STATE_DECLINED : v1::IN_KIND_ENTRY_STATE_WAITING;
}

// What a place says, whatever version of the rule says it. No field of ours is a map, so equal messages have equal bytes.
std::string WithoutVersion(v1::InKindEntry entry) {
  entry.clear_rule_version();
  if (entry.has_explanation()) {
    entry.mutable_explanation()->clear_rule_version();
    entry.mutable_explanation()->clear_rule_hash();
  }
  return entry.SerializeAsString();
}

}  // namespace

InKindAnswer AssessInKind(const v1::InKindRule& rule, const v1::BenefitFacts& facts, const InKindKnown& known,
                          absl::CivilDay today) {
  return Asking(rule, facts, known, today).Run();
}

absl::CivilDay GivenUntil(const v1::InKindRule& rule, absl::CivilDay handed_on) {
  const v1::TermStep* step = &rule.terms(0);
  for (const v1::TermStep& one : rule.terms()) {
    if (Earliest(one.from()).value_or(kBeginning) <= handed_on) step = &one;
  }
  if (step->kind() == v1::TERM_KIND_CALENDAR_YEAR) return absl::CivilDay(handed_on.year(), 12, 31);
  if (step->kind() != v1::TERM_KIND_MONTHS) return kForLife;
  return MonthsLater(handed_on, step->months()) - 1;
}

InKindDecision DecideInKind(const v1::InKindRule& rule, const InKindAnswer& answer, const v1::InKindEntry& standing) {
  InKindDecision decision = {.entry = standing};
  v1::InKindEntry& decided = decision.entry;
  decided.set_rule_version(rule.version());
  decided.set_example(rule.example());
  decided.set_state(StateBy(answer, standing));
  decided.set_out_reason(decided.state() == v1::IN_KIND_ENTRY_STATE_OUT ? answer.out_reason : v1::IN_KIND_OUT_REASON_UNSPECIFIED);
  decided.set_beneficiary(answer.beneficiary);
  decided.set_ready(answer.ready);
  // Whoever is out keeps what they stood by, and whoever waits for an answer too: it shows where they come back to.
  if (answer.class_rank > 0 && answer.qualifies) {
    decided.set_class_rank(answer.class_rank);
    decided.set_class_code(answer.class_code);
    *decided.mutable_entitled_on() = PartialDateOf(answer.entitled_on);
  }
  decided.clear_served_on();
  decided.clear_served_until();
  if (answer.served.has_value()) {
    *decided.mutable_served_on() = PartialDateOf(answer.served->handed_on);
    *decided.mutable_served_until() = PartialDateOf(answer.served->given_until);
  }
  *decided.mutable_explanation() = answer.explanation;
  if (standing.uid().empty() && decided.state() == v1::IN_KIND_ENTRY_STATE_OUT) return {.entry = standing};
  decision.decides = WithoutVersion(standing) != WithoutVersion(decided);
  decision.gives_up = standing.state() == v1::IN_KIND_ENTRY_STATE_ALLOCATED && decided.state() != v1::IN_KIND_ENTRY_STATE_ALLOCATED;
  if (!decision.decides) decided = standing;
  return decision;
}

InKindDecision DecideWithoutRule(const v1::InKindEntry& standing, absl::CivilDay today) {
  InKindDecision decision = {.entry = standing};
  const bool served = standing.state() == v1::IN_KIND_ENTRY_STATE_SERVED && *Latest(standing.served_until()) >= today;
  if (served || standing.out_reason() == v1::IN_KIND_OUT_REASON_NO_RULE) return decision;
  decision.entry.set_state(v1::IN_KIND_ENTRY_STATE_OUT);
  decision.entry.set_out_reason(v1::IN_KIND_OUT_REASON_NO_RULE);
  decision.entry.set_ready(false);
  decision.entry.clear_served_on();
  decision.entry.clear_served_until();
  decision.decides = true;
  decision.gives_up = standing.state() == v1::IN_KIND_ENTRY_STATE_ALLOCATED;
  return decision;
}

bool GoesBefore(const v1::InKindEntry& a, const v1::InKindEntry& b) {
  const auto key = [](const v1::InKindEntry& entry) {
    return std::make_tuple(entry.class_rank(), Earliest(entry.entitled_on()).value_or(kForever), absl::string_view(entry.uid()));
  };
  return key(a) < key(b);
}

absl::string_view EventOf(const v1::InKindEntry& before, const v1::InKindEntry& after) {
  if (before.state() == after.state()) return "";
  switch (after.state()) {
    case v1::IN_KIND_ENTRY_STATE_WAITING:
      return before.state() == v1::IN_KIND_ENTRY_STATE_UNSPECIFIED || before.state() == v1::IN_KIND_ENTRY_STATE_QUESTION ||
                     before.state() == v1::IN_KIND_ENTRY_STATE_SERVED
                 ? "in_kind.entitled"
                 : "in_kind.restored";
    case v1::IN_KIND_ENTRY_STATE_QUESTION:
      return "in_kind.in_question";
    case v1::IN_KIND_ENTRY_STATE_OUT:
      return "in_kind.out";
    default:
      return "";
  }
}

}  // namespace dayaq::payment
