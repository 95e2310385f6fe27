// Published totals as data (db/sample/published_totals.yaml): each a number, what it counts, of which days, and as known when.
#ifndef CLIENTS_CLI_PUBLISHED_TOTALS_H_
#define CLIENTS_CLI_PUBLISHED_TOTALS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident_service.pb.h"

namespace dayaq::cli {

struct PublishedFigure {
  std::string name;
  std::string count;                    // a field of dayaq.incident.v1.IncidentTotals
  common::v1::PartialDate known_until;  // cut-off, a whole day
  common::v1::PartialDate since;        // happened on this day or later; unset: ever
  int64_t published = 0;
  std::string source;
  std::vector<std::string> others;  // figures that contradict it, each with its source
};

// Reads the list under `figures`. INVALID_ARGUMENT names every fault with its line.
absl::StatusOr<std::vector<PublishedFigure>> ParsePublishedTotals(absl::string_view text, absl::string_view file_name);
absl::StatusOr<std::vector<PublishedFigure>> ReadPublishedTotals(const std::string& path);

// The count of that name. The name is a field of the totals.
int64_t CountOf(const incident::v1::IncidentTotals& totals, const std::string& count);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_PUBLISHED_TOTALS_H_
