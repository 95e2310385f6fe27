#include "clients/cli/importing/csv_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/platform/text/unicode.h"

namespace dayaq::importing {
namespace {

absl::string_view DelimiterName(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    default:
      return "tab";
  }
}

// Cells are compared and hashed in one form, however the file was typed.
std::string Canonical(absl::string_view cell) {
  const absl::string_view stripped = absl::StripAsciiWhitespace(cell);
  return Nfc(stripped).value_or(std::string(stripped));
}

// A short, printable list of headers for a message.
std::string Listed(const std::vector<std::string>& names) {
  constexpr size_t kMostListed = 30;
  std::vector<std::string> shown(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostListed)));
  return absl::StrCat(absl::StrJoin(shown, ", "), names.size() > kMostListed ? ", ..." : "");
}

std::vector<std::string> Without(const std::vector<std::string>& all, const std::vector<std::string>& taken) {
  std::vector<std::string> rest;
  for (const std::string& name : all) {
    if (std::find(taken.begin(), taken.end(), name) == taken.end()) rest.push_back(name);
  }
  return rest;
}

}  // namespace

CsvTable::CsvTable(CsvReader& reader, std::vector<std::string> columns, bool has_header)
    : reader_(reader), columns_(std::move(columns)), has_header_(has_header) {
  for (std::string& column : columns_) column = Canonical(column);
}

absl::Status CsvTable::Open() {
  if (absl::Status status = reader_.Open(); !status.ok()) return status;
  rows_ = 0;
  order_.clear();
  if (has_header_) {
    CsvRecord header;
    if (!reader_.Next(header)) return absl::InvalidArgumentError("The file is empty.");
    return CheckHeader(header);
  }
  for (size_t i = 0; i < columns_.size(); ++i) order_.push_back(i);
  return absl::OkStatus();
}

absl::Status CsvTable::CheckHeader(const CsvRecord& header) {
  if (!header.ok())
    return absl::InvalidArgumentError(absl::StrCat("The first line (the headers) cannot be read: ", header.fault, "."));
  std::vector<std::string> found;
  for (const std::string& cell : header.cells) found.push_back(Canonical(cell));
  for (const std::string& column : columns_) {
    const auto at = std::find(found.begin(), found.end(), column);
    if (at == found.end()) return RefuseHeader(found);
    order_.push_back(static_cast<size_t>(at - found.begin()));
  }
  return found.size() == columns_.size() ? absl::OkStatus() : RefuseHeader(found);
}

absl::Status CsvTable::RefuseHeader(const std::vector<std::string>& found) const {
  const char declared = reader_.format().delimiter;
  for (const char other : {',', ';', '\t'}) {
    if (other == declared || found.size() > 1) continue;
    const std::vector<std::string> split = absl::StrSplit(found.empty() ? "" : found[0], other);
    if (split.size() > 1) {
      return absl::InvalidArgumentError(absl::StrCat("The file separates its cells with a ", DelimiterName(other),
                                                     ", but the mapping says ", DelimiterName(declared),
                                                     ": correct csv.delimiter in the mapping."));
    }
  }
  std::string message = "The headers of the file are not those of the mapping.";
  const std::vector<std::string> missing = Without(columns_, found);
  const std::vector<std::string> unexpected = Without(found, columns_);
  if (!missing.empty()) absl::StrAppend(&message, " Missing: ", Listed(missing), ".");
  if (!unexpected.empty()) absl::StrAppend(&message, " Not expected: ", Listed(unexpected), ".");
  if (missing.empty() && unexpected.empty()) absl::StrAppend(&message, " A header stands there twice.");
  return absl::InvalidArgumentError(message);
}

void CsvTable::Arrange(TableRow& row) const {
  CsvRecord& record = row.record;
  if (!record.ok()) return;
  if (record.cells.size() != columns_.size()) {
    record.reason = common::v1::ERROR_REASON_PATTERN_MISMATCH;
    record.fault = absl::StrCat("the row has ", record.cells.size(), " cells where the file has ", columns_.size(), " columns");
    return;
  }
  std::vector<std::string> cells;
  cells.reserve(columns_.size());
  for (const size_t at : order_) cells.push_back(Canonical(record.cells[at]));
  record.cells = std::move(cells);
}

bool CsvTable::Next(TableRow& row) {
  if (!reader_.Next(row.record)) return false;
  row.number = ++rows_;
  Arrange(row);
  return true;
}

void CsvTable::ReadAgain(uint64_t offset, int64_t number, TableRow& row) {
  reader_.SeekTo(offset);
  reader_.Next(row.record);
  row.number = number;
  Arrange(row);
}

}  // namespace dayaq::importing
