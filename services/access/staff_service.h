// The RPCs of dayaq.access.v1.AccessService on institutions, staff and sessions: what happens, in which order. No SQL, no gRPC, no
// clock of its own.
#ifndef SERVICES_ACCESS_STAFF_SERVICE_H_
#define SERVICES_ACCESS_STAFF_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/access/assignment_store.h"
#include "services/access/staff_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::access {

using rpc::Call;

class StaffService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListInstitutionsResponse> ListInstitutions(const v1::ListInstitutionsRequest& request, Call& call);
  absl::Status CheckInstitution(const v1::CreateInstitutionRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Institution> CreateInstitution(const v1::CreateInstitutionRequest& request, Call& call);
  absl::StatusOr<v1::Institution> CloseInstitution(const v1::CloseInstitutionRequest& request, Call& call);

  absl::StatusOr<v1::Staff> GetStaff(const v1::GetStaffRequest& request, Call& call);
  absl::StatusOr<v1::ListStaffResponse> ListStaff(const v1::ListStaffRequest& request, Call& call);
  absl::Status CheckStaff(const v1::CreateStaffRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Staff> CreateStaff(const v1::CreateStaffRequest& request, Call& call);
  absl::StatusOr<v1::Staff> CloseStaff(const v1::CloseStaffRequest& request, Call& call);

  absl::StatusOr<v1::ListSessionsResponse> ListSessions(const v1::ListSessionsRequest& request, Call& call);
  absl::StatusOr<v1::RevokeSessionsResponse> RevokeSessions(const v1::RevokeSessionsRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Institution> RereadInstitution(const std::string& name, Call& call);
  absl::StatusOr<v1::Staff> RereadStaff(const std::string& name, Call& call);
  absl::StatusOr<v1::RevokeSessionsResponse> RereadRevoked(const std::string& name, Call& call);

 private:
  StaffStore store_;
  AssignmentStore assignments_;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_STAFF_SERVICE_H_
