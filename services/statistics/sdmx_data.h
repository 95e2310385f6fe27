// Statistical data as they go between offices (SDMX): observations by codes, whichever form they are written in.
#ifndef SERVICES_STATISTICS_SDMX_DATA_H_
#define SERVICES_STATISTICS_SDMX_DATA_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::statistics {

inline constexpr absl::string_view kObsValue = "OBS_VALUE";
inline constexpr absl::string_view kObsStatus = "OBS_STATUS";
inline constexpr absl::string_view kTimePeriod = "TIME_PERIOD";
// Missing value; suppressed.
inline constexpr absl::string_view kSuppressed = "Q";

// What the data are structured by: agency, id and version of a data structure definition or of a dataflow.
struct SdmxStructure {
  std::string agency;
  std::string id;
  std::string version;
  bool is_dataflow = false;

  // "AZ_SSC:DF_SDG18(1.0.0)".
  std::string Name() const;
  friend bool operator==(const SdmxStructure&, const SdmxStructure&) = default;
};

struct SdmxObservation {
  // A code for every dimension of the set, in their order.
  std::vector<std::string> codes;
  // A number as it is written; empty when it is missing or hidden.
  std::string value;
  // By name; only those that are there.
  std::map<std::string, std::string> attributes;
  // Of the file it was read from; 0 for what was made here.
  int line = 0;
};

struct SdmxDataSet {
  SdmxStructure structure;
  // In order; TIME_PERIOD is the last of them.
  std::vector<std::string> dimensions;
  std::vector<SdmxObservation> observations;

  // The place of a dimension; nothing when it has none of that name.
  std::optional<size_t> PlaceOf(absl::string_view dimension) const;
};

// Who sends a message, and when. Times as in XML: "2026-11-30T12:00:00Z".
struct SdmxHeader {
  std::string id;
  std::string sender;
  std::string prepared;
  bool test = false;
};

// INVALID_ARGUMENT, with all that is wrong, unless every observation has a code for every dimension, stands once, has a number or
// none, has OBS_STATUS, and no number where that says suppressed.
absl::Status CheckSdmxData(const SdmxDataSet& data);

// SDMX-CSV 2.0 with the action R (replace): one line an observation, attributes that any of them has. Data that CheckSdmxData
// refuses are not written.
absl::StatusOr<std::string> WriteSdmxCsv(const SdmxDataSet& data);
// SDMX-ML 2.1 GenericData, series over time.
absl::StatusOr<std::string> WriteSdmxGeneric(const SdmxDataSet& data, const SdmxHeader& header);

struct SdmxLimits {
  size_t bytes = 16 << 20;
  int depth = 16;
  int elements = 500'000;
  int observations = 200'000;
  size_t text_bytes = 4000;
};

// The dimensions of the global structure for the Sustainable Development Goals, in order.
const std::vector<std::string>& SdgDimensions();

// Reads SDMX-ML 2.1, GenericData or StructureSpecificData, series over time or flat. A structure-specific file does not say which
// of its attributes are dimensions: those in `dimensions` are. INVALID_ARGUMENT with the line, the place and what is wrong; nothing
// is half read. Refused: document types and entities, other character sets than UTF-8, other namespaces, what is larger or deeper
// than the limits.
absl::StatusOr<SdmxDataSet> ReadSdmxMl(absl::string_view bytes, const std::vector<std::string>& dimensions = SdgDimensions(),
                                       const SdmxLimits& limits = {});

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_SDMX_DATA_H_
