// Reads comma-separated files strictly (RFC 4180), one record after the other, whatever their size.
//
// Belongs here: bytes into cells, and saying exactly what is wrong with a row. Does not: what a cell means (mapper.h).
#ifndef CLIENTS_CLI_IMPORTING_CSV_READER_H_
#define CLIENTS_CLI_IMPORTING_CSV_READER_H_

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/importing/cell_decoder.h"
#include "dayaq/common/v1/error_reason.pb.h"

namespace dayaq::importing {

// How a file is written. Nothing is guessed: a file that is evidently written otherwise is refused.
struct CsvFormat {
  Encoding encoding = Encoding::kUtf8;
  char delimiter = ',';
};

// Limits of what is read at all.
inline constexpr size_t kLargestRowBytes = 1024 * 1024;
inline constexpr size_t kMostColumns = 500;
inline constexpr int64_t kMostRows = 10'000'000;
inline constexpr uint64_t kLargestFileBytes = 2ULL * 1024 * 1024 * 1024;

// One record of the file.
struct CsvRecord {
  uint64_t offset = 0;                                                    // of its first byte; SeekTo reads it again
  std::vector<std::string> cells;                                         // UTF-8; incomplete when the record is faulty
  common::v1::ErrorReason reason = common::v1::ERROR_REASON_UNSPECIFIED;  // set when the record is faulty
  std::string fault;  // what is wrong with it, and what would be right; empty when nothing is

  bool ok() const { return fault.empty(); }
};

// Not thread-safe. The stream must be seekable and outlive the reader.
class CsvReader {
 public:
  CsvReader(std::istream& in, CsvFormat format);

  // Steps over a byte order mark. INVALID_ARGUMENT when the mark is of another encoding than the declared one.
  absl::Status Open();

  // Reads the next record, faulty or not; false at the end. Empty lines at the end of the file are no records. After a quote that
  // is never closed the reader goes on at the line after the one that opened it, so that one typing mistake costs one row.
  bool Next(CsvRecord& record);

  // Goes back (or forward) to a record that Next has given before.
  void SeekTo(uint64_t offset);

  const CsvFormat& format() const { return format_; }

 private:
  enum class Ending { kNone, kLine, kFile };

  // The next code unit: a byte, or two for UTF-16; -1 at the end.
  int NextUnit();
  int PeekUnit();
  void AppendUnit(int unit);
  void Fail(CsvRecord& record, common::v1::ErrorReason reason, absl::string_view what);
  void EndCell(CsvRecord& record);
  Ending ReadUnquoted(CsvRecord& record, int unit);
  Ending ReadQuoted(CsvRecord& record);
  Ending EndsHere(int unit);
  Ending GiveUpOnQuotes(CsvRecord& record, absl::string_view what);
  Ending ReadRecord(CsvRecord& record);
  bool OnlyEmptyLinesFollow();

  std::istream& in_;
  CsvFormat format_;
  CellDecoder decoder_;
  uint64_t position_ = 0;
  uint64_t start_ = 0;      // of the record being read
  uint64_t next_text_ = 0;  // a place known to hold more than empty lines
  std::string cell_;        // raw bytes of the cell being read
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_CSV_READER_H_
