#include "services/statistics/release_export.h"

#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/count_table.h"

namespace dayaq::statistics {
namespace {

constexpr absl::string_view kBrokenDownBy[] = {"REF_AREA",    "OUTCOME", "SEX",     "AGE",     "CIV_STATUS",
                                               "ACTIVITY_EO", "DEVICE",  "BENEFIT", "SERVICE", "RELATION"};

// A period as SDMX writes it, and how often there is one; empty for what is no period of it. Days from one to another are a range:
// the first, and how many.
std::pair<std::string, std::string> PeriodOf(const std::string& code) {
  if (absl::EndsWith(code, "/U")) return {"", ""};
  if (absl::StrContains(code, "-Q")) return {code, "Q"};
  if (code.size() == 4) return {code, "A"};
  if (code.size() == 7) return {code, "M"};
  if (code.size() == 10) return {code, "D"};
  const std::pair<std::string, std::string> days = absl::StrSplit(code, absl::MaxSplits('/', 1));
  const auto first = PartialDateFromText(days.first.empty() ? "1900-01-01" : days.first), last = PartialDateFromText(days.second);
  if (!first.has_value() || !last.has_value()) return {"", ""};
  const auto count = *Earliest(*last) - *Earliest(*first) + 1;
  return {absl::StrCat(ToText(*first), "/P", count, "D"), "_O"};
}

std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

const v1::FigureCode* Listed(const v1::FigureDimension& dimension, const std::string& code) {
  for (const v1::FigureCode& listed : dimension.codes()) {
    if (listed.code() == code) return &listed;
  }
  return nullptr;
}

// As SDMX says it: there, hidden, or nothing that could be there.
std::string StatusOf(const v1::FigureCell& cell) {
  if (cell.status() == v1::CELL_STATUS_HIDDEN) return std::string(kSuppressed);
  return cell.status() == v1::CELL_STATUS_NOTHING ? "M" : "A";
}

std::string UnitMeasure(v1::IndicatorUnit unit) {
  constexpr absl::string_view kPrefix = "INDICATOR_UNIT_";
  return unit == v1::INDICATOR_UNIT_UNSPECIFIED ? "NUMBER" : v1::IndicatorUnit_Name(unit).substr(kPrefix.size());
}

void AddObservations(const ExportedTable& exported, SdmxDataSet& data, std::set<std::vector<std::string>>& seen) {
  const v1::FigureTable& table = exported.table;
  for (const v1::FigureCell& cell : table.cells()) {
    const auto [period, frequency] = PeriodOf(cell.codes(0));
    if (period.empty()) continue;
    SdmxObservation observation{.codes = {frequency, exported.indicator->series}};
    for (const absl::string_view id : kBrokenDownBy) {
      std::string code(kTotal);
      for (int i = 1; i < table.dimensions_size(); ++i) {
        if (table.dimensions(i).id() == id) code = cell.codes(i);
      }
      observation.codes.push_back(id == "REF_AREA" && code == kTotal ? "AZ" : code);
    }
    observation.codes.push_back(period);
    if (!seen.insert(observation.codes).second) continue;
    observation.value = cell.value();
    observation.attributes[std::string(kObsStatus)] = StatusOf(cell);
    observation.attributes["UNIT_MEASURE"] = UnitMeasure(table.unit());
    if (cell.status() == v1::CELL_STATUS_ROUNDED) observation.attributes["COMMENT_OBS"] = "Rounded";
    data.observations.push_back(std::move(observation));
  }
}

}  // namespace

SdmxDataSet SdmxOf(const std::vector<ExportedTable>& tables) {
  SdmxDataSet data{.structure = {.agency = "AZ_SSC", .id = "DF_DAYAQ_SDG18", .version = "1.0", .is_dataflow = true}};
  data.dimensions = {"FREQ", "SERIES"};
  for (const absl::string_view id : kBrokenDownBy) data.dimensions.emplace_back(id);
  data.dimensions.emplace_back(kTimePeriod);
  std::set<std::vector<std::string>> seen;
  for (const ExportedTable& table : tables) AddObservations(table, data, seen);
  return data;
}

absl::StatusOr<std::string> SdmxCsvOf(const std::vector<ExportedTable>& tables) { return WriteSdmxCsv(SdmxOf(tables)); }

absl::StatusOr<std::string> SdmxMlOf(const v1::Release& release, const std::vector<ExportedTable>& tables) {
  const absl::Time published = absl::FromUnixSeconds(release.publish_time().seconds());
  return WriteSdmxGeneric(SdmxOf(tables), {.id = absl::StrCat("R", absl::StrReplaceAll(release.uid(), {{"-", ""}})),
                                           .sender = "AZ_SSC",
                                           .prepared = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", published, absl::UTCTimeZone())});
}

std::string PlainCsvOf(const v1::Release& release, const std::vector<ExportedTable>& tables) {
  std::string csv =
      absl::StrCat("# ", release.title_az(), "\n# ", release.title_en(), "\n# ", release.name(), ", ", release.cut_off(),
                   ", known until ", release.known_until(), ", SHA-256 ", release.content_hash(), "\n");
  for (const ExportedTable& exported : tables) {
    const v1::FigureTable& table = exported.table;
    absl::StrAppend(&csv, "#\n# ", table.indicator(), "@", table.version(), " ", table.title_az(), " / ", table.title_en(), "\n");
    for (const auto& [field, text] : exported.indicator->metadata) absl::StrAppend(&csv, "# ", field, " ", text, "\n");
    for (const v1::FigureDimension& dimension : table.dimensions()) {
      absl::StrAppend(&csv, dimension.id(), ",", dimension.id(), "_AZ,", dimension.id(), "_EN,");
    }
    absl::StrAppend(&csv, "OBS_VALUE,OBS_STATUS\n");
    for (const v1::FigureCell& cell : table.cells()) {
      for (int i = 0; i < table.dimensions_size(); ++i) {
        const v1::FigureCode* const listed = Listed(table.dimensions(i), cell.codes(i));
        absl::StrAppend(&csv, CsvField(cell.codes(i)), ",", listed == nullptr ? "" : CsvField(listed->title_az()), ",",
                        listed == nullptr ? "" : CsvField(listed->title_en()), ",");
      }
      absl::StrAppend(&csv, cell.value(), ",", StatusOf(cell), "\n");
    }
  }
  return csv;
}

}  // namespace dayaq::statistics
