// The hostile files that also serve the tests of the whole house.
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/importing/mapper.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using testing::HasSubstr;

constexpr char kMapping[] = R"(
mapping: trial
version: 1
register: {code: xx-trial, title: Trial, country: XX, trial: true}
source: {document: trial.csv}
csv: {encoding: utf-8, delimiter: comma, header: present, columns: [town, year, outcome, note]}
group_by: [town]
incident:
  occurred_on: {kind: partial_date, year: year}
  district: {kind: district, column: town, pad_left: 5}
casualty:
  outcome: {kind: code, column: outcome, words: {hurt: INJURED, dead: KILLED}}
  occupation: {kind: text, column: note}
)";

struct Outcome {
  absl::Status status;
  int taken = 0;
  std::vector<RowRefusal> refused;
};

Outcome Import(const std::string& name) {
  const absl::StatusOr<Mapping> mapping = CompileMapping(kMapping, "trial.yaml");
  std::ifstream file(absl::StrCat("tests/data/import/bad/", name), std::ios::binary);
  EXPECT_TRUE(mapping.ok() && file.good()) << name;
  CsvReader reader(file, mapping->format);
  CsvTable table(reader, mapping->headers, mapping->has_header);
  Mapper mapper(*mapping, table, absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()));
  Outcome outcome;
  outcome.status = mapper.Scan(nullptr);
  if (!outcome.status.ok()) return outcome;
  incident::v1::ImportedIncident incident;
  while (mapper.Next(incident, [&](const RowRefusal& refusal) { outcome.refused.push_back(refusal); }))
    outcome.taken += incident.casualties_size();
  return outcome;
}

void ExpectRows(const std::string& name, int taken, const std::vector<int64_t>& refused) {
  const Outcome outcome = Import(name);
  EXPECT_TRUE(outcome.status.ok()) << name << ": " << outcome.status;
  EXPECT_EQ(outcome.taken, taken) << name;
  std::vector<int64_t> rows;
  for (const RowRefusal& refusal : outcome.refused) {
    rows.push_back(refusal.row);
    EXPECT_FALSE(refusal.faults.empty()) << name;
    for (const RowFault& fault : refusal.faults) EXPECT_NE(fault.reason, common::v1::ERROR_REASON_UNSPECIFIED) << name;
  }
  EXPECT_EQ(rows, refused) << name;
}

TEST(BadFiles, AFaultyRowIsRefusedWithItsNumberAndTheOthersAreTaken) {
  ExpectRows("unclosed-quote.csv", 1, {1});
  ExpectRows("ragged.csv", 1, {1, 2});
  ExpectRows("invalid-utf8.csv", 1, {1});
  ExpectRows("nul.csv", 1, {1});
  ExpectRows("stray-quote.csv", 1, {1});
  ExpectRows("refused-rows.csv", 0, {1, 2, 3, 4});
}

TEST(BadFiles, AFileThatIsNotTheOneOfTheMappingIsRefusedWhole) {
  EXPECT_THAT(std::string(Import("semicolons.csv").status.message()), HasSubstr("semicolon"));
  EXPECT_THAT(std::string(Import("utf-16-mark.csv").status.message()), HasSubstr("utf-16le"));
  EXPECT_THAT(std::string(Import("other-headers.csv").status.message()), HasSubstr("ano"));
  EXPECT_THAT(std::string(Import("empty.csv").status.message()), HasSubstr("empty"));
}

TEST(BadFiles, AMappingWithAnUnknownKeyNamesItsLine) {
  EXPECT_THAT(std::string(LoadMapping("tests/data/import/bad/unknown-key.yaml").status().message()),
              HasSubstr(":6:9: unknown key colour"));
}

}  // namespace
}  // namespace dayaq::importing
