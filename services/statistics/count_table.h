// Tables of counts as they are published: cells by codes, and which cell is the sum of which.
//
// Belongs here: what a table is, and what follows from its sums. Does not: what may be shown of it (protection.h).
#ifndef SERVICES_STATISTICS_COUNT_TABLE_H_
#define SERVICES_STATISTICS_COUNT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::statistics {

// The code of "all of them" in every dimension.
inline constexpr absl::string_view kTotal = "_T";
// The dimension that says of whom something is so. It stands behind a share and is not printed: the share is.
inline constexpr absl::string_view kShareDimension = "SHARE";
inline constexpr absl::string_view kSo = "YES";

// One code of a dimension that is the sum of others: a year of its months, a region of its districts, the total of all.
struct Sum {
  std::string whole;
  std::vector<std::string> parts;
};

struct Dimension {
  std::string id;
  std::vector<std::string> codes;
  std::vector<Sum> sums;

  // The dimension of that name whose total is the sum of all its codes.
  static Dimension Of(std::string id, std::vector<std::string> parts);
};

// A table whole, without anything hidden. Values stand in the order of the codes, the last dimension fastest.
struct CountTable {
  std::string id;
  // What is counted: indicator and version of its definition. Tables of one measure and one vintage count the same people.
  std::string measure;
  // As known at the end of this day ("2026-03-31").
  std::string vintage;
  // The class of what is counted, whatever it is crossed by (policy/disclosure.yaml).
  std::string sensitivity;
  std::vector<Dimension> dimensions;
  std::vector<int64_t> values;
  // False: counted, and not printed. Outsiders know that such a table exists and that no count in it is below zero, which tells
  // something of the tables that are its margins; so the audit must know it too.
  bool printed = true;

  size_t CellCount() const;
  // The places of a cell's codes, one a dimension.
  std::vector<size_t> Places(size_t cell) const;
  size_t CellAt(const std::vector<size_t>& places) const;
  // What the cell counts, alike in every table that has it: the measure and its codes in the order of their dimensions' names,
  // totals left out. So linked tables meet in the cells they share.
  std::string Key(size_t cell) const;
  // Dimensions in which the cell is not a total.
  std::vector<std::string> CrossedBy(size_t cell) const;
};

// `whole` is the sum of `parts`; cells of one table.
struct SumOfCells {
  size_t whole = 0;
  std::vector<size_t> parts;
};

// Every sum that holds in the table, for every combination of the other dimensions' codes.
std::vector<SumOfCells> SumsOf(const CountTable& table);

// What keeps a table from being one: a number of values that does not fit, codes that stand twice, sums of codes that are not
// there, counts below zero. All of it at once, each a sentence; none when all is well.
std::vector<std::string> FaultsOf(const CountTable& table);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_COUNT_TABLE_H_
