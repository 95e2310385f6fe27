// All SQL on role assignments and delegations. Holds no rules: what is written was decided before.
#ifndef SERVICES_ACCESS_ASSIGNMENT_STORE_H_
#define SERVICES_ACCESS_ASSIGNMENT_STORE_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/access/delegation_rules.h"
#include "services/platform/access/facts.h"
#include "services/platform/database/transaction.h"

namespace dayaq::access {

// The assignments of whoever calls, and which of them the call acts in.
struct OwnAssignments {
  std::vector<v1::RoleAssignment> all;
  std::optional<v1::RoleAssignment> current;
};

class AssignmentStore {
 public:
  absl::StatusOr<v1::RoleAssignment> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::RoleAssignment> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Those that match, newest first, at most `limit`, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::RoleAssignment>> List(Transaction& transaction, const v1::ListRoleAssignmentsRequest& filter,
                                                       absl::string_view after, int limit) const;
  // Those of a role that count now, at most `limit`.
  absl::StatusOr<std::vector<v1::RoleAssignment>> HoldersOf(Transaction& transaction, absl::string_view role, int limit) const;
  absl::StatusOr<OwnAssignments> Mine(Transaction& transaction) const;
  // What somebody holds or was proposed, but for the assignment `except`.
  absl::StatusOr<std::set<std::string>> RolesHeld(Transaction& transaction, absl::string_view staff_uid,
                                                  absl::string_view except) const;

  absl::Status Add(Transaction& transaction, const v1::RoleAssignment& assignment) const;
  absl::Status Approve(Transaction& transaction, absl::string_view uid) const;
  // Ends it, or rejects it while it is a proposal, with what was lent from it.
  absl::Status End(Transaction& transaction, absl::string_view uid, absl::string_view reason) const;
  absl::Status EndAllOfStaff(Transaction& transaction, absl::string_view staff_uid, absl::string_view reason) const;
  absl::Status EndAllOfInstitution(Transaction& transaction, absl::string_view code, absl::string_view reason) const;

  // Delegations that the caller may see, newest first.
  absl::StatusOr<std::vector<v1::RoleAssignment>> Delegations(Transaction& transaction, bool ended_too, absl::string_view after,
                                                              int limit) const;
  absl::StatusOr<v1::RoleAssignment> Delegation(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<Colleague> FindColleague(Transaction& transaction, absl::string_view staff_uid) const;
  absl::Status Lend(Transaction& transaction, const v1::RoleAssignment& delegation) const;
  // Whether there was one that the caller may end.
  absl::StatusOr<bool> EndDelegation(Transaction& transaction, absl::string_view uid) const;

  // Where the resource survivors/X or incidents/X lies; nothing when it does not exist.
  absl::StatusOr<std::optional<RowStanding>> StandingOf(Transaction& transaction, absl::string_view resource) const;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ASSIGNMENT_STORE_H_
