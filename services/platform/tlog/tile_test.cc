#include "services/platform/tlog/tile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/test_tree.h"
#include "services/platform/tlog/tile_builder.h"
#include "services/platform/tlog/tile_reader.h"

namespace dayaq::tlog {
namespace {

using ::testing::ElementsAre;
using testing::MemorySource;

TEST(TilePath, IsTheOneOfTheSpecification) {
  EXPECT_EQ(TilePath({0, 1234067, 256}), "tile/0/x001/x234/067");
  EXPECT_EQ(TilePath({1, 0, 17}), "tile/1/000.p/17");
  EXPECT_EQ(TilePath({TileAddress::kEntries, 1000, 255}), "tile/entries/x001/000.p/255");
  EXPECT_EQ(TilePath({0, 999, 256}), "tile/0/999");
}

TEST(TilePath, IsReadBack) {
  for (const int level : {TileAddress::kEntries, 0, 1, 7}) {
    for (const uint64_t index : {uint64_t{0}, uint64_t{7}, uint64_t{999}, uint64_t{1000}, uint64_t{1234067}, uint64_t{1} << 48}) {
      for (const int width : {1, 100, 255, 256}) {
        const TileAddress address{level, index, width};
        EXPECT_EQ(ParseTilePath(TilePath(address)), address);
      }
    }
  }
}

TEST(TilePath, OtherSpellingsAreNone) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/1000",
                           "tile/0/x001",
                           "tile/0/x000/001",
                           "tile/0/001/000",
                           "tile/0/x001/x000",
                           "tile/0/X001/000",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000.p",
                           "tile/0/000.p/1/",
                           "tile/entry/000",
                           "tile/+1/000",
                           "/tile/0/000",
                           "tile/0/000 ",
                           "tile/0/0a0",
                           "tile//000",
                           "tile/0//000",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                           "tile/0/..",
                           "tile/0/000.p/1.p/1",
                           "tile/data/000"}) {
    EXPECT_FALSE(ParseTilePath(path).has_value()) << path;
  }
}

TEST(TileWidth, IsThatOfTheSpecificationsExample) {
  constexpr uint64_t kSize = 70'000;
  EXPECT_EQ(TileWidth(0, 272, kSize), 256);
  EXPECT_EQ(TileWidth(0, 273, kSize), 112);
  EXPECT_EQ(TileWidth(0, 274, kSize), 0);
  EXPECT_EQ(TileWidth(1, 0, kSize), 256);
  EXPECT_EQ(TileWidth(1, 1, kSize), 17);
  EXPECT_EQ(TileWidth(2, 0, kSize), 1);
  EXPECT_EQ(TileWidth(3, 0, kSize), 0);
  EXPECT_EQ(TileWidth(TileAddress::kEntries, 273, kSize), 112);
  EXPECT_EQ(TileWidth(0, 1, 256), 0);
  EXPECT_EQ(TileWidth(63, 0, UINT64_MAX), 0);
}

