// A proof to keep in a file (C2SP tlog-proof): where an entry is, how its leaf leads to the root, and who signed that root.
#ifndef SERVICES_PLATFORM_TLOG_TLOG_PROOF_H_
#define SERVICES_PLATFORM_TLOG_TLOG_PROOF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

struct TlogProof {
  // Not signed by anybody; nothing may follow from it.
  std::optional<std::string> extra;
  uint64_t index = 0;
  std::vector<Hash> hashes;
  // The signed checkpoint, as the log published it.
  std::string checkpoint;
};

std::string FormatTlogProof(const TlogProof& proof);
// INVALID_ARGUMENT for any other form.
absl::StatusOr<TlogProof> ParseTlogProof(absl::string_view text);

// What a proof proves.
struct Proven {
  Checkpoint checkpoint;
  std::vector<Cosigned> witnesses;
};

// That an entry with this leaf data is in the log; DATA_LOSS when any part does not hold.
absl::StatusOr<Proven> VerifyTlogProof(const TlogProof& proof, absl::string_view leaf_data, const VerifierKey& log_key,
                                       const WitnessPolicy& policy);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TLOG_PROOF_H_
