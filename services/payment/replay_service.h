// One method per RPC of dayaq.payment.v1.ReplayService: decisions made once more, from what was kept and from changed facts.
// Nothing is stored.
#ifndef SERVICES_PAYMENT_REPLAY_SERVICE_H_
#define SERVICES_PAYMENT_REPLAY_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/payment/v1/replay_service.pb.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/replay_store.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class ReplayService {
 public:
  // `in_force` are the rules that are decided by, which outlive this.
  explicit ReplayService(const RulesInForce& in_force) : in_force_(in_force) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ReplayAssessmentsResponse> ReplayAssessments(const v1::ReplayAssessmentsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::WhyNotResponse> WhyNot(const v1::WhyNotRequest& request, rpc::Call& call);

 private:
  const RulesInForce& in_force_;
  EntitlementStore entitlements_;
  ReplayStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REPLAY_SERVICE_H_
