// What dayaqctl writes for people: tables whose columns stand in line, and refusals that say what would be right.
//
// Belongs here: layout. Does not: what is in a table (incident_view.h), JSON (it is the messages' own).
#ifndef CLIENTS_CLI_OUTPUT_H_
#define CLIENTS_CLI_OUTPUT_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/language.h"
#include "google/protobuf/message.h"

namespace dayaq::cli {

// `text` as a terminal may get it: control characters and marks that turn the direction of writing become spaces or go away, so
// that what someone typed into a register cannot play with the screen.
std::string Printable(absl::string_view text);

// A table; widths are counted in columns of the terminal, not in bytes, so Ə and Ğ take one.
class Table {
 public:
  explicit Table(std::vector<std::string> headers) : headers_(std::move(headers)) {}
  void AddRow(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  // Two spaces between columns, a line under the headers, nothing after the last cell.
  void Print(std::ostream& out) const;

 private:
  std::vector<std::string> headers_;
  std::vector<std::vector<std::string>> rows_;
};

// One message as one JSON document with the field names of the contract, full code names, unset fields left out.
void PrintJson(const google::protobuf::Message& message, std::ostream& out);

// A refusal: what, the stable reason, and every faulty field with what would be right. With `json` as one JSON document.
void PrintError(const absl::Status& status, Language language, bool json, std::ostream& err);

// `text` as a JSON string, quotes included.
std::string JsonString(absl::string_view text);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_OUTPUT_H_
