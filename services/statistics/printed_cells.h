// What stands in a printed table: counts, or figures that were made of counts.
#ifndef SERVICES_STATISTICS_PRINTED_CELLS_H_
#define SERVICES_STATISTICS_PRINTED_CELLS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {

// In place of a figure: it is hidden; there is nobody it could be made of; the cell is not printed.
inline constexpr absl::string_view kHiddenFigure = "Q";
inline constexpr absl::string_view kNoFigure = "-";
inline constexpr absl::string_view kNotPrinted = "";

struct PrintedCell {
  // Its place in the table of counts.
  size_t cell = 0;
  // Empty where nothing is told.
  std::string text;
  Showing showing = Showing::kHidden;
  // Nothing is told because there is nothing.
  bool nothing = false;
};

// In the order of the table.
std::vector<PrintedCell> PrintedCells(const ProtectedTable& table);

// Places of the dimensions that are printed.
std::vector<size_t> PrintedDimensions(const CountTable& table);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PRINTED_CELLS_H_
