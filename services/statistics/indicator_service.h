// One method per RPC of dayaq.statistics.v1.IndicatorService.
#ifndef SERVICES_STATISTICS_INDICATOR_SERVICE_H_
#define SERVICES_STATISTICS_INDICATOR_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/indicator_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/figure_plan.h"

namespace dayaq::statistics {

class IndicatorService {
 public:
  // They outlive this.
  explicit IndicatorService(const FigureRules& rules) : rules_(rules) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListIndicatorSetsResponse> ListIndicatorSets(const v1::ListIndicatorSetsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Indicator> GetIndicator(const v1::GetIndicatorRequest& request, rpc::Call& call);

 private:
  const FigureRules& rules_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_INDICATOR_SERVICE_H_
