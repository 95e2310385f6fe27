// What holds of every bank file, whichever reader took it. Shared by the two fuzz targets.
#ifndef TESTS_FUZZ_BANK_XML_FUZZ_H_
#define TESTS_FUZZ_BANK_XML_FUZZ_H_

#include <cstdlib>

#include "absl/strings/match.h"
#include "services/payment/bank_file.h"

namespace dayaq::payment {

inline void Require(bool holds) {
  if (!holds) std::abort();
}

// Nothing is half-read: a file is whole, within its limits, and without a reference that is not ours; or it is refused with a line.
inline void CheckBankFile(const absl::StatusOr<BankFile>& file) {
  if (!file.ok()) {
    Require(absl::StartsWith(file.status().message(), "line "));
    return;
  }
  Require(!file->message_id.empty() && file->message_id.size() <= 140);
  Require(file->statuses.size() <= kMostBankLines && file->movements.size() <= kMostBankLines);
  for (const BankStatus& status : file->statuses) {
    Require(!status.code.empty() && status.code.size() <= 4);
    Require(status.end_to_end_id.empty() || status.end_to_end_id == "-" || IsEndToEndId(status.end_to_end_id));
  }
  for (const BankMovement& movement : file->movements) {
    Require(movement.qepik > 0);
    Require(movement.end_to_end_id.empty() || IsEndToEndId(movement.end_to_end_id));
    Require(!movement.entry_reference.empty() || !movement.transaction_reference.empty());
  }
}

}  // namespace dayaq::payment

#endif  // TESTS_FUZZ_BANK_XML_FUZZ_H_
