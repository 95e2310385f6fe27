// Tiles and entry bundles as they are published (C2SP tlog-tiles): where they lie, how wide they are, what is in them.
#ifndef SERVICES_PLATFORM_TLOG_TILE_H_
#define SERVICES_PLATFORM_TLOG_TILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// Hashes, or entries, of a full tile.
inline constexpr int kTileWidth = 256;
// Levels of tiles above the leaves; the highest one a size of 64 bits can have is 7.
inline constexpr int kMostTileLevels = 8;

// One published file.
struct TileAddress {
  // The level of a tile; kEntries for an entry bundle.
  static constexpr int kEntries = -1;
  int level = 0;
  uint64_t index = 0;
  // 1 to 256; less than 256 is a partial tile, which is in nobody's tile above.
  int width = kTileWidth;

  friend bool operator==(const TileAddress&, const TileAddress&) = default;
};

// "tile/0/x001/x234/067", "tile/1/000.p/17", "tile/entries/003".
std::string TilePath(const TileAddress& address);
// The one address that is written so; nothing for every other spelling.
std::optional<TileAddress> ParseTilePath(absl::string_view path);

// How many hashes tile `index` of `level` has in a tree of `size` leaves; 0 when there is no such tile. kEntries is like level 0.
int TileWidth(int level, uint64_t index, uint64_t size);

// Entries after one another, a big-endian uint16 with its length before each. INVALID_ARGUMENT for entries over 65,535 bytes.
absl::StatusOr<std::string> EncodeBundle(const std::vector<std::string>& entries);
// Exactly `width` entries and nothing behind them, or DATA_LOSS. The views point into `bytes`.
absl::StatusOr<std::vector<absl::string_view>> ParseBundle(absl::string_view bytes, int width);

// The hashes of a tile of `width`, or DATA_LOSS.
absl::StatusOr<std::vector<Hash>> ParseTile(absl::string_view bytes, int width);
std::string EncodeTile(const std::vector<Hash>& hashes);

// A bundle of this house's log: every entry is the SHA-256 of an audit entry's canonical bytes.
inline constexpr size_t kCommitmentSize = 32;
std::string EncodeCommitments(const std::vector<Hash>& commitments);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TILE_H_
