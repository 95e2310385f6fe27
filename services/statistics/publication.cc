#include "services/statistics/publication.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace dayaq::statistics {
namespace {

Range RangeShown(const ProtectedTable& table, size_t cell) {
  const int64_t value = table.table.values[cell], base = table.rounding_bases[cell];
  if (table.showing[cell] != Showing::kRounded) return {value, value};
  const int64_t shown = table.ShownValue(cell);
  return {std::max<int64_t>(0, shown - base / 2), shown + base / 2};
}

// Puts tables together into one puzzle.
class Builder {
 public:
  // Cells of different vintages with the same key and count are one when `merge`.
  explicit Builder(bool merge) : merge_(merge) {}

  void Add(const ProtectedTable& table, bool published) { tables_.push_back({&table, published}); }

  NamedPuzzle Build() {
    for (const auto& [table, published] : tables_) ReadValues(*table);
    NumberCells();
    for (const auto& [table, published] : tables_) {
      for (size_t cell = 0; cell < table->table.values.size(); ++cell) AddKnowledge(*table, cell, published);
    }
    for (int number = 0; number < static_cast<int>(made_.puzzle.cells.size()); ++number) {
      PuzzleCell& cell = made_.puzzle.cells[number];
      cell.may_hide = printed_.count(number) > 0 && settled_.count(number) == 0;
      // Numbers with more digits say more; totals of totals say most.
      cell.cost = std::log2(2.0 + static_cast<double>(cell.value));
    }
    for (const auto& [table, published] : tables_) AddEquations(table->table);
    return std::move(made_);
  }

 private:
  struct Entry {
    const ProtectedTable* table;
    bool published;
  };

  static CellName NameOf(const CountTable& table, size_t cell) { return {table.vintage, table.Key(cell)}; }

  void ReadValues(const ProtectedTable& table) {
    for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
      values_[table.table.Key(cell)][table.table.vintage] = table.table.values[cell];
    }
  }

  void NumberCells() {
    for (const auto& [key, vintages] : values_) {
      const int64_t* before = nullptr;
      for (const auto& [vintage, value] : vintages) {
        if (!merge_ || before == nullptr || *before != value) {
          made_.puzzle.cells.push_back({.value = value, .shown = {0, kFar + value}, .least = 0, .hidden = true, .may_hide = false});
        }
        made_.places[{vintage, key}] = static_cast<int>(made_.puzzle.cells.size()) - 1;
        before = &value;
      }
    }
  }

  // Everything that is told of a cell anywhere counts: one place that shows it is enough.
  void AddKnowledge(const ProtectedTable& table, size_t place, bool published) {
    const int number = made_.places.at(NameOf(table.table, place));
    if (!table.table.printed) return;
    PuzzleCell& cell = made_.puzzle.cells[number];
    if (!published) printed_.insert(number);
    cell.least = std::max(cell.least, cell.value == 0 ? 0 : table.least[place]);
    if (table.widths[place] > cell.width) {
      cell.width = table.widths[place];
      made_.names[number] = NameOf(table.table, place);
    }
    // Where zeros are shown, a hidden one would be taken for more.
    if (table.open[place] || (cell.value == 0 && table.least[place] > 0)) settled_.insert(number);
    const Range shown = RangeShown(table, place);
    if (table.showing[place] == Showing::kHidden) {
      // What it would tell if it were shown.
      if (!published && cell.hidden) cell.shown = shown;
      return;
    }
    if (cell.hidden) cell.shown = shown;
    cell.shown = {std::max(cell.shown.low, shown.low), std::min(cell.shown.high, shown.high)};
    cell.hidden = false;
    if (published) settled_.insert(number);
  }

  void AddEquations(const CountTable& table) {
    for (const SumOfCells& sum : SumsOf(table)) {
      std::map<int, int64_t> factors;
      factors[made_.places.at(NameOf(table, sum.whole))] -= 1;
      for (const size_t part : sum.parts) factors[made_.places.at(NameOf(table, part))] += 1;
      std::vector<std::pair<int, int64_t>> terms;
      for (const auto& [cell, factor] : factors) {
        if (factor != 0) terms.emplace_back(cell, factor);
      }
      if (terms.empty() || !seen_.insert(terms).second) continue;
      Equation equation;
      for (const auto& [cell, factor] : terms) equation.push_back({cell, factor});
      made_.puzzle.equations.push_back(std::move(equation));
    }
  }

  const bool merge_;
  std::vector<Entry> tables_;
  // By key, then by vintage: days sort as texts.
  std::map<std::string, std::map<std::string, int64_t>> values_;
  std::set<std::vector<std::pair<int, int64_t>>> seen_;
  // Cells of printed tables of the release; cells that may not be hidden.
  std::set<int> printed_, settled_;
  NamedPuzzle made_;
};

}  // namespace

bool NamedPuzzle::SetHidden(const CellName& name, bool hidden) {
  const auto found = places.find(name);
  if (found == places.end() || !puzzle.cells[found->second].may_hide) return false;
  puzzle.cells[found->second].hidden = hidden;
  return true;
}

NamedPuzzle EverythingTogether(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published) {
  Builder builder(true);
  for (const ProtectedRelease& earlier : published) {
    for (const ProtectedTable& table : earlier.tables) builder.Add(table, true);
  }
  for (const ProtectedTable& table : release.tables) builder.Add(table, false);
  return builder.Build();
}

NamedPuzzle WhatChanged(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published,
                        const DisclosurePolicy& policy) {
  std::set<std::string> vintages;
  for (const ProtectedTable& table : release.tables) vintages.insert(table.table.vintage);
  Builder builder(false);
  // Counts that were shown exactly, by key and vintage.
  std::map<std::string, std::map<std::string, int64_t>> shown;
  for (const ProtectedRelease& earlier : published) {
    for (const ProtectedTable& table : earlier.tables) {
      if (vintages.count(table.table.vintage) > 0) builder.Add(table, true);
      if (!table.table.printed) continue;
      for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
        if (table.showing[cell] == Showing::kShown) shown[table.table.Key(cell)][table.table.vintage] = table.table.values[cell];
      }
    }
  }
  for (const ProtectedTable& table : release.tables) builder.Add(table, false);
  NamedPuzzle made = builder.Build();
  made.differences = true;
  made.names.clear();
  for (PuzzleCell& cell : made.puzzle.cells) cell.width = 0;
  for (const ProtectedTable& table : release.tables) {
    if (!table.table.printed) continue;
    for (size_t place = 0; place < table.table.values.size(); ++place) {
      const auto earlier = shown.find(table.table.Key(place));
      if (earlier == shown.end()) continue;
      const DisclosureClass& of = policy.ClassOf(table.table.sensitivity, table.table.CrossedBy(place));
      for (const auto& [vintage, value] : earlier->second) {
        const int64_t difference = std::abs(table.table.values[place] - value);
        if (vintage == table.table.vintage || difference == 0 || difference >= of.threshold) continue;
        const int number = made.places.at({table.table.vintage, table.table.Key(place)});
        made.puzzle.cells[number].width = std::max(made.puzzle.cells[number].width, of.least_width);
        made.names[number] = {table.table.vintage, table.table.Key(place)};
      }
    }
  }
  return made;
}

}  // namespace dayaq::statistics
