// The lists of policy/ and plans by them, for tests without a database.
#ifndef SERVICES_STATISTICS_FIGURE_TEST_HOUSE_H_
#define SERVICES_STATISTICS_FIGURE_TEST_HOUSE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/platform/text/partial_date.h"
#include "services/statistics/figure_plan.h"

namespace dayaq::statistics {

struct House {
  std::vector<IndicatorSet> sets = *LoadIndicatorSets("policy");
  DisclosurePolicy disclosure = *LoadDisclosurePolicy("policy");
  Population population = *LoadPopulation("policy");
  Measures measures{sets, population};
  FigureRules rules{sets, measures, disclosure, population};
};
inline const House& TheHouse() {
  static const auto* const kHouse = new House;
  return *kHouse;
}

inline v1::TableSpec Spec(const std::string& indicator, const std::vector<std::string>& dimensions, const std::string& from,
                          const std::string& until, v1::TimeStep step = v1::TIME_STEP_UNSPECIFIED) {
  v1::TableSpec spec;
  spec.set_indicator(indicator);
  for (const std::string& dimension : dimensions) spec.add_dimensions(dimension);
  *spec.mutable_from() = PartialDateFromText(from).value_or(PartialDate());
  *spec.mutable_until() = PartialDateFromText(until).value_or(PartialDate());
  spec.set_step(step);
  return spec;
}

inline FigurePlan Plan(const v1::TableSpec& spec) {
  Violations found;
  auto plan = PlanFigures(spec, absl::CivilDay(2026, 6, 30), {}, TheHouse().rules, "", found);
  EXPECT_TRUE(plan.has_value());
  return plan.value_or(FigurePlan());
}

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_TEST_HOUSE_H_
