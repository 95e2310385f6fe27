// Writes a customer credit transfer initiation (ISO 20022, pain.001.001.09) to a file, one order after the other, so that memory
// does not grow with the number of orders. What it writes hangs on its inputs alone: the same orders give the same bytes.
#ifndef SERVICES_PAYMENT_PAIN001_WRITER_H_
#define SERVICES_PAYMENT_PAIN001_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/payment_run.pb.h"

namespace dayaq::payment {

// The head of a message: what all of its transfers share.
struct PainHead {
  std::string message_id;
  // Full seconds.
  absl::Time made;
  // "2026-12-01".
  std::string execute_on;
  int64_t transfers = 0;
  int64_t total_qepik = 0;
  v1::SourceAccount source;
};

// One transfer.
struct PainTransfer {
  // 32 hexadecimal digits: the uid of the order.
  std::string end_to_end_id;
  std::string uetr;
  int64_t amount_qepik = 0;
  // BIC of the payee's bank.
  std::string bank;
  std::string iban;
  std::string holder_name;
  std::string purpose;
  std::string remittance;
};

// What was written.
struct PainFile {
  std::string sha256_hex;
  int64_t bytes = 0;
};

class Pain001Writer {
 public:
  // Begins the file at `path`, which is emptied when it is there. DATA_LOSS when it cannot be written.
  static absl::StatusOr<std::unique_ptr<Pain001Writer>> Create(const std::string& path, const PainHead& head);
  // Leaves a file that was not finished unfinished.
  virtual ~Pain001Writer() = default;

  virtual absl::Status Add(const PainTransfer& transfer) = 0;
  // Ends the message and waits until it lies on the disk. INTERNAL when number or sum of the transfers are not those of the head.
  virtual absl::StatusOr<PainFile> Finish() = 0;
};

// "1234.05"
std::string AmountText(int64_t qepik);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAIN001_WRITER_H_
