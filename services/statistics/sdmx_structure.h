// What the data of a release are structured by, as an SDMX-ML 2.1 structure message: dataflow, data structure definition, concept
// scheme and code lists, with names in both languages. Who gets the data reads from it what every dimension and code means. Pure:
// the same release, the same bytes.
#ifndef SERVICES_STATISTICS_SDMX_STRUCTURE_H_
#define SERVICES_STATISTICS_SDMX_STRUCTURE_H_

#include <string>
#include <vector>

#include "dayaq/statistics/v1/release.pb.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/release_export.h"

namespace dayaq::statistics {

// Code lists are those of the definitions, whole, whichever codes have figures, and after them what only the data have.
std::string SdmxStructureOf(const v1::Release& release, const std::vector<ExportedTable>& tables,
                            const std::vector<ListedCode>& districts);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_SDMX_STRUCTURE_H_
