// One file of a bank on its way: its lines are stored, the orders they tell of move, questions are asked, days open again. All in
// the transaction of the call, and by what is known of an order in all, so that it does not matter in which order files come.
#ifndef SERVICES_PAYMENT_BANK_INTAKE_H_
#define SERVICES_PAYMENT_BANK_INTAKE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/bank.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"
#include "services/payment/bank_file.h"
#include "services/payment/bank_policy.h"
#include "services/payment/bank_rules.h"
#include "services/payment/bank_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

// Where a verdict puts an order; UNSPECIFIED: where it is.
v1::PaymentOrderState StateOf(BankOutcome outcome);

class BankIntake {
 public:
  BankIntake(const BankPolicy& policy, const BankStore& store, rpc::Call& call) : policy_(policy), store_(store), call_(call) {}

  // Takes the file; `message` has uid, bank and names, and gets its counts and state. `ours` is the file of ours that it answers,
  // if it is such.
  absl::Status Take(const BankFile& file, const std::optional<FileOfOurs>& ours, v1::BankMessage& message);

 private:
  absl::Status AddLines(const BankFile& file, const std::optional<FileOfOurs>& ours, v1::BankMessage& message);
  absl::Status JudgeOrders();
  void Judged(const v1::PaymentOrder& order, const BankVerdict& verdict, bool replaced);
  void Ask(const v1::PaymentOrder& order, v1::PaymentQuestionKind kind, const std::string& reason);
  absl::Status HoldPayees();
  absl::Status Write(v1::BankMessage& message);

  const BankPolicy& policy_;
  const BankStore& store_;
  rpc::Call& call_;
  std::map<std::string, v1::PaymentOrder> orders_;
  std::vector<std::string> touched_;
  // To which state, because of what: orders.
  std::map<std::pair<v1::PaymentOrderState, std::string>, std::vector<std::string>> moves_;
  std::vector<v1::PaymentQuestion> questions_;
  // Payees of whom nothing leaves from now on.
  std::set<std::string> held_payees_;
  std::set<std::string> days_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_INTAKE_H_
