// Many more callers than a service can serve, each with a connection of its own, who hardly wait before they try again.
#ifndef TESTS_FLOODS_CROWD_H_
#define TESTS_FLOODS_CROWD_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "tests/kill/callers.h"
#include "tests/support/edge_client.h"

namespace dayaq::testing {

// How a call was refused: gRPC's code and our reason, UNSPECIFIED where something else than the service spoke.
using Refusal = std::pair<int, std::string>;

// What a crowd was told.
struct CrowdRun {
  std::vector<Acknowledged> acknowledged;
  // Of those, within the time.
  int64_t within = 0;
  std::map<Refusal, int64_t> refused;
};

// `callers` register one incident after the other for so long; what was refused is sent again a moment later until it is
// acknowledged, so that the history is whole in the end.
CrowdRun RunCrowd(EdgeClient& edge, int callers, absl::Duration time, uint64_t seed);

}  // namespace dayaq::testing

#endif  // TESTS_FLOODS_CROWD_H_
