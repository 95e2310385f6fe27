// The incident service: wires, and serves.
#include "services/incident/duplicate_service.h"
#include "services/incident/import_service.h"
#include "services/incident/incident_service.h"
#include "services/incident/reactions.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const auto host = dayaq::Host::Create(dayaq::HostOptionsFromFlags("incident", argc, argv));
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::incident::IncidentService incidents;
  dayaq::incident::DuplicateService duplicates;
  dayaq::rpc::Methods incident_methods("dayaq.incident.v1.IncidentService");
  incidents.Bind(incident_methods);
  duplicates.Bind(incident_methods);

  dayaq::incident::ImportService imports;
  dayaq::rpc::Methods import_methods("dayaq.incident.v1.ImportService");
  imports.Bind(import_methods);

  return (*host)->Run({&incident_methods, &import_methods}, dayaq::incident::IncidentReactions(duplicates));
}
