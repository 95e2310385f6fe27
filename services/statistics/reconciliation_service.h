// One method of dayaq.statistics.v1.TableService: ReconcileFigures.
#ifndef SERVICES_STATISTICS_RECONCILIATION_SERVICE_H_
#define SERVICES_STATISTICS_RECONCILIATION_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/table_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/reconciliation_list.h"
#include "services/statistics/table_service.h"

namespace dayaq::statistics {

// Every count is a table like any other, made and protected by the service that makes them: there is no second way to a figure.
class ReconciliationService {
 public:
  // They outlive this.
  ReconciliationService(const ReconciliationList& list, TableService& tables) : list_(list), tables_(tables) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ReconcileFiguresResponse> ReconcileFigures(const v1::ReconcileFiguresRequest& request, rpc::Call& call);

 private:
  const ReconciliationList& list_;
  TableService& tables_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RECONCILIATION_SERVICE_H_
