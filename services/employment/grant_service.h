// dayaq.employment.v1.GrantService: own businesses from the plan to the end of the contract. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_EMPLOYMENT_GRANT_SERVICE_H_
#define SERVICES_EMPLOYMENT_GRANT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/grant_service.pb.h"
#include "services/employment/grant_store.h"
#include "services/employment/support_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class GrantService {
 public:
  // `policy` outlives it.
  explicit GrantService(const SupportPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Grant> ProposeGrant(const v1::ProposeGrantRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Grant> RevisePlan(const v1::RevisePlanRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Grant> DecideGrant(const v1::DecideGrantRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Grant> SignContract(const v1::SignContractRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetGrantResponse> HandOverAssets(const v1::HandOverAssetsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GrantVisit> RecordGrantVisit(const v1::RecordGrantVisitRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetGrantResponse> ReportIncome(const v1::ReportIncomeRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Grant> DeclareBreach(const v1::DeclareBreachRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Grant> CompleteGrant(const v1::CompleteGrantRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetGrantResponse> GetGrant(const v1::GetGrantRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListGrantsResponse> ListGrants(const v1::ListGrantsRequest& request, rpc::Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckProposal(const v1::ProposeGrantRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckPlan(const v1::RevisePlanRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckDeciding(const v1::DecideGrantRequest& request, rpc::Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Grant> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::GetGrantResponse> RereadWhole(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::GrantVisit> RereadVisit(const std::string& name, rpc::Call& call);

 private:
  // The grant as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Grant> Begin(const Request& request, rpc::Call& call) const;

  const SupportPolicy& policy_;
  GrantStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_GRANT_SERVICE_H_
