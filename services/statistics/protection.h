// What of a release's tables is shown, so that nobody small can be worked out: from one table, from tables that share cells, and
// from what was published before.
//
// Two questions are asked of everything that is published (docs/statistics.md, "What an outsider is taken to know"):
//   * who knows that nothing changed where nothing changed, puts all releases together as one: no protected count of any of them;
//   * who compares two releases over the same people: no small difference in a cell that was shown before.
#ifndef SERVICES_STATISTICS_PROTECTION_H_
#define SERVICES_STATISTICS_PROTECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/statistics/count_table.h"
#include "services/statistics/disclosure_policy.h"

namespace dayaq::statistics {

enum class Showing { kShown, kRounded, kHidden };

// A table with what is shown of it, cell by cell.
struct ProtectedTable {
  CountTable table;
  std::vector<Showing> showing;
  // How wide what can be worked out of a protected cell must stay; 0 of cells that are not protected.
  std::vector<int64_t> widths;
  // To what a cell is rounded; 0: it is not.
  std::vector<int64_t> rounding_bases;
  // Everybody knows that a hidden one is at least so much.
  std::vector<int64_t> least;
  // Cells of an open class: always shown.
  std::vector<bool> open;
  // What is printed in place of each count (printed_cells.h); none: the counts are. Counts behind figures are protected as if they
  // were printed.
  std::vector<std::string> figures;

  // What is printed of a cell that is not hidden.
  int64_t ShownValue(size_t cell) const;
};

struct ProtectedRelease {
  std::string id;
  std::vector<ProtectedTable> tables;
};

// A protected cell that can be worked out too closely.
struct NarrowCell {
  std::string key;
  std::string vintage;
  // It is a difference to an earlier release that is too small.
  bool difference = false;
  int64_t low = 0;
  int64_t high = 0;
  int64_t needed = 0;
};

// What hiding costs the reader. Every cell counts once, however many tables have it.
struct InformationLoss {
  int64_t cells = 0;
  // Too small to be shown.
  int64_t primary = 0;
  // Hidden so that those cannot be worked out.
  int64_t complementary = 0;
  int64_t rounded = 0;
  // Of 10,000 of all that is counted in cells without parts, so many are in hidden ones.
  int64_t hidden_per_ten_thousand = 0;
};

// What the exact audit found. Nothing is published unless it passed.
struct AuditReport {
  // Protected cells that were looked at, here and in earlier releases.
  int64_t looked_at = 0;
  std::vector<NarrowCell> narrow;
  // Why it cannot be judged: tables that are none, parts that do not come to their total.
  std::vector<std::string> faults;
  InformationLoss loss;

  bool passed() const { return narrow.empty() && faults.empty(); }
};

// The tables with small counts hidden or rounded, and as few others as it takes. What cannot be protected is left for the audit to
// find. `published` holds all earlier releases.
ProtectedRelease Protect(std::string id, std::vector<CountTable> tables, const std::vector<ProtectedRelease>& published,
                         const DisclosurePolicy& policy);

// Judges a release together with everything published before. Takes nothing on trust from who protected it: small counts are found
// anew, and every protected cell's range is proven by tables in whole numbers that look the same from outside.
AuditReport Audit(const ProtectedRelease& release, const std::vector<ProtectedRelease>& published, const DisclosurePolicy& policy);

// Whether a percentage may be shown: neither of its counts, nor what is left between them, may be hidden or too small.
bool PercentageMayBeShown(int64_t part, bool part_hidden, int64_t whole, bool whole_hidden, const DisclosureClass& of_part);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PROTECTION_H_
