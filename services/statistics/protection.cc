#include "services/statistics/protection.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/statistics/covering.h"
#include "services/statistics/publication.h"
#include "services/statistics/sum_checks.h"

namespace dayaq::statistics {
namespace {

// Hiding for one cell can make another narrower; that settles in two or three rounds.
constexpr int kMostRounds = 20;
// Complementary cells of a release that are tried one by one for whether they can be shown after all.
constexpr size_t kMostTries = 3000;

// A release while it is being protected, in both puzzles at once.
class Protection {
 public:
  Protection(ProtectedRelease& release, const std::vector<ProtectedRelease>& published, const DisclosurePolicy& policy)
      : release_(release), puzzles_{EverythingTogether(release, published), WhatChanged(release, published, policy)} {}

  void Run() {
    for (const ProtectedTable& table : release_.tables) {
      for (size_t cell = 0; table.table.printed && cell < table.showing.size(); ++cell) {
        if (table.showing[cell] == Showing::kHidden) hidden_.insert(NameOf(table, cell));
      }
    }
    HideDifferences();
    for (int round = 0; round < kMostRounds && Widen(); ++round) {
    }
    ShowAgain();
    for (ProtectedTable& table : release_.tables) {
      if (!table.table.printed) continue;
      for (size_t cell = 0; cell < table.showing.size(); ++cell) {
        if (IsHidden(NameOf(table, cell))) table.showing[cell] = Showing::kHidden;
      }
    }
  }

 private:
  static CellName NameOf(const ProtectedTable& table, size_t cell) { return {table.table.vintage, table.table.Key(cell)}; }

  bool IsHidden(const CellName& name) const { return hidden_.count(name) > 0; }
  // What was shown with the same count earlier is known to the one outsider, and a gap to the other.
  void SetHidden(const CellName& name, bool hidden) {
    bool done = false;
    for (NamedPuzzle& puzzle : puzzles_) done = puzzle.SetHidden(name, hidden) || done;
    if (!done) return;
    if (hidden) {
      hidden_.insert(name);
    } else {
      hidden_.erase(name);
    }
  }

  // A cell that differs too little from what was shown is as small as any.
  void HideDifferences() {
    for (const auto& [cell, name] : puzzles_[1].names) {
      SetHidden(name, true);
      primary_.insert(name);
    }
  }

  // Names of the release's cells by their places in one puzzle.
  std::map<int, CellName> NamesIn(const NamedPuzzle& puzzle) const {
    std::map<int, CellName> names;
    for (const ProtectedTable& table : release_.tables) {
      if (!table.table.printed) continue;
      for (size_t cell = 0; cell < table.showing.size(); ++cell) {
        const CellName name = NameOf(table, cell);
        names[puzzle.places.at(name)] = name;
      }
    }
    return names;
  }

  // Hides what narrow cells need; false when nothing was left to do, or nothing more can be done.
  bool Widen() {
    bool hid = false;
    for (size_t which = 0; which < puzzles_.size(); ++which) {
      NamedPuzzle& named = puzzles_[which];
      const std::map<int, CellName> names = NamesIn(named);
      Covering covering(named.puzzle);
      for (const auto& [cell, proven] : Prove(named.puzzle, ProtectedCells(named.puzzle))) {
        if (proven.range.width() >= named.puzzle.cells[cell].width) continue;
        if (!named.puzzle.cells[cell].hidden) {
          // Rounding alone did not do.
          const auto name = names.find(cell);
          if (name == names.end() || !named.puzzle.cells[cell].may_hide) continue;
          SetHidden(name->second, true);
          hid = true;
          continue;
        }
        const auto needed = covering.CellsFor(cell, named.puzzle.cells[cell].width);
        if (!needed.has_value()) continue;
        for (const int other : *needed) {
          const auto name = names.find(other);
          if (name == names.end() || named.puzzle.cells[other].hidden) continue;
          SetHidden(name->second, true);
          covering.Hidden(other);
          hid = true;
        }
      }
    }
    return hid;
  }

