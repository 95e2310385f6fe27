// A mapping: how the columns and words of a foreign register become ours. Data, never code; there are no expressions.
//
// The file (policy/imports/<name>.yaml, see policy/imports.schema.json) is compiled once against the protocol's descriptors, so a
// field, a code or a column that does not exist is a fault of the mapping, with its line, and never a fault of a row.
#ifndef CLIENTS_CLI_IMPORTING_MAPPING_H_
#define CLIENTS_CLI_IMPORTING_MAPPING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/importing/cell_numbers.h"
#include "clients/cli/importing/csv_reader.h"
#include "dayaq/incident/v1/casualty.pb.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "google/protobuf/descriptor.h"

namespace dayaq::importing {

// All columns below are indexes into Mapping::columns.

// A word list: the cell's words, exactly, to the number of an enum value.
struct CodeRule {
  enum class Unlisted { kRefuse, kKeep, kCode };

  int column = 0;
  absl::flat_hash_map<std::string, int> words;
  Unlisted unlisted = Unlisted::kRefuse;  // what a word does that is not listed: refuse the row, leave the field unset, take `code`
  int code = 0;
};

// The cell as text.
struct TextRule {
  int column = 0;
};

// The cell as a whole number.
struct NumberRule {
  int column = 0;
};

// A date from three columns, or from one whose parts stand in a given order ("ymd", "dmy", "mdy"). What is unknown stays unknown.
struct PartialDateRule {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> column;
  std::string order;
};

// Words for age bands, each to the ages it may mean.
struct AgeBandRule {
  int column = 0;
  absl::flat_hash_map<std::string, std::pair<int, int>> words;
};

// Two columns in degrees.
struct PointRule {
  int latitude = 0;
  int longitude = 0;
  int method = 0;  // of dayaq.incident.v1.PointMethod
  int precision_metres = 0;
};

// A district code as the register's gazetteer writes it.
struct DistrictRule {
  int column = 0;
  std::optional<int> pad_left;  // the cell is a number; zeros are put before it up to so many digits
  std::string prefix;
};

// A word list for a field that holds a list: the cell's words stand apart by semicolons, and each becomes one entry with these
// codes.
struct ItemsRule {
  using Codes = std::vector<std::pair<const google::protobuf::FieldDescriptor*, int>>;

  int column = 0;
  absl::flat_hash_map<std::string, Codes> words;
};

// One field of the incident or casualty and where it comes from.
struct FieldRule {
  std::string path;  // "outcome", "identity.birth_date"
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  std::variant<CodeRule, TextRule, NumberRule, PartialDateRule, AgeBandRule, PointRule, DistrictRule, ItemsRule> rule;
};

// A column whose words are kept beside what they were mapped to.
struct KeptColumn {
  int column = 0;
  std::string field;  // the field it was mapped to; empty when nothing here corresponds
};

// A level of the gazetteer, from the largest to the smallest.
struct GazetteerLevel {
  DistrictRule code;
  int title = 0;
  std::optional<DistrictRule> parent;
};

// Rows that tell of an incident without a person.
struct EventOnly {
  int column = 0;
  absl::flat_hash_set<std::string> words;
};

struct Mapping {
  std::string name;
  int version = 0;
  incident::v1::Register target;
  std::string document;  // what the source is called in the incidents
  CsvFormat format;
  bool has_header = true;
  std::vector<std::string> headers;  // as the file writes them
  std::vector<std::string> columns;  // as the mapping calls them
  NumberFormat numbers;
  absl::flat_hash_set<std::string> unknown_markers;
  std::vector<int> group_by;
  std::vector<GazetteerLevel> gazetteer;
  std::optional<EventOnly> event_only;
  incident::v1::IncidentFacts incident_constants;
  incident::v1::CasualtyFacts casualty_constants;
  std::vector<FieldRule> incident_fields;
  std::vector<FieldRule> casualty_fields;
  // Days on which the register of origin knew of an incident, and of a person: known_on of what is imported.
  std::optional<FieldRule> incident_known_on;
  std::optional<FieldRule> casualty_known_on;
  std::vector<KeptColumn> incident_words;
  std::vector<KeptColumn> casualty_words;
};

// Compiles the text of a mapping. INVALID_ARGUMENT with one line "file:line:column: what" for every fault.
absl::StatusOr<Mapping> CompileMapping(absl::string_view text, absl::string_view file_name);

// The same for a file.
absl::StatusOr<Mapping> LoadMapping(const std::string& path);

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_MAPPING_H_
