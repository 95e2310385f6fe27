// A table that somebody asks for: which rows of the layer it counts, by what, and what it looks like.
#ifndef SERVICES_STATISTICS_FIGURE_PLAN_H_
#define SERVICES_STATISTICS_FIGURE_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/statistics/v1/figure.pb.h"
#include "services/platform/base/error.h"
#include "services/statistics/count_table.h"
#include "services/statistics/disclosure_policy.h"
#include "services/statistics/measures.h"
#include "services/statistics/population.h"

namespace dayaq::statistics {

// A code of a list that the register keeps, with what it is called.
struct ListedCode {
  std::string code;
  std::string title_az;
  std::string title_en;
};

// Rows told apart by their number.
inline constexpr absl::string_view kValueDimension = "VALUE";

// What a table is made by, besides what was asked.
struct FigureRules {
  const std::vector<IndicatorSet>& sets;
  const Measures& measures;
  const DisclosurePolicy& disclosure;
  const Population& population;
};

// One count at the end of a day, and the code of time it stands under.
struct StockDay {
  std::string code;
  absl::CivilDay day;
};

struct FigurePlan {
  const IndicatorSet* set = nullptr;
  const Indicator* indicator = nullptr;
  Measure measure;
  v1::TimeStep step = v1::TIME_STEP_UNSPECIFIED;
  // What is counted lies within these days; both belong to it.
  absl::CivilDay from, until;
  // Besides time, as they are printed.
  std::vector<std::string> dimensions;
  // What rows are told apart by: those, and what a figure is made of.
  std::vector<std::string> counted_by;
  // Of a stock: what is counted one after the other, instead of one period.
  std::vector<StockDay> stock_days;
  // Its dimensions, time first; no values yet.
  CountTable table;
};

// Cells that one table may have: what the exact audit can judge while somebody waits.
inline constexpr size_t kMostTableCells = 6000;

// What stands against it is added to `found`, under `path`; nothing then. `known_until` is the day at whose end it is known.
std::optional<FigurePlan> PlanFigures(const v1::TableSpec& spec, absl::CivilDay known_until,
                                      const std::vector<ListedCode>& districts, const FigureRules& rules, const std::string& path,
                                      Violations& found);

// Whether it may be published: what is broken down by more than everybody may see counts whole calendar years, quarters or months,
// so that it meets what was published of the same time, whatever was divided how.
void CheckPublishable(const FigurePlan& plan, const DisclosurePolicy& policy, const std::string& path, Violations& found);

// The code of time under which something stands that lies in a period as the layer has it ("2025-03", "2025"); empty for one that
// is none of the table.
std::string TimeCodeOf(const FigurePlan& plan, const std::string& period);

// Titles of the codes of a dimension, in the order of the definition: those of its list, of the contract, or of the register.
std::vector<ListedCode> CodesOfDimension(const IndicatorDimension& dimension, const std::vector<ListedCode>& districts);

// Which rows stand behind a code of time.
struct TimeCode {
  absl::CivilDay from, until;
  // Only those known to the month, of these months; empty: all.
  std::vector<std::string> months;
  // Only those known to this year and no more; empty: all.
  std::string only_year;
};
std::optional<TimeCode> ReadTimeCode(absl::string_view code);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_PLAN_H_
