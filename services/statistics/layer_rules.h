// What of a record goes into the layer that figures are counted from, and under which codes.
#ifndef SERVICES_STATISTICS_LAYER_RULES_H_
#define SERVICES_STATISTICS_LAYER_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/statistics/pseudonyms.h"

namespace dayaq::statistics {

// One version of a record, as the service that keeps it tells it. Times are PostgreSQL's own texts and are passed on as they are.
struct ToldVersion {
  std::string kind, uid, parent_uid;
  // Empty: there is such a record, and nothing of it is counted.
  std::string recorded_from;
  std::string recorded_until, registered_in, occurred_on, ended_on, district, outcome, sex, civil_status, activity, device;
  std::optional<int64_t> least_age, most_age;
};

// A row of the layer.
struct Fact {
  std::string kind, pseudonym, parent, recorded_from, recorded_until, registered_in, occurred_on, ended_on, district, outcome, sex,
      age_band, civ_status, activity, device;
};

// What is to stand in the layer of these records: every pseudonym of theirs, and all rows of those.
struct Layer {
  std::vector<std::string> pseudonyms;
  std::vector<Fact> facts;
};

// Versions of one record follow each other in the order of recorded_from. Those that say the same and touch become one: whether a
// record was touched by something that is not counted leaves no trace.
absl::StatusOr<Layer> LayerOf(const std::vector<ToldVersion>& told, const std::vector<std::string>& age_codes,
                              const Pseudonyms& pseudonyms);

// The band that holds all ages from least to most, both in years; "U" when no band holds all of them or nothing is known.
std::string AgeBand(std::optional<int64_t> least, std::optional<int64_t> most, const std::vector<std::string>& age_codes);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_RULES_H_
