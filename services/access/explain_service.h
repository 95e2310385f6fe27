// The RPCs of dayaq.access.v1.AccessService that say what somebody may do, and why.
#ifndef SERVICES_ACCESS_EXPLAIN_SERVICE_H_
#define SERVICES_ACCESS_EXPLAIN_SERVICE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/access/assignment_store.h"
#include "services/access/role_words.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::access {

using rpc::Call;

class ExplainService {
 public:
  // The policy outlives it.
  explicit ExplainService(const AccessPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::MyAccess> GetMyAccess(const v1::GetMyAccessRequest& request, Call& call);
  absl::StatusOr<v1::RoleDescription> DescribeRole(const v1::DescribeRoleRequest& request, Call& call);
  absl::StatusOr<v1::AccessExplanation> ExplainAccess(const v1::ExplainAccessRequest& request, Call& call);

 private:
  absl::StatusOr<v1::AccessExplanation> WhoReaches(const AccessQuestion& question, Call& call) const;

  const AccessPolicy& policy_;
  AssignmentStore store_;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_EXPLAIN_SERVICE_H_
