// Whom a consent, a referral or an entry in a family is about, and which institution it names: read, never changed.
#ifndef SERVICES_SURVIVOR_REFERRAL_PARTIES_H_
#define SERVICES_SURVIVOR_REFERRAL_PARTIES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class ReferralParties {
 public:
  // The record, which stands for itself; without casualties and decisions. NOT_FOUND when it is absent or hidden,
  // FAILED_PRECONDITION with RECORD_MERGED when it goes on in another one.
  absl::StatusOr<v1::Survivor> Standing(Transaction& transaction, absl::string_view uid) const;
  // Its uid and those of the records that go on in it.
  absl::StatusOr<std::vector<std::string>> RecordUids(Transaction& transaction, absl::string_view uid) const;
  // The kind of an institution that is not closed; empty when there is none of that code.
  absl::StatusOr<std::string> KindOf(Transaction& transaction, absl::string_view institution) const;
  // Whether there is an institution of that kind that is not closed.
  absl::StatusOr<bool> IsKind(Transaction& transaction, absl::string_view kind) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_PARTIES_H_
