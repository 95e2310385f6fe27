// policy/bank-answers.yaml: what a status of a bank means, what is asked for which reason, and what is to be done.
#ifndef SERVICES_PAYMENT_BANK_POLICY_H_
#define SERVICES_PAYMENT_BANK_POLICY_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/bank.pb.h"

namespace dayaq::payment {

// What a status means. None of them is "paid": that is for movements to say.
enum class BankMeaning { kPending, kAccepted, kSettledByBank, kFailed, kHeld };

struct QuestionRule {
  v1::QuestionHold holds = v1::QUESTION_HOLD_UNSPECIFIED;
  bool suspicious = false;
  std::string todo_az;
  std::string todo_en;
};

struct BankPolicy {
  std::string edition;
  std::map<std::string, BankMeaning> statuses;
  std::map<std::string, v1::PaymentQuestionKind> reasons;
  // One for every kind.
  std::map<v1::PaymentQuestionKind, QuestionRule> questions;

  // nullopt: unknown.
  std::optional<BankMeaning> MeaningOf(absl::string_view status) const;
  // What is asked for a reason; OTHER_REASON for one that is not known, or none.
  v1::PaymentQuestionKind KindOf(absl::string_view reason) const;
  const QuestionRule& Rule(v1::PaymentQuestionKind kind) const { return questions.at(kind); }
};

// FAILED_PRECONDITION with every fault on a line of its own: file, line, column and what is wrong.
absl::StatusOr<BankPolicy> ParseBankPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/bank-answers.yaml`.
absl::StatusOr<BankPolicy> LoadBankPolicy(const std::string& policy_directory);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_POLICY_H_
