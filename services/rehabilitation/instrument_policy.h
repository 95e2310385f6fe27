// policy/instruments.yaml: what each instrument of measurement can give.
#ifndef SERVICES_REHABILITATION_INSTRUMENT_POLICY_H_
#define SERVICES_REHABILITATION_INSTRUMENT_POLICY_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/rehabilitation/v1/episode.pb.h"

namespace dayaq::rehabilitation {

// The scores an instrument can give, in its unit (proto/dayaq/rehabilitation/v1/episode.proto, Instrument).
struct ScoreRange {
  int least = 0;
  int most = 0;
  // Where it was read, in words; an example is nobody's rule.
  std::string source;
  bool example = false;
};

struct InstrumentPolicy {
  // One of each instrument of the contract.
  std::map<v1::Instrument, ScoreRange> ranges;

  // Nothing fits one that is unknown.
  ScoreRange RangeOf(v1::Instrument instrument) const;
};

// FAILED_PRECONDITION with every fault on a line of its own, in the order of the file: file, line, column and what is wrong.
absl::StatusOr<InstrumentPolicy> ParseInstrumentPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/instruments.yaml`.
absl::StatusOr<InstrumentPolicy> LoadInstrumentPolicy(const std::string& policy_directory);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_INSTRUMENT_POLICY_H_
