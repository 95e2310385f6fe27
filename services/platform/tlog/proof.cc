#include "services/platform/tlog/proof.h"

#include <algorithm>
#include <bit>

#include "services/platform/base/status_macros.h"

namespace dayaq::tlog {
namespace {

// The largest power of two that is smaller than `leaves`, which are two at least: where a tree splits.
uint64_t Split(uint64_t leaves) { return std::bit_floor(leaves - 1); }

// The root of leaves [begin, end), a subtree as RFC 6962 splits them.
absl::StatusOr<Hash> RootOfRange(uint64_t begin, uint64_t end, NodeReader node) {
  const uint64_t leaves = end - begin;
  if (std::has_single_bit(leaves)) {
    const int level = std::countr_zero(leaves);
    return node(level, begin >> level);
  }
  const uint64_t middle = begin + Split(leaves);
  ASSIGN_OR_RETURN(const Hash left, RootOfRange(begin, middle, node));
  ASSIGN_OR_RETURN(const Hash right, RootOfRange(middle, end, node));
  return NodeHash(left, right);
}

absl::Status DoesNotHold() { return absl::DataLossError("The proof does not lead to the root."); }

// Walks from a leaf's place towards the root (RFC 9162, 2.1.3.2): `place` is the node at the present height, `last` the tree's
// last one there.
struct Climb {
  uint64_t place;
  uint64_t last;

  bool AtRoot() const { return last == 0; }
  // Whether the next hash of the proof stands to the left. A node without a right neighbour climbs until it has a left one.
  bool NextIsLeft() {
    if ((place & 1) == 0 && place != last) return false;
    while ((place & 1) == 0 && place != 0) Up();
    return true;
  }
  void Up() {
    place >>= 1;
    last >>= 1;
  }
};

}  // namespace

absl::StatusOr<Hash> RootOf(uint64_t size, NodeReader node) {
  if (size == 0) return EmptyRoot();
  return RootOfRange(0, size, node);
}

absl::StatusOr<std::vector<Hash>> InclusionProof(uint64_t index, uint64_t size, NodeReader node) {
  if (index >= size) return absl::OutOfRangeError("The tree has no such leaf.");
  std::vector<Hash> proof;
  uint64_t begin = 0, end = size;
  while (end - begin > 1) {
    const uint64_t middle = begin + Split(end - begin);
    const bool is_left = index < middle;
    ASSIGN_OR_RETURN(const Hash sibling, is_left ? RootOfRange(middle, end, node) : RootOfRange(begin, middle, node));
    proof.push_back(sibling);
    (is_left ? end : begin) = middle;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

absl::StatusOr<std::vector<Hash>> ConsistencyProof(uint64_t old_size, uint64_t new_size, NodeReader node) {
  if (old_size > new_size) return absl::OutOfRangeError("The old tree is larger than the new one.");
  std::vector<Hash> proof;
  if (old_size == 0 || old_size == new_size) return proof;
  uint64_t begin = 0, end = new_size;
  // Down to the subtree that ends where the old tree ended.
  while (old_size != end) {
    const uint64_t middle = begin + Split(end - begin);
    const bool is_left = old_size <= middle;
    ASSIGN_OR_RETURN(const Hash sibling, is_left ? RootOfRange(middle, end, node) : RootOfRange(begin, middle, node));
    proof.push_back(sibling);
    (is_left ? end : begin) = middle;
  }
  // A subtree that begins with the first leaf is the old tree itself, whose root the verifier has.
  if (begin != 0) {
    ASSIGN_OR_RETURN(const Hash rest, RootOfRange(begin, end, node));
    proof.push_back(rest);
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

absl::Status VerifyInclusion(uint64_t index, uint64_t size, const Hash& leaf_hash, const std::vector<Hash>& proof,
                             const Hash& root) {
  if (index >= size || proof.size() > kMostProofHashes) return DoesNotHold();
  Climb climb{index, size - 1};
  Hash hash = leaf_hash;
  for (const Hash& sibling : proof) {
    if (climb.AtRoot()) return DoesNotHold();
    hash = climb.NextIsLeft() ? NodeHash(sibling, hash) : NodeHash(hash, sibling);
    climb.Up();
  }
  return climb.AtRoot() && hash == root ? absl::OkStatus() : DoesNotHold();
}

absl::Status VerifyConsistency(uint64_t old_size, uint64_t new_size, const Hash& old_root, const Hash& new_root,
                               const std::vector<Hash>& proof) {
  if (old_size > new_size || proof.size() > kMostProofHashes) return DoesNotHold();
  if (old_size == new_size) return proof.empty() && old_root == new_root ? absl::OkStatus() : DoesNotHold();
  if (old_size == 0) return proof.empty() && old_root == EmptyRoot() ? absl::OkStatus() : DoesNotHold();
  if (proof.empty()) return DoesNotHold();
  Climb climb{old_size - 1, new_size - 1};
  while ((climb.place & 1) != 0) climb.Up();
  auto next = proof.begin();
  // An old tree that is one complete subtree is where the climb begins; otherwise the proof says with what.
  const Hash start = std::has_single_bit(old_size) ? old_root : *next++;
  Hash old_hash = start, new_hash = start;
  for (; next != proof.end(); ++next) {
    if (climb.AtRoot()) return DoesNotHold();
    if (climb.NextIsLeft()) {
      old_hash = NodeHash(*next, old_hash);
      new_hash = NodeHash(*next, new_hash);
    } else {
      new_hash = NodeHash(new_hash, *next);
    }
    climb.Up();
  }
  return climb.AtRoot() && old_hash == old_root && new_hash == new_root ? absl::OkStatus() : DoesNotHold();
}

}  // namespace dayaq::tlog
