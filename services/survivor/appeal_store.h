// All SQL on appeals against disability decisions. Holds no rules.
#ifndef SERVICES_SURVIVOR_APPEAL_STORE_H_
#define SERVICES_SURVIVOR_APPEAL_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/appeal_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class AppealStore {
 public:
  absl::StatusOr<std::optional<v1::DisabilityDecision>> Decision(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::DecisionAppeal> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::DecisionAppeal> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<bool> IsUnderWay(Transaction& transaction, absl::string_view decision_uid) const;
  // Those that match, the oldest first, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::DecisionAppeal>> List(Transaction& transaction, const v1::ListAppealsRequest& request,
                                                       const std::vector<std::string>& registers, absl::string_view after,
                                                       int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListAppealsRequest& request,
                                const std::vector<std::string>& registers) const;
  absl::Status Add(Transaction& transaction, const v1::DecisionAppeal& appeal) const;
  // Writes the outcome.
  absl::Status Decide(Transaction& transaction, const v1::DecisionAppeal& appeal) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_APPEAL_STORE_H_
