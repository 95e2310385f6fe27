// A published release as files for others. The same release gives the same bytes.
#ifndef SERVICES_STATISTICS_RELEASE_EXPORT_H_
#define SERVICES_STATISTICS_RELEASE_EXPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/release.pb.h"
#include "services/statistics/indicator_definitions.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {

// A table of a release with what its indicator says.
struct ExportedTable {
  v1::FigureTable table;
  const IndicatorSet* set = nullptr;
  const Indicator* indicator = nullptr;
};

// All observations. Counts of which only the year is known stand in no period of SDMX: they are in the year, and in no part of it.
SdmxDataSet SdmxOf(const std::vector<ExportedTable>& tables);

absl::StatusOr<std::string> SdmxCsvOf(const std::vector<ExportedTable>& tables);
absl::StatusOr<std::string> SdmxMlOf(const v1::Release& release, const std::vector<ExportedTable>& tables);
// Plain CSV, tables one under the other; what they are stands before each in lines that begin with '#'.
std::string PlainCsvOf(const v1::Release& release, const std::vector<ExportedTable>& tables);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_EXPORT_H_
