// The RPC of dayaq.audit.v1.AuditService by which people see who looked at their record.
#ifndef SERVICES_AUDIT_LOOK_SERVICE_H_
#define SERVICES_AUDIT_LOOK_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "services/audit/entry_store.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::audit {

using rpc::Call;

class LookService {
 public:
  // The policy outlives it.
  explicit LookService(const AccessPolicy& policy) : policy_(policy) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::WhoLookedResponse> WhoLooked(const v1::WhoLookedRequest& request, Call& call);

 private:
  const AccessPolicy& policy_;
  EntryStore store_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOOK_SERVICE_H_
