// One method per RPC of dayaq.payment.v1.PayeeAccountService: where people's money goes.
#ifndef SERVICES_PAYMENT_ACCOUNT_SERVICE_H_
#define SERVICES_PAYMENT_ACCOUNT_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/payee_account_service.pb.h"
#include "services/payment/account_store.h"
#include "services/payment/payment_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class AccountService {
 public:
  // `policy` outlives this.
  explicit AccountService(const PaymentPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::PayeeAccount> SetPayeeAccount(const v1::SetPayeeAccountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PayeeAccount> ClosePayeeAccount(const v1::ClosePayeeAccountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PayeeAccount> AnswerPayeeAccount(const v1::AnswerPayeeAccountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PayeeAccount> GetPayeeAccount(const v1::GetPayeeAccountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListPayeeAccountsResponse> ListPayeeAccounts(const v1::ListPayeeAccountsRequest& request, rpc::Call& call);

 private:
  absl::Status CheckSetting(const v1::SetPayeeAccountRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::PayeeAccount> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::PayeeAccount> RereadBriefly(const std::string& name, rpc::Call& call);

  const PaymentPolicy& policy_;
  const AccountStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ACCOUNT_SERVICE_H_
