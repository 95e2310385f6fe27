// A file of records with a header: checks that it is the file the mapping means, and numbers its rows.
//
// Belongs here: header, order of columns, ragged rows. Does not: quoting and encodings (csv_reader.h), meanings (mapper.h).
#ifndef CLIENTS_CLI_IMPORTING_CSV_TABLE_H_
#define CLIENTS_CLI_IMPORTING_CSV_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/importing/csv_reader.h"

namespace dayaq::importing {

// One row; cells stand in the order of the mapping's columns, white space around them taken away.
struct TableRow {
  int64_t number = 0;  // from 1, the header not counted
  CsvRecord record;
};

class CsvTable {
 public:
  // `columns` are the headers that the file must have, in any order; with `has_header` false they are the cells from left to right.
  CsvTable(CsvReader& reader, std::vector<std::string> columns, bool has_header);

  // Reads the header. INVALID_ARGUMENT, with what was found and what was expected, when this is not the file the mapping means:
  // other columns, another delimiter, another encoding.
  absl::Status Open();

  // The next row, faulty or not; false at the end.
  bool Next(TableRow& row);

  // Reads one row again; `number` is what Next gave for that offset.
  void ReadAgain(uint64_t offset, int64_t number, TableRow& row);

 private:
  absl::Status CheckHeader(const CsvRecord& header);
  absl::Status RefuseHeader(const std::vector<std::string>& found) const;
  void Arrange(TableRow& row) const;

  CsvReader& reader_;
  std::vector<std::string> columns_;
  bool has_header_;
  std::vector<size_t> order_;  // for each column of the mapping, which cell of the file it is
  int64_t rows_ = 0;
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_CSV_TABLE_H_
