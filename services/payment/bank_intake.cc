#include "services/payment/bank_intake.h"

#include <optional>
#include <utility>

#include "services/payment/bank_lines.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// An order that was never handed to a bank: nothing the bank says of it moves it.
bool IsUnsent(v1::PaymentOrderState state) {
  return state == v1::PAYMENT_ORDER_STATE_PROPOSED || state == v1::PAYMENT_ORDER_STATE_READY ||
         state == v1::PAYMENT_ORDER_STATE_CANCELLED;
}

bool HasFailed(v1::PaymentOrderState state) {
  return state == v1::PAYMENT_ORDER_STATE_REJECTED || state == v1::PAYMENT_ORDER_STATE_RETURNED;
}

constexpr size_t kMostNamed = 200;

// A person decided that it failed; only money that moves says otherwise.
constexpr char kByAnswer[] = "answer";

// What stands with the step: the bank's reason where it gave one.
std::string Because(const BankVerdict& verdict) {
  for (const auto& [kind, reason] : verdict.questions) {
    if (!reason.empty()) return reason;
  }
  return "bank";
}

}  // namespace

v1::PaymentOrderState StateOf(BankOutcome outcome) {
  switch (outcome) {
    case BankOutcome::kWaiting:
      return v1::PAYMENT_ORDER_STATE_UNSPECIFIED;
    case BankOutcome::kAccepted:
      return v1::PAYMENT_ORDER_STATE_ACCEPTED;
    case BankOutcome::kRefused:
      return v1::PAYMENT_ORDER_STATE_REJECTED;
    case BankOutcome::kHeld:
      return v1::PAYMENT_ORDER_STATE_HELD;
    case BankOutcome::kSettled:
      return v1::PAYMENT_ORDER_STATE_SETTLED;
    case BankOutcome::kReturned:
      return v1::PAYMENT_ORDER_STATE_RETURNED;
  }
  return v1::PAYMENT_ORDER_STATE_UNSPECIFIED;
}

absl::Status BankIntake::AddLines(const BankFile& file, const std::optional<FileOfOurs>& ours, v1::BankMessage& message) {
  std::vector<std::string> in_file;
  if (ours.has_value()) {
    ASSIGN_OR_RETURN(in_file, store_.OrdersOf(call_.transaction(), *ours));
  }
  const std::vector<SaidOfOrder> said = SaidOf(file, in_file);
  std::set<std::string> uids;
  for (const SaidOfOrder& one : said) {
    if (!one.order_uid.empty()) uids.insert(one.order_uid);
  }
  // Before the lines are written: whoever brings another file about one of these orders waits here, and then sees these lines.
  ASSIGN_OR_RETURN(orders_, store_.LockOrders(call_.transaction(), std::vector<std::string>(uids.begin(), uids.end())));

  std::vector<v1::BankLine> lines;
  std::set<std::string> touched;
  int unmatched = 0;
  for (const SaidOfOrder& one : said) {
    const auto found = orders_.find(one.order_uid);
    const v1::PaymentOrder* order = found == orders_.end() ? nullptr : &found->second;
    // What answers one file says nothing of the orders in another.
    if (order != nullptr && ours.has_value() && order->file_uid() != ours->uid && !order->file_uid().empty()) order = nullptr;
    v1::BankLine line = LineOf(one, file, order, message.bank());
    line.set_uid(call_.NewUid());
    line.set_message_uid(message.uid());
    *line.mutable_create_time() = Timestamp(call_.now());
    if (order == nullptr) ++unmatched;
    if (order != nullptr) touched.insert(order->uid());
    if (line.has_booked_on()) days_.insert(ToText(line.booked_on()));
    lines.push_back(std::move(line));
  }
  touched_.assign(touched.begin(), touched.end());
  ASSIGN_OR_RETURN(const int64_t added, store_.AddLines(call_.transaction(), lines));
  message.set_lines(static_cast<int>(lines.size()));
  message.set_lines_repeated(static_cast<int>(lines.size()) - static_cast<int>(added));
  message.set_lines_unmatched(unmatched);
  return absl::OkStatus();
}

