// All SQL about the reconciliation of days. Holds no rules.
#ifndef SERVICES_PAYMENT_RECONCILIATION_STORE_H_
#define SERVICES_PAYMENT_RECONCILIATION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/bank_service.pb.h"
#include "services/payment/reconciliation_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// A day is written "2026-12-07".
class ReconciliationStore {
 public:
  // The day, name set. NOT_FOUND when nobody reckoned it and the bank told nothing of it.
  absl::StatusOr<v1::Reconciliation> Day(Transaction& transaction, absl::string_view day) const;
  // The same for whoever changes it: others wait until the transaction ends. Made, and open, when there was none.
  absl::StatusOr<v1::Reconciliation> DayToChange(Transaction& transaction, absl::string_view day,
                                                 absl::string_view fresh_uid) const;

  // Reckons the day from orders of these registers and from the bank's lines into `reconciliation`.
  absl::Status Reckon(Transaction& transaction, const std::string& day, const std::vector<std::string>& registers,
                      v1::Reconciliation& reconciliation) const;
  // Keeps what was reckoned.
  absl::Status Keep(Transaction& transaction, const v1::Reconciliation& reconciliation, absl::string_view day) const;
  absl::Status Close(Transaction& transaction, absl::string_view day, absl::string_view staff_uid, absl::Time now,
                     absl::string_view reason) const;

  // Without their differences, newest first, before `before`.
  absl::StatusOr<std::vector<v1::Reconciliation>> List(Transaction& transaction, const v1::ListReconciliationsRequest& request,
                                                       absl::string_view before, int limit) const;
  // Days before today that nobody closed; see payment.open_days.
  absl::StatusOr<std::vector<std::string>> OpenDays(Transaction& transaction) const;

 private:
  absl::StatusOr<DaySums> Sums(Transaction& transaction, const std::string& day, const std::vector<std::string>& registers) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECONCILIATION_STORE_H_