TEST(Bundle, HoldsItsEntries) {
  const auto bytes = EncodeBundle({"", "a", std::string(65'535, 'x')});
  ASSERT_TRUE(bytes.ok());
  EXPECT_THAT(*ParseBundle(*bytes, 3), ElementsAre("", "a", std::string(65'535, 'x')));
  EXPECT_FALSE(EncodeBundle({std::string(65'536, 'x')}).ok());
  const Hash hash = testing::DataOf(1);
  EXPECT_EQ(EncodeCommitments({hash, hash}), *EncodeBundle({Bytes(hash), Bytes(hash)}));
}

TEST(Bundle, OfOtherNumbersIsRefused) {
  const std::string bytes = *EncodeBundle({"ab", "c"});
  for (const int width : {0, 1, 3}) EXPECT_FALSE(ParseBundle(bytes, width).ok()) << width;
  for (size_t cut = 1; cut < bytes.size(); ++cut) EXPECT_FALSE(ParseBundle(bytes.substr(0, cut), 2).ok()) << cut;
  EXPECT_FALSE(ParseBundle(bytes + "x", 2).ok());
  EXPECT_FALSE(ParseTile(std::string(63, 'x'), 2).ok());
  EXPECT_FALSE(ParseTile("", 0).ok());
  EXPECT_EQ(EncodeTile(*ParseTile(std::string(64, 'x'), 2)), std::string(64, 'x'));
}

TileBuilder::Emit Into(MemorySource& source) {
  return [&source](const TileAddress& address, absl::string_view bytes) {
    const auto [file, is_new] = source.files.emplace(TilePath(address), bytes);
    return is_new || file->second == bytes ? absl::OkStatus() : absl::AlreadyExistsError(file->first);
  };
}

absl::StatusOr<TileBuilder> Reopen(MemorySource& source, uint64_t size) {
  TileReader reader(source, size);
  return TileBuilder::Resume(
      size, [&reader](int level, uint64_t index) { return reader.Tile(level, index); },
      [&reader](uint64_t index) { return reader.Bundle(index); }, Into(source));
}

TEST(TileBuilder, MakesTheTilesOfTheSpecificationsExample) {
  constexpr uint64_t kSize = 70'000;
  MemorySource source;
  TileBuilder builder(Into(source));
  for (uint64_t i = 0; i < kSize; ++i) ASSERT_TRUE(builder.Append(View(testing::DataOf(i))).ok());
  ASSERT_TRUE(builder.EmitPartial().ok());
  std::map<std::string, int> counts;
  for (const auto& [path, bytes] : source.files) {
    const auto address = ParseTilePath(path);
    ++counts[absl::StrCat(address->level, address->width == kTileWidth ? "" : absl::StrCat(".p/", address->width))];
  }
  const std::map<std::string, int> expected = {{"-1", 273}, {"-1.p/112", 1}, {"0", 273},  {"0.p/112", 1},
                                               {"1", 1},    {"1.p/17", 1},   {"2.p/1", 1}};
  EXPECT_EQ(counts, expected);
  const Hash root = testing::DefinedRoot(testing::LeafHashes(kSize), 0, kSize);
  EXPECT_EQ(builder.Root(), root);
  TileReader reader(source, kSize);
  const auto node = [&reader](int level, uint64_t index) { return reader.Node(level, index); };
  EXPECT_EQ(*RootOf(kSize, node), root);
  for (const uint64_t index : {0, 1, 255, 256, 65'535, 65'536, 69'887, 69'888, 69'999}) {
    const auto proof = InclusionProof(index, kSize, node);
    ASSERT_TRUE(proof.ok()) << proof.status();
    EXPECT_TRUE(VerifyInclusion(index, kSize, LeafHash(View(testing::DataOf(index))), *proof, root).ok()) << index;
  }
}

TEST(TileBuilder, GoesOnWhereItStood) {
  constexpr uint64_t kSize = 1'500;
  MemorySource whole, pieces;
  TileBuilder at_once(Into(whole));
  uint64_t done = 0;
  // Steps around the width of a tile, so that every kind of open tile is resumed.
  for (const uint64_t step : {1, 254, 1, 1, 255, 256, 257, 0, 400, 75}) {
    auto builder = Reopen(pieces, done);
    ASSERT_TRUE(builder.ok()) << builder.status();
    for (uint64_t i = 0; i < step; ++i, ++done) {
      ASSERT_TRUE(builder->Append(View(testing::DataOf(done))).ok());
      ASSERT_TRUE(at_once.Append(View(testing::DataOf(done))).ok());
    }
    ASSERT_TRUE(builder->EmitPartial().ok());
    ASSERT_TRUE(at_once.EmitPartial().ok());
    EXPECT_EQ(builder->Root(), testing::DefinedRoot(testing::LeafHashes(done), 0, done)) << done;
  }
  EXPECT_EQ(done, kSize);
  EXPECT_EQ(pieces.files, whole.files);
}

TEST(TileBuilder, RefusesToGoOnFromOtherTiles) {
  MemorySource source;
  TileBuilder builder(Into(source));
  for (uint64_t i = 0; i < 300; ++i) ASSERT_TRUE(builder.Append(View(testing::DataOf(i))).ok());
  ASSERT_TRUE(builder.EmitPartial().ok());
  EXPECT_TRUE(Reopen(source, 300).ok());
  EXPECT_FALSE(Reopen(source, 301).ok());
  source.files["tile/0/001.p/44"].pop_back();
  EXPECT_FALSE(Reopen(source, 300).ok());
}

TEST(TileReader, CutsAPartialTileThatIsGoneFromTheFullOne) {
  MemorySource source;
  TileBuilder builder(Into(source));
  for (uint64_t i = 0; i < 512; ++i) ASSERT_TRUE(builder.Append(View(testing::DataOf(i))).ok());
  TileReader reader(source, 300);
  const auto tile = reader.Tile(0, 1);
  ASSERT_TRUE(tile.ok()) << tile.status();
  EXPECT_EQ(tile->size(), 44u);
  EXPECT_EQ(tile->back(), LeafHash(View(testing::DataOf(299))));
  EXPECT_EQ(ParseBundle(*reader.Bundle(1), 44)->back(), View(testing::DataOf(299)));
  EXPECT_TRUE(absl::IsOutOfRange(reader.Tile(0, 2).status()));
  EXPECT_TRUE(absl::IsOutOfRange(reader.Bundle(2).status()));
  EXPECT_FALSE(reader.Node(9, 0).ok());
}

}  // namespace
}  // namespace dayaq::tlog
