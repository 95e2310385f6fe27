// All SQL of sweeps: how far going through all records of a register has come, and what records are found by.
#ifndef SERVICES_SURVIVOR_SWEEP_STORE_H_
#define SERVICES_SURVIVOR_SWEEP_STORE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

class SweepStore {
 public:
  // False when one of that kind goes on in the register.
  absl::StatusOr<bool> Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code,
                             v1::SweepKind kind) const;
  absl::StatusOr<v1::MatchSweep> Get(Transaction& transaction, absl::string_view uid) const;
  // NOT_FOUND when there was none.
  absl::StatusOr<v1::MatchSweep> Last(Transaction& transaction, absl::string_view register_code, v1::SweepKind kind) const;

  absl::StatusOr<std::optional<v1::MatchSweep>> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<int64_t> CountRecords(Transaction& transaction, absl::string_view register_code) const;
  // The records behind that one in the order of uids, at most `most`.
  absl::StatusOr<std::vector<std::string>> Next(Transaction& transaction, absl::string_view register_code, absl::string_view after,
                                                int most) const;

  // What each of these records is found by; one that is found by nothing is left out.
  absl::StatusOr<std::map<std::string, std::set<std::pair<std::string, std::string>>>> Tokens(
      Transaction& transaction, const std::vector<std::string>& uids) const;
  // These records are found by these tokens from now on, and by no others.
  absl::Status WriteTokens(Transaction& transaction, const std::vector<std::string>& uids,
                           const std::vector<SurvivorToken>& tokens) const;

  absl::Status Advance(Transaction& transaction, const v1::MatchSweep& sweep) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SWEEP_STORE_H_
