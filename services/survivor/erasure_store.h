// All SQL on erasures. Holds no rules.
#ifndef SERVICES_SURVIVOR_ERASURE_STORE_H_
#define SERVICES_SURVIVOR_ERASURE_STORE_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/erasure.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/retention_rules.h"

namespace dayaq::survivor {

class ErasureStore {
 public:
  // NOT_FOUND for a record that is absent or out of reach.
  absl::StatusOr<RetentionFacts> FactsOf(Transaction& transaction, absl::string_view survivor_uid) const;
  // The dead behind that uid, some of whose keys are there, at most `limit`.
  absl::StatusOr<std::vector<RetentionFacts>> Dead(Transaction& transaction, absl::string_view after, int limit) const;
  // Of these records those that have keys; their dates are not read.
  absl::StatusOr<std::vector<RetentionFacts>> KeysOf(Transaction& transaction, const std::vector<std::string>& survivor_uids) const;

  absl::Status Add(Transaction& transaction, const v1::Erasure& erasure) const;
  absl::StatusOr<v1::Erasure> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Erasure> GetToApprove(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Erasure>> List(Transaction& transaction, const v1::ListErasuresRequest& request,
                                                absl::string_view after, int limit) const;
  absl::Status Approve(Transaction& transaction, absl::string_view uid) const;

  // Destroys these keys of the record, for good and everywhere (PersonKeys::Destroy), and empties what hung on them. Only in the
  // transaction that approved or added an erasure of it, and last in it.
  absl::Status Erase(Transaction& transaction, absl::string_view survivor_uid, const std::set<KeyClass>& classes) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_ERASURE_STORE_H_
