#include "services/access/assignment_store.h"

#include <utility>

#include "absl/strings/match.h"
#include "services/access/access_names.h"
#include "services/access/assignment_queries.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {
namespace {

using Listed = WithRow<v1::RoleAssignment>;

Param TimeOrNull(bool has, const google::protobuf::Timestamp& time) { return has ? Param(TimeOf(time)) : Param(std::nullopt); }

template <typename List>
void Fill(std::vector<std::string> from, List& to) {
  for (std::string& one : from) *to.Add() = std::move(one);
}

absl::StatusOr<v1::RoleAssignment> Whole(Listed row) {
  std::vector<std::string> districts, registers, actions;
  RETURN_IF_ERROR(row.row.Read({{"districts", &districts}, {"registers", &registers}, {"delegated_actions", &actions}}));
  v1::RoleAssignment assignment = std::move(row.message);
  assignment.set_name(AssignmentName(assignment.uid()));
  Fill(std::move(districts), *assignment.mutable_districts());
  Fill(std::move(registers), *assignment.mutable_registers());
  Fill(std::move(actions), *assignment.mutable_delegated_actions());
  return assignment;
}

absl::StatusOr<std::vector<v1::RoleAssignment>> Wholes(Transaction& transaction, const Query& query, const Params& params,
                                                       int most) {
  ASSIGN_OR_RETURN(std::vector<Listed> rows, transaction.All<Listed>(query, params, most));
  std::vector<v1::RoleAssignment> all;
  for (Listed& row : rows) {
    ASSIGN_OR_RETURN(all.emplace_back(), Whole(std::move(row)));
  }
  return all;
}

}  // namespace

absl::StatusOr<v1::RoleAssignment> AssignmentStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(Listed row, transaction.One<Listed>(kAssignment, {uid}));
  return Whole(std::move(row));
}

absl::StatusOr<v1::RoleAssignment> AssignmentStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockAssignment, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::RoleAssignment>> AssignmentStore::List(Transaction& transaction,
                                                                      const v1::ListRoleAssignmentsRequest& filter,
                                                                      absl::string_view after, int limit) const {
  std::vector<std::string> states;
  for (const int state : filter.states())
    states.push_back(v1::RoleAssignmentState_Name(static_cast<v1::RoleAssignmentState>(state)));
  return Wholes(transaction, kAssignments,
                {OrNull(filter.staff_uid()), OrNull(filter.role()), OrNull(filter.institution()),
                 states.empty() ? Param(std::nullopt) : Param(states), OrNull(after), limit},
                limit);
}

absl::StatusOr<std::vector<v1::RoleAssignment>> AssignmentStore::HoldersOf(Transaction& transaction, absl::string_view role,
                                                                           int limit) const {
  return Wholes(transaction, kHoldersOf, {role, limit}, limit);
}

absl::StatusOr<OwnAssignments> AssignmentStore::Mine(Transaction& transaction) const {
  ASSIGN_OR_RETURN(std::vector<Listed> rows, transaction.All<Listed>(kMyAssignments, {}, 200));
  OwnAssignments own;
  for (Listed& row : rows) {
    std::optional<bool> current;
    RETURN_IF_ERROR(row.row.Read({{"current", &current}}));
    ASSIGN_OR_RETURN(own.all.emplace_back(), Whole(std::move(row)));
    if (current.value_or(false)) own.current = own.all.back();
  }
  return own;
}

absl::StatusOr<std::set<std::string>> AssignmentStore::RolesHeld(Transaction& transaction, absl::string_view staff_uid,
                                                                 absl::string_view except) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kRolesHeld, {staff_uid, except}, 100));
  std::set<std::string> roles;
  for (const Row& row : rows) {
    std::string role;
    RETURN_IF_ERROR(row.Read({{"role", &role}}));
    roles.insert(role);
  }
  return roles;
}

absl::Status AssignmentStore::Add(Transaction& transaction, const v1::RoleAssignment& a) const {
  return transaction.Execute(kAddAssignment, {a.uid(), a.staff_uid(), a.role(), a.institution(), a.districts(), a.national(),
                                              a.registers(), OrNull(a.person_uid()), TimeOrNull(a.has_valid_from(), a.valid_from()),
                                              TimeOrNull(a.has_valid_until(), a.valid_until()), a.state(), a.reason()});
}

absl::Status AssignmentStore::Approve(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kApprove, {uid});
}

absl::Status AssignmentStore::End(Transaction& transaction, absl::string_view uid, absl::string_view reason) const {
  return transaction.Execute(kEnd, {uid, reason});
}

absl::Status AssignmentStore::EndAllOfStaff(Transaction& transaction, absl::string_view staff_uid, absl::string_view reason) const {
  return transaction.Execute(kEndOfStaff, {staff_uid, reason});
}

absl::Status AssignmentStore::EndAllOfInstitution(Transaction& transaction, absl::string_view code,
                                                  absl::string_view reason) const {
  return transaction.Execute(kEndOfInstitution, {code, reason});
}

absl::StatusOr<std::vector<v1::RoleAssignment>> AssignmentStore::Delegations(Transaction& transaction, bool ended_too,
                                                                             absl::string_view after, int limit) const {
  return Wholes(transaction, kDelegations, {std::nullopt, ended_too, OrNull(after), limit}, limit);
}

absl::StatusOr<v1::RoleAssignment> AssignmentStore::Delegation(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(Listed row, transaction.One<Listed>(kDelegations, {uid, true, std::nullopt, 1}));
  return Whole(std::move(row));
}

absl::StatusOr<Colleague> AssignmentStore::FindColleague(Transaction& transaction, absl::string_view staff_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kColleague, {staff_uid}));
  Colleague whom;
  std::vector<std::string> roles;
  RETURN_IF_ERROR(row.Read({{"open", &whom.open}, {"same_institution", &whom.same_institution}, {"roles", &roles}}));
  whom.roles.insert(roles.begin(), roles.end());
  return whom;
}

absl::Status AssignmentStore::Lend(Transaction& transaction, const v1::RoleAssignment& lent) const {
  return transaction.Execute(kLend, {lent.uid(), lent.staff_uid(), lent.delegated_actions(), lent.districts(), lent.registers(),
                                     TimeOf(lent.valid_from()), TimeOf(lent.valid_until()), lent.reason()});
}

absl::StatusOr<bool> AssignmentStore::EndDelegation(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kEndDelegation, {uid}));
  bool done = false;
  RETURN_IF_ERROR(row.Read({{"done", &done}}));
  return done;
}

absl::StatusOr<std::optional<RowStanding>> AssignmentStore::StandingOf(Transaction& transaction, absl::string_view resource) const {
  const bool survivor = absl::StartsWith(resource, "survivors/");
  const std::string uid = UidOf(resource);
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(survivor ? kSurvivorStanding : kIncidentStanding, {uid}));
  if (!row.has_value()) return std::optional<RowStanding>();
  RowStanding standing;
  RETURN_IF_ERROR(
      row->Read({{"register", &standing.register_code}, {"district", &standing.district}, {"institution", &standing.institution}}));
  if (survivor) standing.person_uid = uid;
  return std::optional<RowStanding>(std::move(standing));
}

}  // namespace dayaq::access
