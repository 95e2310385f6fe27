// The rehabilitation service: wires, and serves. What it is made of: rehabilitation_parts.h.
#include <utility>

#include "services/platform/service/host.h"
#include "services/rehabilitation/rehabilitation_parts.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("rehabilitation", argc, argv);
  auto policies = dayaq::rehabilitation::RehabilitationPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::rehabilitation::RehabilitationParts parts(*std::move(policies));
  return (*host)->Run(parts.methods(), parts.reactions());
}
