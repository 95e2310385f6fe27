// No file makes the import stumble: every row of it comes out once, as a person, as an event, or as a refusal that says why.
//
// The first byte chooses the encoding and the delimiter; the rest is the file.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>

#include "clients/cli/importing/mapper.h"

namespace {

using dayaq::importing::Encoding;
using dayaq::importing::Mapping;

constexpr char kMapping[] = R"(
mapping: trial
version: 1
register: {code: xx-trial, title: Trial, country: XX, trial: true}
source: {document: trial.csv}
csv: {encoding: utf-8, delimiter: comma, header: absent, columns: [town, year, sex, lat, note]}
numbers: {thousands: comma, decimal: dot}
unknown_markers: ["?"]
group_by: [town, year]
event_only: {column: sex, words: [nobody]}
gazetteer: [{code: {column: town, pad_left: 5}, title: note}]
incident:
  occurred_on: {kind: partial_date, column: year, order: ymd}
  district: {kind: district, column: town, pad_left: 5}
  point: {kind: point, latitude: lat, longitude: lat, method: CENTROID}
casualty:
  sex: {kind: code, column: sex, words: {m: MALE, f: FEMALE}, unknown: keep}
  occupation: {kind: text, column: note}
constants: {casualty.outcome: INJURED}
keep_words: {casualty: [sex, note]}
)";

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto* const kCompiled = new absl::StatusOr<Mapping>(dayaq::importing::CompileMapping(kMapping, "trial.yaml"));
  Require(kCompiled->ok());
  if (size == 0) return 0;
  Mapping mapping = **kCompiled;
  constexpr Encoding kEncodings[] = {Encoding::kUtf8, Encoding::kWindows1251, Encoding::kWindows1252, Encoding::kUtf16Le};
  mapping.format.encoding = kEncodings[data[0] % 4];
  mapping.format.delimiter = ",;\t"[data[0] / 4 % 3];
  std::istringstream file(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  dayaq::importing::CsvReader reader(file, mapping.format);
  dayaq::importing::CsvTable table(reader, mapping.headers, mapping.has_header);
  dayaq::importing::Mapper mapper(mapping, table, absl::FromUnixSeconds(1'800'000'000));
  if (!mapper.Scan(nullptr).ok()) return 0;

  std::set<int64_t> seen;
  dayaq::incident::v1::ImportedIncident incident;
  const auto refuse = [&](const dayaq::importing::RowRefusal& refusal) {
    Require(seen.insert(refusal.row).second && !refusal.faults.empty());
    for (const auto& fault : refusal.faults)
      Require(!fault.what_would_be_right.empty() && fault.reason != dayaq::common::v1::ERROR_REASON_UNSPECIFIED);
  };
  while (mapper.Next(incident, refuse)) {
    Require(incident.group_hash().size() == 32 && incident.has_facts());
    for (const auto& casualty : incident.casualties()) Require(seen.insert(casualty.source().row()).second);
    for (const auto& row : incident.rows()) Require(seen.insert(row.row()).second);
  }
  Require(static_cast<int64_t>(seen.size()) == mapper.rows());
  return 0;
}
