// What becomes of an order by all that banks said of it. Pure: the same lines in any order, however often, give the same answer,
// and another line never takes a question back.
#ifndef SERVICES_PAYMENT_BANK_RULES_H_
#define SERVICES_PAYMENT_BANK_RULES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "dayaq/payment/v1/bank.pb.h"
#include "services/payment/bank_policy.h"

namespace dayaq::payment {

// Where the bank's words put an order that was sent.
enum class BankOutcome {
  // Nothing decided yet.
  kWaiting,
  kAccepted,
  kRefused,
  // A person must decide.
  kHeld,
  // Money left, and did not come back.
  kSettled,
  // Money came back.
  kReturned,
};

struct BankVerdict {
  BankOutcome outcome = BankOutcome::kWaiting;
  // Money moved, by however much and whichever way.
  bool moved = false;
  // What is asked, each with the bank's reason code or "".
  std::map<v1::PaymentQuestionKind, std::string> questions;
};

// `amount_qepik` is what was ordered; `lines` are all lines about the order, each once.
//
// Movements decide before statuses: money that left and did not come back settles, whatever was said. Among statuses the bank's own
// time decides: what was refused is refused, but accepted after a refusal it is held, since it may have been paid anew meanwhile.
// At the same moment the more cautious holds.
BankVerdict Judge(int64_t amount_qepik, const std::vector<v1::BankLine>& lines, const BankPolicy& policy);

// Whether a question may be answered like that, after what the bank said of the order. Paid again is only what was refused, came
// back, or is held without any money having moved.
bool MayAnswer(v1::PaymentQuestionKind kind, v1::PaymentAnswer answer, const BankVerdict& verdict);

// What a question holds back once it was answered like that; `rule` says what it held before.
v1::QuestionHold HoldAfter(v1::PaymentAnswer answer, const QuestionRule& rule);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_RULES_H_
