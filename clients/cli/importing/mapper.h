// Rows of a file into incidents with their people, as the import service takes them.
//
// The file is read twice: once to see which rows belong together and which are equal, once to map. Between the two only 16 bytes a
// row and 24 a group are kept (besides hash tables of the same order), never the rows, so ten million rows need well under a
// gigabyte.
//
// Identity: a row is known again by the mapping, the SHA-256 of its canonical cells and its occurrence among equal rows: equal rows
// are different people. Canonical cells stand in the mapping's order, NFC, without white space around them, each with its length
// before it, so neither delimiter nor encoding nor order of columns makes a row another.
#ifndef CLIENTS_CLI_IMPORTING_MAPPER_H_
#define CLIENTS_CLI_IMPORTING_MAPPER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/cli/importing/csv_table.h"
#include "clients/cli/importing/mapping.h"
#include "clients/cli/importing/row_fault.h"
#include "dayaq/incident/v1/import_service.pb.h"

namespace dayaq::importing {

// At most so many people, and roughly so many bytes, go into one ImportedIncident; a larger group comes in several with one group
// hash.
inline constexpr int kMostCasualtiesAPiece = 1000;
inline constexpr size_t kMostBytesAPiece = 1024 * 1024;

class Mapper {
 public:
  using Progress = std::function<void(int64_t rows)>;
  using Refuse = std::function<void(const RowRefusal&)>;

  // Both must outlive the mapper; the table must be made from the mapping's headers and format. Dates after `now` are refused.
  Mapper(const Mapping& mapping, CsvTable& table, absl::Time now) : mapping_(mapping), table_(table), now_(now) {}

  // The first reading. INVALID_ARGUMENT when this is not the file the mapping means or it is too long.
  absl::Status Scan(const Progress& progress);

  // After Scan: data rows, groups, and the districts that the file names, by code.
  int64_t rows() const { return static_cast<int64_t>(rows_.size()); }
  int64_t groups() const { return static_cast<int64_t>(groups_.size()); }
  std::vector<incident::v1::Place> places() const;

  // The second reading: the next incident, in the order in which groups first appear in the file; false at the end. Rows that
  // cannot be mapped go to `refuse`, each once, and do not hold up the others of their group.
  bool Next(incident::v1::ImportedIncident& incident, const Refuse& refuse);

 private:
  struct RowPlace {
    uint64_t offset = 0;
    uint32_t next = 0;  // index of the next row of the group; its own index on the last
    uint32_t occurrence = 0;
  };
  struct Group {
    uint32_t first = 0;
    uint32_t last = 0;
  };

  void NotePlaces(const std::vector<std::string>& cells);
  void TakeRow(uint32_t index, incident::v1::ImportedIncident& incident, const Refuse& refuse);
  bool MapIncidentFacts(const TableRow& row, incident::v1::ImportedIncident& incident, std::vector<RowFault>& faults);
  void MapCasualty(const std::vector<std::string>& cells, incident::v1::ImportedCasualty& casualty,
                   std::vector<RowFault>& faults) const;
  void KeepWords(const std::vector<KeptColumn>& columns, const std::vector<std::string>& cells,
                 google::protobuf::RepeatedPtrField<incident::v1::OriginalWord>& words) const;
  void CheckRules(const google::protobuf::Message& message, std::vector<RowFault>& faults) const;

  const Mapping& mapping_;
  CsvTable& table_;
  absl::Time now_;
  std::vector<RowPlace> rows_;
  std::vector<Group> groups_;
  std::map<std::string, incident::v1::Place> places_;
  size_t group_ = 0;       // being mapped
  uint32_t next_row_ = 0;  // of that group
  bool inside_group_ = false;
  std::string group_facts_;  // serialised, of the group's first good row
  int64_t group_row_ = 0;    // number of that row
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_MAPPER_H_
