#include "services/platform/tlog/tree_hash.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "absl/strings/escaping.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/test_tree.h"

namespace dayaq::tlog {
namespace {

// The leaves of the reference trees of Certificate Transparency, and the roots of their first 0 to 8.
constexpr const char* kLeaves[] = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
constexpr const char* kRoots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

std::string Hex(const Hash& hash) { return absl::BytesToHexString(View(hash)); }

TEST(TreeHash, RootsOfTheReferenceTreesAreKnown) {
  CompactRange range;
  std::vector<Hash> leaves;
  EXPECT_EQ(Hex(EmptyRoot()), kRoots[0]);
  for (size_t size = 0; size <= 8; ++size) {
    EXPECT_EQ(Hex(range.Root()), kRoots[size]) << size;
    EXPECT_EQ(Hex(testing::DefinedRoot(leaves, 0, size)), kRoots[size]) << size;
    if (size == 8) break;
    leaves.push_back(LeafHash(absl::HexStringToBytes(kLeaves[size])));
    range.Append(leaves.back());
  }
}

TEST(TreeHash, LeavesOf32BytesAreHashedLikeAllOthers) {
  const std::string data(32, 'x');
  EXPECT_EQ(LeafHash(data), Sha256(std::string(1, '\0') + data));
  EXPECT_EQ(LeafHash("x"), Sha256(std::string("\0x", 2)));
  EXPECT_EQ(NodeHash(LeafHash("a"), LeafHash("b")), Sha256(absl::StrCat("\x01", View(LeafHash("a")), View(LeafHash("b")))));
}

TEST(TreeHash, OnlyThirtyTwoBytesAreAHash) {
  EXPECT_FALSE(HashFrom(std::string(31, 'x')).has_value());
  EXPECT_FALSE(HashFrom(std::string(33, 'x')).has_value());
  EXPECT_EQ(Bytes(*HashFrom(std::string(32, 'x'))), std::string(32, 'x'));
}

TEST(CompactRange, HasTheRootOfTheDefinition) {
  const std::vector<Hash> leaves = testing::LeafHashes(600);
  CompactRange range;
  for (size_t size = 0; size <= leaves.size(); ++size) {
    ASSERT_EQ(range.Root(), testing::DefinedRoot(leaves, 0, size)) << size;
    const auto again = CompactRange::FromBytes(size, range.Bytes());
    ASSERT_TRUE(again.ok()) << again.status();
    ASSERT_EQ(again->Root(), range.Root());
    ASSERT_EQ(again->size(), size);
    if (size < leaves.size()) range.Append(leaves[size]);
  }
}

TEST(CompactRange, GoesOnFromItsBytes) {
  const std::vector<Hash> leaves = testing::LeafHashes(100);
  CompactRange range;
  for (const Hash& leaf : leaves) {
    range = *CompactRange::FromBytes(range.size(), range.Bytes());
    range.Append(leaf);
  }
  EXPECT_EQ(range.Root(), testing::DefinedRoot(leaves, 0, leaves.size()));
}

TEST(CompactRange, BytesOfAnotherSizeAreRefused) {
  CompactRange range;
  for (const Hash& leaf : testing::LeafHashes(7)) range.Append(leaf);
  EXPECT_TRUE(CompactRange::FromBytes(7, range.Bytes()).ok());
  for (const uint64_t size : {0, 1, 3, 4, 6, 8, 15}) EXPECT_FALSE(CompactRange::FromBytes(size, range.Bytes()).ok()) << size;
  EXPECT_FALSE(CompactRange::FromBytes(7, range.Bytes() + "x").ok());
}

}  // namespace
}  // namespace dayaq::tlog
