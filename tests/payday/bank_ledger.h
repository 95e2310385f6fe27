// What the invented bank does with the orders that reach it, and its own books of it: the account of every payee, kept by nobody of
// the service.
#ifndef TESTS_PAYDAY_BANK_LEDGER_H_
#define TESTS_PAYDAY_BANK_LEDGER_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "tests/support/invented_bank.h"

namespace dayaq::testing {

enum class Fate { kPaid, kRefused, kReturned, kLate };

// An order as the bank knows it.
struct LedgerOrder {
  OrderAtBank order;
  Fate fate = Fate::kPaid;
  std::string message_id;  // of the file that it came in
  bool out = false, back = false;

  // What must become of it by what was told so far.
  const char* State() const;
  int64_t Net() const { return (out ? order.qepik : 0) - (back ? order.qepik : 0); }
};

class BankLedger {
 public:
  // `account` is the one that pays.
  BankLedger(std::string account, uint64_t seed) : account_(std::move(account)), random_(seed) {}

  // A file reaches the bank. What it brings is paid, refused for a closed account, paid and sent back, or paid only later; with
  // `all_paid` it is paid.
  void Take(const std::string& pain001, bool all_paid);
  // What the bank sends now: statuses, movements, and what comes back.
  std::vector<std::string> Answers(absl::CivilDay day);

  const std::map<std::string, LedgerOrder>& orders() const { return orders_; }
  // Orders that came in two files, or twice in one.
  int repeated() const { return repeated_; }
  // Whether an order waits for its payment.
  bool AnyLate() const;

 private:
  const std::string account_;
  std::mt19937_64 random_;
  std::map<std::string, LedgerOrder> orders_;  // by EndToEndId
  std::vector<std::string> fresh_;             // came since the last answers
  int repeated_ = 0, messages_ = 0;
};

}  // namespace dayaq::testing

#endif  // TESTS_PAYDAY_BANK_LEDGER_H_
