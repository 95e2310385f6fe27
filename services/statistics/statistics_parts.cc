#include "services/statistics/statistics_parts.h"

#include <utility>

#include "services/platform/base/status_macros.h"

namespace dayaq::statistics {

absl::StatusOr<StatisticsPolicies> StatisticsPolicies::Load(const std::string& policy_directory) {
  StatisticsPolicies policies;
  ASSIGN_OR_RETURN(policies.sets, LoadIndicatorSets(policy_directory));
  ASSIGN_OR_RETURN(policies.disclosure, LoadDisclosurePolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.population, LoadPopulation(policy_directory));
  ASSIGN_OR_RETURN(policies.prostheses, LoadProsthesisClasses(policy_directory));
  ASSIGN_OR_RETURN(policies.reconciliation, LoadReconciliation(policy_directory, policies.sets));
  return policies;
}

StatisticsParts::StatisticsParts(StatisticsPolicies policies)
    : policies_(std::move(policies)),
      measures_(policies_.sets, policies_.population),
      rules_{policies_.sets, measures_, policies_.disclosure, policies_.population},
      layer_policy_{{measures_.age_codes(), policies_.prostheses}, measures_.paid_within_days()},
      indicators_(rules_),
      tables_(rules_),
      reconciliation_(policies_.reconciliation, tables_),
      releases_(rules_),
      layer_(layer_policy_) {
  indicators_.Bind(indicator_methods_);
  tables_.Bind(table_methods_);
  reconciliation_.Bind(table_methods_);
  releases_.Bind(release_methods_);
}

std::vector<rpc::Methods*> StatisticsParts::methods() { return {&indicator_methods_, &table_methods_, &release_methods_}; }

std::vector<rpc::Reaction> StatisticsParts::reactions() const {
  return {{.subscriber = "statistics.refresh",
           .action = "statistics.refresh",
           .react_all = [this](const std::vector<rpc::Told>& told) { return layer_.Refresh(told); }}};
}

}  // namespace dayaq::statistics
