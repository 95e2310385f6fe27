// policy/reconciliation.yaml: figures that others published, and the definitions by which this register may have counted the same.
#ifndef SERVICES_STATISTICS_RECONCILIATION_LIST_H_
#define SERVICES_STATISTICS_RECONCILIATION_LIST_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/statistics/indicator_definitions.h"

namespace dayaq::statistics {

// One way to count what was published.
struct CountingDefinition {
  std::string id;
  std::string title_az;
  std::string title_en;
  // As known now, instead of on the day of the figure.
  bool known_now = false;
  // First day, when it is another than the figure's.
  std::optional<absl::CivilDay> from;
};

struct OthersFigure {
  std::string id;
  std::string title_az;
  std::string title_en;
  absl::CivilDay cut_off;
  absl::CivilDay from;
  // {set}/{id}.
  std::string indicator;
  // Codes that are added up, by dimension.
  std::map<std::string, std::vector<std::string>> cell;
  int64_t published = 0;
  bool more_than = false;
  std::string source;
  // Ours is the first.
  std::vector<CountingDefinition> definitions;
  std::string note_az;
  std::string note_en;
};

struct ReconciliationList {
  std::string edition;
  // By the day they are as of; those of one day in the order of the file.
  std::vector<OthersFigure> figures;
};

// FAILED_PRECONDITION with every fault on a line of its own: file, line, column and what is wrong. Indicators and dimensions are
// those of `sets`.
absl::StatusOr<ReconciliationList> ParseReconciliation(const std::string& yaml, absl::string_view source,
                                                       const std::vector<IndicatorSet>& sets);
// The same of `<policy directory>/reconciliation.yaml`.
absl::StatusOr<ReconciliationList> LoadReconciliation(const std::string& policy_directory, const std::vector<IndicatorSet>& sets);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RECONCILIATION_LIST_H_
