// Counts the money once more, in statements of its own: what the service stored against the bank's books and against what people
// were told.
#ifndef TESTS_PAYDAY_RECOUNT_H_
#define TESTS_PAYDAY_RECOUNT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/payday/bank_ledger.h"
#include "tests/payday/office.h"

namespace dayaq::testing {

// One question and how many rows speak against it.
struct MoneyVerdict {
  std::string question;
  int64_t violations = 0;
};

// What is known beside the database.
struct Known {
  const BankLedger& bank;
  const std::vector<ToldChange>& told;
  // Account numbers by survivor.
  const std::map<std::string, std::string>& accounts;
  // ISO 8601: the day of the last run.
  std::string paid_until;
};

// As the superuser, whom row security does not hold. What must hold at any moment; and, when everything is through (`at_the_end`),
// that nobody has a qəpik less or more than is due. Throws when the database cannot be asked.
std::vector<MoneyVerdict> RecountMoney(const std::string& database, const Known& known, bool at_the_end);

// Deliveries to the payment service that are due and not done.
int64_t DueDeliveries(const std::string& database);

}  // namespace dayaq::testing

#endif  // TESTS_PAYDAY_RECOUNT_H_
