// The access service: wires, and serves.
#include "services/access/assignment_service.h"
#include "services/access/break_glass_service.h"
#include "services/access/explain_service.h"
#include "services/access/reactions.h"
#include "services/access/staff_service.h"
#include "services/platform/service/host.h"

int main(int argc, char** argv) {
  const auto host = dayaq::Host::Create(dayaq::HostOptionsFromFlags("access", argc, argv));
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  const dayaq::AccessPolicy& policy = (*host)->kit().policy;
  dayaq::access::StaffService staff;
  dayaq::access::AssignmentService assignments(policy);
  dayaq::access::BreakGlassService emergencies;
  dayaq::access::ExplainService explanations(policy);
  dayaq::rpc::Methods methods("dayaq.access.v1.AccessService");
  staff.Bind(methods);
  assignments.Bind(methods);
  emergencies.Bind(methods);
  explanations.Bind(methods);
  return (*host)->Run({&methods}, dayaq::access::AccessReactions(emergencies));
}
