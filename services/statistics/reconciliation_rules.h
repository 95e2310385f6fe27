// A published figure beside ours: which table answers it, what stands in its cell, and what follows. Pure.
#ifndef SERVICES_STATISTICS_RECONCILIATION_RULES_H_
#define SERVICES_STATISTICS_RECONCILIATION_RULES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "dayaq/statistics/v1/table_service.pb.h"
#include "services/statistics/reconciliation_list.h"

namespace dayaq::statistics {

// The table that counts the figure by that definition.
v1::GetTableRequest TableOf(const OthersFigure& figure, const CountingDefinition& definition, absl::string_view registered_in);

// What the table shows of the figure; nothing when any part of it is hidden.
std::optional<int64_t> ShownIn(const v1::FigureTable& table, const OthersFigure& figure);

// The figure without counts.
v1::ReconciledFigure FigureOf(const OthersFigure& figure);
// Adds our count by one definition; nothing when it may not be shown. `table` may be nullptr then.
void AddCount(const OthersFigure& figure, const CountingDefinition& definition, const v1::FigureTable* table,
              v1::ReconciledFigure& view);
// Says what follows from all counts.
void Conclude(v1::ReconciledFigure& view);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RECONCILIATION_RULES_H_
