// policy/payments.yaml: the accounts that pay, the banks that are paid, what the bank is told, and the limits.
#ifndef SERVICES_PAYMENT_PAYMENT_POLICY_H_
#define SERVICES_PAYMENT_PAYMENT_POLICY_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/payment_run.pb.h"

namespace dayaq::payment {

// What bank and payee read of an order.
struct Purpose {
  std::string code;
  // {period} stands for the month.
  std::string text;
};

// At most so much in so many days.
struct RollingLimit {
  int days = 0;
  int64_t most_qepik = 0;
};

struct PaymentPolicy {
  std::string edition;
  std::map<std::string, v1::SourceAccount> source_accounts;  // by code
  std::map<std::string, std::string> banks;                  // BIC by the four letters of an IBAN
  Purpose default_purpose;
  std::map<std::string, Purpose> purposes;  // by benefit
  absl::Duration account_hold;
  int most_days_ahead = 0;
  int orders_per_file = 0;
  int64_t order_limit_qepik = 0;
  RollingLimit payee_limit;
  RollingLimit officer_limit;

  const Purpose& PurposeOf(const std::string& benefit) const {
    const auto found = purposes.find(benefit);
    return found == purposes.end() ? default_purpose : found->second;
  }
};

// FAILED_PRECONDITION with file, line, column and what is wrong.
absl::StatusOr<PaymentPolicy> ParsePaymentPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/payments.yaml`.
absl::StatusOr<PaymentPolicy> LoadPaymentPolicy(const std::string& policy_directory);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_POLICY_H_
