// One method per RPC of dayaq.payment.v1.EntitlementService: what people read and ask. Entitlements start, change and end by
// themselves; see assessment_service.h.
#ifndef SERVICES_PAYMENT_ENTITLEMENT_SERVICE_H_
#define SERVICES_PAYMENT_ENTITLEMENT_SERVICE_H_

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/entitlement_service.pb.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

using rpc::Call;

class EntitlementService {
 public:
  // `in_force` are the rules that are decided by, which outlive this.
  explicit EntitlementService(const RulesInForce& in_force) : in_force_(in_force) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Entitlement> GetEntitlement(const v1::GetEntitlementRequest& request, Call& call);
  absl::StatusOr<v1::ListEntitlementsResponse> ListEntitlements(const v1::ListEntitlementsRequest& request, Call& call);
  absl::StatusOr<v1::ExplainEntitlementResponse> ExplainEntitlement(const v1::ExplainEntitlementRequest& request, Call& call);
  absl::StatusOr<v1::ListBenefitsResponse> ListBenefits(const v1::ListBenefitsRequest& request, Call& call);

 private:
  const RulesInForce& in_force_;
  EntitlementStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ENTITLEMENT_SERVICE_H_
