// All SQL on emergencies. Holds no rules: what is written was decided before.
#ifndef SERVICES_ACCESS_BREAK_GLASS_STORE_H_
#define SERVICES_ACCESS_BREAK_GLASS_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/access/v1/break_glass.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::access {

class BreakGlassStore {
 public:
  // Whose record it is (person_uid, number, register, district), by number or by the token of a national id; nothing when nobody,
  // or more than one, is found.
  absl::StatusOr<std::optional<v1::BreakGlass>> Find(Transaction& transaction, absl::string_view number,
                                                     absl::string_view token) const;
  // Opens it from now on for an hour.
  absl::Status Open(Transaction& transaction, const v1::BreakGlass& opening) const;

  absl::StatusOr<v1::BreakGlass> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction; for those who review.
  absl::StatusOr<v1::BreakGlass> GetToReview(Transaction& transaction, absl::string_view uid) const;
  // What is overdue first, then the newest; behind `after` when there is one.
  absl::StatusOr<std::vector<v1::BreakGlass>> List(Transaction& transaction, bool to_review,
                                                   const std::optional<v1::BreakGlass>& after, int limit) const;
  // Whether the caller opened it and it was open.
  absl::StatusOr<bool> Close(Transaction& transaction, absl::string_view uid) const;
  absl::Status Review(Transaction& transaction, absl::string_view uid, v1::BreakGlassVerdict verdict,
                      absl::string_view words) const;
  absl::Status MarkOverdue(Transaction& transaction, absl::string_view uid) const;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_BREAK_GLASS_STORE_H_
