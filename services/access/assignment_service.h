// The RPCs of dayaq.access.v1.AccessService on role assignments and delegations.
#ifndef SERVICES_ACCESS_ASSIGNMENT_SERVICE_H_
#define SERVICES_ACCESS_ASSIGNMENT_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/access/assignment_store.h"
#include "services/access/staff_store.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::access {

using rpc::Call;

class AssignmentService {
 public:
  // The policy outlives it.
  explicit AssignmentService(const AccessPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListRoleAssignmentsResponse> ListRoleAssignments(const v1::ListRoleAssignmentsRequest& request, Call& call);
  absl::Status CheckProposal(const v1::ProposeRoleAssignmentRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::RoleAssignment> ProposeRoleAssignment(const v1::ProposeRoleAssignmentRequest& request, Call& call);
  absl::StatusOr<v1::RoleAssignment> ApproveRoleAssignment(const v1::ApproveRoleAssignmentRequest& request, Call& call);
  absl::StatusOr<v1::RoleAssignment> RejectRoleAssignment(const v1::RejectRoleAssignmentRequest& request, Call& call);
  absl::StatusOr<v1::RoleAssignment> EndRoleAssignment(const v1::EndRoleAssignmentRequest& request, Call& call);

  absl::Status CheckLending(const v1::CreateDelegationRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::RoleAssignment> CreateDelegation(const v1::CreateDelegationRequest& request, Call& call);
  absl::StatusOr<v1::RoleAssignment> EndDelegation(const v1::EndDelegationRequest& request, Call& call);
  absl::StatusOr<v1::ListDelegationsResponse> ListDelegations(const v1::ListDelegationsRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::RoleAssignment> RereadAssignment(const std::string& name, Call& call);
  absl::StatusOr<v1::RoleAssignment> RereadDelegation(const std::string& name, Call& call);

 private:
  absl::StatusOr<v1::RoleAssignment> GetToChange(const std::string& name, const std::string& etag, Call& call) const;

  const AccessPolicy& policy_;
  AssignmentStore store_;
  StaffStore staff_;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ASSIGNMENT_SERVICE_H_
