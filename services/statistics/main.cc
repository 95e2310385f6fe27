// The statistics service: wires, and serves. What it is made of: statistics_parts.h.
#include <utility>

#include "services/platform/service/host.h"
#include "services/statistics/statistics_parts.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("statistics", argc, argv);
  auto policies = dayaq::statistics::StatisticsPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::statistics::StatisticsParts parts(*std::move(policies));
  return (*host)->Run(parts.methods(), parts.reactions());
}
