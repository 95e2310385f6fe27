// The payment service: reads the benefit rules, wires, and serves.
#include "services/payment/assessment_service.h"
#include "services/payment/benefit_register.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/entitlement_service.h"
#include "services/payment/reactions.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("payment", argc, argv);
  const auto benefits = dayaq::payment::LoadBenefits(options.policy_directory + "/benefits");
  if (!benefits.ok()) return dayaq::FailedToStart(benefits.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());
  const absl::Status kept = dayaq::payment::KeepBenefits((*host)->kit(), *benefits);
  if (!kept.ok()) return dayaq::FailedToStart(kept);

  dayaq::payment::EntitlementService entitlements(*benefits);
  dayaq::rpc::Methods methods("dayaq.payment.v1.EntitlementService");
  entitlements.Bind(methods);
  const dayaq::payment::AssessmentService assessments(*benefits);
  return (*host)->Run({&methods}, dayaq::payment::PaymentReactions(assessments));
}
