// What an order pays: which instalments, less which part of an over-payment, and why something due is left out. Pure.
//
// The sum of what falls due is made by period: what was corrected before it was ever paid is one amount. A period that was paid and
// turned out too high is an over-payment; it is taken back from later payments, at most a share of each, and never below nothing.
//
// Records that are found to be one person are one payee. What was paid to a record that goes on in this one covers the same period
// here in full, since it is the same money; where both were paid, the rest is an over-payment like any other.
#ifndef SERVICES_PAYMENT_ORDER_RULES_H_
#define SERVICES_PAYMENT_ORDER_RULES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "dayaq/payment/v1/payee_account.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"
#include "dayaq/payment/v1/payment_run.pb.h"
#include "services/payment/payment_policy.h"

namespace dayaq::payment {

// How an over-payment is taken back: as policy/recovery.yaml says, or a person for this entitlement.
struct RecoveryTerms {
  // At most this share of what falls due.
  int share_percent = 0;
  // At least so much is left of it.
  int64_t smallest_left_qepik = 0;
  // Never taken back.
  int64_t waived_qepik = 0;
};

// An entitlement with what is due and not paid yet, and what decides whether it is paid now.
struct Payable {
  // With uid, survivor_uid, beneficiary_uid, benefit, example, releasable, suspended and where it lies.
  v1::Entitlement entitlement;
  // Due and in no order that stands: uid, period, amount_qepik.
  std::vector<v1::Instalment> unpaid;
  // Periods whose amount is assumed: what is due of them waits. first_period and last_period.
  std::vector<v1::AmountAnswer> waiting;
  // What orders that stand took back so far.
  int64_t recovered_qepik = 0;
  // Paid for the same to records that go on in this one and owed there no more, by period: above nothing.
  std::map<std::string, int64_t> paid_elsewhere;
  // What was taken back of that while they were records of their own, and what of it a person waived there: it stays waived here.
  int64_t recovered_elsewhere_qepik = 0;
  int64_t waived_elsewhere_qepik = 0;
  RecoveryTerms recovery;
  // The account in use of whoever is paid: uid, doubts, answered_by, hold_until_time.
  std::optional<v1::PayeeAccount> account;
  bool payee_gone = false;
  // An order to the same payee is held, or a question about one holds everything of theirs.
  bool payee_held = false;
  // Due as well, and kept out of `unpaid`: a person must say first what becomes of the order that it stood in.
  int64_t asked_qepik = 0;
  // What orders that stand paid the payee in the days of the limit, those of this run too.
  int64_t payee_lately_qepik = 0;
};

// What is due of an entitlement, in qəpik.
struct Due {
  // Falls due by periods, without what is taken back.
  int64_t due_qepik = 0;
  // Over-paid and not taken back yet; negative: too much was taken back.
  int64_t overpaid_qepik = 0;
  // Taken back now, with what was paid elsewhere for the same; negative: paid out again.
  int64_t recovered_qepik = 0;
  // Would fall due as well, and waits until its amount is certain.
  int64_t waiting_qepik = 0;
  // The instalments that are paid.
  std::vector<v1::Instalment> instalments;
  int64_t amount_qepik() const { return due_qepik - recovered_qepik; }
};

// What is taken off a payment of `due_qepik` when `owed_back_qepik` is still to be taken back: the share of the terms, never so
// much that less than the smallest amount is left, and nothing of what is waived.
int64_t TakenOff(int64_t due_qepik, int64_t owed_back_qepik, const RecoveryTerms& terms);

Due ReckonDue(const Payable& payable);

// What comes of it: an order, an omission, both where only a part is paid, or neither where nothing is due.
struct Proposed {
  std::optional<v1::PaymentOrder> order;
  std::vector<v1::PaymentOrderInstalment> instalments;
  std::optional<v1::RunOmission> omission;
};

// The order has no uid, run, UETR and file number yet; nor have its instalments an order. The account must be free at `now`.
Proposed Propose(const Payable& payable, const PaymentPolicy& policy, absl::Time now);

// What the payee reads: the text of the policy with the month of the last instalment ("07.2025").
std::string RemittanceOf(const Purpose& purpose, const std::string& period);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ORDER_RULES_H_
