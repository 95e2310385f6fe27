#include "services/statistics/covering.h"

#include <algorithm>

namespace dayaq::statistics {
namespace {

constexpr double kMoved = 1e-6;

}  // namespace

Covering::Covering(const Puzzle& puzzle) : puzzle_(puzzle), places_(puzzle.cells.size()) {
  for (size_t i = 0; i < puzzle.cells.size(); ++i) {
    const PuzzleCell& cell = puzzle.cells[i];
    if (cell.is_open()) {
      places_[i].within = program_.AddVariable(static_cast<double>(cell.known().low - cell.value),
                                               static_cast<double>(cell.known().high - cell.value), 0);
    }
    // A count below what everybody knows of hidden ones would give itself away.
    if (cell.hidden || !cell.may_hide || cell.value < cell.least) continue;
    places_[i].above = program_.AddVariable(0, static_cast<double>(kFar), cell.cost);
    places_[i].below = program_.AddVariable(0, static_cast<double>(cell.value - cell.least), cell.cost);
  }
  for (const Equation& equation : puzzle.equations) {
    std::vector<std::pair<int, double>> terms;
    for (const Term& term : equation) {
      const auto factor = static_cast<double>(term.factor);
      const Place& place = places_[term.cell];
      if (place.within >= 0) terms.emplace_back(place.within, factor);
      if (place.above >= 0) terms.emplace_back(place.above, factor);
      if (place.below >= 0) terms.emplace_back(place.below, -factor);
    }
    if (!terms.empty()) program_.AddRow(terms, 0);
  }
}

void Covering::Hidden(int cell) {
  if (places_[cell].above < 0) return;
  program_.SetCost(places_[cell].above, 0);
  program_.SetCost(places_[cell].below, 0);
}

std::optional<std::vector<int>> Covering::CellsToReach(int cell, int64_t distance) {
  const Place& asked = places_[cell];
  // Where it was hidden only meanwhile, its own variables are those beyond.
  const int variable = asked.above < 0 ? asked.within : (distance > 0 ? asked.above : asked.below);
  if (variable < 0) return std::nullopt;
  const PuzzleCell& known = puzzle_.cells[cell];
  const double low = asked.above < 0 ? static_cast<double>(known.known().low - known.value) : 0;
  const double high = distance < 0 && asked.above >= 0 ? static_cast<double>(known.value - known.least) : static_cast<double>(kFar);
  const double target = asked.above < 0 ? static_cast<double>(distance) : static_cast<double>(std::abs(distance));
  if (target < low || target > high) return std::nullopt;
  // Of two variables that move one cell, the other must not take the move back.
  const int other = asked.above < 0 ? -1 : (distance > 0 ? asked.below : asked.above);
  program_.SetBounds(variable, target, target);
  if (other >= 0) program_.SetBounds(other, 0, 0);
  const auto answer = program_.Minimise();
  program_.SetBounds(variable, low, high);
  if (other >= 0)
    program_.SetBounds(other, 0, distance > 0 ? static_cast<double>(known.value - known.least) : static_cast<double>(kFar));
  if (!answer.has_value()) return std::nullopt;
  std::vector<int> moved;
  for (size_t i = 0; i < places_.size(); ++i) {
    const Place& place = places_[i];
    if (puzzle_.cells[i].hidden || place.above < 0) continue;
    if ((*answer)[place.above] + (*answer)[place.below] > kMoved) moved.push_back(static_cast<int>(i));
  }
  return moved;
}

std::optional<std::vector<int>> Covering::CellsFor(int cell, int64_t width) {
  const int64_t down = std::min(width, puzzle_.cells[cell].value - puzzle_.cells[cell].least);
  if (down > 0) {
    auto below = CellsToReach(cell, -down);
    if (below.has_value()) {
      if (down == width) return below;
      for (const int moved : *below) Hidden(moved);
      auto above = CellsToReach(cell, width - down);
      if (above.has_value()) {
        below->insert(below->end(), above->begin(), above->end());
        return below;
      }
    }
  }
  return CellsToReach(cell, width);
}

}  // namespace dayaq::statistics
