// All SQL of sweeps: how far comparing all records of a register has come.
#ifndef SERVICES_SURVIVOR_SWEEP_STORE_H_
#define SERVICES_SURVIVOR_SWEEP_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class SweepStore {
 public:
  // False when one goes on in the register.
  absl::StatusOr<bool> Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code) const;
  absl::StatusOr<v1::MatchSweep> Get(Transaction& transaction, absl::string_view uid) const;
  // NOT_FOUND when there was none.
  absl::StatusOr<v1::MatchSweep> Last(Transaction& transaction, absl::string_view register_code) const;

  absl::StatusOr<std::optional<v1::MatchSweep>> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<int64_t> CountRecords(Transaction& transaction, absl::string_view register_code) const;
  // The records behind that one in the order of uids, at most `most`.
  absl::StatusOr<std::vector<std::string>> Next(Transaction& transaction, absl::string_view register_code, absl::string_view after,
                                                int most) const;
  absl::Status Advance(Transaction& transaction, const v1::MatchSweep& sweep) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SWEEP_STORE_H_
