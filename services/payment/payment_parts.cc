#include "services/payment/payment_parts.h"

#include <utility>

#include "services/payment/benefit_register.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/reactions.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {

absl::StatusOr<PaymentPolicies> PaymentPolicies::Load(const std::string& policy_directory) {
  PaymentPolicies policies;
  ASSIGN_OR_RETURN(policies.benefits, LoadBenefits(policy_directory + "/benefits"));
  return policies;
}

PaymentParts::PaymentParts(PaymentPolicies policies)
    : policies_(std::move(policies)), entitlements_(policies_.benefits), assessments_(policies_.benefits) {
  entitlements_.Bind(entitlement_methods_);
}

absl::Status PaymentParts::Prepare(const rpc::Kit& kit) const { return KeepBenefits(kit, policies_.benefits); }

std::vector<rpc::Reaction> PaymentParts::reactions() const { return PaymentReactions(assessments_); }

}  // namespace dayaq::payment
