#include "services/platform/tlog/tile.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "services/platform/tlog/note.h"

namespace dayaq::tlog {
namespace {

constexpr size_t kMostEntryBytes = 65'535;

void AppendLength(size_t length, std::string& bytes) {
  bytes.push_back(static_cast<char>(length >> 8));
  bytes.push_back(static_cast<char>(length & 0xff));
}

std::string IndexPath(uint64_t index) {
  std::string path = absl::StrFormat("%03d", index % 1000);
  for (index /= 1000; index > 0; index /= 1000) path = absl::StrFormat("x%03d/%s", index % 1000, path);
  return path;
}

// What IndexPath wrote, or some number whose path is another one.
std::optional<uint64_t> ParseIndex(absl::string_view path) {
  uint64_t index = 0;
  for (const char character : path) {
    if (character == 'x' || character == '/') continue;
    if (character < '0' || character > '9' || index > UINT64_MAX / 10 - 1) return std::nullopt;
    index = index * 10 + static_cast<uint64_t>(character - '0');
  }
  return index;
}

}  // namespace

std::string TilePath(const TileAddress& address) {
  const std::string level = address.level == TileAddress::kEntries ? "entries" : absl::StrCat(address.level);
  std::string path = absl::StrCat("tile/", level, "/", IndexPath(address.index));
  if (address.width < kTileWidth) absl::StrAppend(&path, ".p/", address.width);
  return path;
}

std::optional<TileAddress> ParseTilePath(absl::string_view path) {
  const absl::string_view whole = path;
  TileAddress address;
  if (!absl::ConsumePrefix(&path, "tile/")) return std::nullopt;
  const size_t slash = path.find('/');
  if (slash == absl::string_view::npos) return std::nullopt;
  if (const absl::string_view level = path.substr(0, slash); level == "entries") {
    address.level = TileAddress::kEntries;
  } else {
    const auto number = ParseDecimal(level);
    if (!number.has_value() || *number >= 64) return std::nullopt;
    address.level = static_cast<int>(*number);
  }
  path.remove_prefix(slash + 1);
  if (const size_t partial = path.find(".p/"); partial != absl::string_view::npos) {
    const auto width = ParseDecimal(path.substr(partial + 3));
    if (!width.has_value() || *width == 0 || *width >= kTileWidth) return std::nullopt;
    address.width = static_cast<int>(*width);
    path = path.substr(0, partial);
  }
  const auto index = ParseIndex(path);
  if (!index.has_value()) return std::nullopt;
  address.index = *index;
  if (TilePath(address) != whole) return std::nullopt;
  return address;
}

int TileWidth(int level, uint64_t index, uint64_t size) {
  const int height = 8 * std::max(level, 0);
  const uint64_t hashes = height >= 64 ? 0 : size >> height;
  if (index > hashes / kTileWidth) return 0;
  return static_cast<int>(std::min<uint64_t>(kTileWidth, hashes - index * kTileWidth));
}

absl::StatusOr<std::string> EncodeBundle(const std::vector<std::string>& entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    if (entry.size() > kMostEntryBytes) return absl::InvalidArgumentError("An entry of a bundle has at most 65,535 bytes.");
    AppendLength(entry.size(), bytes);
    bytes += entry;
  }
  return bytes;
}

absl::StatusOr<std::vector<absl::string_view>> ParseBundle(absl::string_view bytes, int width) {
  std::vector<absl::string_view> entries;
  entries.reserve(static_cast<size_t>(width));
  while (!bytes.empty() && entries.size() < static_cast<size_t>(width)) {
    if (bytes.size() < 2) break;
    const size_t length = static_cast<size_t>(static_cast<unsigned char>(bytes[0])) << 8 | static_cast<unsigned char>(bytes[1]);
    if (bytes.size() - 2 < length) break;
    entries.push_back(bytes.substr(2, length));
    bytes.remove_prefix(2 + length);
  }
  if (!bytes.empty() || entries.size() != static_cast<size_t>(width)) {
    return absl::DataLossError(absl::StrCat("The bundle does not hold exactly ", width, " entries."));
  }
  return entries;
}

absl::StatusOr<std::vector<Hash>> ParseTile(absl::string_view bytes, int width) {
  if (width < 1 || width > kTileWidth || bytes.size() != static_cast<size_t>(width) * kHashSize) {
    return absl::DataLossError(absl::StrCat("The tile does not hold exactly ", width, " hashes."));
  }
  std::vector<Hash> hashes(static_cast<size_t>(width));
  for (size_t i = 0; i < hashes.size(); ++i) hashes[i] = *HashFrom(bytes.substr(i * kHashSize, kHashSize));
  return hashes;
}

std::string EncodeTile(const std::vector<Hash>& hashes) {
  static_assert(sizeof(Hash) == kHashSize);
  return {reinterpret_cast<const char*>(hashes.data()), hashes.size() * kHashSize};
}

std::string EncodeCommitments(const std::vector<Hash>& commitments) {
  std::string bytes;
  bytes.reserve(commitments.size() * (2 + kCommitmentSize));
  for (const Hash& commitment : commitments) {
    AppendLength(kCommitmentSize, bytes);
    absl::StrAppend(&bytes, View(commitment));
  }
  return bytes;
}

}  // namespace dayaq::tlog
