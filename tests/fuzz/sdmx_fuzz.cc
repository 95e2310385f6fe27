// No bytes make the reader of SDMX stumble: they are data whole, or refused with a line; and data that were read are written and
// come back.
#include <cstdint>
#include <cstdlib>

#include "services/statistics/sdmx_data.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dayaq::statistics;  // NOLINT(google-build-using-namespace): one function of a tool.
  const auto read = ReadSdmxMl(absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!read.ok()) {
    Require(!read.status().message().empty());
    return 0;
  }
  Require(CheckSdmxData(*read).ok());
  Require(WriteSdmxCsv(*read).ok());
  const auto written = WriteSdmxGeneric(*read, {.id = "F", .sender = "F", .prepared = "2026-01-01T00:00:00Z"});
  Require(written.ok());
  const auto again = ReadSdmxMl(*written);
  // A set whose only dimension is time has no series to write.
  Require(read->dimensions.size() < 2 || (again.ok() && again->observations.size() == read->observations.size()));
  return 0;
}
