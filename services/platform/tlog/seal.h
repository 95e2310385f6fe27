// The end of a log: after a restore it is sealed at its last checkpoint, and a new one goes on under the next origin.
#ifndef SERVICES_PLATFORM_TLOG_SEAL_H_
#define SERVICES_PLATFORM_TLOG_SEAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"

namespace dayaq::tlog {

// The file in the folder of a sealed log, a checkpoint of its last size with one extension line that names the next log:
//
//   audit.dayaq.az/log/1
//   4711
//   <root>
//   sealed audit.dayaq.az/log/2
//
// signed by the log's own key. No checkpoint of that log may be larger.
inline constexpr char kSealPath[] = "seal";

struct Seal {
  Checkpoint last;
  std::string next_origin;
};

std::string SignSeal(const Seal& seal, const SigningKey& key);
// DATA_LOSS when the key did not sign it, INVALID_ARGUMENT when it is no seal.
absl::StatusOr<Seal> OpenSeal(absl::string_view note, const VerifierKey& log_key);

// The file in the folder of the log that goes on: the canonical bytes of its first entry, which is no call's and names nobody. It
// is an audit entry of method "audit/seal" whose resources are the former origin and whose before_hash is the SHA-256 of
// SealedText. Its SHA-256 is the data of leaf 0, so whoever verifies the new log has verified which tree it goes on from.
inline constexpr char kOpeningPath[] = "opening";

// The final checkpoint's text, without signatures and without the seal's line.
std::string SealedText(const Checkpoint& last);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_SEAL_H_
