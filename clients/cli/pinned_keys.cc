#include "clients/cli/pinned_keys.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/settings.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {

PinnedKeys::PinnedKeys(const std::string& state_directory) : file_(state_directory + "/audit-log-keys") {}

absl::StatusOr<tlog::VerifierKey> PinnedKeys::KeyOf(const std::string& origin) const {
  const absl::StatusOr<std::string> text = ReadPrivateFile(file_);
  if (text.ok()) {
    for (const absl::string_view line : absl::StrSplit(*text, '\n', absl::SkipEmpty())) {
      ASSIGN_OR_RETURN(tlog::VerifierKey key, tlog::VerifierKey::Parse(line));
      if (key.name() == origin) return key;
    }
  } else if (!absl::IsNotFound(text.status())) {
    return text.status();
  }
  return absl::NotFoundError(absl::StrCat("The key of ", origin, " is not known on this machine."));
}

absl::Status PinnedKeys::Pin(const std::string& vkey) const {
  ASSIGN_OR_RETURN(const tlog::VerifierKey key, tlog::VerifierKey::Parse(vkey));
  const absl::StatusOr<tlog::VerifierKey> met = KeyOf(key.name());
  if (met.ok()) {
    if (met->Text() == key.Text()) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat("The log ", key.name(), " had another key before: ", met->Text(),
                                                      ". It is not believed; tell the auditor. Kept in ", file_, "."));
  }
  if (!absl::IsNotFound(met.status())) return met.status();
  const std::string before = ReadPrivateFile(file_).value_or("");
  return WritePrivateFile(file_, absl::StrCat(before, key.Text(), "\n"));
}

}  // namespace dayaq::cli
