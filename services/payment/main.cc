// The payment service: wires, and serves. What it is made of: payment_parts.h.
#include <utility>

#include "services/payment/payment_parts.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("payment", argc, argv);
  auto policies = dayaq::payment::PaymentPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::payment::PaymentParts parts(*std::move(policies));
  const absl::Status prepared = parts.Prepare((*host)->kit());
  if (!prepared.ok()) return dayaq::FailedToStart(prepared);
  return (*host)->Run(parts.methods(), parts.reactions());
}
