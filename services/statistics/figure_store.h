// All SQL that counts the layer. Holds no rules.
#ifndef SERVICES_STATISTICS_FIGURE_STORE_H_
#define SERVICES_STATISTICS_FIGURE_STORE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/platform/database/transaction.h"
#include "services/statistics/figure_count.h"
#include "services/statistics/figure_plan.h"

namespace dayaq::statistics {

// Which layer is counted.
struct LayerMoment {
  std::string registered_in;
  // As known at the end of this day in Baku.
  absl::CivilDay known_until;
  // As the layer was at that moment; empty: as it is.
  std::string snapshot;
};

// Narrows rows down to those of a cell. Defaults narrow nothing.
struct CellRows {
  TimeCode time;
  // Dimension and code, at most three.
  std::vector<std::pair<std::string, std::string>> codes;
};

// A row that was counted.
struct CountedRow {
  std::string pseudonym, part, parent, kind;
  // Canonical text of what was counted of it.
  std::string record;
};

class FigureStore {
 public:
  // Counts by what the plan names, summed over nothing.
  absl::StatusOr<std::vector<CountedGroup>> Count(Transaction& transaction, const LayerMoment& moment,
                                                  const FigurePlan& plan) const;
  // What was paid, by year, benefit and number.
  absl::StatusOr<std::vector<CountedGroup>> Amounts(Transaction& transaction, const LayerMoment& moment,
                                                    const FigurePlan& plan) const;
  // Rows of a kind within days, in the order of their pseudonyms, behind one, at most so many. RESOURCE_EXHAUSTED: never.
  absl::StatusOr<std::vector<CountedRow>> Records(Transaction& transaction, const LayerMoment& moment, const Measure& measure,
                                                  const CellRows& rows, absl::string_view after, int most) const;
  absl::StatusOr<int64_t> CountRecords(Transaction& transaction, const LayerMoment& moment, const Measure& measure,
                                       const CellRows& rows) const;

  // Districts of a register, by code.
  absl::StatusOr<std::vector<ListedCode>> Districts(Transaction& transaction, absl::string_view registered_in) const;
  // The register of that code, or the national one for none; empty when there is no such register.
  absl::StatusOr<std::string> Register(Transaction& transaction, absl::string_view code) const;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_STORE_H_
