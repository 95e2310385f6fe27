#include "clients/cli/import_report.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/error.h"

namespace dayaq::cli {
namespace {

using incident::v1::ImportedRowResult;

absl::string_view OutcomeWord(ImportedRowResult::Outcome outcome) {
  switch (outcome) {
    case ImportedRowResult::OUTCOME_TAKEN:
      return "taken";
    case ImportedRowResult::OUTCOME_KNOWN:
      return "known";
    default:
      return "refused";
  }
}

}  // namespace

std::string SafeCsvCell(absl::string_view text) {
  const bool is_formula = !text.empty() && absl::string_view("=+-@\t\r").find(text[0]) != absl::string_view::npos;
  const std::string cell = absl::StrCat(is_formula ? "'" : "", text);
  if (cell.find_first_of(",\"\r\n;") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

ImportReport::ImportReport(const std::string& path) : path_(path) {
  if (path_.empty()) return;
  file_.open(path_, std::ios::binary | std::ios::trunc);
  file_ << "row,outcome,incident,casualty_uid,reason,faults\r\n";
}

absl::Status ImportReport::status() const {
  if (path_.empty() || file_.good()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(path_, " cannot be written."));
}

void ImportReport::Add(const ImportedRowResult& result) {
  Write(result.row(), OutcomeWord(result.outcome()), result.incident(), result.casualty_uid(), result.reason(),
        {result.faults().begin(), result.faults().end()});
}

void ImportReport::Add(const importing::RowRefusal& refusal) {
  std::vector<std::string> faults;
  for (const importing::RowFault& fault : refusal.faults) {
    faults.push_back(absl::StrCat(fault.field, ": ", std::string(ReasonName(fault.reason)), ": ", fault.what_would_be_right));
  }
  const std::string reason = refusal.faults.empty() ? "" : std::string(ReasonName(refusal.faults.front().reason));
  Write(refusal.row, "refused", "", "", reason, faults);
}

void ImportReport::Write(int64_t row, absl::string_view outcome, absl::string_view incident, absl::string_view casualty,
                         absl::string_view reason, const std::vector<std::string>& faults) {
  if (path_.empty()) return;
  file_ << row << "," << std::string(outcome) << "," << SafeCsvCell(incident) << "," << SafeCsvCell(casualty) << ","
        << SafeCsvCell(reason) << "," << SafeCsvCell(absl::StrJoin(faults, " | ")) << "\r\n";
}

absl::Status ImportReport::Close() {
  if (path_.empty()) return absl::OkStatus();
  file_.flush();
  const absl::Status written = status();
  file_.close();
  return written;
}

}  // namespace dayaq::cli
