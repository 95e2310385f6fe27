#include "services/statistics/puzzle.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "services/statistics/linear_program.h"

namespace dayaq::statistics {
namespace {

// Which open cells hang together through equations: what happens in one group tells nothing of another.
class Groups {
 public:
  explicit Groups(const Puzzle& puzzle) : parents_(puzzle.cells.size()) {
    std::iota(parents_.begin(), parents_.end(), 0);
    for (const Equation& equation : puzzle.equations) {
      int first = -1;
      for (const Term& term : equation) {
        if (!puzzle.cells[term.cell].is_open()) continue;
        if (first < 0) {
          first = term.cell;
        } else {
          parents_[Root(term.cell)] = Root(first);
        }
      }
    }
  }

  int Root(int cell) {
    while (parents_[cell] != cell) cell = parents_[cell] = parents_[parents_[cell]];
    return cell;
  }

 private:
  std::vector<int> parents_;
};

// One group before the solver, in distances from the truth.
class Group {
 public:
  Group(const Puzzle& puzzle, std::vector<int> cells) : puzzle_(puzzle), cells_(std::move(cells)) {
    for (size_t i = 0; i < cells_.size(); ++i) {
      const PuzzleCell& cell = puzzle.cells[cells_[i]];
      program_.AddVariable(static_cast<double>(cell.known().low - cell.value), static_cast<double>(cell.known().high - cell.value),
                           0);
      places_[cells_[i]] = static_cast<int>(i);
    }
  }

  bool Has(int cell) const { return places_.count(cell) > 0; }

  void AddEquation(const Equation& equation) {
    std::map<int, double> factors;
    for (const Term& term : equation) {
      const auto place = places_.find(term.cell);
      if (place != places_.end()) factors[place->second] += static_cast<double>(term.factor);
    }
    program_.AddRow({factors.begin(), factors.end()}, 0);
  }

  // A table in which the cell is as far from the truth as may be asked: at most `far`, upwards or downwards.
  std::shared_ptr<const Lookalike> Furthest(int cell, bool upwards, int64_t far) {
    const int place = places_.at(cell);
    const PuzzleCell& asked = puzzle_.cells[cell];
    const int64_t low = asked.known().low - asked.value, high = asked.known().high - asked.value;
    program_.SetCost(place, upwards ? -1 : 1);
    program_.SetBounds(place, static_cast<double>(upwards ? 0 : std::max(low, -far)),
                       static_cast<double>(upwards ? std::min(high, far) : 0));
    auto found = Whole(program_.Minimise());
    if (found == nullptr) found = Whole(program_.MinimiseInWholeNumbers());
    program_.SetCost(place, 0);
    program_.SetBounds(place, static_cast<double>(low), static_cast<double>(high));
    return found;
  }

 private:
  // The answer in whole numbers, if it is one and proves true.
  std::shared_ptr<const Lookalike> Whole(const std::optional<std::vector<double>>& answer) const {
    if (!answer.has_value()) return nullptr;
    Lookalike lookalike;
    for (size_t i = 0; i < cells_.size(); ++i) {
      const double distance = std::round((*answer)[i]);
      if (distance != 0) lookalike.emplace_back(cells_[i], static_cast<int64_t>(distance));
    }
    if (!LooksTheSame(puzzle_, lookalike)) return nullptr;
    return std::make_shared<const Lookalike>(std::move(lookalike));
  }

