// What became of every row of an import: a CSV file that a spreadsheet can open safely.
#ifndef CLIENTS_CLI_IMPORT_REPORT_H_
#define CLIENTS_CLI_IMPORT_REPORT_H_

#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/importing/row_fault.h"
#include "dayaq/incident/v1/import_service.pb.h"

namespace dayaq::cli {

// A cell in quotes where it needs them; one that a spreadsheet would take for a formula gets an apostrophe before it.
std::string SafeCsvCell(absl::string_view text);

class ImportReport {
 public:
  // Without a path nothing is written.
  explicit ImportReport(const std::string& path);
  // INVALID_ARGUMENT when the file cannot be written.
  absl::Status status() const;

  void Add(const incident::v1::ImportedRowResult& result);
  void Add(const importing::RowRefusal& refusal);
  absl::Status Close();

 private:
  void Write(int64_t row, absl::string_view outcome, absl::string_view incident, absl::string_view casualty,
             absl::string_view reason, const std::vector<std::string>& faults);

  std::string path_;
  std::ofstream file_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_IMPORT_REPORT_H_
