#include "services/access/assignment_rules.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {
namespace {

// A clock that is a little behind is no fault.
constexpr absl::Duration kClockSlack = absl::Minutes(5);

absl::Status NotInThisState(absl::string_view message) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, message);
}

void CheckTerm(const v1::RoleAssignment& assignment, absl::Time now, const std::string& at, Violations& found) {
  if (assignment.has_valid_from() && TimeOf(assignment.valid_from()) < now - kClockSlack) {
    found.Add(at + "valid_from", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "Nobody held a role before it was given.");
  }
  const absl::Time from = assignment.has_valid_from() ? TimeOf(assignment.valid_from()) : now;
  if (assignment.has_valid_until() && TimeOf(assignment.valid_until()) <= std::max(from, now)) {
    found.Add(at + "valid_until", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "Name a time after its beginning, and after now.");
  }
}

void CheckPerson(const v1::RoleAssignment& assignment, const Role& role, const std::string& at, Violations& found) {
  if (role.of_person && assignment.person_uid().empty()) {
    found.Add(at + "person_uid", ErrorReason::ERROR_REASON_REQUIRED, "This role is held about one survivor: name the record.");
  }
  if (!role.of_person && !assignment.person_uid().empty()) {
    found.Add(at + "person_uid", ErrorReason::ERROR_REASON_PERSON_UNKNOWN, "This role is not about one survivor: leave it out.");
  }
  if (role.of_person && (assignment.national() || assignment.districts_size() > 0)) {
    found.Add(at + "districts", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "A role about one survivor has no districts.");
  }
}

}  // namespace

void CheckAssignment(const v1::RoleAssignment& assignment, const AccessPolicy& policy, absl::Time now, const std::string& at,
                     Violations& found) {
  const Role* role = policy.FindRole(assignment.role());
  if (!assignment.role().empty() && (role == nullptr || role->background)) {
    found.Add(at + "role", ErrorReason::ERROR_REASON_ROLE_UNKNOWN, "Name a role of the access policy that people hold.");
  }
  if (role != nullptr) CheckPerson(assignment, *role, at, found);
  if (assignment.national() && assignment.districts_size() > 0) {
    found.Add(at + "districts", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "A national assignment names no districts.");
  }
  CheckTerm(assignment, now, at, found);
  if (assignment.reason().empty()) found.Add(at + "reason", ErrorReason::ERROR_REASON_REQUIRED, "Say why.");
}

bool NeedsApproval(const AccessPolicy& policy, absl::string_view role) {
  const Role* known = policy.FindRole(role);
  return known == nullptr || known->powerful;
}

absl::Status CheckCompatible(const AccessPolicy& policy, absl::string_view role, const std::set<std::string>& held) {
  const IncompatibleRoles* rule = policy.Incompatible(role, held);
  if (rule == nullptr) return absl::OkStatus();
  std::string other;
  for (const std::string& one : rule->roles) {
    if (one != role && held.count(one) > 0) other = one;
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE,
                   absl::StrCat("The person holds or was proposed a role that does not go with this one: ", rule->because.en, "."),
                   {{"role", role}, {"held", other}});
}

absl::Status CheckRejectable(const v1::RoleAssignment& assignment) {
  if (assignment.state() == v1::ROLE_ASSIGNMENT_STATE_PROPOSED) return absl::OkStatus();
  return NotInThisState("Only a proposal is approved or rejected.");
}

absl::Status CheckApprovable(const v1::RoleAssignment& assignment, absl::Time now) {
  RETURN_IF_ERROR(CheckRejectable(assignment));
  if (assignment.has_valid_until() && TimeOf(assignment.valid_until()) <= now) {
    return NotInThisState("The proposed time is over: propose anew.");
  }
  return absl::OkStatus();
}

absl::Status CheckEndable(const v1::RoleAssignment& assignment) {
  if (assignment.state() == v1::ROLE_ASSIGNMENT_STATE_IN_FORCE) return absl::OkStatus();
  return NotInThisState("Only an assignment in force is ended.");
}

bool IsInForce(const v1::RoleAssignment& assignment, absl::Time now) {
  return assignment.state() == v1::ROLE_ASSIGNMENT_STATE_IN_FORCE && TimeOf(assignment.valid_from()) <= now &&
         (!assignment.has_valid_until() || TimeOf(assignment.valid_until()) > now);
}

}  // namespace dayaq::access
