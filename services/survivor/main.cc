// The survivor service: wires, and serves.
#include "services/platform/service/host.h"
#include "services/survivor/decision_service.h"
#include "services/survivor/reactions.h"
#include "services/survivor/record_service.h"
#include "services/survivor/survivor_service.h"

int main(int argc, char** argv) {
  const auto host = dayaq::Host::Create(dayaq::HostOptionsFromFlags("survivor", argc, argv));
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::survivor::SurvivorService survivors;
  dayaq::survivor::DecisionService decisions;
  dayaq::rpc::Methods methods("dayaq.survivor.v1.SurvivorService");
  survivors.Bind(methods);
  decisions.Bind(methods);

  const dayaq::survivor::RecordService records;
  return (*host)->Run({&methods}, dayaq::survivor::SurvivorReactions(records));
}
