// Cosignatures (C2SP tlog-cosignature, cosignature/v1): a witness saw this tree at that time, and it grew out of all it saw before.
#ifndef SERVICES_PLATFORM_TLOG_COSIGNATURE_H_
#define SERVICES_PLATFORM_TLOG_COSIGNATURE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/note.h"

namespace dayaq::tlog {

// A signature line of a witness over a checkpoint's text at `unix_seconds`.
NoteSignature Cosign(absl::string_view text, const std::string& witness, const SigningKey& key, uint64_t unix_seconds);

// The time of a line that claims to be of `witness` (type kCosignature); DATA_LOSS when the signature is wrong.
absl::StatusOr<uint64_t> VerifyCosignature(absl::string_view text, const NoteSignature& signature, const VerifierKey& witness);

// Who cosigned, and when.
struct Cosigned {
  std::string witness;
  uint64_t unix_seconds = 0;
};

// Witnesses an outsider trusts, and how many of them must have cosigned. 0 asks for none.
struct WitnessPolicy {
  std::vector<VerifierKey> witnesses;
  size_t quorum = 0;
};

// Everybody of the policy who cosigned the note, each once; DATA_LOSS when a line claims to be of one and is wrong, or fewer than
// the quorum cosigned.
absl::StatusOr<std::vector<Cosigned>> CheckWitnesses(const Note& note, const WitnessPolicy& policy);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_COSIGNATURE_H_
