// All SQL on the directory of services. Holds no rules.
#ifndef SERVICES_SURVIVOR_DIRECTORY_STORE_H_
#define SERVICES_SURVIVOR_DIRECTORY_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "dayaq/survivor/v1/provider.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class DirectoryStore {
 public:
  // The entry, or nothing; name set.
  absl::StatusOr<std::optional<v1::Provider>> Find(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction. NOT_FOUND when it is absent.
  absl::StatusOr<v1::Provider> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Entries that match, by name, at most `limit`; behind the entry of the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::Provider>> List(Transaction& transaction, const v1::ListProvidersRequest& request,
                                                 absl::CivilDay today, absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListProvidersRequest& request, absl::CivilDay today) const;
  absl::Status Add(Transaction& transaction, const v1::Provider& provider) const;
  absl::Status Update(Transaction& transaction, const v1::Provider& provider) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DIRECTORY_STORE_H_
