#include "services/access/explain_service.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/access/access_names.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {
namespace {

// Assignments of one role that are looked at, and of those that get there how many are named.
constexpr int kMostHolders = 2000;
constexpr int kMostNamed = 100;

// Faults that no rule on one field tells.
absl::Status CheckQuestion(const v1::ExplainAccessRequest& request, const AccessPolicy& policy) {
  Violations found;
  if (policy.FindAction(request.action()) == nullptr) {
    found.Add("action", ErrorReason::ERROR_REASON_PATTERN_MISMATCH, "Name an action of the access policy.");
  }
  if (!request.role().empty() && policy.FindRole(request.role()) == nullptr) {
    found.Add("role", ErrorReason::ERROR_REASON_ROLE_UNKNOWN, "Name a role of the access policy.");
  }
  if (!request.role().empty() && !request.role_assignment_uid().empty()) {
    found.Add("role", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Ask about a role or about an assignment, not both.");
  }
  if (!request.purpose().empty() && policy.content().purposes.count(request.purpose()) == 0) {
    found.Add("purpose", ErrorReason::ERROR_REASON_PATTERN_MISMATCH, "Name a purpose of the access policy.");
  }
  return found.ToStatus();
}

}  // namespace

absl::StatusOr<v1::MyAccess> ExplainService::GetMyAccess(const v1::GetMyAccessRequest&, Call& call) {
  const Caller& caller = call.caller();
  ASSIGN_OR_RETURN(OwnAssignments own, store_.Mine(call.transaction()));
  v1::MyAccess mine;
  mine.set_staff(StaffName(caller.staff_uid));
  if (!caller.on_behalf_of.empty()) mine.set_on_behalf_of(StaffName(caller.on_behalf_of));
  mine.set_purpose(caller.purpose);
  mine.set_step_up(CallFacts(caller, call.now()).Has(Fact::kStepUp));
  if (own.current.has_value()) {
    *mine.mutable_role() = DescribeAssignment(policy_, *own.current);
    *mine.mutable_assignment() = *std::move(own.current);
  }
  std::set<std::string> told;
  for (v1::RoleAssignment& assignment : own.all) {
    if (told.insert(assignment.role()).second) *mine.add_roles() = TitleOf(policy_, assignment.role());
    *mine.add_assignments() = std::move(assignment);
  }
  return mine;
}

absl::StatusOr<v1::RoleDescription> ExplainService::DescribeRole(const v1::DescribeRoleRequest& request, Call&) {
  std::optional<v1::RoleDescription> description = access::DescribeRole(policy_, UidOf(request.name()));
  if (!description.has_value()) return NotFound();
  return *std::move(description);
}

absl::StatusOr<v1::AccessExplanation> ExplainService::ExplainAccess(const v1::ExplainAccessRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckQuestion(request, policy_));
  AccessQuestion question{.action = request.action(), .purpose = request.purpose(), .data_class = request.data_class()};
  if (!request.resource().empty()) {
    ASSIGN_OR_RETURN(question.record, store_.StandingOf(call.transaction(), request.resource()));
    if (!question.record.has_value()) return NotFound();
  }
  v1::AccessExplanation explanation;
  if (!request.role_assignment_uid().empty()) {
    ASSIGN_OR_RETURN(const v1::RoleAssignment assignment, store_.Get(call.transaction(), request.role_assignment_uid()));
    *explanation.mutable_decision() = Explain(policy_, assignment, question, call.now());
    return explanation;
  }
  if (!request.role().empty()) {
    *explanation.mutable_decision() = ExplainRole(policy_, request.role(), question);
    return explanation;
  }
  return WhoReaches(question, call);
}

absl::StatusOr<v1::AccessExplanation> ExplainService::WhoReaches(const AccessQuestion& question, Call& call) const {
  v1::AccessExplanation explanation;
  for (v1::RoleReach& reach : RolesThatReach(policy_, question)) {
    ASSIGN_OR_RETURN(const std::vector<v1::RoleAssignment> holders,
                     store_.HoldersOf(call.transaction(), reach.role().code(), kMostHolders));
    for (const v1::RoleAssignment& holder : holders) {
      if (!Reaches(policy_, holder, reach, question)) continue;
      reach.set_assignment_count(reach.assignment_count() + 1);
      if (reach.role_assignments_size() < kMostNamed) reach.add_role_assignments(holder.name());
    }
    *explanation.add_reaches() = std::move(reach);
  }
  return explanation;
}

void ExplainService::Bind(rpc::Methods& methods) {
  using S = ExplainService;
  methods.Read("GetMyAccess", *this, &S::GetMyAccess);
  methods.Read("DescribeRole", *this, &S::DescribeRole);
  methods.Read("ExplainAccess", *this, &S::ExplainAccess);
}

}  // namespace dayaq::access