  const Puzzle& puzzle_;
  const std::vector<int> cells_;
  std::map<int, int> places_;
  LinearProgram program_;
};

// Takes from a table what it proves, for every cell asked about.
void Learn(const Puzzle& puzzle, const std::shared_ptr<const Lookalike>& lookalike, std::map<int, ProvenRange>& proven) {
  if (lookalike == nullptr) return;
  for (const auto& [cell, distance] : *lookalike) {
    const auto found = proven.find(cell);
    if (found == proven.end()) continue;
    const int64_t value = puzzle.cells[cell].value + distance;
    // A range that is wide enough keeps the proof it has.
    if (puzzle.cells[cell].width > 0 && found->second.range.width() >= puzzle.cells[cell].width) continue;
    if (value < found->second.range.low) {
      found->second.range.low = value;
      found->second.lowest = lookalike;
    }
    if (value > found->second.range.high) {
      found->second.range.high = value;
      found->second.highest = lookalike;
    }
  }
}

void ProveGroup(const Puzzle& puzzle, Group& group, const std::vector<int>& asked, std::map<int, ProvenRange>& proven) {
  for (const int cell : asked) {
    const int64_t width = puzzle.cells[cell].width > 0 ? puzzle.cells[cell].width : kFar;
    for (const bool upwards : {false, true}) {
      const int64_t missing = width - proven[cell].range.width();
      if (missing <= 0) continue;
      // Down as far as there is, up as far as is still missing.
      Learn(puzzle, group.Furthest(cell, upwards, upwards ? missing + (proven[cell].range.high - puzzle.cells[cell].value) : width),
            proven);
    }
  }
}

}  // namespace

bool LooksTheSame(const Puzzle& puzzle, const Lookalike& lookalike) {
  std::map<int, int64_t> moved;
  for (const auto& [cell, distance] : lookalike) {
    const Range known = puzzle.cells[cell].known();
    const int64_t value = puzzle.cells[cell].value + distance;
    if (value < known.low || value > known.high) return false;
    moved[cell] += distance;
  }
  for (const Equation& equation : puzzle.equations) {
    int64_t sum = 0;
    for (const Term& term : equation) {
      const auto found = moved.find(term.cell);
      if (found != moved.end()) sum += term.factor * found->second;
    }
    if (sum != 0) return false;
  }
  return true;
}

bool ProvenRange::Moves(int cell) const {
  for (const auto& lookalike : {lowest, highest}) {
    if (lookalike == nullptr) continue;
    for (const auto& [moved, distance] : *lookalike) {
      if (moved == cell) return true;
    }
  }
  return false;
}

std::map<int, ProvenRange> Prove(const Puzzle& puzzle, const std::vector<int>& cells) {
  Groups groups(puzzle);
  std::map<int, ProvenRange> proven;
  std::map<int, std::vector<int>> asked;
  for (const int cell : cells) {
    const int64_t value = puzzle.cells[cell].value;
    proven[cell].range = {value, value};
    if (puzzle.cells[cell].is_open()) asked[groups.Root(cell)].push_back(cell);
  }
  std::map<int, std::vector<int>> members;
  for (int cell = 0; cell < static_cast<int>(puzzle.cells.size()); ++cell) {
    if (puzzle.cells[cell].is_open() && asked.count(groups.Root(cell)) > 0) members[groups.Root(cell)].push_back(cell);
  }
  std::map<int, std::vector<const Equation*>> equations;
  for (const Equation& equation : puzzle.equations) {
    const auto open =
        std::find_if(equation.begin(), equation.end(), [&](const Term& term) { return puzzle.cells[term.cell].is_open(); });
    if (open != equation.end() && asked.count(groups.Root(open->cell)) > 0) equations[groups.Root(open->cell)].push_back(&equation);
  }
  for (const auto& [root, wanted] : asked) {
    Group group(puzzle, members[root]);
    for (const Equation* equation : equations[root]) group.AddEquation(*equation);
    ProveGroup(puzzle, group, wanted, proven);
  }
  return proven;
}

std::vector<int> ProtectedCells(const Puzzle& puzzle) {
  std::vector<int> cells;
  for (int cell = 0; cell < static_cast<int>(puzzle.cells.size()); ++cell) {
    if (puzzle.cells[cell].width > 0) cells.push_back(cell);
  }
  return cells;
}

}  // namespace dayaq::statistics
