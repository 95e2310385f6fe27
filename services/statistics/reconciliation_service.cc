#include "services/statistics/reconciliation_service.h"

#include <map>
#include <string>
#include <utility>

#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/reconciliation_rules.h"

namespace dayaq::statistics {

absl::StatusOr<v1::ReconcileFiguresResponse> ReconciliationService::ReconcileFigures(const v1::ReconcileFiguresRequest& request,
                                                                                     rpc::Call& call) {
  v1::ReconcileFiguresResponse response;
  response.set_edition(list_.edition);
  // Several figures are cells of one table.
  std::map<std::string, absl::StatusOr<v1::FigureTable>> asked;
  for (const OthersFigure& figure : list_.figures) {
    // Of a day that is not over not everything is known yet.
    if (figure.cut_off >= call.today()) continue;
    v1::ReconciledFigure view = FigureOf(figure);
    for (const CountingDefinition& definition : figure.definitions) {
      const v1::GetTableRequest table = TableOf(figure, definition, request.register_());
      const std::string key = table.SerializeAsString();
      auto found = asked.find(key);
      if (found == asked.end()) found = asked.emplace(key, tables_.GetTable(table, call)).first;
      const absl::StatusOr<v1::FigureTable>& answer = found->second;
      // What may not be shown is no fault of whoever asks.
      const bool hidden = ReasonOf(answer.status()) == ErrorReason::ERROR_REASON_DISCLOSURE_REFUSED;
      if (!answer.ok() && !hidden) return answer.status();
      AddCount(figure, definition, answer.ok() ? &*answer : nullptr, view);
    }
    Conclude(view);
    *response.add_figures() = std::move(view);
  }
  return response;
}

void ReconciliationService::Bind(rpc::Methods& methods) {
  methods.Read("ReconcileFigures", *this, &ReconciliationService::ReconcileFigures);
}

}  // namespace dayaq::statistics
