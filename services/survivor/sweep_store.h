// All SQL of sweeps: how far going through all records of a register has come, and what records are found by.
#ifndef SERVICES_SURVIVOR_SWEEP_STORE_H_
#define SERVICES_SURVIVOR_SWEEP_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

// The records of a register, and where each part of them but the last ends.
struct SweptRegister {
  int64_t total = 0;
  std::vector<std::string> ends;
};

class SweepStore {
 public:
  // False when one of that kind goes on in the register.
  absl::StatusOr<bool> Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code,
                             v1::SweepKind kind) const;
  // With what its lanes came to.
  absl::StatusOr<v1::MatchSweep> Get(Transaction& transaction, absl::string_view uid) const;
  // NOT_FOUND when there was none.
  absl::StatusOr<v1::MatchSweep> Last(Transaction& transaction, absl::string_view register_code, v1::SweepKind kind) const;

  // Without what its lanes came to; nobody else works on the whole of it until the transaction ends.
  absl::StatusOr<std::optional<v1::MatchSweep>> Lock(Transaction& transaction, absl::string_view uid) const;
  // The same without keeping anybody from it.
  absl::StatusOr<std::optional<v1::MatchSweep>> Find(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<bool> HasLanes(Transaction& transaction, absl::string_view uid) const;
  // The records of a register, in so many parts at most.
  absl::StatusOr<SweptRegister> Divide(Transaction& transaction, absl::string_view register_code, int lanes) const;
  // `sweep` with total and policy_version.
  absl::Status Begin(Transaction& transaction, const v1::MatchSweep& sweep, const std::vector<v1::SweepLane>& lanes) const;

  absl::StatusOr<std::optional<v1::SweepLane>> LaneToChange(Transaction& transaction, absl::string_view uid) const;
  // The next records of a lane in the order of uids, at most `most`.
  absl::StatusOr<std::vector<std::string>> Next(Transaction& transaction, absl::string_view register_code,
                                                const v1::SweepLane& lane, int most) const;
  absl::Status Advance(Transaction& transaction, const v1::SweepLane& lane) const;
  // The sweep is through when none of its lanes goes on any more.
  absl::Status Finish(Transaction& transaction, absl::string_view uid, absl::Time now) const;

  // What each of these records is found by; one that is found by nothing is left out.
  absl::StatusOr<std::map<std::string, std::set<std::pair<std::string, std::string>>>> Tokens(
      Transaction& transaction, const std::vector<std::string>& uids) const;
  // These records are found by these tokens from now on, and by no others.
  absl::Status WriteTokens(Transaction& transaction, const std::vector<std::string>& uids,
                           const std::vector<SurvivorToken>& tokens) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SWEEP_STORE_H_
