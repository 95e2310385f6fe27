#include "services/statistics/figure_count.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/printed_cells.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

// The place of a code and those of all that it is a part of, in whatever steps.
std::vector<size_t> PlacesUp(const Dimension& dimension, const std::string& code) {
  std::vector<std::string> codes = {code};
  for (size_t i = 0; i < codes.size(); ++i) {
    for (const Sum& sum : dimension.sums) {
      if (absl::c_linear_search(sum.parts, codes[i])) codes.push_back(sum.whole);
    }
  }
  std::vector<size_t> places;
  for (const std::string& one : codes) {
    const auto found = absl::c_find(dimension.codes, one);
    if (found != dimension.codes.end()) places.push_back(static_cast<size_t>(found - dimension.codes.begin()));
  }
  return places;
}

// The cells of a table in all combinations of these places.
void AddCells(const CountTable& table, const std::vector<std::vector<size_t>>& choices, std::vector<size_t>& at,
              std::vector<size_t>& cells) {
  if (at.size() == choices.size()) {
    cells.push_back(table.CellAt(at));
    return;
  }
  for (const size_t place : choices[at.size()]) {
    at.push_back(place);
    AddCells(table, choices, at, cells);
    at.pop_back();
  }
}

// All cells that a group is a part of.
absl::StatusOr<std::vector<size_t>> CellsOf(const FigurePlan& plan, const CountTable& table, const CountedGroup& group) {
  std::vector<std::vector<size_t>> choices = {PlacesUp(table.dimensions[0], TimeCodeOf(plan, group.period))};
  for (size_t i = 1; i < table.dimensions.size(); ++i) choices.push_back(PlacesUp(table.dimensions[i], group.codes[i - 1]));
  for (size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].empty()) return absl::InternalError(absl::StrCat("a row has a code that ", table.dimensions[i].id, " has not"));
  }
  std::vector<size_t> at, cells;
  AddCells(table, choices, at, cells);
  return cells;
}

absl::StatusOr<int64_t> NumberOf(const CountedGroup& group, size_t place) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(group.codes[place], &number)) return absl::InternalError("a row has a number that is none");
  return number;
}

// The number in the middle, or what lies half between the two that are.
std::string MiddleOf(const std::map<int64_t, int64_t>& numbers) {
  int64_t all = 0;
  for (const auto& [number, times] : numbers) all += times;
  const auto at = [&numbers](int64_t place) {
    for (const auto& [number, times] : numbers) {
      if ((place -= times) < 0) return number;
    }
    return int64_t{0};
  };
  const int64_t twice = at((all - 1) / 2) + at(all / 2);
  return twice % 2 == 0 ? absl::StrCat(twice / 2) : absl::StrCat(twice / 2, ".5");
}

// Makes the figures of one table.
class Figures {
 public:
  Figures(const FigurePlan& plan, const CountedTable& counted, const ProtectedTable& shown, const FigureRules& rules)
      : plan_(plan), counted_(counted), shown_(shown), rules_(rules) {}

  std::string Of(size_t cell) const {
    switch (plan_.measure.figure) {
      case FigureKind::kShare:
        return Share(cell);
      case FigureKind::kRate:
        return IsHidden(cell) ? std::string(kHiddenFigure) : Rate(cell);
      case FigureKind::kMiddle:
        if (IsHidden(cell)) return std::string(kHiddenFigure);
        return counted_.table.values[cell] == 0 ? std::string(kNoFigure) : MiddleOf(counted_.numbers[cell]);
      case FigureKind::kAmount:
        return Amount(cell);
      case FigureKind::kCount:
        break;
    }
    return std::string(kNotPrinted);
  }

 private:
  bool IsHidden(size_t cell) const { return shown_.showing[cell] == Showing::kHidden; }
  const std::string& CodeOf(size_t cell, size_t dimension) const {
    return counted_.table.dimensions[dimension].codes[counted_.table.Places(cell)[dimension]];
  }
  // The code of that dimension, the total where the table has none.
  std::string CodeOf(size_t cell, absl::string_view id) const {
    for (size_t i = 0; i < counted_.table.dimensions.size(); ++i) {
      if (counted_.table.dimensions[i].id == id) return CodeOf(cell, i);
    }
    return std::string(kTotal);
  }

