// All SQL that keeps the de-identified layer. Holds no rules.
#ifndef SERVICES_STATISTICS_LAYER_STORE_H_
#define SERVICES_STATISTICS_LAYER_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/database/transaction.h"
#include "services/statistics/layer_rules.h"

namespace dayaq::statistics {

class LayerStore {
 public:
  // The moment of the layer (UTC, to the microsecond). Until the transaction ends nobody else changes the layer, or takes a moment
  // of it.
  absl::StatusOr<std::string> Hold(Transaction& transaction) const;
  // How many events it has not taken in.
  absl::StatusOr<int64_t> Waiting(Transaction& transaction) const;

  absl::StatusOr<std::vector<ToldVersion>> OfIncidents(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Of records of survivors, by the services that keep it: the records themselves, devices and visits, payments. Whoever was
  // registered is judged once so many days are over.
  absl::StatusOr<std::vector<ToldVersion>> OfSurvivors(Transaction& transaction, const std::vector<std::string>& uids,
                                                       int paid_within_days) const;
  // What was paid in the years and for the benefits that this resource of the payment service touches, or in all.
  absl::StatusOr<std::vector<ToldVersion>> OfAmounts(Transaction& transaction, absl::string_view resource) const;

  // These records, and those whose facts may have come from them or gone to them.
  absl::StatusOr<std::vector<std::string>> Related(Transaction& transaction, const std::vector<std::string>& survivors) const;
  // Incidents whose casualties are told with what was decided about these records.
  absl::StatusOr<std::vector<std::string>> IncidentsOf(Transaction& transaction, const std::vector<std::string>& survivors) const;
  // Whose record a device, a renewal or an episode belongs to.
  absl::StatusOr<std::vector<std::string>> RecordsOfDevice(Transaction& transaction, absl::string_view resource) const;
  // Whose orders a bank's file or a question speaks of, behind one of them.
  absl::StatusOr<std::vector<std::string>> RecordsPaid(Transaction& transaction, absl::string_view resource,
                                                       absl::string_view after, int most) const;
  absl::StatusOr<std::vector<std::string>> IncidentsAfter(Transaction& transaction, absl::string_view uid, int most) const;
  absl::StatusOr<std::vector<std::string>> SurvivorsAfter(Transaction& transaction, absl::string_view uid, int most) const;

  // Makes the layer say that of these records, from `moment` on.
  absl::Status Keep(Transaction& transaction, const Layer& layer, absl::string_view moment) const;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_STORE_H_
