// All SQL on cases and their parts. Holds no rules: what is written was decided before.
#ifndef SERVICES_SURVIVOR_CASE_STORE_H_
#define SERVICES_SURVIVOR_CASE_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

// Who asks: the member of the staff, and for whom they act.
using Owners = std::vector<std::string>;

class CaseStore {
 public:
  // The case, for callers who read HEALTH with its parts; name set. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Case> Get(Transaction& transaction, absl::string_view uid, bool with_parts) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Case> GetToChange(Transaction& transaction, absl::string_view uid) const;

  // Cases that match, newest first, at most `limit`, without their parts; the list goes on behind the uid `after` when there is
  // one.
  absl::StatusOr<std::vector<v1::Case>> List(Transaction& transaction, const v1::ListCasesRequest& request, const Owners& owners,
                                             absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListCasesRequest& request, const Owners& owners) const;
  // Waits for whoever opens a case of that person, and makes others wait.
  absl::Status LockPerson(Transaction& transaction, absl::string_view survivor_uid) const;
  // Whether a person has an open case.
  absl::StatusOr<bool> HasOpen(Transaction& transaction, absl::string_view survivor_uid) const;

  absl::Status Add(Transaction& transaction, const v1::Case& one) const;
  // State, owner, closing and counts.
  absl::Status Update(Transaction& transaction, const v1::Case& one) const;

  absl::Status Add(Transaction& transaction, const v1::Need& need) const;
  absl::Status Add(Transaction& transaction, const v1::Goal& goal) const;
  absl::Status Add(Transaction& transaction, const v1::GivenService& service) const;
  absl::Status Add(Transaction& transaction, const v1::FollowUp& follow_up) const;
  absl::Status Update(Transaction& transaction, const v1::Need& need) const;
  absl::Status Update(Transaction& transaction, const v1::Goal& goal) const;
  absl::Status UpdateGoals(Transaction& transaction, const v1::Case& one) const;
  absl::Status Update(Transaction& transaction, const v1::GivenService& service) const;
  absl::Status Update(Transaction& transaction, const v1::FollowUp& follow_up) const;

  // Sees to it that there is a key for what is sealed about a person, whose record was read with its key: a new one is stored.
  absl::Status NeedKey(Transaction& transaction, const std::string& survivor_uid) const;

  // Whether the person consents to that kind of support on that day.
  absl::StatusOr<bool> Consents(Transaction& transaction, absl::string_view survivor_uid, v1::SupportKind kind,
                                absl::CivilDay day) const;
  // Whether somebody of the staff can look after a case of the caller's institution.
  absl::StatusOr<bool> IsCaseManager(Transaction& transaction, absl::string_view staff_uid) const;

  // What is due on `until` or before, theirs first and the longest overdue first; behind `after`, the last one of the page before,
  // unless that is empty. Names are set, days are not counted.
  absl::StatusOr<std::vector<v1::DueWork>> DueWork(Transaction& transaction, const v1::ListDueWorkRequest& request,
                                                   const Owners& owners, const v1::DueWork& after, int limit) const;
  // As far as lists are counted (counting.h).
  absl::StatusOr<int64_t> CountDueWork(Transaction& transaction, const v1::ListDueWorkRequest& request, const Owners& owners) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_STORE_H_
