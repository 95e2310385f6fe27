#include "clients/verify/log_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/tlog/tile_builder.h"
#include "services/platform/tlog/tile_reader.h"
#include "services/platform/tlog/tile_store.h"

namespace dayaq::verify {
namespace {

using tlog::kHashSize;
using tlog::kTileWidth;
using tlog::TileAddress;

constexpr size_t kMostTileBytes = kTileWidth * kHashSize;
constexpr size_t kMostBundleBytes = kTileWidth * (2 + tlog::kCommitmentSize);

// How many bytes two texts begin with in common.
size_t CommonBytes(absl::string_view one, absl::string_view other) {
  const auto end = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<size_t>(end.first - one.begin());
}

// The name of a bundle in a copy: without its width, for it grows there.
std::string CopyPath(uint64_t index) { return tlog::TilePath({TileAddress::kEntries, index, kTileWidth}); }

std::vector<tlog::Hash> Hashes(absl::string_view tile) { return *tlog::ParseTile(tile, static_cast<int>(tile.size() / kHashSize)); }

}  // namespace

std::optional<Finding> LogCheck::CheckBundle(uint64_t index, absl::string_view bytes,
                                             const std::vector<absl::string_view>& entries) const {
  const std::string path = tlog::TilePath({TileAddress::kEntries, index, static_cast<int>(entries.size())});
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].size() == tlog::kCommitmentSize) continue;
    return Finding{Fault::kBundleMalformed, path, index * kTileWidth + i, {}, "an entry has not 32 bytes"};
  }
  if (former_copy_.empty() || !expected_.has_value() || index * kTileWidth >= expected_->checkpoint.size) return std::nullopt;
  const absl::StatusOr<std::string> former = tlog::FolderSource(former_copy_)->Read(CopyPath(index), kMostBundleBytes);
  if (!former.ok()) return Finding{Fault::kBadInput, former_copy_, {}, {}, std::string(former.status().message())};
  const uint64_t known = std::min<uint64_t>(kTileWidth, expected_->checkpoint.size - index * kTileWidth);
  const size_t known_bytes = known * (2 + tlog::kCommitmentSize);
  const size_t common = CommonBytes(bytes, *former);
  if (common >= known_bytes) return std::nullopt;
  return Finding{Fault::kHistoryChanged, path, index * kTileWidth + common / (2 + tlog::kCommitmentSize), {}, ""};
}

std::optional<Finding> LogCheck::CompareTile(const TileAddress& address, absl::string_view derived) {
  ++files_;
  if (address.level == 1) {
    const std::vector<tlog::Hash> roots = Hashes(derived);
    tile_roots_.insert(tile_roots_.end(), roots.begin(), roots.end());
  }
  const std::string path = tlog::TilePath(address);
  const uint64_t first_hash = address.index * kTileWidth;
  const auto leaves_from = [&](uint64_t hash) { return (first_hash + hash) << (8 * address.level); };
  absl::StatusOr<std::string> published = source_.Read(path, kMostTileBytes);
  if (absl::IsNotFound(published.status()) && address.width < kTileWidth) {
    published = source_.Read(tlog::TilePath({address.level, address.index, kTileWidth}), kMostTileBytes);
    if (published.ok()) published->resize(std::min(published->size(), derived.size()));
  }
  if (!published.ok()) {
    Finding finding = Unread(published.status(), path);
    if (finding.fault == Fault::kBundleMalformed) finding.fault = Fault::kTileDiffers;
    finding.first = leaves_from(0);
    finding.last = leaves_from(static_cast<uint64_t>(address.width)) - 1;
    return finding;
  }
  if (*published == derived) return std::nullopt;
  const uint64_t hash = CommonBytes(*published, derived) / kHashSize;
  return Finding{Fault::kTileDiffers, path, leaves_from(hash), leaves_from(hash + 1) - 1, ""};
}

Finding LogCheck::Changed(const Mark& mark, const std::vector<tlog::Hash>& tile_roots) const {
  // What a signed root vouched for is not the cause.
  uint64_t first = proven_size_, last = mark.size == 0 ? 0 : mark.size - 1;
  if (expected_.has_value() && proven_size_ < expected_->checkpoint.size) {
    const std::vector<tlog::Hash>& then = expected_->tile_roots;
    const auto differs = std::mismatch(then.begin(), then.end(), tile_roots.begin(), tile_roots.end());
    const auto tile = static_cast<uint64_t>(differs.first - then.begin());
    // Behind its last full tile the state knows no more than its root.
    first = std::max(first, std::min(tile * kTileWidth, last));
    if (tile < then.size()) last = std::min(tile * kTileWidth + kTileWidth, mark.size) - 1;
  }
  return {mark.fault, mark.place, first, last, absl::StrCat("another root at ", mark.size, " leaves")};
}

// Builds the tree anew from the published entries.
class LogCheck::Walk {
 public:
  Walk(LogCheck& check, const EachLeaf& each_leaf)
      : check_(check),
        each_leaf_(each_leaf),
        size_(check.head_.checkpoint.size),
        reader_(check.source_, size_),
        builder_([this](const TileAddress& address, absl::string_view derived) { return Take(address, derived); }) {}

