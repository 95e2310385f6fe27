// A tree that only grows, known by the roots of its complete subtrees: what a sequencer keeps between two rounds.
#ifndef SERVICES_PLATFORM_TLOG_COMPACT_RANGE_H_
#define SERVICES_PLATFORM_TLOG_COMPACT_RANGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// As many subtrees as the size has bits set, the largest (leftmost) first.
class CompactRange {
 public:
  CompactRange() = default;

  // What Bytes() wrote for a tree of `size` leaves; INVALID_ARGUMENT when the number of bytes does not fit the size.
  static absl::StatusOr<CompactRange> FromBytes(uint64_t size, absl::string_view bytes);

  // 32 bytes for each subtree; empty for an empty tree.
  std::string Bytes() const;

  // Adds one leaf at the right end, by its LeafHash.
  void Append(const Hash& leaf_hash);

  uint64_t size() const { return size_; }
  Hash Root() const;
  // The root of a tree that has these subtrees to the left of a smaller one.
  Hash RootWith(const Hash& right) const;

 private:
  uint64_t size_ = 0;
  std::vector<Hash> subtrees_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_COMPACT_RANGE_H_
