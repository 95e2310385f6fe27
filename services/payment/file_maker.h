// Makes the files of a released run. Writing one and what the database says of it are one transaction; the file gets to its place
// in a second one. Whatever is stopped in between is done once more, with the same bytes.
#ifndef SERVICES_PAYMENT_FILE_MAKER_H_
#define SERVICES_PAYMENT_FILE_MAKER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/payment/v1/payment_run.pb.h"
#include "services/payment/account_store.h"
#include "services/payment/bank_files.h"
#include "services/payment/order_store.h"
#include "services/payment/pain001_writer.h"
#include "services/payment/run_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class FileMaker {
 public:
  // `files` outlives this.
  explicit FileMaker(const BankFiles& files) : files_(files) {}

  // Hears payment.file_wanted of "paymentRuns/{uid}/files/{number}".
  absl::Status Write(const outbox::v1::Event& event, rpc::Call& call) const;
  // Hears payment.file_made of "paymentFiles/{uid}".
  absl::Status HandOut(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // Writes the orders of a file beside its place.
  absl::StatusOr<PainFile> WritePart(const v1::PaymentRun& run, const v1::PaymentFile& file, const FileOrders& orders,
                                     rpc::Call& call) const;

  const BankFiles& files_;
  const RunStore runs_;
  const OrderStore orders_;
  const AccountStore accounts_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_FILE_MAKER_H_
