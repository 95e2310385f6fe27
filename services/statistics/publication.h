// A release and all before it as puzzles (puzzle.h): which cells are one and the same, and what is known of each.
#ifndef SERVICES_STATISTICS_PUBLICATION_H_
#define SERVICES_STATISTICS_PUBLICATION_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/statistics/protection.h"
#include "services/statistics/puzzle.h"

namespace dayaq::statistics {

// A cell by vintage and key: alike in all tables that have it.
using CellName = std::pair<std::string, std::string>;

// A puzzle, and where the release's own cells stand in it.
struct NamedPuzzle {
  Puzzle puzzle;
  std::map<CellName, int> places;
  // Names of protected cells, for what is said of them.
  std::map<int, CellName> names;
  // Whether its protected cells are differences to an earlier release.
  bool differences = false;

  // Hides or shows a cell of the release; false when it is not here, or settled.
  bool SetHidden(const CellName& name, bool hidden);
};

// Everything together; a cell that has the same count in releases of successive vintages is one cell.
NamedPuzzle EverythingTogether(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published);

// What the release and earlier ones tell of its vintages alone. Protected are the cells that differ from a count shown earlier by
// too little; they are in `names`.
NamedPuzzle WhatChanged(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published,
                        const DisclosurePolicy& policy);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PUBLICATION_H_
