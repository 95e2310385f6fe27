// Files that a command leaves behind: never over one that is there.
#ifndef CLIENTS_CLI_NEW_FILE_H_
#define CLIENTS_CLI_NEW_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/program.h"

namespace dayaq::cli {

// ALREADY_EXISTS when the file is there. Says its name when it is written.
absl::Status WriteNewFile(const std::string& path, absl::string_view bytes, Program& program);

// Prints a page that asks for nothing else into a PDF file, with the browser that $DAYAQ_BROWSER names, or chromium. UNAVAILABLE
// when there is none or it fails (docs/adr/0054-printed-reports.md).
absl::Status PrintToPdf(const std::string& page, const std::string& path, Program& program);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_NEW_FILE_H_
