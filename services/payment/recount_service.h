// One method per RPC of dayaq.payment.v1.RecountService. What happens then: recount_pass.h.
#ifndef SERVICES_PAYMENT_RECOUNT_SERVICE_H_
#define SERVICES_PAYMENT_RECOUNT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/recount_service.pb.h"
#include "services/payment/recount_store.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class RecountService {
 public:
  // `in_force` are the rules that are decided by, which outlive this.
  explicit RecountService(const RulesInForce& in_force) : in_force_(in_force) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::Status CheckStart(const v1::StartRecountRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::Recount> StartRecount(const v1::StartRecountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Recount> GetRecount(const v1::GetRecountRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListUnservedResponse> ListUnserved(const v1::ListUnservedRequest& request, rpc::Call& call);

 private:
  absl::StatusOr<v1::Recount> Reread(const std::string& name, rpc::Call& call);

  const RulesInForce& in_force_;
  RecountStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOUNT_SERVICE_H_
