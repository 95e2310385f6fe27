// Proof files, receipts and proofs themselves: what is taken is written back the same, and no proof leads to a root it was not made
// for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/receipt.h"
#include "services/platform/tlog/tlog_proof.h"

namespace {

using namespace dayaq::tlog;  // NOLINT(google-build-using-namespace): one function of a tool.

void Require(bool holds) {
  if (!holds) std::abort();
}

// The bytes as two sizes and hashes.
void TryAsProof(absl::string_view bytes) {
  if (bytes.size() < 16) return;
  uint64_t numbers[2] = {0, 0};
  for (size_t i = 0; i < 16; ++i) numbers[i / 8] = numbers[i / 8] << 8 | static_cast<unsigned char>(bytes[i]);
  std::vector<Hash> proof;
  for (size_t at = 16; at + kHashSize <= bytes.size() && proof.size() <= kMostProofHashes; at += kHashSize) {
    proof.push_back(*HashFrom(bytes.substr(at, kHashSize)));
  }
  const Hash leaf = LeafHash("leaf"), root = Sha256("root"), other = Sha256("other");
  Require(!VerifyInclusion(numbers[0], numbers[1], leaf, proof, root).ok());
  Require(!VerifyConsistency(numbers[0], numbers[1], other, root, proof).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto proof = ParseTlogProof(bytes); proof.ok()) Require(FormatTlogProof(*proof) == bytes);
  if (const auto receipt = ParseReceipt(bytes); receipt.ok()) Require(SerializeReceipt(*receipt) == bytes);
  TryAsProof(bytes);
  return 0;
}
