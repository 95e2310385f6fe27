#include "services/statistics/indicator_service.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "services/platform/base/error.h"
#include "services/statistics/figure_view.h"

namespace dayaq::statistics {

absl::StatusOr<v1::ListIndicatorSetsResponse> IndicatorService::ListIndicatorSets(const v1::ListIndicatorSetsRequest&, rpc::Call&) {
  v1::ListIndicatorSetsResponse response;
  for (const IndicatorSet& set : rules_.sets) *response.add_indicator_sets() = IndicatorSetView(set, rules_.measures);
  return response;
}

absl::StatusOr<v1::Indicator> IndicatorService::GetIndicator(const v1::GetIndicatorRequest& request, rpc::Call&) {
  const std::vector<std::string> parts = absl::StrSplit(request.name(), '/');
  for (const IndicatorSet& set : rules_.sets) {
    const Indicator* const indicator = parts.size() == 4 && set.id == parts[1] ? set.Find(parts[3]) : nullptr;
    if (indicator != nullptr) return IndicatorView(set, *indicator, rules_.measures);
  }
  return NotFound();
}

void IndicatorService::Bind(rpc::Methods& methods) {
  using S = IndicatorService;
  methods.Read("ListIndicatorSets", *this, &S::ListIndicatorSets);
  methods.Read("GetIndicator", *this, &S::GetIndicator);
}

}  // namespace dayaq::statistics
