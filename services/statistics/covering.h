// Finds which further cells have to be hidden so that one can be anything within a range: as few, and as unimportant, as a linear
// program can tell.
#ifndef SERVICES_STATISTICS_COVERING_H_
#define SERVICES_STATISTICS_COVERING_H_

#include <optional>
#include <vector>

#include "services/statistics/linear_program.h"
#include "services/statistics/puzzle.h"

namespace dayaq::statistics {

// Keeps the program between questions. The puzzle must outlive it, and cells that are hidden meanwhile must be named.
class Covering {
 public:
  explicit Covering(const Puzzle& puzzle);

  // Cells to hide besides those that are, so that `cell`, a hidden one, has that width; nothing when there is no way.
  std::optional<std::vector<int>> CellsFor(int cell, int64_t width);
  // From now on it costs nothing to move that cell.
  void Hidden(int cell);

 private:
  // The variables of one cell, in distances from the truth: within what is known of it, and beyond that for its cost.
  struct Place {
    int within = -1;
    int above = -1;
    int below = -1;
  };
  std::optional<std::vector<int>> CellsToReach(int cell, int64_t distance);

  const Puzzle& puzzle_;
  LinearProgram program_;
  std::vector<Place> places_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_COVERING_H_
