// Writes anew what records are found by, where it is missing or was made in an older way. No SQL, no clock.
#ifndef SERVICES_SURVIVOR_TOKEN_WRITER_H_
#define SERVICES_SURVIVOR_TOKEN_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/match_store.h"
#include "services/survivor/sweep_store.h"

namespace dayaq::survivor {

class TokenWriter {
 public:
  // Of these records; how many were written.
  absl::StatusOr<int64_t> Rewrite(const std::vector<std::string>& uids, rpc::Call& call) const;

 private:
  MatchStore records_;
  SweepStore sweeps_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_TOKEN_WRITER_H_
