#include "services/payment/why_not_rules.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/assessment_words.h"
#include "services/payment/counterfactuals.h"
#include "services/payment/missing_facts.h"
#include "services/payment/replay_rules.h"
#include "services/payment/sentence_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// Somebody whom the benefit does not mean is no answer: of a family only those whom it falls to, and whoever stands for them while
// nobody is known.
bool IsMeant(const v1::BenefitRule& rule, const BenefitAssessment& answer, const v1::Entitlement* entitlement) {
  return !rule.has_beneficiary() || answer.qualifies || entitlement != nullptr;
}

const v1::Entitlement* EntitlementOf(const WhyNotCase& about, const v1::BenefitRule& rule, const BenefitAssessment& answer) {
  const auto found = absl::c_find_if(about.standing, [&](const v1::Entitlement& entitlement) {
    return entitlement.benefit() == rule.benefit() && entitlement.occasion_uid() == answer.occasion_uid &&
           entitlement.beneficiary_uid() == answer.beneficiary_uid;
  });
  return found == about.standing.end() ? nullptr : &*found;
}

// Some months are paid, and others wait for a source of their amount.
bool SomeMonthsWait(const BenefitAssessment& found) {
  const auto waits = [](const v1::AmountAnswer& amount) { return amount.waits(); };
  return absl::c_any_of(found.explanation.amounts(), waits) && !absl::c_all_of(found.explanation.amounts(), waits);
}

void AddHold(v1::HoldKind kind, v1::Words words, v1::WhyNotAnswer& answer) {
  v1::Hold& hold = *answer.add_holds();
  hold.set_kind(kind);
  *hold.mutable_words() = std::move(words);
}

// Whether money could go somewhere.
void AddAccountHolds(const WhyNotCase& about, const std::string& payee_uid, v1::WhyNotAnswer& answer) {
  const auto account = about.accounts.find(payee_uid);
  if (account == about.accounts.end()) {
    return AddHold(v1::HOLD_KIND_NO_ACCOUNT, Say("Ödəniş üçün hesab göstərilməyib.", "No account to pay to is known."), answer);
  }
  if (account->second.in_doubt) {
    AddHold(
        v1::HOLD_KIND_ACCOUNT_IN_DOUBT,
        Say("Hesab barədə şübhə var; əməkdaş cavab verməlidir.", "Something about the account is in doubt; somebody must answer."),
        answer);
  }
  if (account->second.held_until > about.now) {
    const std::string day = ToText(PartialDateOf(Today(account->second.held_until)));
    AddHold(v1::HOLD_KIND_ACCOUNT_NEW,
            Say(absl::StrCat("Hesab yeni göstərilib; ", day, " tarixindən ödənilir."),
                absl::StrCat("The account is new; it is paid to from ", day, " on.")),
            answer);
  }
}

void AddHolds(const WhyNotCase& about, const v1::BenefitRule& rule, const BenefitAssessment& found,
              const v1::Entitlement* entitlement, v1::WhyNotAnswer& answer) {
  if (rule.example()) {
    AddHold(v1::HOLD_KIND_EXAMPLE, Say("Bu qayda nümunədir, ödənilmir.", "This rule is an example and is not paid."), answer);
  }
  if (entitlement == nullptr) {
    AddHold(v1::HOLD_KIND_NOT_STARTED,
            Say("Hüquq hələ qeydə alınmayıb; sistem şəxsi yenidən hesablamalıdır.",
                "The entitlement does not stand yet; the service has not come to the person."),
            answer);
  }
  for (const v1::NeedAnswer& need : found.explanation.needs()) {
    if (need.met()) continue;
    AddHold(v1::HOLD_KIND_RELEASE_NEED, need.words(), answer);
    answer.mutable_holds(answer.holds_size() - 1)->set_need(need.need());
  }
  if (SomeMonthsWait(found)) {
    AddHold(v1::HOLD_KIND_RELEASE_NEED, SomeAmountsWaitWords(), answer);
    answer.mutable_holds(answer.holds_size() - 1)->set_need(v1::RELEASE_NEED_AMOUNT_CERTAIN);
  }
  for (const v1::Question& question : found.explanation.questions()) {
    AddHold(v1::HOLD_KIND_QUESTION, question.words(), answer);
    answer.mutable_holds(answer.holds_size() - 1)->set_question(question.kind());
  }
  if (entitlement != nullptr && entitlement->suspended()) {
    AddHold(v1::HOLD_KIND_SUSPENDED, Say("Ödəniş qərarla dayandırılıb.", "A person stopped the money."), answer);
  }
  if (!found.targets.empty()) AddAccountHolds(about, found.beneficiary_uid, answer);
}

