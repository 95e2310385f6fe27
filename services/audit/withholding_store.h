// Withholdings in the database.
#ifndef SERVICES_AUDIT_WITHHOLDING_STORE_H_
#define SERVICES_AUDIT_WITHHOLDING_STORE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/audit/v1/withholding.pb.h"
#include "services/platform/access/facts.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit {

class WithholdingStore {
 public:
  // Where the record of a person within the caller's reach lies; NOT_FOUND for anybody else.
  absl::StatusOr<RowStanding> StandingOf(Transaction& transaction, absl::string_view person_uid) const;

  absl::Status Add(Transaction& transaction, const v1::Withholding& withholding) const;
  absl::StatusOr<v1::Withholding> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from others until the transaction ends.
  absl::StatusOr<v1::Withholding> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status MoveTo(Transaction& transaction, absl::string_view uid, v1::WithholdingState state) const;
  // Of one person, or of all within reach when `person_uid` is empty; newest first.
  absl::StatusOr<std::vector<v1::Withholding>> List(Transaction& transaction, absl::string_view person_uid, bool ended_too,
                                                    absl::string_view after, int limit) const;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_WITHHOLDING_STORE_H_
