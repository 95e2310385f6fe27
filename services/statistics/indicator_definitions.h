// policy/indicators/*.yaml: what each published figure counts, over what, and how it may be broken down.
#ifndef SERVICES_STATISTICS_INDICATOR_DEFINITIONS_H_
#define SERVICES_STATISTICS_INDICATOR_DEFINITIONS_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/statistics/sum_checks.h"

namespace dayaq::statistics {

// A code as it is published, and what it means.
struct IndicatorCode {
  std::string code;
  std::string title_az;
  std::string title_en;
};

struct IndicatorDimension {
  std::string id;
  std::string title_az;
  std::string title_en;
  // Empty where the codes come from a list of the register (districts, periods).
  std::vector<IndicatorCode> codes;
  std::string code_list;
};

// What is counted or added up: one of the measures the register knows, narrowed to codes of dimensions.
struct CountedThing {
  std::string measure;
  std::map<std::string, std::vector<std::string>> where;
  // Days within which something is done in time; 0 where nothing is to be.
  int within_days = 0;
};

enum class IndicatorUnit { kNumber, kPercent, kPer100000, kDays, kMinutes, kQepik, kHectares };

struct Indicator {
  std::string id;
  int version = 0;
  std::string title_az;
  std::string title_en;
  IndicatorUnit unit = IndicatorUnit::kNumber;
  // The class of what is counted (policy/disclosure.yaml).
  std::string sensitivity;
  CountedThing numerator;
  // Only of percentages and rates.
  std::optional<CountedThing> denominator;
  std::vector<std::string> disaggregations;
  std::string source;
  // Code of the series in SDMX.
  std::string series;
  // Fields of the national sheet in its order, number and text: {"3.1", "..."}.
  std::vector<std::pair<std::string, std::string>> metadata;
};

// One country's list, whole.
struct IndicatorSet {
  std::string id;
  int version = 0;
  // To be replaced by the list of the statistics office.
  bool provisional = true;
  std::string title_az;
  std::string title_en;
  std::string source;
  std::vector<IndicatorDimension> dimensions;
  // Measures that the set counts, and what each one is.
  std::map<std::string, std::string> measures;
  std::vector<Indicator> indicators;
  // Sums that hold between its published figures.
  std::vector<SumRule> sums;

  // nullptr: it has none of that name.
  const Indicator* Find(absl::string_view indicator) const;
};

// Fields of the national metadata sheet, in its order.
const std::vector<std::string>& MetadataFields();

// FAILED_PRECONDITION with every fault on a line of its own: file, line, column and what is wrong.
absl::StatusOr<IndicatorSet> ParseIndicatorSet(const std::string& yaml, absl::string_view source);
// All sets of `<policy directory>/indicators`, in the order of their file names; a set that stands twice is a fault. A dimension of
// benefits has those of `<policy directory>/benefits`.
absl::StatusOr<std::vector<IndicatorSet>> LoadIndicatorSets(const std::string& policy_directory);

// A benefit under the code of its figures: "stipend-war" is STIPEND_WAR.
std::string BenefitCode(absl::string_view benefit);

// FAILED_PRECONDITION unless all "<set>/<indicator>@<version>" are the ones in force: figures of one release follow one edition
// each.
absl::Status CheckVersions(const std::vector<IndicatorSet>& sets, const std::vector<std::string>& used);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_INDICATOR_DEFINITIONS_H_
