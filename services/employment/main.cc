// The employment service: wires, and serves. What it is made of: employment_parts.h.
#include <utility>

#include "services/employment/employment_parts.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("employment", argc, argv);
  auto policies = dayaq::employment::EmploymentPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::employment::EmploymentParts parts(*std::move(policies));
  return (*host)->Run(parts.methods(), parts.reactions());
}
