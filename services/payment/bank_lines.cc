#include "services/payment/bank_lines.h"

#include <openssl/sha.h>

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

std::string Sha256Hex(absl::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof digest));
}

v1::BankLineKind KindOf(const BankMovement& movement) {
  if (!movement.booked) return v1::BANK_LINE_KIND_NOTICE;
  return movement.direction == BankDirection::kOut ? v1::BANK_LINE_KIND_OUT : v1::BANK_LINE_KIND_BACK;
}

// What makes a line the same in whichever file it stands. A status is one of its message; a movement goes by the bank's references
// and by all that it says, so that a line that says something else under the same reference is another one, and asked about.
std::string HashOf(const SaidOfOrder& said, const BankFile& file, absl::string_view bank) {
  if (said.status != nullptr) {
    return Sha256Hex(absl::StrJoin({std::string("status"), std::string(bank), file.message_id, said.order_uid,
                                    said.status->end_to_end_id, said.status->code, absl::StrJoin(said.status->reasons, ",")},
                                   "\n"));
  }
  const BankMovement& movement = *said.movement;
  return Sha256Hex(absl::StrJoin(
      {std::string("movement"), std::string(bank), movement.entry_reference, movement.transaction_reference, movement.end_to_end_id,
       absl::StrCat(movement.direction == BankDirection::kOut), absl::StrCat(movement.qepik), absl::StrCat(movement.booked),
       movement.booked ? absl::FormatCivilTime(movement.booked_on) : "", movement.reason},
      "\n"));
}

}  // namespace

std::string OrderUidOf(absl::string_view id) {
  return absl::StrCat(id.substr(0, 8), "-", id.substr(8, 4), "-", id.substr(12, 4), "-", id.substr(16, 4), "-", id.substr(20));
}

std::string EndToEndIdOf(absl::string_view order_uid) { return absl::StrReplaceAll(order_uid, {{"-", ""}}); }

std::vector<SaidOfOrder> SaidOf(const BankFile& file, const std::vector<std::string>& in_file) {
  std::vector<SaidOfOrder> all;
  std::set<std::string> named;
  const BankStatus* of_information = nullptr;
  const BankStatus* of_file = nullptr;
  for (const BankStatus& status : file.statuses) {
    if (IsEndToEndId(status.end_to_end_id)) {
      all.push_back({OrderUidOf(status.end_to_end_id), &status, nullptr});
      named.insert(all.back().order_uid);
    } else if (!status.end_to_end_id.empty()) {
      all.push_back({"", &status, nullptr});
    } else {
      (status.payment_information_id.empty() ? of_file : of_information) = &status;
    }
  }
  const BankStatus* const of_all = of_information != nullptr ? of_information : of_file;
  for (const std::string& uid : in_file) {
    if (of_all != nullptr && named.count(uid) == 0) all.push_back({uid, of_all, nullptr});
  }
  for (const BankMovement& movement : file.movements) {
    all.push_back({movement.end_to_end_id.empty() ? "" : OrderUidOf(movement.end_to_end_id), nullptr, &movement});
  }
  return all;
}

v1::BankLine LineOf(const SaidOfOrder& said, const BankFile& file, const v1::PaymentOrder* order, absl::string_view bank) {
  v1::BankLine line;
  line.set_line_hash(HashOf(said, file, bank));
  *line.mutable_said_time() = Timestamp(file.created);
  if (order != nullptr) line.set_order_uid(order->uid());
  line.set_match(order == nullptr ? v1::BANK_LINE_MATCH_NONE : v1::BANK_LINE_MATCH_ORDER);
  if (said.status != nullptr) {
    line.set_line(std::max(said.status->line, 1));
    line.set_kind(v1::BANK_LINE_KIND_STATUS);
    line.set_code(said.status->code);
    for (const std::string& reason : said.status->reasons) line.add_reasons(reason);
    return line;
  }
  const BankMovement& movement = *said.movement;
  line.set_line(std::max(movement.line, 1));
  line.set_kind(KindOf(movement));
  if (!movement.reason.empty()) line.add_reasons(movement.reason);
  line.set_amount_qepik(movement.qepik);
  if (movement.booked) *line.mutable_booked_on() = PartialDateOf(movement.booked_on);
  line.set_bank_reference(absl::StrCat(movement.entry_reference, "/", movement.transaction_reference));
  if (order != nullptr && order->amount_qepik() != movement.qepik) line.set_match(v1::BANK_LINE_MATCH_AMOUNT_DIFFERS);
  return line;
}

}  // namespace dayaq::payment
