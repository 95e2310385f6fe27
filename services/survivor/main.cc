// The survivor service: wires, and serves. What it is made of: survivor_parts.h.
#include "services/platform/service/host.h"
#include "services/survivor/message_gateway.h"
#include "services/survivor/message_sender.h"
#include "services/survivor/retention_clock.h"
#include "services/survivor/survivor_parts.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("survivor", argc, argv);
  auto policies = dayaq::survivor::SurvivorPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  auto gateway = dayaq::survivor::MessageGatewayFromFlags();
  if (!gateway.ok()) return dayaq::FailedToStart(gateway.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::survivor::MessageSender sender(policies->messages, *std::move(gateway));
  dayaq::survivor::SurvivorParts parts(*std::move(policies));
  dayaq::survivor::RetentionClock clock;
  return (*host)->Run(parts.methods(), parts.reactions(), {&clock, &sender});
}
