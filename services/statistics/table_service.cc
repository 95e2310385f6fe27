#include "services/statistics/table_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/figure_request.h"
#include "services/statistics/figure_view.h"
#include "services/statistics/sdmx_data.h"
#include "services/statistics/sum_checks.h"

namespace dayaq::statistics {

absl::StatusOr<v1::FigureTable> TableService::GetTable(const v1::GetTableRequest& request, rpc::Call& call) {
  Violations found;
  ASSIGN_OR_RETURN(const FigureRequest read, ReadFigureRequest(figures_, request.register_(), request.known_until(), call, found));
  const std::optional<FigurePlan> plan =
      PlanFigures(request.table(), read.moment.known_until, read.districts, rules_, "table.", found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const CountedTable table, maker_.Count(call, read.moment, *plan));
  ASSIGN_OR_RETURN(const std::vector<ProtectedRelease> published,
                   releases_.Published(call.transaction(), read.moment.registered_in, ""));
  const ProtectedRelease shown = maker_.Show("table", {*plan}, {table}, published);
  RETURN_IF_ERROR(CheckPassed(Audit(shown, published, rules_.disclosure)));
  return FigureView(shown.tables.front(), *plan->set, *plan->indicator, plan->indicator->version, read.districts,
                    rules_.disclosure.edition);
}

absl::StatusOr<v1::CheckFileResponse> TableService::CheckFile(const v1::CheckFileRequest& request, rpc::Call&) {
  const auto set = absl::c_find_if(rules_.sets, [&](const IndicatorSet& one) { return one.id == request.indicator_set(); });
  Violations found;
  if (set == rules_.sets.end()) {
    found.Add("indicator_set", ErrorReason::ERROR_REASON_INDICATOR_UNKNOWN, "Name a list of indicators of this house.");
  }
  const absl::StatusOr<SdmxDataSet> data = ReadSdmxMl(request.content());
  if (!data.ok()) found.Add("content", ErrorReason::ERROR_REASON_SDMX_FAULTY, std::string(data.status().message()));
  RETURN_IF_ERROR(found.ToStatus());
  v1::CheckFileResponse response;
  response.set_observations(static_cast<int64_t>(data->observations.size()));
  for (const SumDefect& defect : CheckSums(*data, set->sums)) {
    v1::SumDefect& told = *response.add_defects();
    for (const auto& [dimension, code] : defect.key) told.add_cell(absl::StrCat(dimension, "=", code));
    told.set_dimension(defect.dimension);
    told.set_whole(defect.whole);
    told.set_parts(defect.parts);
    told.set_sentence(defect.Sentence());
  }
  return response;
}

void TableService::Bind(rpc::Methods& methods) {
  using S = TableService;
  methods.Read("GetTable", *this, &S::GetTable);
  methods.Read("CheckFile", *this, &S::CheckFile);
}

}  // namespace dayaq::statistics
