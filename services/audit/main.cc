// The audit service: wires, and serves.
#include "services/audit/entry_service.h"
#include "services/audit/log_keeper.h"
#include "services/audit/log_reader.h"
#include "services/audit/look_service.h"
#include "services/audit/unusual_look_pass.h"
#include "services/audit/unusual_look_service.h"
#include "services/audit/withholding_service.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("audit", argc, argv);
  const dayaq::audit::LogKeeperOptions keeping = dayaq::audit::LogKeeperOptionsFromFlags(options.database);
  dayaq::audit::LogKeeper keeper(keeping);
  dayaq::audit::UnusualLookWork judging(options.policy_directory);
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  const dayaq::audit::LogReader published(keeping.directory);
  dayaq::audit::EntryService entries(published);
  dayaq::audit::LookService looks((*host)->kit().policy);
  dayaq::audit::UnusualLookService unusual_looks;
  dayaq::audit::WithholdingService withholdings;
  dayaq::rpc::Methods methods("dayaq.audit.v1.AuditService");
  entries.Bind(methods);
  looks.Bind(methods);
  unusual_looks.Bind(methods);
  withholdings.Bind(methods);
  return (*host)->Run({&methods}, {}, {&keeper, &judging});
}
