// The audit service: wires, and serves.
#include "services/audit/entry_service.h"
#include "services/audit/log_reader.h"
#include "services/audit/look_service.h"
#include "services/audit/withholding_service.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const auto host = dayaq::Host::Create(dayaq::HostOptionsFromFlags("audit", argc, argv));
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  const dayaq::audit::LogReader published("");
  dayaq::audit::EntryService entries(published);
  dayaq::audit::LookService looks((*host)->kit().policy);
  dayaq::audit::WithholdingService withholdings;
  dayaq::rpc::Methods methods("dayaq.audit.v1.AuditService");
  entries.Bind(methods);
  looks.Bind(methods);
  withholdings.Bind(methods);
  return (*host)->Run({&methods}, {});
}
