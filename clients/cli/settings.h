// Where dayaqctl connects and where it keeps what it must remember.
#ifndef CLIENTS_CLI_SETTINGS_H_
#define CLIENTS_CLI_SETTINGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::cli {

struct Settings {
  std::string edge;             // host:port of the edge, TLS
  std::string ca;               // file of the certificate authorities that the edge and the identity provider are trusted by, PEM
  std::string issuer;           // https address of the identity provider
  std::string client_id;        // of this program there
  bool dev_login = false;       // the provider is the development one, whose form this program may fill in itself
  std::string file;             // where these settings come from
  std::string state_directory;  // tokens and journal; ours alone
};

// Reads the settings: the file named, else .dayaq/dayaqctl.yaml in this directory or one above it (the development house of a
// checkout), else dayaq/dayaqctl.yaml in the user's configuration directory. INVALID_ARGUMENT lists everything that is wrong with
// the file.
absl::StatusOr<Settings> LoadSettings(const std::string& named_file);

// Writes a file that only its owner may read, whole or not at all.
absl::Status WritePrivateFile(const std::string& path, absl::string_view bytes);

// Its bytes, at most 1 MiB; NOT_FOUND when there is none.
absl::StatusOr<std::string> ReadPrivateFile(const std::string& path);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_SETTINGS_H_
