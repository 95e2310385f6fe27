// All SQL on placements and looks. Holds no rules. Names are set on all that comes out.
#ifndef SERVICES_EMPLOYMENT_PLACEMENT_STORE_H_
#define SERVICES_EMPLOYMENT_PLACEMENT_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/placement_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

class PlacementStore {
 public:
  // With its looks.
  absl::StatusOr<v1::Placement> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // Kept from changing until the end of the transaction, without its looks.
  absl::StatusOr<v1::Placement> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Placement>> List(Transaction& transaction, const v1::ListPlacementsRequest& request,
                                                  absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListPlacementsRequest& request) const;
  // ALREADY_EXISTS with INTRODUCED_ALREADY.
  absl::Status Add(Transaction& transaction, const v1::Placement& placement) const;
  // What the database keeps from happening, in the words of the contract: VACANCY_FULL, QUOTA_FULL, FULL_TIME_ALREADY.
  absl::Status MoveOn(Transaction& transaction, const v1::Placement& placement) const;

  absl::Status Add(Transaction& transaction, const std::vector<v1::RetentionCheck>& looks) const;
  // Kept from changing. FAILED_PRECONDITION with RETENTION_NOT_DUE when there is none.
  absl::StatusOr<v1::RetentionCheck> LookToDo(Transaction& transaction, absl::string_view placement_uid, int months) const;
  absl::Status Done(Transaction& transaction, const v1::RetentionCheck& look) const;
  // Those that were to come.
  absl::Status DropLooks(Transaction& transaction, absl::string_view placement_uid) const;
  // Behind the day and uid of `after`.
  absl::StatusOr<std::vector<v1::RetentionCheck>> Due(Transaction& transaction, const common::v1::PartialDate& until,
                                                      const v1::RetentionCheck& after, absl::string_view institution,
                                                      int limit) const;

  // For the service itself: what goes on of the survivors with these records, and not of their families.
  absl::StatusOr<std::vector<v1::Placement>> OpenOf(Transaction& transaction, const std::vector<std::string>& records) const;
  absl::Status Close(Transaction& transaction, const v1::Placement& placement) const;
  // Uids of those that are not yet the person's, or that are in question.
  absl::StatusOr<std::vector<std::string>> ToName(Transaction& transaction, const std::vector<std::string>& records,
                                                  absl::string_view person_uid) const;
  // Whether it is the person's now, and no question any more: not where they have another at the same time.
  absl::StatusOr<bool> NamePerson(Transaction& transaction, absl::string_view uid, absl::string_view person_uid) const;
  // Whether it is a question only now.
  absl::StatusOr<bool> AskAbout(Transaction& transaction, absl::string_view uid, const common::v1::PartialDate& today) const;
  // In which record it is; nothing when there is no such placement.
  absl::StatusOr<std::optional<std::string>> RecordOf(Transaction& transaction, absl::string_view uid) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PLACEMENT_STORE_H_