  // Shows what turned out not to be needed, what says most first.
  void ShowAgain() {
    std::vector<std::map<int, ProvenRange>> proofs;
    for (const NamedPuzzle& named : puzzles_) proofs.push_back(Prove(named.puzzle, ProtectedCells(named.puzzle)));
    std::vector<std::pair<int64_t, CellName>> complementary;
    std::set<CellName> seen;
    for (const ProtectedTable& table : release_.tables) {
      if (!table.table.printed) continue;
      for (size_t cell = 0; cell < table.showing.size(); ++cell) {
        const CellName name = NameOf(table, cell);
        if (IsHidden(name) && table.widths[cell] == 0 && primary_.count(name) == 0 && seen.insert(name).second) {
          complementary.emplace_back(-table.table.values[cell], name);
        }
      }
    }
    std::sort(complementary.begin(), complementary.end());
    if (complementary.size() > kMostTries) complementary.resize(kMostTries);
    for (const auto& [order, name] : complementary) TryToShow(name, proofs);
  }

  void TryToShow(const CellName& name, std::vector<std::map<int, ProvenRange>>& proofs) {
    if (puzzles_[0].puzzle.cells[puzzles_[0].places.at(name)].width > 0) return;
    SetHidden(name, false);
    if (IsHidden(name)) return;
    std::vector<std::map<int, ProvenRange>> anew;
    for (size_t which = 0; which < puzzles_.size(); ++which) {
      const Puzzle& puzzle = puzzles_[which].puzzle;
      const auto place = puzzles_[which].places.find(name);
      std::vector<int> touched;
      for (const auto& [cell, proven] : proofs[which]) {
        // Proofs that leave the cell as it is hold as they did; what was narrow anyway is for the audit to refuse.
        const bool wide = proven.range.width() >= puzzle.cells[cell].width;
        if (place != puzzles_[which].places.end() && (!wide || proven.Moves(place->second))) touched.push_back(cell);
      }
      anew.push_back(Prove(puzzle, touched));
      for (const auto& [cell, proven] : anew.back()) {
        if (proven.range.width() >= puzzle.cells[cell].width) continue;
        if (proven.range.width() >= proofs[which].at(cell).range.width()) continue;
        SetHidden(name, true);
        return;
      }
    }
    for (size_t which = 0; which < puzzles_.size(); ++which) {
      for (auto& [cell, proven] : anew[which]) proofs[which][cell] = std::move(proven);
    }
  }

