// All SQL on what people say about their own record. Holds no rules.
#ifndef SERVICES_SURVIVOR_REQUEST_STORE_H_
#define SERVICES_SURVIVOR_REQUEST_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class RequestStore {
 public:
  absl::StatusOr<v1::CorrectionRequest> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::CorrectionRequest> GetToChange(Transaction& transaction, absl::string_view uid) const;

  // Those that match, the oldest first, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::CorrectionRequest>> List(Transaction& transaction,
                                                          const v1::ListCorrectionRequestsRequest& request,
                                                          const std::vector<std::string>& registers, absl::string_view after,
                                                          int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListCorrectionRequestsRequest& request,
                                const std::vector<std::string>& registers) const;

  // Stores it, sealed under the person's keys, which are made when there are none yet.
  absl::Status Add(Transaction& transaction, const v1::CorrectionRequest& asked) const;
  // Writes state, reason and answer.
  absl::Status Resolve(Transaction& transaction, const v1::CorrectionRequest& asked) const;

  // What the person said last, by whichever of their records; nothing when they said nothing.
  absl::StatusOr<std::optional<v1::ContactPreference>> PreferenceOf(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::Status AddPreference(Transaction& transaction, const v1::ContactPreference& preference, const v1::Survivor& record) const;
  absl::Status ChangePreference(Transaction& transaction, const v1::ContactPreference& preference) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REQUEST_STORE_H_
