// One method per RPC of dayaq.payment.v1.SuspensionService, and what follows by itself: suspensions that are over, plans for money
// that stood too much. What is owed is decided by nobody; see assessment_service.h.
#ifndef SERVICES_PAYMENT_SUSPENSION_SERVICE_H_
#define SERVICES_PAYMENT_SUSPENSION_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/payment/v1/suspension_service.pb.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/recovery_policy.h"
#include "services/payment/suspension_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class SuspensionService {
 public:
  // `policy` outlives this.
  explicit SuspensionService(const RecoveryPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Suspension> Suspend(const v1::SuspendEntitlementRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Suspension> Resume(const v1::ResumeEntitlementRequest& request, rpc::Call& call);
  absl::StatusOr<v1::EntitlementAppeal> Lodge(const v1::LodgeEntitlementAppealRequest& request, rpc::Call& call);
  absl::StatusOr<v1::EntitlementAppeal> Decide(const v1::DecideEntitlementAppealRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RecoveryPlan> DecideRecovery(const v1::DecideRecoveryRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListDecisionsResponse> List(const v1::ListDecisionsRequest& request, rpc::Call& call);

  // "entitlement.suspension_over": the last day of a suspension has passed. One that was resumed meanwhile stays as it is.
  absl::Status EndSuspension(const outbox::v1::Event& event, rpc::Call& call) const;
  // "entitlement.overpaid": a difference took money back. An entitlement that has a plan keeps it.
  absl::Status PlanRecovery(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  absl::Status CheckSuspend(const v1::SuspendEntitlementRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckLodge(const v1::LodgeEntitlementAppealRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::Suspension> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::EntitlementAppeal> RereadAppeal(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::RecoveryPlan> RereadPlan(const std::string& name, rpc::Call& call);
  absl::Status EndAppealed(v1::Suspension suspension, rpc::Call& call) const;

  const RecoveryPolicy& policy_;
  EntitlementStore entitlements_;
  SuspensionStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_SUSPENSION_SERVICE_H_
