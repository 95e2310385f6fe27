#include "services/statistics/release_files.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/report_page.h"
#include "services/statistics/sdmx_structure.h"

namespace dayaq::statistics {

absl::StatusOr<v1::ExportReleaseResponse> ReleaseFile(v1::ExportFormat format, const v1::Release& release,
                                                      const std::vector<ExportedTable>& tables,
                                                      const std::vector<ListedCode>& districts) {
  v1::ExportReleaseResponse file;
  const std::string name = absl::StrCat("release-", release.cut_off(), "-", release.uid().substr(release.uid().size() - 12));
  const auto make = [&](absl::string_view ending, absl::string_view media_type, std::string content) {
    file.set_file_name(absl::StrCat(name, ending));
    file.set_media_type(std::string(media_type));
    file.set_content(std::move(content));
  };
  switch (format) {
    case v1::EXPORT_FORMAT_SDMX_CSV: {
      ASSIGN_OR_RETURN(std::string csv, SdmxCsvOf(tables));
      make(".sdmx.csv", "application/vnd.sdmx.data+csv;version=2.0.0", std::move(csv));
      break;
    }
    case v1::EXPORT_FORMAT_SDMX_ML: {
      ASSIGN_OR_RETURN(std::string xml, SdmxMlOf(release, tables));
      make(".xml", "application/vnd.sdmx.genericdata+xml;version=2.1", std::move(xml));
      break;
    }
    case v1::EXPORT_FORMAT_SDMX_STRUCTURE:
      make(".structure.xml", "application/vnd.sdmx.structure+xml;version=2.1", SdmxStructureOf(release, tables, districts));
      break;
    case v1::EXPORT_FORMAT_REPORT_AZ:
      make(".az.html", "text/html;charset=utf-8", ReportPage(release, tables, ReportLanguage::kAz));
      break;
    case v1::EXPORT_FORMAT_REPORT_EN:
      make(".en.html", "text/html;charset=utf-8", ReportPage(release, tables, ReportLanguage::kEn));
      break;
    case v1::EXPORT_FORMAT_CSV:
      make(".csv", "text/csv;charset=utf-8", PlainCsvOf(release, tables));
      break;
    default:
      make(".txt", "text/plain;charset=utf-8", release.content());
  }
  return file;
}

}  // namespace dayaq::statistics
