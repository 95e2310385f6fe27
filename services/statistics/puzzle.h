// What an outsider has before them: numbers, gaps, and what must come to what. And how much the gaps leave open.
//
// Pure arithmetic on whole numbers; who may see what is decided elsewhere (protection.h).
#ifndef SERVICES_STATISTICS_PUZZLE_H_
#define SERVICES_STATISTICS_PUZZLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dayaq::statistics {

// From and to, both included.
struct Range {
  int64_t low = 0;
  int64_t high = 0;
  int64_t width() const { return high - low; }
};

// Further than any count goes from the truth while it is asked what is possible: asking less far only makes answers narrower.
inline constexpr int64_t kFar = 4096;

struct PuzzleCell {
  // The truth.
  int64_t value = 0;
  // What is told where it is shown: the count, or all counts that are rounded to the same.
  Range shown;
  // What everybody knows of a hidden one.
  int64_t least = 0;
  bool hidden = false;
  // Whether it may still be hidden: not what is open to all, nor what was published once.
  bool may_hide = false;
  // How wide it must stay; 0: it is not protected.
  int64_t width = 0;
  // What hiding it costs.
  double cost = 1;

  // What is known of it by itself.
  Range known() const { return hidden ? Range{least, value + kFar} : shown; }
  bool is_open() const { return known().width() > 0; }
};

struct Term {
  int cell = 0;
  int64_t factor = 0;
};
// The terms come to nothing.
using Equation = std::vector<Term>;

struct Puzzle {
  std::vector<PuzzleCell> cells;
  std::vector<Equation> equations;
};

// Another table that looks like the true one from outside: cells that differ from the truth, and by how much.
using Lookalike = std::vector<std::pair<int, int64_t>>;

// Whether nobody outside could tell: every number shown is the same, every sum holds, every gap is one that could be.
bool LooksTheSame(const Puzzle& puzzle, const Lookalike& lookalike);

// What a cell could be, proven by two tables that look the same: no solver has to be believed. The truth is one such table, so the
// range holds at least the true value.
struct ProvenRange {
  Range range;
  std::shared_ptr<const Lookalike> lowest;
  std::shared_ptr<const Lookalike> highest;

  // Whether the proof moves that cell away from the truth.
  bool Moves(int cell) const;
};

// For each of those cells a range as wide as its `width`, if there is one; else the widest that was found. Cells without a width
// are given the widest.
std::map<int, ProvenRange> Prove(const Puzzle& puzzle, const std::vector<int>& cells);

// Cells that have a width, in order.
std::vector<int> ProtectedCells(const Puzzle& puzzle);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PUZZLE_H_
