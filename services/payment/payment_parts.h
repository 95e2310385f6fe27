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
#include "services/payment/bank_parts.h"
#include "services/payment/entitlement_service.h"
#include "services/payment/in_kind_assessment.h"
#include "services/payment/in_kind_round_service.h"
#include "services/payment/in_kind_service.h"
#include "services/payment/income_policy.h"
#include "services/payment/income_review_service.h"
#include "services/payment/recount_pass.h"
#include "services/payment/recount_service.h"
#include "services/payment/recovery_policy.h"
#include "services/payment/replay_service.h"
#include "services/payment/rule_version_service.h"
#include "services/payment/rules_in_force.h"
#include "services/payment/run_parts.h"
#include "services/payment/suspension_service.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

// What a ministry says in policy/, as far as this service asks.
struct PaymentPolicies {
  // What the rule files say; what is in force lies in the database (rules_in_force.h).
  std::vector<v1::BenefitRule> benefits;
  std::vector<v1::InKindRule> in_kind;
  RecoveryPolicy recovery;
  PaymentPolicy payments;
  BankPolicy bank_answers;
  IncomePolicy income;
  WorkingCalendar calendar;

  // FAILED_PRECONDITION with file, line and column of what is wrong.
  static absl::StatusOr<PaymentPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class PaymentParts {
 public:
  // Files for the bank lie in `bank_file_directory`; CheckFiles says whether they can. Files of `banks` are taken, and of nobody
  // else.
  explicit PaymentParts(PaymentPolicies policies, std::string bank_file_directory = "", BankCertificates banks = {});
  PaymentParts(const PaymentParts&) = delete;
  PaymentParts& operator=(const PaymentParts&) = delete;

  // What is done once, before anything is served: the rule files are kept and in force, unless people decide about rules here
  // (benefit_register.h), and everybody is assessed by those that are new (recount_pass.h).
  absl::Status Prepare(const rpc::Kit& kit) const;
  absl::Status CheckFiles() const { return runs_.Check(); }
  std::vector<rpc::Methods*> methods() {
    std::vector<rpc::Methods*> methods = {&entitlement_methods_, &replay_methods_, &suspension_methods_, &recount_methods_,
                                          &rule_version_methods_};
    for (rpc::Methods* const of_runs : runs_.methods()) methods.push_back(of_runs);
    methods.push_back(bank_.methods());
    methods.push_back(&in_kind_methods_);
    methods.push_back(&income_review_methods_);
    return methods;
  }
  std::vector<rpc::Reaction> reactions() const;
  const PaymentPolicies& policies() const { return policies_; }

 private:
  const PaymentPolicies policies_;
  RulesInForce in_force_;
  EntitlementService entitlements_;
  const InKindAssessment in_kind_assessment_;
  InKindService in_kind_;
  InKindRoundService in_kind_rounds_;
  AssessmentService assessments_;
  ReplayService replays_;
  SuspensionService suspensions_;
  RecountService recounts_;
  RecountPass recount_pass_;
  RuleVersionService rule_versions_;
  IncomeReviewService income_reviews_;
  RunParts runs_;
  BankParts bank_;
  rpc::Methods entitlement_methods_{"dayaq.payment.v1.EntitlementService"};
  rpc::Methods replay_methods_{"dayaq.payment.v1.ReplayService"};
  rpc::Methods suspension_methods_{"dayaq.payment.v1.SuspensionService"};
  rpc::Methods recount_methods_{"dayaq.payment.v1.RecountService"};
  rpc::Methods in_kind_methods_{"dayaq.payment.v1.InKindService"};
  rpc::Methods income_review_methods_{"dayaq.payment.v1.IncomeReviewService"};
  rpc::Methods rule_version_methods_{"dayaq.payment.v1.BenefitRuleService"};
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_PARTS_H_
