// Everything the statistics service is made of, wired: its methods and what it does by itself. main.cc serves it; tests that run
// the service whole use it too, so that nothing is served that no test runs.
#ifndef SERVICES_STATISTICS_STATISTICS_PARTS_H_
#define SERVICES_STATISTICS_STATISTICS_PARTS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"
#include "services/statistics/disclosure_policy.h"
#include "services/statistics/indicator_service.h"
#include "services/statistics/layer_service.h"
#include "services/statistics/population.h"
#include "services/statistics/prosthesis_rules.h"
#include "services/statistics/reconciliation_service.h"
#include "services/statistics/release_service.h"
#include "services/statistics/table_service.h"

namespace dayaq::statistics {

// What a ministry says in policy/, as far as this service asks.
struct StatisticsPolicies {
  std::vector<IndicatorSet> sets;
  DisclosurePolicy disclosure;
  Population population;
  // Classes of devices that are prostheses.
  std::set<std::string> prostheses;
  ReconciliationList reconciliation;

  // FAILED_PRECONDITION with file, line and column of the faults.
  static absl::StatusOr<StatisticsPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class StatisticsParts {
 public:
  explicit StatisticsParts(StatisticsPolicies policies);
  StatisticsParts(const StatisticsParts&) = delete;
  StatisticsParts& operator=(const StatisticsParts&) = delete;

  std::vector<rpc::Methods*> methods();
  // "statistics.refresh" (db/deploy/statistics.sql).
  std::vector<rpc::Reaction> reactions() const;

 private:
  const StatisticsPolicies policies_;
  const Measures measures_;
  const FigureRules rules_;
  const LayerPolicy layer_policy_;
  IndicatorService indicators_;
  TableService tables_;
  ReconciliationService reconciliation_;
  ReleaseService releases_;
  LayerService layer_;
  rpc::Methods indicator_methods_{"dayaq.statistics.v1.IndicatorService"};
  rpc::Methods table_methods_{"dayaq.statistics.v1.TableService"};
  rpc::Methods release_methods_{"dayaq.statistics.v1.ReleaseService"};
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_STATISTICS_PARTS_H_
