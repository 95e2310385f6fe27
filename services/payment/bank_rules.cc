#include "services/payment/bank_rules.h"

#include <algorithm>
#include <optional>
#include <set>

#include "absl/time/time.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::payment {
namespace {

// The more cautious, the higher.
enum class Said { kNothing, kAccepted, kHeld, kRefused };

Said SaidBy(BankMeaning meaning) {
  switch (meaning) {
    case BankMeaning::kPending:
      return Said::kNothing;
    case BankMeaning::kAccepted:
    case BankMeaning::kSettledByBank:
      return Said::kAccepted;
    case BankMeaning::kHeld:
      return Said::kHeld;
    case BankMeaning::kFailed:
      return Said::kRefused;
  }
  return Said::kNothing;
}

// Gathers what lines say; asking and adding up hang on no order.
class Judgement {
 public:
  Judgement(int64_t ordered, const BankPolicy& policy) : ordered_(ordered), policy_(policy) {}

  void Take(const v1::BankLine& line);
  BankVerdict Finish();

 private:
  void Ask(v1::PaymentQuestionKind kind, const std::string& reason = "");
  void AskFor(const v1::BankLine& line);
  void TakeStatus(const v1::BankLine& line);
  BankOutcome OfMovements();
  BankOutcome OfStatuses() const;

  const int64_t ordered_;
  const BankPolicy& policy_;
  BankVerdict verdict_;
  // Movements of the right amount, out and back; of another amount.
  int out_ = 0;
  int back_ = 0;
  int other_out_ = 0;
  int other_back_ = 0;
  // When something was said last, and refused first.
  std::optional<absl::Time> accepted_, held_, refused_, first_refused_;
};

void Judgement::Ask(v1::PaymentQuestionKind kind, const std::string& reason) {
  const auto [asked, fresh] = verdict_.questions.emplace(kind, reason);
  // Of several codes for one question the first in the alphabet stands, so that it hangs on no order.
  if (!fresh && !reason.empty() && (asked->second.empty() || reason < asked->second)) asked->second = reason;
}

void Judgement::AskFor(const v1::BankLine& line) {
  if (line.reasons().empty()) Ask(v1::PAYMENT_QUESTION_KIND_OTHER_REASON);
  for (const std::string& reason : line.reasons()) Ask(policy_.KindOf(reason), reason == "-" ? "" : reason);
}

void Judgement::TakeStatus(const v1::BankLine& line) {
  const auto meaning = policy_.MeaningOf(line.code());
  if (!meaning.has_value()) return Ask(v1::PAYMENT_QUESTION_KIND_STATUS_UNKNOWN, line.code());
  const absl::Time said = TimeOf(line.said_time());
  const auto latest = [said](std::optional<absl::Time>& time) { time = std::max(time.value_or(said), said); };
  switch (SaidBy(*meaning)) {
    case Said::kNothing:
      break;
    case Said::kAccepted:
      latest(accepted_);
      break;
    case Said::kHeld:
      latest(held_);
      Ask(v1::PAYMENT_QUESTION_KIND_HELD_BY_BANK);
      break;
    case Said::kRefused:
      latest(refused_);
      first_refused_ = std::min(first_refused_.value_or(said), said);
      AskFor(line);
      break;
  }
}

void Judgement::Take(const v1::BankLine& line) {
  const bool right = line.amount_qepik() == ordered_;
  switch (line.kind()) {
    case v1::BANK_LINE_KIND_STATUS:
      return TakeStatus(line);
    case v1::BANK_LINE_KIND_OUT:
      ++(right ? out_ : other_out_);
      break;
    case v1::BANK_LINE_KIND_BACK:
      ++(right ? back_ : other_back_);
      AskFor(line);
      break;
    default:
      return;
  }
  if (!right) Ask(v1::PAYMENT_QUESTION_KIND_AMOUNT_DIFFERS);
}

BankOutcome Judgement::OfMovements() {
  if (out_ + other_out_ > 1) Ask(v1::PAYMENT_QUESTION_KIND_PAID_TWICE);
  if (out_ + other_out_ > 0 && refused_.has_value()) Ask(v1::PAYMENT_QUESTION_KIND_PAID_AFTER_REFUSAL);
  if (out_ > back_) return BankOutcome::kSettled;
  if (other_out_ > 0 || other_back_ > 0) return BankOutcome::kHeld;
  // A return that is told before the payment it takes back.
  return back_ > 0 ? BankOutcome::kReturned : BankOutcome::kWaiting;
}

BankOutcome Judgement::OfStatuses() const {
  if (refused_.has_value()) {
    const bool accepted_later = accepted_.has_value() && *accepted_ > *first_refused_;
    return accepted_later ? BankOutcome::kHeld : BankOutcome::kRefused;
  }
  if (held_.has_value() && (!accepted_.has_value() || *held_ >= *accepted_)) return BankOutcome::kHeld;
  return accepted_.has_value() ? BankOutcome::kAccepted : BankOutcome::kWaiting;
}

BankVerdict Judgement::Finish() {
  if (refused_.has_value() && accepted_.has_value() && *accepted_ > *first_refused_) {
    Ask(v1::PAYMENT_QUESTION_KIND_CONTRADICTION);
  }
  verdict_.moved = out_ + back_ + other_out_ + other_back_ > 0;
  verdict_.outcome = OfMovements();
  if (verdict_.outcome == BankOutcome::kWaiting) verdict_.outcome = OfStatuses();
  return std::move(verdict_);
}

}  // namespace

BankVerdict Judge(int64_t amount_qepik, const std::vector<v1::BankLine>& lines, const BankPolicy& policy) {
  Judgement judgement(amount_qepik, policy);
  std::set<std::string> seen;
  for (const v1::BankLine& line : lines) {
    if (seen.insert(line.line_hash()).second) judgement.Take(line);
  }
  return judgement.Finish();
}

bool MayAnswer(v1::PaymentQuestionKind kind, v1::PaymentAnswer answer, const BankVerdict& verdict) {
  const bool failed = verdict.outcome == BankOutcome::kRefused || verdict.outcome == BankOutcome::kReturned;
  switch (answer) {
    case v1::PAYMENT_ANSWER_PAY_AGAIN:
      return failed || (verdict.outcome == BankOutcome::kHeld && !verdict.moved);
    case v1::PAYMENT_ANSWER_DO_NOT_PAY:
      return true;
    case v1::PAYMENT_ANSWER_SETTLED:
      // What failed is paid again or not; "cleared" would say neither.
      return !failed;
    case v1::PAYMENT_ANSWER_PAYEE_ALIVE:
    case v1::PAYMENT_ANSWER_PAYEE_DEAD:
      return kind == v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED;
    default:
      return false;
  }
}

v1::QuestionHold HoldAfter(v1::PaymentAnswer answer, const QuestionRule& rule) {
  switch (answer) {
    case v1::PAYMENT_ANSWER_DO_NOT_PAY:
      // A suspected payee stays held until somebody answers otherwise.
      return rule.holds == v1::QUESTION_HOLD_PAYEE ? v1::QUESTION_HOLD_PAYEE : v1::QUESTION_HOLD_ORDER;
    case v1::PAYMENT_ANSWER_PAYEE_DEAD:
      return v1::QUESTION_HOLD_PAYEE;
    default:
      return v1::QUESTION_HOLD_NOTHING;
  }
}

}  // namespace dayaq::payment
