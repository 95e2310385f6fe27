#include "services/platform/tlog/proof.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

#include "services/platform/tlog/test_tree.h"

namespace dayaq::tlog {
namespace {

constexpr uint64_t kMost = 256;

// All nodes of the tree of 256 leaves, and the roots of all its beginnings, from the definition.
class Reference {
 public:
  Reference() : leaves_(testing::LeafHashes(kMost)) {
    for (uint64_t size = 0; size <= kMost; ++size) roots_.push_back(testing::DefinedRoot(leaves_, 0, size));
    for (int level = 0; level <= 8; ++level) {
      const uint64_t width = uint64_t{1} << level;
      for (uint64_t i = 0; i < kMost / width; ++i) {
        nodes_[{level, i}] = testing::DefinedRoot(leaves_, i * width, (i + 1) * width);
      }
    }
  }

  absl::StatusOr<Hash> operator()(int level, uint64_t index) const {
    const auto node = nodes_.find({level, index});
    if (node == nodes_.end()) return absl::NotFoundError("no node");
    return node->second;
  }
  const Hash& leaf(uint64_t index) const { return leaves_[index]; }
  const Hash& root(uint64_t size) const { return roots_[size]; }

 private:
  std::vector<Hash> leaves_, roots_;
  std::map<std::pair<int, uint64_t>, Hash> nodes_;
};

const Reference& Tree() {
  static const Reference kTree;
  return kTree;
}

TEST(Proof, EveryLeafOfEverySizeUpTo256IsProven) {
  int proven = 0;
  for (uint64_t size = 1; size <= kMost; ++size) {
    ASSERT_EQ(*RootOf(size, Tree()), Tree().root(size));
    for (uint64_t index = 0; index < size; ++index) {
      const auto proof = InclusionProof(index, size, Tree());
      ASSERT_TRUE(proof.ok()) << proof.status();
      ASSERT_TRUE(VerifyInclusion(index, size, Tree().leaf(index), *proof, Tree().root(size)).ok()) << index << " of " << size;
      ++proven;
    }
  }
  EXPECT_EQ(proven, 256 * 257 / 2);
  std::printf("%d inclusion proofs made and verified\n", proven);
}

TEST(Proof, EveryPairOfSizesUpTo256IsConsistent) {
  int proven = 0;
  for (uint64_t size = 0; size <= kMost; ++size) {
    for (uint64_t old_size = 0; old_size <= size; ++old_size) {
      const auto proof = ConsistencyProof(old_size, size, Tree());
      ASSERT_TRUE(proof.ok()) << proof.status();
      ASSERT_TRUE(VerifyConsistency(old_size, size, Tree().root(old_size), Tree().root(size), *proof).ok())
          << old_size << " to " << size;
      ++proven;
    }
  }
  EXPECT_EQ(proven, 257 * 258 / 2);
  std::printf("%d consistency proofs made and verified\n", proven);
}

// Every way to spoil a list of hashes: each hash with a bit flipped, each left out, each told twice, neighbours swapped, one more
// at either end, none at all.
std::vector<std::vector<Hash>> Spoilt(const std::vector<Hash>& proof) {
  std::vector<std::vector<Hash>> spoilt;
  for (size_t i = 0; i < proof.size(); ++i) {
    auto flipped = proof, without = proof, twice = proof;
    flipped[i][i % kHashSize] ^= 0x10;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    spoilt.insert(spoilt.end(), {flipped, without, twice});
    if (i + 1 == proof.size()) break;
    auto swapped = proof;
    std::swap(swapped[i], swapped[i + 1]);
    spoilt.push_back(swapped);
  }
  auto longer = proof, earlier = proof;
  longer.push_back(Sha256("more"));
  earlier.insert(earlier.begin(), Sha256("more"));
  spoilt.insert(spoilt.end(), {longer, earlier});
  if (!proof.empty()) spoilt.emplace_back();
  return spoilt;
}

Hash Other(Hash hash) {
  hash[31] ^= 1;
  return hash;
}

TEST(Proof, NoSpoiltInclusionProofHolds) {
  int refused = 0, held = 0;
  const auto attempt = [&](uint64_t index, uint64_t size, const Hash& leaf, const std::vector<Hash>& proof, const Hash& root) {
    ++(VerifyInclusion(index, size, leaf, proof, root).ok() ? held : refused);
  };
  for (const uint64_t size : {1, 2, 3, 5, 7, 8, 11, 64, 100, 255, 256}) {
    for (uint64_t index = 0; index < size; index += 1 + size / 7) {
      const auto proof = *InclusionProof(index, size, Tree());
      const Hash &leaf = Tree().leaf(index), &root = Tree().root(size);
      for (const auto& spoilt : Spoilt(proof)) attempt(index, size, leaf, spoilt, root);
      attempt(index, size, Other(leaf), proof, root);
      attempt(index, size, leaf, proof, Other(root));
      attempt(index, size, root, proof, root);
      attempt(index + 1, size, leaf, proof, root);
      attempt(index == 0 ? size : index - 1, size, leaf, proof, root);
      attempt(index, 0, leaf, proof, root);
      attempt(index, size, leaf, proof, EmptyRoot());
      attempt(UINT64_MAX, size, leaf, proof, root);
    }
  }
  // A root of one leaf is that leaf's hash: the only place where a root may stand for a leaf.
  EXPECT_EQ(held, 1);
  EXPECT_GE(refused, 200);
  std::printf("%d spoilt inclusion proofs refused\n", refused);
}

TEST(Proof, NoSpoiltConsistencyProofHolds) {
  int refused = 0, held = 0;
  const auto attempt = [&](uint64_t old_size, uint64_t size, const Hash& old_root, const Hash& root,
                           const std::vector<Hash>& proof) {
    ++(VerifyConsistency(old_size, size, old_root, root, proof).ok() ? held : refused);
  };
  for (const uint64_t size : {1, 2, 3, 5, 7, 8, 11, 64, 100, 255, 256}) {
    for (uint64_t old_size = 0; old_size <= size; old_size += 1 + size / 7) {
      const auto proof = *ConsistencyProof(old_size, size, Tree());
      const Hash &old_root = Tree().root(old_size), &root = Tree().root(size);
      for (const auto& spoilt : Spoilt(proof)) attempt(old_size, size, old_root, root, spoilt);
      attempt(old_size, size, Other(old_root), root, proof);
      attempt(old_size, size, old_root, Other(root), old_size == 0 ? std::vector<Hash>{root} : proof);
      attempt(size + 1, size, old_root, root, proof);
      if (old_size != size) attempt(old_size, size, root, old_root, old_size == 0 ? std::vector<Hash>{root} : proof);
      if (old_size != size && old_size > 0) attempt(old_size, size, root, root, proof);
    }
  }
  EXPECT_EQ(held, 0);
  EXPECT_GE(refused, 200);
  std::printf("%d spoilt consistency proofs refused\n", refused);
}

TEST(Proof, OfWhatIsNotThereIsNone) {
  EXPECT_TRUE(absl::IsOutOfRange(InclusionProof(5, 5, Tree()).status()));
  EXPECT_TRUE(absl::IsOutOfRange(InclusionProof(0, 0, Tree()).status()));
  EXPECT_TRUE(absl::IsOutOfRange(ConsistencyProof(6, 5, Tree()).status()));
  EXPECT_TRUE(absl::IsNotFound(InclusionProof(1, 1000, Tree()).status()));
  EXPECT_EQ(*RootOf(0, Tree()), EmptyRoot());
}

}  // namespace
}  // namespace dayaq::tlog
