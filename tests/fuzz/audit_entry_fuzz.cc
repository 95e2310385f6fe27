// The canonical bytes of an audit entry and the state of an earlier run, as dayaq-audit-verify reads them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "clients/verify/entry_reader.h"
#include "clients/verify/run_state.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto entry = dayaq::verify::ReadEntry(bytes); entry.has_value()) {
    for (const auto language : {dayaq::cli::Language::kAz, dayaq::cli::Language::kEn}) {
      // Nothing reaches the screen that could move its cursor.
      for (const char character : dayaq::verify::ToldEntry(*entry, language)) {
        if (static_cast<unsigned char>(character) < 0x20 && character != '\n') std::abort();
      }
    }
  }
  if (const auto state = dayaq::verify::ParseRunState(bytes); state.ok()) {
    if (dayaq::verify::FormatRunState(state->tile_roots, state->note) != bytes) std::abort();
  }
  return 0;
}
