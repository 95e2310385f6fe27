// One method per RPC of dayaq.payment.v1.BenefitRuleService: how a figure is changed.
#ifndef SERVICES_PAYMENT_RULE_VERSION_SERVICE_H_
#define SERVICES_PAYMENT_RULE_VERSION_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/benefit_rule_service.pb.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/recount_store.h"
#include "services/payment/recovery_policy.h"
#include "services/payment/rule_diff_store.h"
#include "services/payment/rule_version_store.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class RuleVersionService {
 public:
  // Both outlive this.
  RuleVersionService(const RulesInForce& in_force, const RecoveryPolicy& policy) : in_force_(in_force), policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::Status CheckPropose(const v1::ProposeRuleRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::RuleProposal> ProposeRule(const v1::ProposeRuleRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RuleProposal> GetRuleProposal(const v1::GetRuleProposalRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListRuleVersionsResponse> ListRuleVersions(const v1::ListRuleVersionsRequest& request, rpc::Call& call);
  absl::Status CheckCompare(const v1::CompareRulesRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::RuleComparison> CompareRules(const v1::CompareRulesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RuleComparison> GetRuleComparison(const v1::GetRuleComparisonRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RuleProposal> ApproveRule(const v1::ApproveRuleRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RuleProposal> ActivateRule(const v1::ActivateRuleRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RuleProposal> WithdrawRule(const v1::WithdrawRuleRequest& request, rpc::Call& call);

 private:
  absl::StatusOr<v1::RuleProposal> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::RuleComparison> RereadComparison(const std::string& name, rpc::Call& call);

  const RulesInForce& in_force_;
  const RecoveryPolicy& policy_;
  RuleVersionStore store_;
  RuleDiffStore comparisons_;
  RecountStore recounts_;
  EntitlementStore entitlements_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_VERSION_SERVICE_H_
