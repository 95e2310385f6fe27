// The log as it lies published in a folder: what everybody can read, and what proofs are made of. Reads only; see log_folder.h for
// who writes it.
#ifndef SERVICES_AUDIT_LOG_READER_H_
#define SERVICES_AUDIT_LOG_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/audit/v1/audit_service.pb.h"

namespace dayaq::audit {

struct PublishedState {
  std::string checkpoint;  // signed
  std::string key;         // of the log, as a verifier's key
};

// Thread-safe: keeps nothing.
class LogReader {
 public:
  // `directory` holds a folder for each log, named by the number at the end of its origin; empty: nothing is published here.
  explicit LogReader(std::string directory) : directory_(std::move(directory)) {}

  // The proof that the published log holds the entry at that place: under the newest checkpoint that witnesses signed, or, for an
  // entry behind that one, under the newest. Checked before it is given. Origin, index, size and proof are set. FAILED_PRECONDITION
  // ENTRY_NOT_IN_LOG_YET for an entry without a place, or behind every checkpoint; UNAVAILABLE LOG_UNREADABLE when the files cannot
  // be read or do not hold the entry.
  absl::StatusOr<v1::EntryProof> Prove(absl::string_view origin, int64_t index, absl::string_view canonical) const;

  // Nothing when nothing is published of that log.
  std::optional<PublishedState> State(absl::string_view origin) const;

 private:
  std::string FolderOf(absl::string_view origin) const;

  std::string directory_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOG_READER_H_
