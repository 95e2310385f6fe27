// The survivor service: wires, and serves.
#include "services/platform/service/host.h"
#include "services/survivor/decision_service.h"
#include "services/survivor/erasure_service.h"
#include "services/survivor/reactions.h"
#include "services/survivor/record_service.h"
#include "services/survivor/retention_clock.h"
#include "services/survivor/retention_policy.h"
#include "services/survivor/survivor_service.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("survivor", argc, argv);
  const auto retention = dayaq::survivor::LoadRetention(options.policy_directory + "/retention.yaml");
  if (!retention.ok()) return dayaq::FailedToStart(retention.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::survivor::SurvivorService survivors;
  dayaq::survivor::DecisionService decisions;
  dayaq::survivor::ErasureService erasures(*retention);
  dayaq::rpc::Methods methods("dayaq.survivor.v1.SurvivorService");
  survivors.Bind(methods);
  decisions.Bind(methods);
  erasures.Bind(methods);

  const dayaq::survivor::RecordService records;
  dayaq::survivor::RetentionClock clock;
  return (*host)->Run({&methods}, dayaq::survivor::SurvivorReactions(records, erasures), {&clock});
}
