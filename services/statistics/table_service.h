// One method per RPC of dayaq.statistics.v1.TableService.
#ifndef SERVICES_STATISTICS_TABLE_SERVICE_H_
#define SERVICES_STATISTICS_TABLE_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/table_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/release_maker.h"
#include "services/statistics/release_store.h"

namespace dayaq::statistics {

class TableService {
 public:
  // They outlive this.
  explicit TableService(const FigureRules& rules) : rules_(rules), maker_(rules) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::FigureTable> GetTable(const v1::GetTableRequest& request, rpc::Call& call);
  absl::StatusOr<v1::CheckFileResponse> CheckFile(const v1::CheckFileRequest& request, rpc::Call& call);

 private:
  const FigureRules& rules_;
  ReleaseMaker maker_;
  FigureStore figures_;
  ReleaseStore releases_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_TABLE_SERVICE_H_
