#include "clients/cli/importing/csv_reader.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"

namespace dayaq::importing {
namespace {

constexpr int kEnd = -1;
// Stands for half a code unit at the end of a UTF-16 file: a lone surrogate, which no decoder accepts.
constexpr int kHalfUnit = 0xD800;

absl::string_view MarkOf(Encoding encoding) {
  if (encoding == Encoding::kUtf8) return "\xEF\xBB\xBF";
  if (encoding == Encoding::kUtf16Le) return "\xFF\xFE";
  return "";
}

}  // namespace

CsvReader::CsvReader(std::istream& in, CsvFormat format) : in_(in), format_(format), decoder_(format.encoding) {}

absl::Status CsvReader::Open() {
  SeekTo(0);
  std::string head(3, '\0');
  head.resize(static_cast<size_t>(in_.rdbuf()->sgetn(head.data(), 3)));
  constexpr std::array<std::pair<absl::string_view, absl::string_view>, 3> kMarks = {
      {{"\xEF\xBB\xBF", "utf-8"}, {"\xFF\xFE", "utf-16le"}, {"\xFE\xFF", "utf-16be"}}};
  uint64_t skip = 0;
  for (const auto& [mark, name] : kMarks) {
    if (absl::string_view(head).substr(0, mark.size()) != mark) continue;
    if (mark != MarkOf(format_.encoding)) {
      return absl::InvalidArgumentError(absl::StrCat("The file begins with the byte order mark of ", name,
                                                     ", but the mapping says ", EncodingName(format_.encoding),
                                                     ": save it as that, or correct the mapping."));
    }
    skip = mark.size();
  }
  SeekTo(skip);
  return absl::OkStatus();
}

void CsvReader::SeekTo(uint64_t offset) {
  in_.clear();
  in_.rdbuf()->pubseekpos(static_cast<std::streamoff>(offset), std::ios::in);
  position_ = offset;
}

int CsvReader::NextUnit() {
  std::streambuf& buffer = *in_.rdbuf();
  const int first = buffer.sbumpc();
  if (first == std::char_traits<char>::eof()) return kEnd;
  ++position_;
  if (format_.encoding != Encoding::kUtf16Le) return first;
  const int second = buffer.sbumpc();
  if (second == std::char_traits<char>::eof()) return kHalfUnit;
  ++position_;
  return first | (second << 8);
}

int CsvReader::PeekUnit() {
  if (format_.encoding != Encoding::kUtf16Le) {
    const int unit = in_.rdbuf()->sgetc();
    return unit == std::char_traits<char>::eof() ? kEnd : unit;
  }
  const uint64_t here = position_;
  const int unit = NextUnit();
  SeekTo(here);
  return unit;
}

void CsvReader::AppendUnit(int unit) {
  if (position_ - start_ > kLargestRowBytes) return;
  cell_.push_back(static_cast<char>(unit & 0xFF));
  if (format_.encoding == Encoding::kUtf16Le) cell_.push_back(static_cast<char>(unit >> 8));
}

void CsvReader::Fail(CsvRecord& record, common::v1::ErrorReason reason, absl::string_view what) {
  if (!record.ok()) return;
  record.reason = reason;
  record.fault = std::string(what);
}

void CsvReader::EndCell(CsvRecord& record) {
  std::string raw;
  raw.swap(cell_);
  if (record.cells.size() >= kMostColumns) {
    Fail(record, common::v1::ERROR_REASON_TOO_MANY_ITEMS, absl::StrCat("the row has more than ", kMostColumns, " cells"));
    return;
  }
  std::optional<std::string> text = decoder_.Decode(raw);
  if (!text.has_value()) {
    Fail(record, common::v1::ERROR_REASON_TEXT_MALFORMED,
         absl::StrCat("cell ", record.cells.size() + 1, " is not valid ", EncodingName(format_.encoding)));
  }
  record.cells.push_back(std::move(text).value_or(""));
}

// Whether the record ends with this unit; takes the line feed after a carriage return.
CsvReader::Ending CsvReader::EndsHere(int unit) {
  if (unit == kEnd) return Ending::kFile;
  if (unit == '\n') return Ending::kLine;
  if (unit == '\r' && PeekUnit() == '\n') {
    NextUnit();
    return Ending::kLine;
  }
  return Ending::kNone;
}

// Nobody knows where a row with a broken quote ends, so the line it began on counts as the row and the next is read afresh.
CsvReader::Ending CsvReader::GiveUpOnQuotes(CsvRecord& record, absl::string_view what) {
  Fail(record, common::v1::ERROR_REASON_PATTERN_MISMATCH, what);
  cell_.clear();
  SeekTo(start_);
  int unit = NextUnit();
  while (unit != '\n' && unit != kEnd) unit = NextUnit();
  return unit == kEnd ? Ending::kFile : Ending::kLine;
}

CsvReader::Ending CsvReader::ReadUnquoted(CsvRecord& record, int unit) {
  for (;; unit = NextUnit()) {
    if (unit == format_.delimiter) {
      EndCell(record);
      return Ending::kNone;
    }
    if (const Ending ending = EndsHere(unit); ending != Ending::kNone) {
      EndCell(record);
      return ending;
    }
    if (unit == '"') {
      Fail(record, common::v1::ERROR_REASON_PATTERN_MISMATCH,
           "a quotation mark stands inside a cell that is not in quotes: quote the whole cell and double the mark");
    } else if (unit == '\r') {
      Fail(record, common::v1::ERROR_REASON_PATTERN_MISMATCH, "a carriage return without a line feed: rows end with LF or CRLF");
    } else if (unit == 0) {
      Fail(record, common::v1::ERROR_REASON_TEXT_MALFORMED, "the row holds a NUL character");
    }
    AppendUnit(unit);
    if (position_ - start_ > kLargestRowBytes) {
      Fail(record, common::v1::ERROR_REASON_TOO_LONG, absl::StrCat("the row is longer than ", kLargestRowBytes, " bytes"));
    }
  }
}

CsvReader::Ending CsvReader::ReadQuoted(CsvRecord& record) {
  for (;;) {
    const int unit = NextUnit();
    if (unit == kEnd || position_ - start_ > kLargestRowBytes) {
      return GiveUpOnQuotes(record, "a quotation mark is opened and never closed");
    }
    if (unit == '"') {
      if (PeekUnit() != '"') break;
      NextUnit();
    } else if (unit == 0) {
      Fail(record, common::v1::ERROR_REASON_TEXT_MALFORMED, "the row holds a NUL character");
    }
    AppendUnit(unit);
  }
  const int unit = NextUnit();
  if (unit == format_.delimiter) {
    EndCell(record);
    return Ending::kNone;
  }
  const Ending ending = EndsHere(unit);
  if (ending == Ending::kNone)
    return GiveUpOnQuotes(record, "text follows a closing quotation mark: double a mark that belongs to the text");
  EndCell(record);
  return ending;
}

CsvReader::Ending CsvReader::ReadRecord(CsvRecord& record) {
  for (;;) {
    const int unit = NextUnit();
    const Ending ending = unit == '"' ? ReadQuoted(record) : ReadUnquoted(record, unit);
    if (ending != Ending::kNone) return ending;
  }
}

bool CsvReader::OnlyEmptyLinesFollow() {
  const uint64_t here = position_;
  if (here < next_text_) return false;
  int unit = NextUnit();
  while (unit == '\n' || unit == '\r') unit = NextUnit();
  if (unit != kEnd) next_text_ = position_;
  SeekTo(here);
  return unit == kEnd;
}

bool CsvReader::Next(CsvRecord& record) {
  record = CsvRecord();
  record.offset = start_ = position_;
  cell_.clear();
  if (PeekUnit() == kEnd) return false;
  const bool starts_empty = PeekUnit() == '\n' || PeekUnit() == '\r';
  ReadRecord(record);
  if (starts_empty && record.ok() && record.cells.size() == 1 && record.cells[0].empty()) {
    if (OnlyEmptyLinesFollow()) return false;
    Fail(record, common::v1::ERROR_REASON_PATTERN_MISMATCH, "the line is empty");
  }
  return true;
}

}  // namespace dayaq::importing
