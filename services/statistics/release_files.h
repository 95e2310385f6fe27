// A published release as a file, in the form that somebody asks for. Pure: the same release gives the same bytes.
#ifndef SERVICES_STATISTICS_RELEASE_FILES_H_
#define SERVICES_STATISTICS_RELEASE_FILES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/release_service.pb.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/release_export.h"

namespace dayaq::statistics {

absl::StatusOr<v1::ExportReleaseResponse> ReleaseFile(v1::ExportFormat format, const v1::Release& release,
                                                      const std::vector<ExportedTable>& tables,
                                                      const std::vector<ListedCode>& districts);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_FILES_H_