  std::optional<Finding> Run(const OnProgress& on_progress) {
    if (!check_.keep_.empty()) {
      absl::StatusOr<tlog::TileStore> store = tlog::TileStore::Open(check_.keep_);
      if (!store.ok()) return Finding{Fault::kBadInput, check_.keep_, {}, {}, std::string(store.status().message())};
      keep_ = *std::move(store);
    }
    CheckMarks();
    for (uint64_t index = 0; index * kTileWidth < size_ && !finding_.has_value(); ++index) {
      if (auto finding = TakeBundle(index); finding.has_value()) return finding;
      on_progress(builder_.size(), size_);
    }
    if (builder_.size() < size_) return finding_;
    // A tile that differs says more than a root that does.
    const std::optional<Finding> wrong_root = std::exchange(finding_, std::nullopt);
    (void)builder_.EmitPartial();
    return finding_.has_value() ? finding_ : wrong_root;
  }

 private:
  std::optional<Finding> TakeBundle(uint64_t index) {
    const int width = tlog::TileWidth(TileAddress::kEntries, index, size_);
    const absl::StatusOr<std::string> bytes = reader_.Bundle(index);
    const auto entries = bytes.ok() ? tlog::ParseBundle(*bytes, width) : bytes.status();
    if (!entries.ok()) {
      Finding finding = Unread(entries.status(), tlog::TilePath({TileAddress::kEntries, index, width}));
      finding.first = index * kTileWidth;
      finding.last = index * kTileWidth + static_cast<uint64_t>(width) - 1;
      return finding;
    }
    ++check_.files_;
    if (auto finding = check_.CheckBundle(index, *bytes, *entries); finding.has_value()) return finding;
    if (index == 0 && check_.opening_.has_value() && tlog::View(tlog::Sha256(*check_.opening_)) != (*entries)[0]) {
      return Finding{Fault::kOpeningWrong, tlog::kOpeningPath, 0, {}, ""};
    }
    for (const absl::string_view entry : *entries) {
      if (auto finding = each_leaf_(builder_.size(), entry); finding.has_value()) return finding;
      (void)builder_.AppendHash(tlog::LeafHash(entry));
      if (builder_.size() == next_mark_) CheckMarks();
      if (finding_.has_value() && builder_.size() < size_) return finding_;
    }
    if (finding_.has_value() || !keep_.has_value()) return std::nullopt;
    return Keep(CopyPath(index), *bytes);
  }

  std::optional<Finding> Keep(const std::string& path, const std::string& bytes) {
    const absl::StatusOr<std::string> there = tlog::FolderSource(check_.keep_)->Read(path, kMostBundleBytes);
    if (there.ok() && *there == bytes) return std::nullopt;
    const absl::Status kept = keep_->Replace(path, bytes);
    if (kept.ok()) return std::nullopt;
    return Finding{Fault::kBadInput, check_.keep_, {}, {}, std::string(kept.message())};
  }

  // Every tile as it becomes full; while the tree is only looked at, its open tiles are none of the published ones.
  absl::Status Take(const TileAddress& address, absl::string_view derived) {
    if (looking_ == nullptr) {
      // The first thing that is wrong is told, not the last.
      if (auto finding = check_.CompareTile(address, derived); finding.has_value() && !finding_.has_value()) finding_ = finding;
    } else if (address.level == 1) {
      *looking_ = Hashes(derived);
    }
    return absl::OkStatus();
  }

  void CheckMarks() {
    next_mark_ = UINT64_MAX;
    for (const Mark& mark : check_.marks_) {
      if (mark.size > builder_.size()) next_mark_ = std::min(next_mark_, mark.size);
      if (finding_.has_value() || mark.size != builder_.size()) continue;
      if (mark.root == builder_.Root()) {
        check_.proven_size_ = mark.size;
      } else {
        finding_ = check_.Changed(mark, TileRoots());
      }
    }
  }

  // The roots of all full tiles of leaves so far.
  std::vector<tlog::Hash> TileRoots() {
    std::vector<tlog::Hash> open, all = check_.tile_roots_;
    looking_ = &open;
    (void)builder_.EmitPartial();
    looking_ = nullptr;
    all.insert(all.end(), open.begin(), open.end());
    return all;
  }

  LogCheck& check_;
  const EachLeaf& each_leaf_;
  const uint64_t size_;
  tlog::TileReader reader_;
  tlog::TileBuilder builder_;
  std::optional<tlog::TileStore> keep_;
  std::optional<Finding> finding_;
  std::vector<tlog::Hash>* looking_ = nullptr;
  uint64_t next_mark_ = 0;
};

std::optional<Finding> LogCheck::Derive(const EachLeaf& each_leaf, const OnProgress& on_progress) {
  marks_.push_back({head_.checkpoint.size, head_.checkpoint.root, Fault::kRootDiffers, "checkpoint"});
  return Walk(*this, each_leaf).Run(on_progress);
}

}  // namespace dayaq::verify
