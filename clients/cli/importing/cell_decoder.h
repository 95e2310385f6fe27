// Turns the raw bytes of one cell into UTF-8, strictly: what the declared encoding does not have is a fault, never a question mark.
#ifndef CLIENTS_CLI_IMPORTING_CELL_DECODER_H_
#define CLIENTS_CLI_IMPORTING_CELL_DECODER_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

struct UConverter;

namespace dayaq::importing {

// Encodings that a mapping may declare.
enum class Encoding { kUtf8, kWindows1251, kWindows1252, kUtf16Le };

// The encoding of that name in a mapping ("utf-8", "windows-1251", "windows-1252", "utf-16le"); nothing for any other.
std::optional<Encoding> EncodingFromName(absl::string_view name);
absl::string_view EncodingName(Encoding encoding);

class CellDecoder {
 public:
  explicit CellDecoder(Encoding encoding);
  ~CellDecoder();
  CellDecoder(const CellDecoder&) = delete;
  CellDecoder& operator=(const CellDecoder&) = delete;

  // UTF-8 of `raw`; nothing when it is not valid in the encoding or holds a character that no text has.
  std::optional<std::string> Decode(absl::string_view raw) const;

 private:
  Encoding encoding_;
  UConverter* converter_ = nullptr;
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_CELL_DECODER_H_
