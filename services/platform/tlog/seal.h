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

// What the first leaf of the next log is the SHA-256 of is an audit entry of method "audit/seal" that names this text's SHA-256 in
// `before_hash`: the final checkpoint's text (without signatures and the seal's line).
std::string SealedText(const Checkpoint& last);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_SEAL_H_
