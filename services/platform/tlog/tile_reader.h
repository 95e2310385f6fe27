// Nodes of a published tree, for making proofs: reads the tiles that hold them.
#ifndef SERVICES_PLATFORM_TLOG_TILE_READER_H_
#define SERVICES_PLATFORM_TLOG_TILE_READER_H_

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// Believes the tiles it reads: verify what is made from them against a signed root. Not for several threads at once.
class TileReader {
 public:
  // Of the tree of `size` leaves, whose tiles are there. The source must outlive the reader.
  TileReader(LogSource& source, uint64_t size) : source_(source), size_(size) {}

  // The root of the complete subtree `index` of height `level`: the NodeReader of proof.h.
  absl::StatusOr<Hash> Node(int level, uint64_t index);

  // The tile as it is in a tree of that size; a partial one that is gone is cut from the full one.
  absl::StatusOr<std::vector<Hash>> Tile(int tile_level, uint64_t index);

  // The entries of bundle `index`: `width` of them as bytes to be parsed with ParseBundle.
  absl::StatusOr<std::string> Bundle(uint64_t index);

 private:
  LogSource& source_;
  const uint64_t size_;
  // A proof needs at most two tiles of each level; kept small.
  std::map<std::pair<int, uint64_t>, std::vector<Hash>> kept_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TILE_READER_H_
