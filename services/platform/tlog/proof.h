// Proofs of the tree (RFC 6962, 2.1.1 and 2.1.2): a leaf is in it, a later tree holds the former one unchanged.
#ifndef SERVICES_PLATFORM_TLOG_PROOF_H_
#define SERVICES_PLATFORM_TLOG_PROOF_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// No proof is longer: sizes have 64 bits.
inline constexpr size_t kMostProofHashes = 63;

// Gives the root of the complete subtree over leaves [index * 2^level, (index + 1) * 2^level). Level 0 gives leaf hashes.
using NodeReader = absl::FunctionRef<absl::StatusOr<Hash>(int level, uint64_t index)>;

// The root of the first `size` leaves.
absl::StatusOr<Hash> RootOf(uint64_t size, NodeReader node);

// That leaf `index` is in the tree of `size` leaves. OUT_OF_RANGE unless index < size.
absl::StatusOr<std::vector<Hash>> InclusionProof(uint64_t index, uint64_t size, NodeReader node);

// That the tree of `new_size` leaves begins with the tree of `old_size` leaves. Empty when they are equal or the old one is empty.
// OUT_OF_RANGE unless old_size <= new_size.
absl::StatusOr<std::vector<Hash>> ConsistencyProof(uint64_t old_size, uint64_t new_size, NodeReader node);

// DATA_LOSS unless the proof leads from the leaf to the root; a proof that is too short or too long does not.
absl::Status VerifyInclusion(uint64_t index, uint64_t size, const Hash& leaf_hash, const std::vector<Hash>& proof,
                             const Hash& root);

// DATA_LOSS unless the proof leads to both roots.
absl::Status VerifyConsistency(uint64_t old_size, uint64_t new_size, const Hash& old_root, const Hash& new_root,
                               const std::vector<Hash>& proof);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_PROOF_H_
