// All SQL about banks' files, their lines, and the questions that follow. Holds no rules.
#ifndef SERVICES_PAYMENT_BANK_STORE_H_
#define SERVICES_PAYMENT_BANK_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/bank_service.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"
#include "services/payment/order_store.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// A file of ours that a bank answers.
struct FileOfOurs {
  std::string uid;
  std::string run_uid;
  int64_t number = 0;
};

class BankStore {
 public:
  // The file, name set. NOT_FOUND.
  absl::StatusOr<v1::BankMessage> Message(Transaction& transaction, absl::string_view uid) const;
  // The one with these bytes. Waits for whoever brings the same bytes at this moment.
  absl::StatusOr<std::optional<v1::BankMessage>> MessageOfBytes(Transaction& transaction, absl::string_view content_hash) const;
  // Whether the bank sent one of that kind under that name.
  absl::StatusOr<bool> IsNameTaken(Transaction& transaction, const v1::BankMessage& message) const;
  absl::Status AddMessage(Transaction& transaction, const v1::BankMessage& message) const;
  // Those that match, newest first, behind `after`; and how many.
  absl::StatusOr<std::vector<v1::BankMessage>> Messages(Transaction& transaction, const v1::ListBankMessagesRequest& request,
                                                        absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> CountMessages(Transaction& transaction, const v1::ListBankMessagesRequest& request) const;

  // Adds lines that nobody told before; how many those are.
  absl::StatusOr<int64_t> AddLines(Transaction& transaction, const std::vector<v1::BankLine>& lines) const;
  absl::StatusOr<std::vector<v1::BankLine>> Lines(Transaction& transaction, const v1::ListBankLinesRequest& request,
                                                  absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> CountLines(Transaction& transaction, const v1::ListBankLinesRequest& request) const;
  // All lines about these orders, by order.
  absl::StatusOr<std::map<std::string, std::vector<v1::BankLine>>> LinesOf(Transaction& transaction,
                                                                           const std::vector<std::string>& order_uids) const;

  absl::StatusOr<std::optional<FileOfOurs>> FindFile(Transaction& transaction, absl::string_view message_id) const;
  absl::StatusOr<std::vector<std::string>> OrdersOf(Transaction& transaction, const FileOfOurs& file) const;
  // These orders by uid, those that exist; nobody else moves them until the transaction ends.
  absl::StatusOr<std::map<std::string, v1::PaymentOrder>> LockOrders(Transaction& transaction,
                                                                     const std::vector<std::string>& uids) const;
  // Of these failed orders, those whose instalments lie in another order that lives.
  absl::StatusOr<std::set<std::string>> Replaced(Transaction& transaction, const std::vector<std::string>& order_uids) const;
  // Orders to these payees that lie in no file yet.
  absl::StatusOr<std::vector<std::string>> UnsentTo(Transaction& transaction, const std::vector<std::string>& payee_uids) const;
  // Those of them that were held because of `because`.
  absl::StatusOr<std::vector<std::string>> HeldUnsentTo(Transaction& transaction, absl::string_view payee_uid,
                                                        absl::string_view because) const;

  // How many of these were not asked before.
  absl::StatusOr<int64_t> AddQuestions(Transaction& transaction, const std::vector<v1::PaymentQuestion>& questions) const;
  absl::StatusOr<v1::PaymentQuestion> Question(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::PaymentQuestion> QuestionToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status ChangeQuestion(Transaction& transaction, const v1::PaymentQuestion& question) const;
  absl::StatusOr<bool> IsPayeeHeld(Transaction& transaction, absl::string_view payee_uid) const;
  // Those that match, oldest first, behind `after`; and how many.
  absl::StatusOr<std::vector<v1::PaymentQuestion>> Questions(Transaction& transaction,
                                                             const v1::ListPaymentQuestionsRequest& request,
                                                             const std::vector<std::string>& registers, absl::string_view after,
                                                             int limit) const;
  absl::StatusOr<int64_t> CountQuestions(Transaction& transaction, const v1::ListPaymentQuestionsRequest& request,
                                         const std::vector<std::string>& registers) const;

  // How orders move; see order_store.h.
  const OrderStore& orders() const { return orders_; }

  // Days (ISO) that something new was told of: they are open, again if need be. `uids` are fresh ones, one for each.
  absl::Status OpenDays(Transaction& transaction, const std::vector<std::string>& days, const std::vector<std::string>& uids) const;

 private:
  OrderStore orders_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_STORE_H_