v1::WhyNotStanding StandingOf(const BenefitAssessment& found, const v1::WhyNotAnswer& answer) {
  if (!found.qualifies) return v1::WHY_NOT_STANDING_NOT_OWED;
  if (!found.explanation.questions().empty()) return v1::WHY_NOT_STANDING_QUESTION;
  // Months that wait hold up themselves, and nothing else.
  const int holds = answer.holds_size() - (SomeMonthsWait(found) ? 1 : 0);
  return holds == 0 ? v1::WHY_NOT_STANDING_PAYABLE : v1::WHY_NOT_STANDING_HELD;
}

v1::Words WordsOf(const v1::WhyNotAnswer& answer) {
  std::string az, en;
  switch (answer.standing()) {
    case v1::WHY_NOT_STANDING_PAYABLE:
      az = "Ödənilir.";
      en = "It is paid.";
      break;
    case v1::WHY_NOT_STANDING_HELD:
      az = "Hüquq var, ödəniş hələ buraxılmır.";
      en = "It is owed, and money may not leave yet.";
      break;
    case v1::WHY_NOT_STANDING_QUESTION:
      az = "Əməkdaşın cavab verməli olduğu sual var; yalnız şübhəsiz olan hesablanıb.";
      en = "A person must answer a question; only what is certain is owed.";
      break;
    default:
      az = "Ödənilmir.";
      en = "It is not paid.";
  }
  for (const v1::UnmetCondition& unmet : answer.unmet()) {
    absl::StrAppend(&az, " ", unmet.words().az());
    absl::StrAppend(&en, " ", unmet.words().en());
  }
  for (const v1::Hold& hold : answer.holds()) {
    absl::StrAppend(&az, " ", hold.words().az());
    absl::StrAppend(&en, " ", hold.words().en());
  }
  return Say(std::move(az), std::move(en));
}

v1::WhyNotAnswer AnswerFor(const WhyNotCase& about, const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& behind,
                           const BenefitAssessment& found, const v1::Entitlement* entitlement) {
  v1::WhyNotAnswer answer;
  answer.set_benefit(rule.benefit());
  *answer.mutable_title() = rule.title();
  answer.set_rule_version(rule.version());
  answer.set_example(rule.example());
  answer.set_occasion_uid(found.occasion_uid);
  if (found.beneficiary != v1::BENEFICIARY_SURVIVOR) answer.set_beneficiary_uid(found.beneficiary_uid);
  if (entitlement != nullptr) answer.set_entitlement(entitlement->name());
  int64_t owed = 0;
  for (const Target& target : found.targets) owed += target.amount_qepik;
  answer.set_owed_qepik(owed);
  if (found.qualifies) {
    AddHolds(about, rule, found, entitlement, answer);
  } else {
    for (const v1::ConditionAnswer& condition : found.explanation.conditions()) {
      if (condition.holds()) continue;
      v1::UnmetCondition& unmet = *answer.add_unmet();
      *unmet.mutable_condition() = condition.condition();
      *unmet.mutable_words() = condition.words();
    }
    for (v1::Counterfactual& one : CounterfactualsOf(rule, behind, about.facts, found.occasion_uid, Today(about.now))) {
      *answer.add_counterfactuals() = std::move(one);
    }
  }
  answer.set_standing(StandingOf(found, answer));
  *answer.mutable_words() = WordsOf(answer);
  return answer;
}

void AnswerRule(const WhyNotCase& about, const v1::BenefitRule& rule, v1::WhyNotResponse& response) {
  std::vector<v1::BenefitRule> behind;
  for (const v1::BenefitRule* other : RulesBehind(rule, about.rules)) behind.push_back(*other);
  std::vector<BenefitAssessment> answers;
  for (RuleAnswers& of_rule : AssessPerson(behind, about.facts, Today(about.now))) {
    if (of_rule.rule->benefit() == rule.benefit()) answers = std::move(of_rule.answers);
  }
  // For no occasion at all: as if there were one, of which nothing is known.
  if (answers.empty()) {
    v1::Entitlement none;
    none.set_beneficiary(v1::BENEFICIARY_SURVIVOR);
    none.set_beneficiary_uid(about.facts.survivor_uid());
    answers.push_back(AssessLost(rule, about.facts, none));
  }
  bool shown = false;
  for (const BenefitAssessment& found : answers) {
    const v1::Entitlement* const entitlement = EntitlementOf(about, rule, found);
    // The first stands for all of whom there is nothing to say.
    const bool is_last = &found == &answers.back();
    if (!IsMeant(rule, found, entitlement) && (shown || !is_last)) continue;
    const v1::WhyNotAnswer answer = AnswerFor(about, rule, behind, found, entitlement);
    AddMissing(answer, found, about.facts, response);
    *response.add_answers() = answer;
    shown = true;
  }
}

}  // namespace

v1::WhyNotResponse WhyNotOf(const std::vector<std::string>& benefits, const WhyNotCase& about) {
  v1::WhyNotResponse response;
  for (const v1::BenefitRule& rule : about.rules) {
    if (benefits.empty() || absl::c_linear_search(benefits, rule.benefit())) AnswerRule(about, rule, response);
  }
  return response;
}

}  // namespace dayaq::payment