  // Of a hundred. What is left between part and whole is a cell like those two, and hidden where it may not be told.
  std::string Share(size_t cell) const {
    if (CodeOf(cell, kShareDimension) != kSo) return std::string(kNotPrinted);
    std::vector<size_t> places = counted_.table.Places(cell);
    const Dimension& share = counted_.table.dimensions.back();
    int64_t whole = 0;
    for (size_t i = 0; i < share.codes.size(); ++i) {
      places.back() = i;
      const size_t other = counted_.table.CellAt(places);
      if (IsHidden(other)) return std::string(kHiddenFigure);
      if (share.codes[i] == kTotal) whole = shown_.ShownValue(other);
    }
    if (whole == 0) return std::string(kNoFigure);
    const int64_t tenths = (shown_.ShownValue(cell) * 2000 + whole) / (whole * 2);
    return absl::StrFormat("%d.%d", tenths / 10, tenths % 10);
  }

  std::string Rate(size_t cell) const {
    int year = 0;
    const bool is_year = absl::SimpleAtoi(CodeOf(cell, kTimePeriod), &year);
    const std::optional<int64_t> people =
        is_year ? rules_.population.Of(year, CodeOf(cell, "SEX"), CodeOf(cell, "REF_AREA")) : std::nullopt;
    if (!people.has_value()) return std::string(kNoFigure);
    const int64_t hundredths = (shown_.ShownValue(cell) * 20'000'000 + *people) / (*people * 2);
    return absl::StrFormat("%d.%02d", hundredths / 100, hundredths % 100);
  }

  // Amounts of a benefit are about the same for everybody: together with a sum of people, a sum of money would tell how many of
  // whom there are. So the whole of a period is told only where nobody's part of it is hidden
  // (docs/adr/0053-facts-of-other-services.md).
  std::string Amount(size_t cell) const {
    if (IsHidden(cell)) return std::string(kHiddenFigure);
    if (counted_.table.values[cell] == 0) return "0";
    const auto found = counted_.amounts.find(cell);
    if (found == counted_.amounts.end()) return std::string(kHiddenFigure);
    return absl::StrCat(found->second);
  }

  const FigurePlan& plan_;
  const CountedTable& counted_;
  const ProtectedTable& shown_;
  const FigureRules& rules_;
};

// What a whole was paid: known where that of all its parts is, hidden from the start where one of them is.
void SumAmounts(const ProtectedTable& shown, CountedTable& counted) {
  for (const SumOfCells& sum : SumsOf(counted.table)) {
    int64_t whole = 0;
    bool known = true;
    for (const size_t part : sum.parts) {
      if (shown.showing[part] == Showing::kHidden) known = false;
      if (counted.table.values[part] == 0) continue;
      const auto found = counted.amounts.find(part);
      known = known && found != counted.amounts.end();
      if (known) whole += found->second;
    }
    if (known) counted.amounts[sum.whole] = whole;
  }
}

}  // namespace

absl::StatusOr<CountedTable> FilledTable(const FigurePlan& plan, const std::vector<CountedGroup>& groups,
                                         const std::vector<CountedGroup>& amounts) {
  CountedTable counted{.table = plan.table};
  const size_t cells = counted.table.CellCount();
  counted.table.values.assign(cells, 0);
  const bool of_numbers = plan.measure.figure == FigureKind::kMiddle;
  if (of_numbers) counted.numbers.resize(cells);
  for (const CountedGroup& group : groups) {
    ASSIGN_OR_RETURN(const std::vector<size_t> of_group, CellsOf(plan, counted.table, group));
    for (const size_t cell : of_group) counted.table.values[cell] += group.count;
    if (!of_numbers) continue;
    ASSIGN_OR_RETURN(const int64_t number, NumberOf(group, plan.dimensions.size()));
    for (const size_t cell : of_group) counted.numbers[cell][number] += group.count;
  }
  // The first of the cells is the one without sums.
  for (const CountedGroup& group : amounts) {
    ASSIGN_OR_RETURN(const std::vector<size_t> of_group, CellsOf(plan, counted.table, group));
    ASSIGN_OR_RETURN(counted.amounts[of_group.front()], NumberOf(group, plan.dimensions.size()));
  }
  return counted;
}

std::vector<std::string> FiguresOf(const FigurePlan& plan, const CountedTable& counted, const ProtectedTable& shown,
                                   const FigureRules& rules) {
  std::vector<std::string> figures;
  if (plan.measure.figure == FigureKind::kCount) return figures;
  CountedTable summed = counted;
  if (plan.measure.figure == FigureKind::kAmount) SumAmounts(shown, summed);
  const Figures made(plan, summed, shown, rules);
  for (size_t cell = 0; cell < shown.showing.size(); ++cell) figures.push_back(made.Of(cell));
  return figures;
}

}  // namespace dayaq::statistics
