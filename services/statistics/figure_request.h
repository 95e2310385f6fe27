// What a request for figures asks for: which register, as known when, which tables. Faults of all of it at once.
#ifndef SERVICES_STATISTICS_FIGURE_REQUEST_H_
#define SERVICES_STATISTICS_FIGURE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/figure_store.h"

namespace dayaq::statistics {

struct FigureRequest {
  LayerMoment moment;
  std::vector<ListedCode> districts;
};

// The register, its districts and the day until which things are known; yesterday when the request does not say. REGISTER_UNKNOWN
// for one that is not of the caller's assignment.
absl::StatusOr<FigureRequest> ReadFigureRequest(const FigureStore& store, const std::string& registered_in,
                                                const common::v1::PartialDate& known_until, rpc::Call& call, Violations& found);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_REQUEST_H_
