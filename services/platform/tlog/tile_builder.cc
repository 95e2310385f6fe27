#include "services/platform/tlog/tile_builder.h"

#include <array>
#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/compact_range.h"

namespace dayaq::tlog {
namespace {

// The root above a full tile.
Hash RootOfTile(const std::vector<Hash>& tile) {
  std::array<Hash, kTileWidth / 2> row;
  for (size_t i = 0; i < row.size(); ++i) row[i] = NodeHash(tile[2 * i], tile[2 * i + 1]);
  for (size_t count = row.size() / 2; count > 0; count /= 2) {
    for (size_t i = 0; i < count; ++i) row[i] = NodeHash(row[2 * i], row[2 * i + 1]);
  }
  return row[0];
}

}  // namespace

absl::StatusOr<TileBuilder> TileBuilder::Resume(uint64_t size,
                                                absl::FunctionRef<absl::StatusOr<std::vector<Hash>>(int, uint64_t)> tile,
                                                absl::FunctionRef<absl::StatusOr<std::string>(uint64_t)> bundle, Emit emit) {
  TileBuilder builder(std::move(emit));
  builder.size_ = size;
  int level = 0;
  for (uint64_t hashes = size; hashes > 0; hashes /= kTileWidth, ++level) {
    std::vector<Hash> open;
    if (const size_t width = hashes % kTileWidth; width > 0) {
      ASSIGN_OR_RETURN(open, tile(level, hashes / kTileWidth));
      if (open.size() != width) return absl::DataLossError("A partial tile has another width than the tree.");
    }
    builder.levels_.resize(static_cast<size_t>(level) + 1);
    builder.levels_.back() = std::move(open);
  }
  if (size % kTileWidth > 0) {
    ASSIGN_OR_RETURN(builder.bundle_, bundle(size / kTileWidth));
    RETURN_IF_ERROR(ParseBundle(builder.bundle_, static_cast<int>(size % kTileWidth)).status());
  }
  return builder;
}

absl::Status TileBuilder::Append(absl::string_view leaf_data) {
  if (leaf_data.size() > 65'535) return absl::InvalidArgumentError("A leaf has at most 65,535 bytes.");
  bundle_.push_back(static_cast<char>(leaf_data.size() >> 8));
  bundle_.push_back(static_cast<char>(leaf_data.size() & 0xff));
  bundle_.append(leaf_data.data(), leaf_data.size());
  ++size_;
  if (size_ % kTileWidth == 0) {
    RETURN_IF_ERROR(emit_({TileAddress::kEntries, size_ / kTileWidth - 1, kTileWidth}, bundle_));
    bundle_.clear();
  }
  return Push(0, LeafHash(leaf_data));
}

absl::Status TileBuilder::Push(size_t level, const Hash& hash) {
  if (level == levels_.size()) levels_.emplace_back();
  std::vector<Hash>& tile = levels_[level];
  tile.push_back(hash);
  if (tile.size() < kTileWidth) return absl::OkStatus();
  const uint64_t index = (size_ >> (8 * (level + 1))) - 1;
  RETURN_IF_ERROR(emit_({static_cast<int>(level), index, kTileWidth}, EncodeTile(tile)));
  const Hash root = RootOfTile(tile);
  tile.clear();
  return Push(level + 1, root);
}

absl::Status TileBuilder::EmitPartial() {
  if (!bundle_.empty()) {
    const auto width = static_cast<int>(size_ % kTileWidth);
    RETURN_IF_ERROR(emit_({TileAddress::kEntries, size_ / kTileWidth, width}, bundle_));
  }
  for (size_t level = 0; level < levels_.size(); ++level) {
    const std::vector<Hash>& tile = levels_[level];
    if (tile.empty()) continue;
    const uint64_t index = size_ >> (8 * (level + 1));
    RETURN_IF_ERROR(emit_({static_cast<int>(level), index, static_cast<int>(tile.size())}, EncodeTile(tile)));
  }
  return absl::OkStatus();
}

Hash TileBuilder::Root() const {
  // From the lowest open tile upwards: what is above a tile stands to the left of it.
  std::optional<Hash> root;
  for (const std::vector<Hash>& tile : levels_) {
    CompactRange range;
    for (const Hash& hash : tile) range.Append(hash);
    if (tile.empty()) continue;
    root = root.has_value() ? range.RootWith(*root) : range.Root();
  }
  return root.value_or(EmptyRoot());
}

}  // namespace dayaq::tlog
