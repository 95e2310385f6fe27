// Everything about payments that leave, wired: accounts, runs, files, and what the service does about them by itself. A part of
// payment_parts.h.
#ifndef SERVICES_PAYMENT_RUN_PARTS_H_
#define SERVICES_PAYMENT_RUN_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/payment/account_service.h"
#include "services/payment/bank_files.h"
#include "services/payment/file_maker.h"
#include "services/payment/order_rules.h"
#include "services/payment/payment_policy.h"
#include "services/payment/run_collector.h"
#include "services/payment/run_service.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

// Lives as long as it is served.
class RunParts {
 public:
  // `recovery` holds where nobody decided otherwise; bank files lie in `bank_file_directory`.
  RunParts(PaymentPolicy policy, WorkingCalendar calendar, const RecoveryTerms& recovery, std::string bank_file_directory);
  RunParts(const RunParts&) = delete;
  RunParts& operator=(const RunParts&) = delete;

  // Whether files can be written. FAILED_PRECONDITION says what to mend.
  absl::Status Check() const { return files_.Check(); }
  std::vector<rpc::Methods*> methods() { return {&account_methods_, &run_methods_}; }
  std::vector<rpc::Reaction> reactions() const;

 private:
  const PaymentPolicy policy_;
  const WorkingCalendar calendar_;
  const BankFiles files_;
  AccountService accounts_;
  RunService runs_;
  RunCollector collector_;
  FileMaker file_maker_;
  rpc::Methods account_methods_{"dayaq.payment.v1.PayeeAccountService"};
  rpc::Methods run_methods_{"dayaq.payment.v1.PaymentRunService"};
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_PARTS_H_
