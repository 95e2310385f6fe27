// The part of dayaq.payment.v1.BankService about days: what was ordered, what the bank accepted, what moved.
#ifndef SERVICES_PAYMENT_RECONCILIATION_SERVICE_H_
#define SERVICES_PAYMENT_RECONCILIATION_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/bank_service.pb.h"
#include "services/payment/reconciliation_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class ReconciliationService {
 public:
  // Names the handler of each method of its part.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Reconciliation> ReconcileDay(const v1::ReconcileDayRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Reconciliation> CloseReconciliation(const v1::CloseReconciliationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Reconciliation> GetReconciliation(const v1::GetReconciliationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListReconciliationsResponse> ListReconciliations(const v1::ListReconciliationsRequest& request,
                                                                      rpc::Call& call);
  absl::StatusOr<v1::Reconciliation> Reread(const std::string& name, rpc::Call& call);

 private:
  ReconciliationStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECONCILIATION_SERVICE_H_
