#include "clients/cli/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/yaml_tree.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLargestPrivateFile = 1024 * 1024;

// A directory of the user as the XDG rules name it.
fs::path UserDirectory(const char* variable, const char* below_home) {
  const char* value = std::getenv(variable);
  if (value != nullptr && *value == '/') return fs::path(value) / "dayaq";
  const char* home = std::getenv("HOME");
  return fs::path(home == nullptr ? "/" : home) / below_home / "dayaq";
}

absl::StatusOr<std::string> FindFile(const std::string& named) {
  std::error_code error;
  if (!named.empty()) return named;
  for (fs::path directory = fs::current_path(error); !error && !directory.empty(); directory = directory.parent_path()) {
    const fs::path candidate = directory / ".dayaq" / "dayaqctl.yaml";
    if (fs::exists(candidate, error)) return candidate.string();
    if (directory == directory.root_path()) break;
  }
  const fs::path candidate = UserDirectory("XDG_CONFIG_HOME", ".config") / "dayaqctl.yaml";
  if (fs::exists(candidate, error)) return candidate.string();
  return absl::InvalidArgumentError(
      absl::StrCat("There are no settings: run ./dayaq up in a checkout, name a file with --config, or write ", candidate.string(),
                   " with the keys edge, ca, issuer and client_id."));
}

bool MakePrivateDirectory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return false;
  fs::permissions(path, fs::perms::owner_all, error);
  return !error && access(path.c_str(), W_OK) == 0;
}

// State lies beside the settings of a development house, so that several checkouts do not disturb each other.
absl::StatusOr<std::string> StateDirectory(const fs::path& settings_file) {
  if (settings_file.parent_path().filename() == ".dayaq") {
    const fs::path beside = settings_file.parent_path() / absl::StrCat("cli-", getuid());
    if (MakePrivateDirectory(beside)) return beside.string();
  }
  const fs::path own = UserDirectory("XDG_STATE_HOME", ".local/state");
  if (MakePrivateDirectory(own)) return own.string();
  return absl::InvalidArgumentError(absl::StrCat(own.string(), " cannot be made or written; tokens are kept there."));
}

std::string Value(const YamlNode& root, absl::string_view key, YamlFaults& faults) {
  const YamlNode* node = root.Find(key);
  if (node == nullptr || node->text.empty()) {
    faults.Add(node == nullptr ? root : *node, absl::StrCat(key, " is missing"));
    return "";
  }
  return node->text;
}

}  // namespace

absl::StatusOr<Settings> LoadSettings(const std::string& named_file) {
  Settings settings;
  ASSIGN_OR_RETURN(settings.file, FindFile(named_file));
  ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(settings.file));
  YamlFaults faults(settings.file);
  for (const YamlNode& key : root.keys) {
    const absl::string_view name = key.text;
    if (name != "edge" && name != "ca" && name != "issuer" && name != "client_id" && name != "dev_login") {
      faults.Add(key, absl::StrCat("unknown key ", name));
    }
  }
  settings.edge = Value(root, "edge", faults);
  settings.ca = Value(root, "ca", faults);
  settings.issuer = Value(root, "issuer", faults);
  settings.client_id = Value(root, "client_id", faults);
  if (!settings.issuer.empty() && !absl::StartsWith(settings.issuer, "https://"))
    faults.Add(*root.Find("issuer"), "issuer begins with https://");
  if (const YamlNode* dev = root.Find("dev_login"); dev != nullptr) {
    if (dev->text != "true" && dev->text != "false") faults.Add(*dev, "dev_login is true or false");
    settings.dev_login = dev->text == "true";
  }
  RETURN_IF_ERROR(faults.ToStatus());
  ASSIGN_OR_RETURN(settings.state_directory, StateDirectory(fs::absolute(settings.file)));
  return settings;
}

absl::Status WritePrivateFile(const std::string& path, absl::string_view bytes) {
  const std::string fresh = absl::StrCat(path, ".", getpid(), ".new");
  const auto failed = [&] { return absl::InternalError(absl::StrCat(path, " cannot be written.")); };
  const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return failed();
  absl::Cleanup remove = [&] { unlink(fresh.c_str()); };
  size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = write(file, bytes.data() + written, bytes.size() - written);
    if (count < 0) break;
    written += static_cast<size_t>(count);
  }
  const bool synced = fsync(file) == 0;
  if (close(file) != 0 || !synced || written != bytes.size()) return failed();
  if (rename(fresh.c_str(), path.c_str()) != 0) return failed();
  std::move(remove).Cancel();
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadPrivateFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, " is not there."));
  std::string bytes(kLargestPrivateFile, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(file.gcount()));
  return bytes;
}

}  // namespace dayaq::cli
