// Everything the payment service is made of, wired: its methods and what it does by itself. main.cc serves it; tests that run the
// service whole use it too, so that nothing is served that no test runs.
#ifndef SERVICES_PAYMENT_PAYMENT_PARTS_H_
#define SERVICES_PAYMENT_PAYMENT_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/payment/assessment_service.h"
#include "services/payment/entitlement_service.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

// What a ministry says in policy/, as far as this service asks.
struct PaymentPolicies {
  std::vector<v1::BenefitRule> benefits;

  // FAILED_PRECONDITION with file, line and column of what is wrong.
  static absl::StatusOr<PaymentPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class PaymentParts {
 public:
  explicit PaymentParts(PaymentPolicies policies);
  PaymentParts(const PaymentParts&) = delete;
  PaymentParts& operator=(const PaymentParts&) = delete;

  // What is done once, before anything is served: the benefit rules are kept (benefit_register.h).
  absl::Status Prepare(const rpc::Kit& kit) const;
  std::vector<rpc::Methods*> methods() { return {&entitlement_methods_}; }
  std::vector<rpc::Reaction> reactions() const;
  const PaymentPolicies& policies() const { return policies_; }

 private:
  const PaymentPolicies policies_;
  EntitlementService entitlements_;
  AssessmentService assessments_;
  rpc::Methods entitlement_methods_{"dayaq.payment.v1.EntitlementService"};
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_PARTS_H_
