#include "services/access/staff_store.h"

#include <optional>
#include <utility>

#include "services/access/access_names.h"
#include "services/access/staff_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::access {
namespace {

absl::StatusOr<bool> Bool(const Row& row, absl::string_view column) {
  bool value = false;
  RETURN_IF_ERROR(row.Read({{column, &value}}));
  return value;
}

}  // namespace

absl::StatusOr<std::vector<v1::Institution>> StaffStore::Institutions(Transaction& transaction, bool closed_too,
                                                                      absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::Institution> all,
                   transaction.All<v1::Institution>(kInstitutions, {closed_too, OrNull(after), limit}, limit));
  for (v1::Institution& institution : all) institution.set_name(InstitutionName(institution.code()));
  return all;
}

absl::StatusOr<v1::Institution> StaffStore::Institution(Transaction& transaction, absl::string_view code) const {
  ASSIGN_OR_RETURN(v1::Institution institution, transaction.One<v1::Institution>(kInstitution, {code}));
  institution.set_name(InstitutionName(institution.code()));
  return institution;
}

absl::StatusOr<v1::Institution> StaffStore::InstitutionToChange(Transaction& transaction, absl::string_view code) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockInstitution, {code}).status());
  return Institution(transaction, code);
}

absl::StatusOr<bool> StaffStore::IsOpenInstitution(Transaction& transaction, absl::string_view code) const {
  ASSIGN_OR_RETURN(const std::optional<v1::Institution> known, transaction.Maybe<v1::Institution>(kInstitution, {code}));
  return known.has_value() && !known->has_closed_time();
}

absl::Status StaffStore::AddInstitution(Transaction& transaction, const v1::Institution& institution) const {
  return transaction.Execute(kAddInstitution, {institution.code(), institution.kind(), institution.district(),
                                               institution.name_az(), institution.name_en()});
}

absl::Status StaffStore::CloseInstitution(Transaction& transaction, absl::string_view code) const {
  return transaction.Execute(kCloseInstitution, {code});
}

absl::StatusOr<std::vector<std::string>> StaffStore::UnknownDistricts(Transaction& transaction,
                                                                      const std::vector<std::string>& districts) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kUnknownDistricts, {districts}, 100));
  std::vector<std::string> unknown;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"code", &unknown.emplace_back()}}));
  return unknown;
}

absl::StatusOr<v1::Staff> StaffStore::Staff(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Staff staff, transaction.One<v1::Staff>(kStaff, {uid}));
  staff.set_name(StaffName(staff.uid()));
  return staff;
}

absl::StatusOr<v1::Staff> StaffStore::StaffToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockStaff, {uid}).status());
  return Staff(transaction, uid);
}

absl::StatusOr<bool> StaffStore::LockOpenStaff(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kLockStaff, {uid}));
  if (!row.has_value()) return false;
  std::optional<absl::Time> closed;
  RETURN_IF_ERROR(row->Read({{"closed_time", &closed}}));
  return !closed.has_value();
}

absl::StatusOr<std::vector<v1::Staff>> StaffStore::StaffList(Transaction& transaction, absl::string_view institution,
                                                             absl::string_view role, bool closed_too, absl::string_view after,
                                                             int limit) const {
  ASSIGN_OR_RETURN(
      std::vector<v1::Staff> all,
      transaction.All<v1::Staff>(kStaffList, {OrNull(institution), OrNull(role), closed_too, OrNull(after), limit}, limit));
  for (v1::Staff& staff : all) staff.set_name(StaffName(staff.uid()));
  return all;
}

absl::StatusOr<bool> StaffStore::IsAccountTaken(Transaction& transaction, absl::string_view issuer,
                                                absl::string_view subject) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kAccountTaken, {issuer, subject}));
  return Bool(row, "taken");
}

absl::Status StaffStore::AddStaff(Transaction& transaction, const v1::Staff& staff) const {
  return transaction.Execute(kAddStaff, {staff.uid(), staff.issuer(), staff.subject(), staff.given_name(), staff.family_name()});
}

absl::Status StaffStore::CloseStaff(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kCloseStaff, {uid});
}

absl::StatusOr<std::vector<ListedSession>> StaffStore::Sessions(Transaction& transaction, absl::string_view staff_uid,
                                                                absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<WithRow<v1::Session>> rows,
                   transaction.All<WithRow<v1::Session>>(kSessions, {staff_uid, OrNull(after), limit}, limit));
  std::vector<ListedSession> sessions;
  for (WithRow<v1::Session>& row : rows) {
    ListedSession& listed = sessions.emplace_back();
    RETURN_IF_ERROR(row.row.Read({{"cursor", &listed.cursor}}));
    listed.session = std::move(row.message);
    listed.session.set_name(SessionName(listed.session.uid()));
  }
  return sessions;
}

absl::StatusOr<bool> StaffStore::IsSessionOf(Transaction& transaction, absl::string_view staff_uid,
                                             absl::string_view session_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsSessionOf, {staff_uid, session_uid}));
  return Bool(row, "known");
}

absl::StatusOr<int64_t> StaffStore::RevokeSessions(Transaction& transaction, absl::string_view staff_uid,
                                                   absl::string_view session_uid) const {
  return transaction.ExecuteCount(kRevokeSessions, {staff_uid, OrNull(session_uid)});
}

}  // namespace dayaq::access
