// From what a bank's file says to lines about our orders. Pure.
#ifndef SERVICES_PAYMENT_BANK_LINES_H_
#define SERVICES_PAYMENT_BANK_LINES_H_

#include <map>
#include <string>
#include <vector>

#include "dayaq/payment/v1/bank.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"
#include "services/payment/bank_file.h"

namespace dayaq::payment {

// "0190b7e2..." as it stands in bank files, and the uid with hyphens. `end_to_end_id` is one of ours (IsEndToEndId).
std::string OrderUidOf(absl::string_view end_to_end_id);
std::string EndToEndIdOf(absl::string_view order_uid);

// What a file says of each order, by uid; a status of the whole file or of its one PmtInf is said of each order in `in_file` of
// which the file says nothing more exact. "" holds what belongs to no order of ours.
struct SaidOfOrder {
  std::string order_uid;
  const BankStatus* status = nullptr;
  const BankMovement* movement = nullptr;
};
std::vector<SaidOfOrder> SaidOf(const BankFile& file, const std::vector<std::string>& in_file);

// The line, but for uid, message and time taken. `order` is nullptr where there is none of that uid, or not in the file that the
// bank answers.
v1::BankLine LineOf(const SaidOfOrder& said, const BankFile& file, const v1::PaymentOrder* order, absl::string_view bank);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_LINES_H_