  ProtectedRelease& release_;
  std::vector<NamedPuzzle> puzzles_;
  // Hidden cells of the release; of those, differences that are too small.
  std::set<CellName> hidden_, primary_;
};

Showing ShowingOf(bool printed, bool small, bool rounded) {
  if (!printed) return Showing::kHidden;
  if (rounded) return Showing::kRounded;
  return small ? Showing::kHidden : Showing::kShown;
}

ProtectedTable PrimaryOf(CountTable table, const DisclosurePolicy& policy) {
  ProtectedTable made{.table = std::move(table)};
  for (size_t cell = 0; cell < made.table.values.size(); ++cell) {
    const DisclosureClass& of = policy.ClassOf(made.table.sensitivity, made.table.CrossedBy(cell));
    const bool small = made.table.printed && of.IsSmall(made.table.values[cell]);
    const bool rounded = of.rounding_base > 0;
    made.showing.push_back(ShowingOf(made.table.printed, small, rounded));
    made.widths.push_back(small ? of.least_width : 0);
    made.rounding_bases.push_back(of.rounding_base);
    made.least.push_back(of.zeros_shown ? 1 : 0);
    made.open.push_back(of.open());
  }
  return made;
}

// What the release says of itself must be what the policy says of it.
void CheckPrimary(const ProtectedTable& table, const DisclosurePolicy& policy, std::vector<std::string>& faults) {
  const size_t cells = table.table.values.size();
  const ProtectedTable right = PrimaryOf(table.table, policy);
  if (table.showing.size() != cells || table.widths != right.widths || table.least != right.least || table.open != right.open ||
      table.rounding_bases != right.rounding_bases) {
    faults.push_back(absl::StrCat("table ", table.table.id, ": was protected by another edition than ", policy.edition));
    return;
  }
  for (size_t cell = 0; cell < cells; ++cell) {
    if (right.showing[cell] != table.showing[cell] && table.showing[cell] != Showing::kHidden) {
      faults.push_back(absl::StrCat("table ", table.table.id, ": ", table.table.Key(cell), " is shown otherwise than it may be"));
    }
    if (table.table.printed && table.open[cell] && table.showing[cell] != Showing::kShown) {
      faults.push_back(absl::StrCat("table ", table.table.id, ": ", table.table.Key(cell), " is open and must be shown"));
    }
  }
}

void CheckTables(const ProtectedRelease& release, const DisclosurePolicy& policy, std::vector<std::string>& faults) {
  std::map<CellName, int64_t> values;
  for (const ProtectedTable& table : release.tables) {
    const std::vector<std::string> found = FaultsOf(table.table);
    faults.insert(faults.end(), found.begin(), found.end());
    if (!found.empty()) continue;
    for (const std::string& fault : CheckSums(table.table)) faults.push_back(fault);
    CheckPrimary(table, policy, faults);
    for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
      const auto [known, added] = values.try_emplace({table.table.vintage, table.table.Key(cell)}, table.table.values[cell]);
      if (!added && known->second != table.table.values[cell]) {
        faults.push_back(absl::StrCat("table ", table.table.id, ": ", known->first.second, " has another count in another table"));
      }
    }
  }
}

void Look(const NamedPuzzle& named, AuditReport& report) {
  const std::vector<int> cells = ProtectedCells(named.puzzle);
  report.looked_at += static_cast<int64_t>(cells.size());
  for (const auto& [cell, proven] : Prove(named.puzzle, cells)) {
    const int64_t needed = named.puzzle.cells[cell].width;
    if (proven.range.width() >= needed) continue;
    const CellName& name = named.names.at(cell);
    report.narrow.push_back({.key = name.second,
                             .vintage = name.first,
                             .difference = named.differences,
                             .low = proven.range.low,
                             .high = proven.range.high,
                             .needed = needed});
  }
}

InformationLoss LossOf(const ProtectedRelease& release) {
  InformationLoss loss;
  std::set<CellName> seen;
  int64_t counted = 0, hidden = 0;
  for (const ProtectedTable& table : release.tables) {
    if (!table.table.printed) continue;
    std::set<size_t> wholes;
    for (const SumOfCells& sum : SumsOf(table.table)) wholes.insert(sum.whole);
    for (size_t cell = 0; cell < table.table.values.size(); ++cell) {
      const bool is_hidden = table.showing[cell] == Showing::kHidden;
      if (wholes.count(cell) == 0) {
        counted += table.table.values[cell];
        if (is_hidden) hidden += table.table.values[cell];
      }
      if (!seen.insert({table.table.vintage, table.table.Key(cell)}).second) continue;
      ++loss.cells;
      if (table.showing[cell] == Showing::kRounded) ++loss.rounded;
      if (!is_hidden) continue;
      if (table.widths[cell] > 0) {
        ++loss.primary;
      } else {
        ++loss.complementary;
      }
    }
  }
  loss.hidden_per_ten_thousand = counted == 0 ? 0 : hidden * 10'000 / counted;
  return loss;
}

}  // namespace

int64_t ProtectedTable::ShownValue(size_t cell) const {
  const int64_t value = table.values[cell], base = rounding_bases[cell];
  return showing[cell] == Showing::kRounded ? (value + base / 2) / base * base : value;
}

ProtectedRelease Protect(std::string id, std::vector<CountTable> tables, const std::vector<ProtectedRelease>& published,
                         const DisclosurePolicy& policy) {
  ProtectedRelease release{.id = std::move(id)};
  for (CountTable& table : tables) release.tables.push_back(PrimaryOf(std::move(table), policy));
  const bool sound = std::all_of(release.tables.begin(), release.tables.end(),
                                 [](const ProtectedTable& table) { return FaultsOf(table.table).empty(); });
  if (sound) Protection(release, published, policy).Run();
  return release;
}

AuditReport Audit(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published, const DisclosurePolicy& policy) {
  AuditReport report;
  CheckTables(release, policy, report.faults);
  if (!report.faults.empty()) return report;
  Look(EverythingTogether(release, published), report);
  Look(WhatChanged(release, published, policy), report);
  report.loss = LossOf(release);
  const int64_t hidden = report.loss.primary + report.loss.complementary;
  if (hidden * 100 > report.loss.cells * policy.most_hidden_percent) {
    report.faults.push_back(absl::StrCat(hidden, " of ", report.loss.cells, " cells are hidden, more than ",
                                         policy.most_hidden_percent, " %: publish fewer dimensions or longer periods"));
  }
  return report;
}

bool PercentageMayBeShown(int64_t part, bool part_hidden, int64_t whole, bool whole_hidden, const DisclosureClass& of_part) {
  if (part_hidden || whole_hidden || whole <= 0 || part < 0 || part > whole) return false;
  return of_part.open() || (!of_part.IsSmall(part) && !of_part.IsSmall(whole) && !of_part.IsSmall(whole - part));
}

}  // namespace dayaq::statistics
