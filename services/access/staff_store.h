// All SQL on institutions, staff and sessions. Holds no rules: what is written was decided before.
#ifndef SERVICES_ACCESS_STAFF_STORE_H_
#define SERVICES_ACCESS_STAFF_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/access/v1/institution.pb.h"
#include "dayaq/access/v1/staff.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::access {

// A page of sessions; `cursor` of each is where a list goes on behind it.
struct ListedSession {
  v1::Session session;
  std::string cursor;
};

class StaffStore {
 public:
  absl::StatusOr<std::vector<v1::Institution>> Institutions(Transaction& transaction, bool closed_too, absl::string_view after,
                                                            int limit) const;
  absl::StatusOr<v1::Institution> Institution(Transaction& transaction, absl::string_view code) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Institution> InstitutionToChange(Transaction& transaction, absl::string_view code) const;
  // Whether people may be given roles in it.
  absl::StatusOr<bool> IsOpenInstitution(Transaction& transaction, absl::string_view code) const;
  absl::Status AddInstitution(Transaction& transaction, const v1::Institution& institution) const;
  absl::Status CloseInstitution(Transaction& transaction, absl::string_view code) const;
  // Those of the districts that no gazetteer has.
  absl::StatusOr<std::vector<std::string>> UnknownDistricts(Transaction& transaction,
                                                            const std::vector<std::string>& districts) const;

  // Without assignments. NOT_FOUND when there is nobody.
  absl::StatusOr<v1::Staff> Staff(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from being closed and from getting roles until the end of the transaction.
  absl::StatusOr<v1::Staff> StaffToChange(Transaction& transaction, absl::string_view uid) const;
  // Whether the account is open; kept so until the end of the transaction.
  absl::StatusOr<bool> LockOpenStaff(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Staff>> StaffList(Transaction& transaction, absl::string_view institution, absl::string_view role,
                                                   bool closed_too, absl::string_view after, int limit) const;
  absl::StatusOr<bool> IsAccountTaken(Transaction& transaction, absl::string_view issuer, absl::string_view subject) const;
  absl::Status AddStaff(Transaction& transaction, const v1::Staff& staff) const;
  absl::Status CloseStaff(Transaction& transaction, absl::string_view uid) const;

  absl::StatusOr<std::vector<ListedSession>> Sessions(Transaction& transaction, absl::string_view staff_uid,
                                                      absl::string_view after, int limit) const;
  absl::StatusOr<bool> IsSessionOf(Transaction& transaction, absl::string_view staff_uid, absl::string_view session_uid) const;
  // Ends one session, or all when none is named; how many.
  absl::StatusOr<int64_t> RevokeSessions(Transaction& transaction, absl::string_view staff_uid,
                                         absl::string_view session_uid) const;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_STAFF_STORE_H_
