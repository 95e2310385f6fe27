// The part of dayaq.payment.v1.BankService about banks' files and their lines; questions: return_service.h, days:
// reconciliation_service.h.
#ifndef SERVICES_PAYMENT_BANK_SERVICE_H_
#define SERVICES_PAYMENT_BANK_SERVICE_H_

#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/bank_service.pb.h"
#include "services/payment/bank_policy.h"
#include "services/payment/bank_signature.h"
#include "services/payment/bank_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class BankService {
 public:
  // `accounts` are the IBANs of the accounts that pay. `policy` outlives this.
  BankService(const BankPolicy& policy, BankCertificates banks, std::set<std::string> accounts)
      : policy_(policy), banks_(std::move(banks)), accounts_(std::move(accounts)) {}

  // Names the handler of each method of its part.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::BankMessage> SubmitBankFile(const v1::SubmitBankFileRequest& request, rpc::Call& call);
  absl::StatusOr<v1::BankMessage> GetBankMessage(const v1::GetBankMessageRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListBankMessagesResponse> ListBankMessages(const v1::ListBankMessagesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListBankLinesResponse> ListBankLines(const v1::ListBankLinesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::BankMessage> Reread(const std::string& name, rpc::Call& call);

 private:
  const BankPolicy& policy_;
  const BankCertificates banks_;
  const std::set<std::string> accounts_;
  BankStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_SERVICE_H_
