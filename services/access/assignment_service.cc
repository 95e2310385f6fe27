#include "services/access/assignment_service.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/access/access_names.h"
#include "services/access/assignment_rules.h"
#include "services/access/delegation_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::access {
namespace {

constexpr char kChanged[] = "role_assignment.changed";

// Sets a page of a list, and the token for the next one when there is one more.
template <typename Response, typename Request, typename Add>
void SetPage(std::vector<v1::RoleAssignment> all, int size, const Request& request, const Call& call, Response& response,
             const Add& add) {
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::RoleAssignment& assignment : all) *add(response) = std::move(assignment);
}

}  // namespace

absl::StatusOr<v1::ListRoleAssignmentsResponse> AssignmentService::ListRoleAssignments(
    const v1::ListRoleAssignmentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::RoleAssignment> all, store_.List(call.transaction(), request, after, size + 1));
  v1::ListRoleAssignmentsResponse response;
  SetPage(std::move(all), size, request, call, response, [](auto& r) { return r.add_role_assignments(); });
  return response;
}

absl::Status AssignmentService::CheckProposal(const v1::ProposeRoleAssignmentRequest& request, Call& call, Violations& found) {
  const v1::RoleAssignment& asked = request.role_assignment();
  const std::string at = "role_assignment.";
  CheckAssignment(asked, policy_, call.now(), at, found);
  if (!asked.institution().empty()) {
    ASSIGN_OR_RETURN(const bool open, staff_.IsOpenInstitution(call.transaction(), asked.institution()));
    if (!open) found.Add(at + "institution", ErrorReason::ERROR_REASON_INSTITUTION_UNKNOWN, "Name an institution that is open.");
  }
  const std::vector<std::string> districts(asked.districts().begin(), asked.districts().end());
  ASSIGN_OR_RETURN(const std::vector<std::string> unknown, staff_.UnknownDistricts(call.transaction(), districts));
  for (int i = 0; i < asked.districts_size(); ++i) {
    if (std::find(unknown.begin(), unknown.end(), asked.districts(i)) == unknown.end()) continue;
    found.Add(absl::StrCat(at, "districts[", i, "]"), ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN,
              "Name a district of a gazetteer.");
  }
  // Also keeps two who give this person roles at the same moment apart.
  if (IsUuid(asked.staff_uid())) {
    ASSIGN_OR_RETURN(const bool open, staff_.LockOpenStaff(call.transaction(), asked.staff_uid()));
    if (!open) found.Add(at + "staff_uid", ErrorReason::ERROR_REASON_STAFF_CLOSED, "Name somebody whose account is open.");
  }
  const Role* role = policy_.FindRole(asked.role());
  if (role != nullptr && role->of_person && IsUuid(asked.person_uid())) {
    ASSIGN_OR_RETURN(const auto standing, store_.StandingOf(call.transaction(), "survivors/" + asked.person_uid()));
    if (!standing.has_value()) {
      found.Add(at + "person_uid", ErrorReason::ERROR_REASON_PERSON_UNKNOWN, "Name a survivor's record.");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::ProposeRoleAssignment(const v1::ProposeRoleAssignmentRequest& request,
                                                                            Call& call) {
  v1::RoleAssignment assignment = request.role_assignment();
  RETURN_IF_ERROR(call.Authorise({.subject_uid = assignment.staff_uid()}));
  assignment.set_uid(call.NewUid());
  ASSIGN_OR_RETURN(const std::set<std::string> held,
                   store_.RolesHeld(call.transaction(), assignment.staff_uid(), assignment.uid()));
  RETURN_IF_ERROR(CheckCompatible(policy_, assignment.role(), held));
  assignment.set_state(NeedsApproval(policy_, assignment.role()) ? v1::ROLE_ASSIGNMENT_STATE_PROPOSED
                                                                 : v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  if (assignment.registers().empty()) assignment.add_registers("az");
  RETURN_IF_ERROR(store_.Add(call.transaction(), assignment));
  call.Emit(kChanged, AssignmentName(assignment.uid()));
  return RereadAssignment(assignment.uid(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::GetToChange(const std::string& name, const std::string& etag,
                                                                  Call& call) const {
  ASSIGN_OR_RETURN(v1::RoleAssignment assignment, store_.GetToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, assignment.etag()));
  call.Before(assignment);
  return assignment;
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::ApproveRoleAssignment(const v1::ApproveRoleAssignmentRequest& request,
                                                                            Call& call) {
  ASSIGN_OR_RETURN(const v1::RoleAssignment found, store_.Get(call.transaction(), UidOf(request.name())));
  // The person before the assignment: in this order everywhere, so that nobody waits in a circle.
  ASSIGN_OR_RETURN(const bool open, staff_.LockOpenStaff(call.transaction(), found.staff_uid()));
  ASSIGN_OR_RETURN(const v1::RoleAssignment assignment, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(call.Authorise({.took_part = {assignment.proposed_by()}, .subject_uid = assignment.staff_uid()}));
  RETURN_IF_ERROR(CheckApprovable(assignment, call.now()));
  ASSIGN_OR_RETURN(const bool institution_open, staff_.IsOpenInstitution(call.transaction(), assignment.institution()));
  if (!open || !institution_open) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STAFF_CLOSED,
                     "The account or the institution was closed meanwhile.");
  }
  ASSIGN_OR_RETURN(const std::set<std::string> held,
                   store_.RolesHeld(call.transaction(), assignment.staff_uid(), assignment.uid()));
  RETURN_IF_ERROR(CheckCompatible(policy_, assignment.role(), held));
  RETURN_IF_ERROR(store_.Approve(call.transaction(), assignment.uid()));
  call.Emit(kChanged, assignment.name());
  return RereadAssignment(assignment.name(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::RejectRoleAssignment(const v1::RejectRoleAssignmentRequest& request,
                                                                           Call& call) {
  ASSIGN_OR_RETURN(const v1::RoleAssignment assignment, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(call.Authorise({.took_part = {assignment.proposed_by()}, .subject_uid = assignment.staff_uid()}));
  RETURN_IF_ERROR(CheckRejectable(assignment));
  RETURN_IF_ERROR(store_.End(call.transaction(), assignment.uid(), request.reason()));
  call.Emit(kChanged, assignment.name());
  return RereadAssignment(assignment.name(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::EndRoleAssignment(const v1::EndRoleAssignmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::RoleAssignment assignment, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(call.Authorise({.took_part = {assignment.proposed_by()}, .subject_uid = assignment.staff_uid()}));
  RETURN_IF_ERROR(CheckEndable(assignment));
  RETURN_IF_ERROR(store_.End(call.transaction(), assignment.uid(), request.reason()));
  call.Emit(kChanged, assignment.name());
  return RereadAssignment(assignment.name(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::RereadAssignment(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::Status AssignmentService::CheckLending(const v1::CreateDelegationRequest& request, Call& call, Violations& found) {
  ASSIGN_OR_RETURN(const OwnAssignments own, store_.Mine(call.transaction()));
  if (!own.current.has_value()) return NotFound();
  Colleague whom;
  if (IsUuid(request.staff_uid())) {
    ASSIGN_OR_RETURN(whom, store_.FindColleague(call.transaction(), request.staff_uid()));
  }
  CheckDelegation(request, *own.current, whom, policy_, call.now(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::CreateDelegation(const v1::CreateDelegationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const OwnAssignments own, store_.Mine(call.transaction()));
  if (!own.current.has_value()) return NotFound();
  ASSIGN_OR_RETURN(const Colleague whom, store_.FindColleague(call.transaction(), request.staff_uid()));
  RETURN_IF_ERROR(CheckCompatible(policy_, own.current->role(), whom.roles));
  v1::RoleAssignment lent = DelegationFrom(request, *own.current, call.now());
  lent.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.Lend(call.transaction(), lent));
  call.Emit(kChanged, AssignmentName(lent.uid()));
  return RereadDelegation(lent.uid(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::EndDelegation(const v1::EndDelegationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::RoleAssignment lent, store_.Delegation(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), lent.etag()));
  call.Before(lent);
  RETURN_IF_ERROR(CheckEndable(lent));
  ASSIGN_OR_RETURN(const bool done, store_.EndDelegation(call.transaction(), lent.uid()));
  if (!done) {
    return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED,
                     "Only who lent it, or who gives roles, ends a delegation.", {{"action", "delegation.end"}});
  }
  call.Emit(kChanged, lent.name());
  return RereadDelegation(lent.name(), call);
}

absl::StatusOr<v1::RoleAssignment> AssignmentService::RereadDelegation(const std::string& name, Call& call) {
  return store_.Delegation(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::ListDelegationsResponse> AssignmentService::ListDelegations(const v1::ListDelegationsRequest& request,
                                                                               Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::RoleAssignment> all,
                   store_.Delegations(call.transaction(), request.ended_too(), after, size + 1));
  v1::ListDelegationsResponse response;
  SetPage(std::move(all), size, request, call, response, [](auto& r) { return r.add_delegations(); });
  return response;
}

void AssignmentService::Bind(rpc::Methods& methods) {
  using S = AssignmentService;
  methods.Read("ListRoleAssignments", *this, &S::ListRoleAssignments);
  methods.Change("ProposeRoleAssignment", *this, &S::CheckProposal, &S::ProposeRoleAssignment, &S::RereadAssignment);
  methods.Change("ApproveRoleAssignment", *this, &S::ApproveRoleAssignment, &S::RereadAssignment);
  methods.Change("RejectRoleAssignment", *this, &S::RejectRoleAssignment, &S::RereadAssignment);
  methods.Change("EndRoleAssignment", *this, &S::EndRoleAssignment, &S::RereadAssignment);
  methods.Change("CreateDelegation", *this, &S::CheckLending, &S::CreateDelegation, &S::RereadDelegation);
  methods.Change("EndDelegation", *this, &S::EndDelegation, &S::RereadDelegation);
  methods.Read("ListDelegations", *this, &S::ListDelegations);
}

}  // namespace dayaq::access
