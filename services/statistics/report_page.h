// A published release as a page to print: what is told, charts, a map of the districts, and every figure that is shown, in one
// language. It is one file that asks for nothing else. Pure: the same release gives the same bytes.
#ifndef SERVICES_STATISTICS_REPORT_PAGE_H_
#define SERVICES_STATISTICS_REPORT_PAGE_H_

#include <string>
#include <vector>

#include "dayaq/statistics/v1/release.pb.h"
#include "services/statistics/release_export.h"

namespace dayaq::statistics {

enum class ReportLanguage { kAz, kEn };

std::string ReportPage(const v1::Release& release, const std::vector<ExportedTable>& tables, ReportLanguage language);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_REPORT_PAGE_H_