void BankIntake::Ask(const v1::PaymentOrder& order, v1::PaymentQuestionKind kind, const std::string& reason) {
  const QuestionRule& rule = policy_.Rule(kind);
  v1::PaymentQuestion& question = questions_.emplace_back();
  question.set_uid(call_.NewUid());
  question.set_order_uid(order.uid());
  question.set_survivor_uid(order.survivor_uid());
  question.set_payee_uid(order.payee_uid());
  question.set_kind(kind);
  question.set_reason_code(reason);
  question.set_holds(rule.holds);
  question.set_suspicious(rule.suspicious);
  question.set_state(v1::PAYMENT_QUESTION_STATE_OPEN);
  question.set_register_(order.register_());
  question.set_district(order.district());
  question.set_institution(order.institution());
  if (rule.holds == v1::QUESTION_HOLD_PAYEE) held_payees_.insert(order.payee_uid());
  // Whose payments are in question is named in the audit entry; a file that asks about thousands stands there by its own name.
  if (questions_.size() <= kMostNamed) call_.Touch(SurvivorName(order.survivor_uid()));
}

void BankIntake::Judged(const v1::PaymentOrder& order, const BankVerdict& verdict, bool replaced) {
  for (const auto& [kind, reason] : verdict.questions) Ask(order, kind, reason);
  if (IsUnsent(order.state())) return Ask(order, v1::PAYMENT_QUESTION_KIND_NOT_SENT, "");
  const v1::PaymentOrderState to = StateOf(verdict.outcome);
  if (to == v1::PAYMENT_ORDER_STATE_UNSPECIFIED || to == order.state()) return;
  if (order.because() == kByAnswer && !verdict.moved) return;
  // Another order pays what was in it: it stays what it is, and the money that moved all the same is claimed back by a person.
  if (replaced && !HasFailed(to)) return;
  moves_[{to, Because(verdict)}].push_back(order.uid());
}

absl::Status BankIntake::JudgeOrders() {
  using Lines = std::map<std::string, std::vector<v1::BankLine>>;
  ASSIGN_OR_RETURN(const Lines lines, store_.LinesOf(call_.transaction(), touched_));
  std::vector<std::string> failed;
  for (const std::string& uid : touched_) {
    if (HasFailed(orders_[uid].state())) failed.push_back(uid);
  }
  ASSIGN_OR_RETURN(const std::set<std::string> replaced, store_.Replaced(call_.transaction(), failed));
  for (const std::string& uid : touched_) {
    const v1::PaymentOrder& order = orders_[uid];
    const auto of_order = lines.find(uid);
    if (of_order == lines.end()) continue;
    Judged(order, Judge(order.amount_qepik(), of_order->second, policy_), replaced.count(uid) > 0);
  }
  return absl::OkStatus();
}

absl::Status BankIntake::HoldPayees() {
  const std::vector<std::string> payees(held_payees_.begin(), held_payees_.end());
  ASSIGN_OR_RETURN(const std::vector<std::string> unsent, store_.UnsentTo(call_.transaction(), payees));
  if (unsent.empty()) return absl::OkStatus();
  return store_.orders().MoveOrders(call_.transaction(), unsent, v1::PAYMENT_ORDER_STATE_HELD, "question");
}

absl::Status BankIntake::Write(v1::BankMessage& message) {
  for (const auto& [move, uids] : moves_) {
    RETURN_IF_ERROR(store_.orders().MoveOrders(call_.transaction(), uids, move.first, move.second));
  }
  ASSIGN_OR_RETURN(const int64_t asked, store_.AddQuestions(call_.transaction(), questions_));
  RETURN_IF_ERROR(HoldPayees());
  message.set_questions(static_cast<int>(asked));
  message.set_state(asked > 0 || message.lines_unmatched() > 0 ? v1::BANK_MESSAGE_STATE_WITH_QUESTIONS
                                                               : v1::BANK_MESSAGE_STATE_TAKEN);
  RETURN_IF_ERROR(store_.AddMessage(call_.transaction(), message));
  std::vector<std::string> uids;
  for (size_t i = 0; i < days_.size(); ++i) uids.push_back(call_.NewUid());
  return store_.OpenDays(call_.transaction(), std::vector<std::string>(days_.begin(), days_.end()), uids);
}

absl::Status BankIntake::Take(const BankFile& file, const std::optional<FileOfOurs>& ours, v1::BankMessage& message) {
  RETURN_IF_ERROR(AddLines(file, ours, message));
  RETURN_IF_ERROR(JudgeOrders());
  return Write(message);
}

}  // namespace dayaq::payment
