// All SQL on payment orders. Holds no rules.
#ifndef SERVICES_PAYMENT_ORDER_STORE_H_
#define SERVICES_PAYMENT_ORDER_STORE_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"
#include "services/payment/order_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// What collecting leaves behind.
struct CollectedRows {
  std::vector<v1::PaymentOrder> orders;
  // Each of an order above.
  std::vector<v1::PaymentOrderInstalment> instalments;
  std::vector<v1::RunOmission> omissions;
};

// Orders of one file of a run; `file_uid` is empty while it is not written.
struct FileOrders {
  std::string run_uid;
  int number = 0;
  std::string file_uid;
};

struct OrderTotals {
  int64_t orders = 0;
  int64_t total_qepik = 0;
};

class OrderStore {
 public:
  // The order alone. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::PaymentOrder> Get(Transaction& transaction, absl::string_view uid) const;
  // With its instalments and steps.
  absl::StatusOr<v1::PaymentOrder> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // These orders, kept from changing until the end of the transaction, by uid; those that are not there are left out. At most
  // 10000.
  absl::StatusOr<std::vector<v1::PaymentOrder>> GetToMove(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Of a run or else of a survivor, by uid, behind `after`, at most `limit`.
  absl::StatusOr<std::vector<v1::PaymentOrder>> List(Transaction& transaction, const v1::ListOrdersRequest& request,
                                                     absl::string_view after, int limit) const;

  // Moves these orders to a state, because of a code ("AC04"); one that is there already stays as it is. An order that leaves its
  // instalments (REJECTED, RETURNED, CANCELLED) gives them back in the same moment. FAILED_PRECONDITION with ORDER_STEP_IMPOSSIBLE,
  // before anything is written, when payment.order_transition does not know one of the steps.
  absl::Status MoveOrders(Transaction& transaction, const std::vector<std::string>& uids, v1::PaymentOrderState to,
                          absl::string_view because) const;

  // The next entitlements of a run that collects, behind its cursor, with what is due and what was paid for the same to records
  // that go on in theirs; those without recovery of their own get `usual`. At most `limit`.
  absl::StatusOr<std::vector<Payable>> NextPayables(Transaction& transaction, const v1::PaymentRun& run, absl::Time limit_since,
                                                    const RecoveryTerms& usual, int limit) const;
  // Which of these payees are paid no more.
  absl::StatusOr<std::set<std::string>> PayeesGone(Transaction& transaction, const std::vector<std::string>& payee_uids) const;
  absl::Status Add(Transaction& transaction, const CollectedRows& rows) const;

  // All orders of a run that are proposed: ready, or given up (held ones too).
  absl::Status MakeReady(Transaction& transaction, absl::string_view run_uid) const;
  absl::Status Cancel(Transaction& transaction, absl::string_view run_uid) const;

  // Gives up what may not leave any more by now.
  absl::Status GiveUp(Transaction& transaction, const FileOrders& file) const;
  absl::StatusOr<OrderTotals> Totals(Transaction& transaction, const FileOrders& file) const;
  // uid, account_uid, amount_qepik, purpose, remittance and uetr, by uid, behind `after`.
  absl::StatusOr<std::vector<v1::PaymentOrder>> NextOfFile(Transaction& transaction, const FileOrders& file,
                                                           absl::string_view after, int limit) const;
  // `file` has the uid they are written under.
  absl::Status Send(Transaction& transaction, const FileOrders& file) const;
  absl::StatusOr<bool> HasReady(Transaction& transaction, absl::string_view run_uid) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ORDER_STORE_H_
