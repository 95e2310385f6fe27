// A protected table as it is shown: what is hidden is not in it.
#ifndef SERVICES_STATISTICS_FIGURE_VIEW_H_
#define SERVICES_STATISTICS_FIGURE_VIEW_H_

#include <vector>

#include "dayaq/statistics/v1/figure.pb.h"
#include "dayaq/statistics/v1/indicator.pb.h"
#include "dayaq/statistics/v1/release.pb.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {

v1::IndicatorUnit UnitOf(IndicatorUnit unit);

// An indicator with whether it is counted, by what, and else why not.
v1::Indicator IndicatorView(const IndicatorSet& set, const Indicator& indicator, const Measures& measures);
v1::IndicatorSet IndicatorSetView(const IndicatorSet& set, const Measures& measures);

v1::FigureTable FigureView(const ProtectedTable& table, const IndicatorSet& set, const Indicator& indicator, int version,
                           const std::vector<ListedCode>& districts, const std::string& disclosure_edition);

// As it is kept for later audits, and back.
v1::ReleaseTable StoredTable(const ProtectedTable& table, int version);
ProtectedTable TableOfStored(const v1::ReleaseTable& stored);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_VIEW_H_
