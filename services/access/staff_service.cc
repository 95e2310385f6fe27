#include "services/access/staff_service.h"

#include <utility>
#include <vector>

#include "services/access/access_names.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {
namespace {

constexpr int kMostAssignments = 500;

absl::Status ClosedAlready() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, "It is closed already.");
}

}  // namespace

absl::StatusOr<v1::ListInstitutionsResponse> StaffService::ListInstitutions(const v1::ListInstitutionsRequest& request,
                                                                            Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Institution> all,
                   store_.Institutions(call.transaction(), request.closed_too(), after, size + 1));
  v1::ListInstitutionsResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().code(), request));
  }
  for (v1::Institution& institution : all) *response.add_institutions() = std::move(institution);
  return response;
}

absl::Status StaffService::CheckInstitution(const v1::CreateInstitutionRequest& request, Call& call, Violations& found) {
  const v1::Institution& institution = request.institution();
  if (!institution.district().empty()) {
    ASSIGN_OR_RETURN(const auto unknown, store_.UnknownDistricts(call.transaction(), {institution.district()}));
    if (!unknown.empty()) {
      found.Add("institution.district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of a gazetteer.");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Institution> StaffService::CreateInstitution(const v1::CreateInstitutionRequest& request, Call& call) {
  // A code that is taken is a conflict, as the database says it.
  RETURN_IF_ERROR(store_.AddInstitution(call.transaction(), request.institution()));
  const std::string name = InstitutionName(request.institution().code());
  call.Emit("institution.changed", name);
  return RereadInstitution(name, call);
}

absl::StatusOr<v1::Institution> StaffService::CloseInstitution(const v1::CloseInstitutionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Institution institution, store_.InstitutionToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), institution.etag()));
  call.Before(institution);
  if (institution.has_closed_time()) return ClosedAlready();
  RETURN_IF_ERROR(store_.CloseInstitution(call.transaction(), institution.code()));
  RETURN_IF_ERROR(assignments_.EndAllOfInstitution(call.transaction(), institution.code(), request.reason()));
  call.Emit("institution.changed", institution.name());
  return RereadInstitution(institution.name(), call);
}

absl::StatusOr<v1::Institution> StaffService::RereadInstitution(const std::string& name, Call& call) {
  return store_.Institution(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Staff> StaffService::GetStaff(const v1::GetStaffRequest& request, Call& call) {
  return RereadStaff(request.name(), call);
}

absl::StatusOr<v1::Staff> StaffService::RereadStaff(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(v1::Staff staff, store_.Staff(call.transaction(), UidOf(name)));
  v1::ListRoleAssignmentsRequest all;
  all.set_staff_uid(staff.uid());
  ASSIGN_OR_RETURN(std::vector<v1::RoleAssignment> assignments, assignments_.List(call.transaction(), all, "", kMostAssignments));
  for (v1::RoleAssignment& assignment : assignments) *staff.add_assignments() = std::move(assignment);
  return staff;
}

absl::StatusOr<v1::ListStaffResponse> StaffService::ListStaff(const v1::ListStaffRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Staff> all, store_.StaffList(call.transaction(), request.institution(), request.role(),
                                                                request.closed_too(), after, size + 1));
  v1::ListStaffResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::Staff& staff : all) *response.add_staff() = std::move(staff);
  return response;
}

absl::Status StaffService::CheckStaff(const v1::CreateStaffRequest& request, Call& call, Violations& found) {
  if (request.staff().issuer().empty() || request.staff().subject().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool taken,
                   store_.IsAccountTaken(call.transaction(), request.staff().issuer(), request.staff().subject()));
  if (taken) {
    found.Add("staff.subject", ErrorReason::ERROR_REASON_ACCOUNT_TAKEN, "This account is on the staff already: give it a role.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Staff> StaffService::CreateStaff(const v1::CreateStaffRequest& request, Call& call) {
  v1::Staff staff = request.staff();
  staff.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.AddStaff(call.transaction(), staff));
  call.Emit("staff.changed", StaffName(staff.uid()));
  return RereadStaff(staff.uid(), call);
}

absl::StatusOr<v1::Staff> StaffService::CloseStaff(const v1::CloseStaffRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Staff staff, store_.StaffToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), staff.etag()));
  call.Before(staff);
  if (staff.has_closed_time()) return ClosedAlready();
  RETURN_IF_ERROR(store_.CloseStaff(call.transaction(), staff.uid()));
  RETURN_IF_ERROR(store_.RevokeSessions(call.transaction(), staff.uid(), "").status());
  RETURN_IF_ERROR(assignments_.EndAllOfStaff(call.transaction(), staff.uid(), request.reason()));
  call.Emit("staff.changed", staff.name());
  return RereadStaff(staff.name(), call);
}

absl::StatusOr<v1::ListSessionsResponse> StaffService::ListSessions(const v1::ListSessionsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<ListedSession> all, store_.Sessions(call.transaction(), request.staff_uid(), after, size + 1));
  v1::ListSessionsResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().cursor, request));
  }
  for (ListedSession& listed : all) *response.add_sessions() = std::move(listed.session);
  return response;
}

absl::StatusOr<v1::RevokeSessionsResponse> StaffService::RevokeSessions(const v1::RevokeSessionsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Staff staff, store_.Staff(call.transaction(), request.staff_uid()));
  if (!request.session_uid().empty()) {
    ASSIGN_OR_RETURN(const bool known, store_.IsSessionOf(call.transaction(), staff.uid(), request.session_uid()));
    if (!known) return NotFound();
  }
  ASSIGN_OR_RETURN(const int64_t revoked, store_.RevokeSessions(call.transaction(), staff.uid(), request.session_uid()));
  call.Emit("staff.changed", staff.name());
  v1::RevokeSessionsResponse response;
  response.set_name(staff.name());
  response.set_revoked(revoked);
  return response;
}

absl::StatusOr<v1::RevokeSessionsResponse> StaffService::RereadRevoked(const std::string& name, Call&) {
  // Nothing more was ended the second time.
  v1::RevokeSessionsResponse response;
  response.set_name(name);
  return response;
}

void StaffService::Bind(rpc::Methods& methods) {
  using S = StaffService;
  methods.Read("ListInstitutions", *this, &S::ListInstitutions);
  methods.Change("CreateInstitution", *this, &S::CheckInstitution, &S::CreateInstitution, &S::RereadInstitution);
  methods.Change("CloseInstitution", *this, &S::CloseInstitution, &S::RereadInstitution);
  methods.Read("GetStaff", *this, &S::GetStaff);
  methods.Read("ListStaff", *this, &S::ListStaff);
  methods.Change("CreateStaff", *this, &S::CheckStaff, &S::CreateStaff, &S::RereadStaff);
  methods.Change("CloseStaff", *this, &S::CloseStaff, &S::RereadStaff);
  methods.Read("ListSessions", *this, &S::ListSessions);
  methods.Change("RevokeSessions", *this, &S::RevokeSessions, &S::RereadRevoked);
}

}  // namespace dayaq::access
