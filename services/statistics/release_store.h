// All SQL on releases. Holds no rules.
#ifndef SERVICES_STATISTICS_RELEASE_STORE_H_
#define SERVICES_STATISTICS_RELEASE_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/statistics/v1/release.pb.h"
#include "services/platform/database/transaction.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {

class ReleaseStore {
 public:
  absl::StatusOr<v1::Release> Get(Transaction& transaction, absl::string_view uid) const;
  // Without their texts, newest first.
  absl::StatusOr<std::vector<v1::Release>> List(Transaction& transaction, v1::ReleaseState state, absl::string_view before,
                                                int limit) const;
  absl::StatusOr<std::vector<v1::ReleaseTable>> Tables(Transaction& transaction, absl::string_view release_uid) const;
  // Everything published of a register until the moment, or ever when that is empty; also what was revised since.
  absl::StatusOr<std::vector<ProtectedRelease>> Published(Transaction& transaction, absl::string_view registered_in,
                                                          absl::string_view until) const;

  absl::Status Add(Transaction& transaction, const v1::Release& release, const std::vector<v1::ReleaseTable>& tables) const;
  // False when it is not the version it was, or not where that step begins.
  absl::StatusOr<bool> Check(Transaction& transaction, const v1::Release& release) const;
  absl::StatusOr<bool> Publish(Transaction& transaction, const v1::Release& release) const;
  absl::StatusOr<bool> Withdraw(Transaction& transaction, const v1::Release& release) const;
  absl::StatusOr<bool> Revise(Transaction& transaction, absl::string_view revised_uid, absl::string_view by_uid) const;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_STORE_H_
