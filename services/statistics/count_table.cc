#include "services/statistics/count_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq::statistics {
namespace {

size_t PlaceOf(const Dimension& dimension, const std::string& code) {
  const auto found = std::find(dimension.codes.begin(), dimension.codes.end(), code);
  return static_cast<size_t>(found - dimension.codes.begin());
}

// A table that is larger was not meant to be read by anybody.
constexpr size_t kMostCells = 2'000'000;

void CheckDimension(const CountTable& table, const Dimension& dimension, std::vector<std::string>& faults) {
  const std::string where = absl::StrCat("table ", table.id, ", dimension ", dimension.id, ": ");
  const std::set<std::string> codes(dimension.codes.begin(), dimension.codes.end());
  if (dimension.codes.empty()) faults.push_back(where + "has no codes");
  if (codes.size() != dimension.codes.size()) faults.push_back(where + "a code stands twice");
  for (const Sum& sum : dimension.sums) {
    if (codes.count(sum.whole) == 0) faults.push_back(absl::StrCat(where, "the sum ", sum.whole, " is no code of it"));
    if (sum.parts.empty()) faults.push_back(absl::StrCat(where, "the sum ", sum.whole, " has no parts"));
    for (const std::string& part : sum.parts) {
      if (codes.count(part) == 0) faults.push_back(absl::StrCat(where, "the part ", part, " of ", sum.whole, " is no code of it"));
      if (part == sum.whole) faults.push_back(absl::StrCat(where, sum.whole, " is a part of itself"));
    }
  }
}

}  // namespace

Dimension Dimension::Of(std::string id, std::vector<std::string> parts) {
  Dimension dimension{.id = std::move(id), .codes = parts, .sums = {{std::string(kTotal), parts}}};
  dimension.codes.emplace_back(kTotal);
  return dimension;
}

size_t CountTable::CellCount() const {
  size_t count = 1;
  for (const Dimension& dimension : dimensions) count = std::min(count * dimension.codes.size(), kMostCells + 1);
  return count;
}

std::vector<size_t> CountTable::Places(size_t cell) const {
  std::vector<size_t> places(dimensions.size());
  for (size_t i = dimensions.size(); i-- > 0;) {
    places[i] = cell % dimensions[i].codes.size();
    cell /= dimensions[i].codes.size();
  }
  return places;
}

size_t CountTable::CellAt(const std::vector<size_t>& places) const {
  size_t cell = 0;
  for (size_t i = 0; i < dimensions.size(); ++i) cell = cell * dimensions[i].codes.size() + places[i];
  return cell;
}

std::string CountTable::Key(size_t cell) const {
  const std::vector<size_t> places = Places(cell);
  std::vector<std::string> codes;
  for (size_t i = 0; i < dimensions.size(); ++i) {
    const std::string& code = dimensions[i].codes[places[i]];
    if (code != kTotal) codes.push_back(absl::StrCat(dimensions[i].id, "=", code));
  }
  std::sort(codes.begin(), codes.end());
  return absl::StrCat(measure, codes.empty() ? "" : "|", absl::StrJoin(codes, "|"));
}

std::vector<std::string> CountTable::CrossedBy(size_t cell) const {
  const std::vector<size_t> places = Places(cell);
  std::vector<std::string> crossed;
  for (size_t i = 0; i < dimensions.size(); ++i) {
    if (dimensions[i].codes[places[i]] != kTotal) crossed.push_back(dimensions[i].id);
  }
  return crossed;
}

std::vector<SumOfCells> SumsOf(const CountTable& table) {
  std::vector<SumOfCells> sums;
  for (size_t cell = 0; cell < table.CellCount(); ++cell) {
    std::vector<size_t> places = table.Places(cell);
    for (size_t i = 0; i < places.size(); ++i) {
      const Dimension& dimension = table.dimensions[i];
      const size_t here = places[i];
      for (const Sum& sum : dimension.sums) {
        if (sum.whole != dimension.codes[here]) continue;
        SumOfCells found{.whole = cell};
        for (const std::string& part : sum.parts) {
          places[i] = PlaceOf(dimension, part);
          found.parts.push_back(table.CellAt(places));
        }
        places[i] = here;
        sums.push_back(std::move(found));
      }
    }
  }
  return sums;
}

std::vector<std::string> FaultsOf(const CountTable& table) {
  std::vector<std::string> faults;
  std::set<std::string> names;
  if (table.measure.empty()) faults.push_back(absl::StrCat("table ", table.id, ": says not what it counts"));
  if (table.vintage.empty()) faults.push_back(absl::StrCat("table ", table.id, ": says not as known on which day"));
  for (const Dimension& dimension : table.dimensions) {
    if (!names.insert(dimension.id).second)
      faults.push_back(absl::StrCat("table ", table.id, ": dimension ", dimension.id, " stands twice"));
    CheckDimension(table, dimension, faults);
  }
  if (table.CellCount() > kMostCells) {
    faults.push_back(absl::StrCat("table ", table.id, ": more than ", kMostCells, " cells"));
  } else if (table.CellCount() != table.values.size()) {
    faults.push_back(absl::StrCat("table ", table.id, ": ", table.values.size(), " values for ", table.CellCount(), " cells"));
  }
  if (std::any_of(table.values.begin(), table.values.end(), [](int64_t value) { return value < 0; })) {
    faults.push_back(absl::StrCat("table ", table.id, ": a count below zero"));
  }
  return faults;
}

}  // namespace dayaq::statistics
