// The files of a tree as it grows from one size to another.
#ifndef SERVICES_PLATFORM_TLOG_TILE_BUILDER_H_
#define SERVICES_PLATFORM_TLOG_TILE_BUILDER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// Takes leaves one by one and gives every tile and bundle as it becomes full. Keeps the open tile of each level and nothing else.
class TileBuilder {
 public:
  // Gets each file once; an error ends Append or Finish.
  using Emit = std::function<absl::Status(const TileAddress&, absl::string_view bytes)>;

  explicit TileBuilder(Emit emit) : emit_(std::move(emit)), levels_(1) {}

  // Goes on where a tree of `size` leaves stood: `tile` reads its partial tiles (tile level, index), `bundle` its partial bundle.
  static absl::StatusOr<TileBuilder> Resume(uint64_t size, absl::FunctionRef<absl::StatusOr<std::vector<Hash>>(int, uint64_t)> tile,
                                            absl::FunctionRef<absl::StatusOr<std::string>(uint64_t)> bundle, Emit emit);

  // One more leaf: its data (the commitment) goes to the bundle, its hash to the tile.
  absl::Status Append(absl::string_view leaf_data);

  // The same by the leaf's hash, for whoever has the bundles already: none come out.
  absl::Status AppendHash(const Hash& leaf_hash) {
    ++size_;
    return Push(0, leaf_hash);
  }

  // Gives the partial tiles and the partial bundle of the present size. More leaves may follow.
  absl::Status EmitPartial();

  uint64_t size() const { return size_; }
  // The root of all leaves so far.
  Hash Root() const;

 private:
  absl::Status Push(size_t level, const Hash& hash);

  Emit emit_;
  uint64_t size_ = 0;
  std::string bundle_;
  // The hashes of the open tile of each level.
  std::vector<std::vector<Hash>> levels_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TILE_BUILDER_H_
