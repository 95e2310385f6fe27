#include "services/platform/tlog/compact_range.h"

#include <bit>

#include "absl/strings/str_cat.h"

namespace dayaq::tlog {

absl::StatusOr<CompactRange> CompactRange::FromBytes(uint64_t size, absl::string_view bytes) {
  const auto subtrees = static_cast<size_t>(std::popcount(size));
  if (bytes.size() != subtrees * kHashSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("The edge of a tree of ", size, " leaves has ", subtrees * kHashSize, " bytes, not ", bytes.size(), "."));
  }
  CompactRange range;
  range.size_ = size;
  for (size_t i = 0; i < subtrees; ++i) range.subtrees_.push_back(*HashFrom(bytes.substr(i * kHashSize, kHashSize)));
  return range;
}

std::string CompactRange::Bytes() const {
  std::string bytes;
  for (const Hash& subtree : subtrees_) absl::StrAppend(&bytes, View(subtree));
  return bytes;
}

void CompactRange::Append(const Hash& leaf_hash) {
  Hash hash = leaf_hash;
  // Every bit that is set at the low end is a subtree as large as what arrives, and to its left.
  for (uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
    hash = NodeHash(subtrees_.back(), hash);
    subtrees_.pop_back();
  }
  subtrees_.push_back(hash);
  ++size_;
}

Hash CompactRange::Root() const {
  if (subtrees_.empty()) return EmptyRoot();
  Hash root = subtrees_.back();
  for (size_t i = subtrees_.size() - 1; i > 0; --i) root = NodeHash(subtrees_[i - 1], root);
  return root;
}

Hash CompactRange::RootWith(const Hash& right) const {
  Hash root = right;
  for (size_t i = subtrees_.size(); i > 0; --i) root = NodeHash(subtrees_[i - 1], root);
  return root;
}

}  // namespace dayaq::tlog
