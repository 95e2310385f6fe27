// One method per RPC of dayaq.statistics.v1.ReleaseService.
#ifndef SERVICES_STATISTICS_RELEASE_SERVICE_H_
#define SERVICES_STATISTICS_RELEASE_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/release_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/layer_store.h"
#include "services/statistics/release_export.h"
#include "services/statistics/release_maker.h"
#include "services/statistics/release_store.h"

namespace dayaq::statistics {

class ReleaseService {
 public:
  // They outlive this.
  explicit ReleaseService(const FigureRules& rules) : rules_(rules), maker_(rules) {}

  void Bind(rpc::Methods& methods);

  absl::Status CheckDraft(const v1::DraftReleaseRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::Release> DraftRelease(const v1::DraftReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Release> GetRelease(const v1::GetReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListReleasesResponse> ListReleases(const v1::ListReleasesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::FigureTable> GetReleaseTable(const v1::GetReleaseTableRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Release> CheckRelease(const v1::CheckReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Release> PublishRelease(const v1::PublishReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Release> WithdrawRelease(const v1::WithdrawReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::VerifyReleaseResponse> VerifyRelease(const v1::VerifyReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ExportReleaseResponse> ExportRelease(const v1::ExportReleaseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListCellRecordsResponse> ListCellRecords(const v1::ListCellRecordsRequest& request, rpc::Call& call);

 private:
  absl::StatusOr<v1::Release> Reread(const std::string& name, rpc::Call& call);
  // What a release was made of, from what is kept of it.
  absl::StatusOr<ReleaseOrder> OrderOf(const v1::Release& release, rpc::Call& call) const;
  absl::StatusOr<MadeRelease> MadeAgain(const v1::Release& release, rpc::Call& call) const;
  absl::StatusOr<std::vector<ExportedTable>> ExportedTables(const v1::Release& release, rpc::Call& call) const;
  // Whether it may stand beside everything that is published now.
  absl::Status CheckBesidePublished(const v1::Release& release, rpc::Call& call) const;

  const FigureRules& rules_;
  ReleaseMaker maker_;
  FigureStore figures_;
  LayerStore layer_;
  ReleaseStore store_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_SERVICE_H_
