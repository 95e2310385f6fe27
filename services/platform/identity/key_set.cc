#include "services/platform/identity/key_set.h"

#include <sys/stat.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/identity/strict_json.h"

namespace dayaq {
namespace {

using identity::Json;
using identity::VerificationKey;

// Everything that changes when a file is replaced or written to.
std::string VersionOf(const std::string& path) {
  struct stat state = {};
  if (stat(path.c_str(), &state) != 0) return "";
  return absl::StrCat(state.st_ino, "/", state.st_size, "/", state.st_mtim.tv_sec, "/", state.st_mtim.tv_nsec);
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || !text) return absl::UnavailableError("The key file cannot be read.");
  return std::move(text).str();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const KeySet>> KeySet::Parse(absl::string_view json) {
  const auto document = identity::ParseJson(json, kMostBytes);
  const Json* const list = document.has_value() ? document->Find("keys") : nullptr;
  if (list == nullptr || list->kind != Json::Kind::kArray) return absl::InvalidArgumentError("This is not a JSON Web Key Set.");
  std::vector<VerificationKey> keys;
  for (const Json& jwk : list->items) {
    auto key = VerificationKey::FromJwk(jwk);
    if (!key.has_value()) continue;
    for (const VerificationKey& other : keys) {
      if (other.id() == key->id()) return absl::InvalidArgumentError("Two keys of the key set share an id.");
    }
    keys.push_back(*std::move(key));
  }
  if (keys.empty()) return absl::InvalidArgumentError("The key set holds no Ed25519 or P-256 key for signatures.");
  return std::shared_ptr<const KeySet>(new KeySet(std::move(keys)));
}

const VerificationKey* KeySet::Find(absl::string_view key_id) const {
  for (const VerificationKey& key : keys_) {
    if (key.id() == key_id) return &key;
  }
  return nullptr;
}

absl::StatusOr<std::unique_ptr<KeyFile>> KeyFile::Open(std::string path) {
  std::unique_ptr<KeyFile> file(new KeyFile(std::move(path)));
  absl::MutexLock lock(&file->mutex_);
  RETURN_IF_ERROR(file->ReadIfChanged());
  return file;
}

absl::Status KeyFile::ReadIfChanged() {
  // The version is taken before reading: a write in between is then seen as a change next time.
  const std::string version = VersionOf(path_);
  if (!version.empty() && version == seen_version_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path_));
  seen_version_ = version;
  ASSIGN_OR_RETURN(keys_, KeySet::Parse(text));
  return absl::OkStatus();
}

std::shared_ptr<const KeySet> KeyFile::Current() {
  absl::MutexLock lock(&mutex_);
  // A file that is unreadable for a moment must not lock everybody out; what was read before still holds.
  ReadIfChanged().IgnoreError();
  return keys_;
}

absl::Status KeyFile::RefreshFor(absl::string_view key_id) {
  const auto keys = Current();
  return keys->Find(key_id) != nullptr ? absl::OkStatus() : absl::NotFoundError("The key file holds no such key.");
}

}  // namespace dayaq
