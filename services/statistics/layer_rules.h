// What of a record goes into the layer that figures are counted from, and under which codes.
#ifndef SERVICES_STATISTICS_LAYER_RULES_H_
#define SERVICES_STATISTICS_LAYER_RULES_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/statistics/pseudonyms.h"

namespace dayaq::statistics {

// One version of a record, as the service that keeps it tells it. Times are PostgreSQL's own texts and are passed on as they are.
struct ToldVersion {
  std::string kind, uid, parent_uid, part;
  // Empty: there is such a record, and nothing of it is counted.
  std::string recorded_from;
  std::string recorded_until, registered_in, occurred_on, begun_on, due_on, ended_on, died_on, district, outcome, sex, civil_status,
      activity, device, benefit, service, relation;
  std::optional<int64_t> least_age, most_age, value;
  std::optional<bool> share;
};

// A row of the layer.
struct Fact {
  std::string kind, pseudonym, parent, part, recorded_from, recorded_until, registered_in, occurred_on, ended_on, district, outcome,
      sex, age_band, civ_status, activity, device, benefit, service, relation, share, value;
};

// What is to stand in the layer of these records: every pseudonym of theirs, and all rows of those.
struct Layer {
  std::vector<std::string> pseudonyms;
  std::vector<Fact> facts;
};

// What the lists of a ministry say about codes.
struct LayerCodes {
  // Of ages, from the youngest to "not known".
  std::vector<std::string> ages;
  // Classes of devices that are prostheses (policy/devices.yaml).
  std::set<std::string> prostheses;
};

// Versions of one record follow each other in the order of recorded_from. Those that say the same and touch become one: whether a
// record was touched by something that is not counted leaves no trace.
absl::StatusOr<Layer> LayerOf(const std::vector<ToldVersion>& told, const LayerCodes& codes, const Pseudonyms& pseudonyms);

// The band that holds all ages from least to most, both in years; "U" when no band holds all of them or nothing is known.
std::string AgeBand(std::optional<int64_t> least, std::optional<int64_t> most, const std::vector<std::string>& age_codes);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_RULES_H_
