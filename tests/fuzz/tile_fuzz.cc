// Paths of tiles, bundles and tiles: one spelling each.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/platform/tlog/tile.h"

namespace {

using namespace dayaq::tlog;  // NOLINT(google-build-using-namespace): one function of a tool.

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto address = ParseTilePath(bytes); address.has_value()) Require(TilePath(*address) == bytes);
  // The first byte says how many entries are expected.
  const absl::string_view rest = bytes.substr(1);
  const int width = 1 + data[0];
  if (const auto entries = ParseBundle(rest, width); entries.ok()) {
    Require(*EncodeBundle({entries->begin(), entries->end()}) == rest);
  }
  if (const auto tile = ParseTile(rest, width); tile.ok()) Require(EncodeTile(*tile) == rest);
  return 0;
}
