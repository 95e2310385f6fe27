// A day's three sums, and what does not agree. Pure.
#ifndef SERVICES_PAYMENT_RECONCILIATION_RULES_H_
#define SERVICES_PAYMENT_RECONCILIATION_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "dayaq/payment/v1/bank.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"

namespace dayaq::payment {

// At most so many differences are listed; how many there are in all is counted.
inline constexpr int kMostDifferences = 1000;

// The sums, as they stand in the tables.
struct DaySums {
  int64_t ordered = 0, ordered_qepik = 0;
  int64_t accepted = 0, accepted_qepik = 0;
  int64_t moved = 0, moved_qepik = 0;
  int64_t returned = 0, returned_qepik = 0;
};

// An order that was sent for the day and did not simply move on it.
struct OddOrder {
  std::string uid;
  int64_t amount_qepik = 0;
  v1::PaymentOrderState state = v1::PAYMENT_ORDER_STATE_UNSPECIFIED;
  // Movements out of any amount; the first day of one.
  int64_t moved = 0;
  std::string moved_on;
};

// A movement of the day that is not simply that of an order for the day.
struct OddLine {
  std::string uid;
  std::string order_uid;
  v1::BankLineKind kind = v1::BANK_LINE_KIND_UNSPECIFIED;
  v1::BankLineMatch match = v1::BANK_LINE_MATCH_UNSPECIFIED;
  int64_t amount_qepik = 0;
  // The day its order was for, ISO; "" without one.
  std::string ordered_for;
  // It is not the first movement out for its order.
  bool repeated = false;
};

// What does not agree about an order of `day` (ISO); none when nothing does.
std::vector<v1::ReconciliationDifference> DifferencesOf(const OddOrder& order, const std::string& day);
std::vector<v1::ReconciliationDifference> DifferencesOf(const OddLine& line, const std::string& day);

// Puts sums and differences into the day. `more` is how many differences there are that were not read.
void SetReckoned(const DaySums& sums, const std::vector<OddOrder>& orders, const std::vector<OddLine>& lines, int64_t more,
                 const std::string& day, v1::Reconciliation& reconciliation);

// Whether both say the same of the day.
bool SameReckoning(const v1::Reconciliation& one, const v1::Reconciliation& other);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECONCILIATION_RULES_H_
