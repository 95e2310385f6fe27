#include <algorithm>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

std::string Xml(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::set<std::string> AttributesOf(const SdmxDataSet& data) {
  std::set<std::string> names;
  for (const SdmxObservation& observation : data.observations) {
    for (const auto& [name, value] : observation.attributes) names.insert(name);
  }
  return names;
}

void AppendValues(const std::vector<std::pair<std::string, std::string>>& values, absl::string_view element,
                  absl::string_view indent, std::string& xml) {
  absl::StrAppend(&xml, indent, "<generic:", element, ">\n");
  for (const auto& [name, value] : values) {
    absl::StrAppend(&xml, indent, "  <generic:Value id=\"", Xml(name), "\" value=\"", Xml(value), "\"/>\n");
  }
  absl::StrAppend(&xml, indent, "</generic:", element, ">\n");
}

void AppendObservation(const SdmxObservation& observation, std::string& xml) {
  absl::StrAppend(&xml, "      <generic:Obs>\n        <generic:ObsDimension value=\"", Xml(observation.codes.back()), "\"/>\n");
  if (!observation.value.empty()) absl::StrAppend(&xml, "        <generic:ObsValue value=\"", observation.value, "\"/>\n");
  AppendValues({observation.attributes.begin(), observation.attributes.end()}, "Attributes", "        ", xml);
  absl::StrAppend(&xml, "      </generic:Obs>\n");
}

std::string HeaderOf(const SdmxStructure& structure, const SdmxHeader& header) {
  const absl::string_view kind = structure.is_dataflow ? "StructureUsage" : "Structure";
  constexpr absl::string_view kSchemaRoot = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
  return absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<message:GenericData xmlns:message=\"", kSchemaRoot,
                      "message\" xmlns:common=\"", kSchemaRoot, "common\" xmlns:generic=\"", kSchemaRoot,
                      "data/generic\">\n  <message:Header>\n    <message:ID>", Xml(header.id), "</message:ID>\n    <message:Test>",
                      header.test ? "true" : "false", "</message:Test>\n    <message:Prepared>", Xml(header.prepared),
                      "</message:Prepared>\n    <message:Sender id=\"", Xml(header.sender),
                      "\"/>\n    <message:Structure structureID=\"S1\" dimensionAtObservation=\"TIME_PERIOD\">\n      <common:",
                      kind, ">\n        <Ref agencyID=\"", Xml(structure.agency), "\" id=\"", Xml(structure.id), "\" version=\"",
                      Xml(structure.version), "\"/>\n      </common:", kind, ">\n    </message:Structure>\n  </message:Header>\n");
}

}  // namespace

absl::StatusOr<std::string> WriteSdmxCsv(const SdmxDataSet& data) {
  RETURN_IF_ERROR(CheckSdmxData(data));
  const std::set<std::string> attributes = AttributesOf(data);
  std::vector<std::string> head = {"STRUCTURE", "STRUCTURE_ID", "ACTION"};
  absl::c_copy(data.dimensions, std::back_inserter(head));
  head.emplace_back(kObsValue);
  absl::c_copy(attributes, std::back_inserter(head));
  std::string csv = absl::StrCat(absl::StrJoin(head, ","), "\r\n");
  for (const SdmxObservation& observation : data.observations) {
    std::vector<std::string> fields = {data.structure.is_dataflow ? "dataflow" : "datastructure", CsvField(data.structure.Name()),
                                       "R"};
    for (const std::string& code : observation.codes) fields.push_back(CsvField(code));
    fields.push_back(observation.value);
    for (const std::string& name : attributes) {
      const auto found = observation.attributes.find(name);
      fields.push_back(found == observation.attributes.end() ? "" : CsvField(found->second));
    }
    absl::StrAppend(&csv, absl::StrJoin(fields, ","), "\r\n");
  }
  return csv;
}

absl::StatusOr<std::string> WriteSdmxGeneric(const SdmxDataSet& data, const SdmxHeader& header) {
  RETURN_IF_ERROR(CheckSdmxData(data));
  // Series in the order of their keys, observations in that of their periods: the same data give the same bytes.
  std::map<std::vector<std::string>, std::map<std::string, const SdmxObservation*>> series;
  for (const SdmxObservation& observation : data.observations) {
    series[{observation.codes.begin(), observation.codes.end() - 1}][observation.codes.back()] = &observation;
  }
  std::string xml = HeaderOf(data.structure, header);
  absl::StrAppend(&xml, "  <message:DataSet structureRef=\"S1\" action=\"Replace\">\n");
  for (const auto& [codes, observations] : series) {
    absl::StrAppend(&xml, "    <generic:Series>\n");
    std::vector<std::pair<std::string, std::string>> key;
    for (size_t i = 0; i < codes.size(); ++i) key.emplace_back(data.dimensions[i], codes[i]);
    if (!key.empty()) AppendValues(key, "SeriesKey", "      ", xml);
    for (const auto& [period, observation] : observations) AppendObservation(*observation, xml);
    absl::StrAppend(&xml, "    </generic:Series>\n");
  }
  absl::StrAppend(&xml, "  </message:DataSet>\n</message:GenericData>\n");
  return xml;
}

}  // namespace dayaq::statistics
