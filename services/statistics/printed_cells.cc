#include "services/statistics/printed_cells.h"

#include "absl/strings/str_cat.h"

namespace dayaq::statistics {

std::vector<PrintedCell> PrintedCells(const ProtectedTable& table) {
  std::vector<PrintedCell> printed;
  for (size_t cell = 0; cell < table.showing.size(); ++cell) {
    PrintedCell made{.cell = cell, .showing = table.showing[cell]};
    if (table.figures.empty()) {
      if (made.showing != Showing::kHidden) made.text = absl::StrCat(table.ShownValue(cell));
    } else {
      const std::string& figure = table.figures[cell];
      if (figure == kNotPrinted) continue;
      made.nothing = figure == kNoFigure;
      if (figure == kHiddenFigure) {
        made.showing = Showing::kHidden;
      } else if (!made.nothing) {
        made.text = figure;
      }
    }
    printed.push_back(std::move(made));
  }
  return printed;
}

std::vector<size_t> PrintedDimensions(const CountTable& table) {
  std::vector<size_t> places;
  for (size_t i = 0; i < table.dimensions.size(); ++i) {
    if (table.dimensions[i].id != kShareDimension) places.push_back(i);
  }
  return places;
}

}  // namespace dayaq::statistics
