// Keeps the layer that figures are counted from up to date with what other services tell.
#ifndef SERVICES_STATISTICS_LAYER_SERVICE_H_
#define SERVICES_STATISTICS_LAYER_SERVICE_H_

#include <vector>

#include "absl/status/status.h"
#include "services/platform/rpc/reactions.h"
#include "services/statistics/layer_store.h"
#include "services/statistics/measures.h"

namespace dayaq::statistics {

// The key of pseudonyms, which is made of the key that searches go by and lies nowhere.
Pseudonyms PseudonymsOf(const rpc::Call& call);

class LayerService {
 public:
  // It outlives this.
  explicit LayerService(const Measures& measures) : measures_(measures) {}

  // "statistics.refresh" (db/deploy/statistics.sql): each event names an incident, a casualty or a survivor, of which everything
  // that is counted is read anew, so that hearing late, twice or in another order changes nothing. "layer.goes_on" names where a
  // pass over everything is.
  absl::Status Refresh(const std::vector<rpc::Told>& told) const;

 private:
  absl::Status Keep(rpc::Call& call, const std::vector<std::string>& incidents, const std::vector<std::string>& survivors) const;

  const Measures& measures_;
  LayerStore store_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_SERVICE_H_
