// From rows that were counted to a table of counts, and to what figures are made of besides.
#ifndef SERVICES_STATISTICS_FIGURE_COUNT_H_
#define SERVICES_STATISTICS_FIGURE_COUNT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {

// Rows that are alike, and how many they are. `period` is as much of the day as the step needs ("2025-03", "2025").
struct CountedGroup {
  std::string period;
  std::vector<std::string> codes;
  int64_t count = 0;
};

// A table with what its figures are made of, cell by cell; empty where the measure needs none.
struct CountedTable {
  CountTable table;
  // How often which number.
  std::vector<std::map<int64_t, int64_t>> numbers;
  // What was paid; nothing where it went to too few, or is not known whole.
  std::map<size_t, int64_t> amounts;
};

// The table with its counts and all their sums. `amounts` are groups by benefit and number: what was paid in a year. INTERNAL for a
// code that the table does not have: nothing is silently left out.
absl::StatusOr<CountedTable> FilledTable(const FigurePlan& plan, const std::vector<CountedGroup>& groups,
                                         const std::vector<CountedGroup>& amounts);

// What is printed of each cell in place of its count (printed_cells.h), as far as what is shown of the counts allows. None where
// counts are printed.
std::vector<std::string> FiguresOf(const FigurePlan& plan, const CountedTable& counted, const ProtectedTable& shown,
                                   const FigureRules& rules);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_COUNT_H_
