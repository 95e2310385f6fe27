// Keeps the layer that figures are counted from up to date with what other services tell.
#ifndef SERVICES_STATISTICS_LAYER_SERVICE_H_
#define SERVICES_STATISTICS_LAYER_SERVICE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/rpc/reactions.h"
#include "services/statistics/layer_store.h"

namespace dayaq::statistics {

// The key of pseudonyms, which is made of the key that searches go by and lies nowhere.
Pseudonyms PseudonymsOf(const rpc::Call& call);

// What of the policy the layer is kept by.
struct LayerPolicy {
  LayerCodes codes;
  // Days from a registration on within which whoever is entitled is to be paid first.
  int paid_within_days = 0;
};

class LayerService {
 public:
  // It outlives this.
  explicit LayerService(const LayerPolicy& policy) : policy_(policy) {}

  // "statistics.refresh" (db/deploy/statistics.sql, statistics_facts.sql): each event names a record, of which everything that is
  // counted is read anew, so that hearing late, twice or in another order changes nothing. "layer.goes_on" names where a pass over
  // everything is, or over a bank's file; "layer.paid_in_time" that the days within which somebody was to be paid are over.
  absl::Status Refresh(const std::vector<rpc::Told>& told) const;

 private:
  // What is to be read anew.
  struct Touched {
    std::set<std::string> incidents, survivors, amounts;
    // Of those survivors: who is to be judged when the days are over.
    std::set<std::string> opened;
  };

  absl::Status Hear(const rpc::Told& one, Touched& touched) const;
  // A part of a pass over everything: of incidents or survivors, or the amounts of all years.
  absl::Status GoOn(const rpc::Told& one, const std::string& over, const std::string& after, Touched& touched) const;
  // Whose orders a resource of the payment service speaks of; the amounts once nobody is left.
  absl::Status HearPaid(const rpc::Told& one, const std::string& resource, const std::string& after, Touched& touched) const;
  absl::Status Keep(rpc::Call& call, const Touched& touched) const;
  void Await(rpc::Call& call, const std::vector<ToldVersion>& told, const std::set<std::string>& opened) const;

  const LayerPolicy& policy_;
  LayerStore store_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_SERVICE_H_
