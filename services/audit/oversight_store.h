// Unusual looks and watched records in the database, as privacy officers see them. Holds no rules.
#ifndef SERVICES_AUDIT_OVERSIGHT_STORE_H_
#define SERVICES_AUDIT_OVERSIGHT_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/audit/v1/unusual_look.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit {

class OversightStore {
 public:
  // In that state and of that member of the staff, unless empty; what is open first, then what has most points, then the newest.
  absl::StatusOr<std::vector<v1::UnusualLook>> ListLooks(Transaction& transaction, v1::UnusualLookState state,
                                                         absl::string_view staff_uid, const std::optional<v1::UnusualLook>& after,
                                                         int limit) const;
  absl::StatusOr<v1::UnusualLook> GetLook(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from others until the transaction ends.
  absl::StatusOr<v1::UnusualLook> GetLookToReview(Transaction& transaction, absl::string_view uid) const;
  absl::Status Review(Transaction& transaction, absl::string_view uid, v1::UnusualLookState verdict, absl::string_view words) const;

  // uid, number and place of the record of that number; NOT_FOUND when there is none within reach.
  absl::StatusOr<v1::WatchedRecord> FindToWatch(Transaction& transaction, absl::string_view number) const;
  absl::Status Watch(Transaction& transaction, const v1::WatchedRecord& record) const;
  absl::StatusOr<v1::WatchedRecord> GetWatched(Transaction& transaction, absl::string_view uid) const;
  // The newest first; behind `after` when it is not empty.
  absl::StatusOr<std::vector<v1::WatchedRecord>> ListWatched(Transaction& transaction, bool ended_too, absl::string_view after,
                                                             int limit) const;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_OVERSIGHT_STORE_H_
