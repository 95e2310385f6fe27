#include "services/platform/tlog/tile_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::tlog {
namespace {

constexpr size_t kMostKept = 32;
constexpr size_t kMostTileBytes = kTileWidth * kHashSize;
// Bundles of other logs may hold longer entries than this house's.
constexpr size_t kMostBundleBytes = 1 << 20;

// The root above hashes [begin, begin + count) of a tile; count is a power of two.
Hash RootAbove(const std::vector<Hash>& hashes, size_t begin, size_t count) {
  if (count == 1) return hashes[begin];
  return NodeHash(RootAbove(hashes, begin, count / 2), RootAbove(hashes, begin + count / 2, count / 2));
}

}  // namespace

absl::StatusOr<Hash> TileReader::Node(int level, uint64_t index) {
  const int tile_level = level / 8;
  const size_t count = size_t{1} << (level % 8);
  const uint64_t first = index * count;
  ASSIGN_OR_RETURN(const std::vector<Hash> tile, Tile(tile_level, first / kTileWidth));
  const size_t begin = first % kTileWidth;
  if (begin + count > tile.size()) return absl::OutOfRangeError("The tree has no such node.");
  return RootAbove(tile, begin, count);
}

absl::StatusOr<std::vector<Hash>> TileReader::Tile(int tile_level, uint64_t index) {
  if (const auto kept = kept_.find({tile_level, index}); kept != kept_.end()) return kept->second;
  const int width = TileWidth(tile_level, index, size_);
  if (width == 0) return absl::OutOfRangeError("The tree has no such tile.");
  absl::StatusOr<std::string> bytes = source_.Read(TilePath({tile_level, index, width}), kMostTileBytes);
  if (width < kTileWidth && absl::IsNotFound(bytes.status())) {
    bytes = source_.Read(TilePath({tile_level, index, kTileWidth}), kMostTileBytes);
    if (bytes.ok()) bytes->resize(std::min(bytes->size(), static_cast<size_t>(width) * kHashSize));
  }
  RETURN_IF_ERROR(bytes.status());
  ASSIGN_OR_RETURN(std::vector<Hash> tile, ParseTile(*bytes, width));
  if (kept_.size() >= kMostKept) kept_.clear();
  kept_[{tile_level, index}] = tile;
  return tile;
}

absl::StatusOr<std::string> TileReader::Bundle(uint64_t index) {
  const int width = TileWidth(TileAddress::kEntries, index, size_);
  if (width == 0) return absl::OutOfRangeError("The log has no such bundle.");
  absl::StatusOr<std::string> bytes = source_.Read(TilePath({TileAddress::kEntries, index, width}), kMostBundleBytes);
  if (width == kTileWidth || !absl::IsNotFound(bytes.status())) return bytes;
  ASSIGN_OR_RETURN(const std::string full, source_.Read(TilePath({TileAddress::kEntries, index, kTileWidth}), kMostBundleBytes));
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> entries, ParseBundle(full, kTileWidth));
  const absl::string_view last = entries[static_cast<size_t>(width) - 1];
  return full.substr(0, static_cast<size_t>(last.data() + last.size() - full.data()));
}

}  // namespace dayaq::tlog
