#include "services/payment/reconciliation_service.h"

#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/platform/base/error.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr size_t kShortestReason = 3;

absl::Status Refused(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

}  // namespace

absl::StatusOr<v1::Reconciliation> ReconciliationService::ReconcileDay(const v1::ReconcileDayRequest& request, rpc::Call& call) {
  if (Precision(request.day()) != DatePrecision::kDay) {
    Violations found;
    found.Add("day", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return found.ToStatus();
  }
  const std::string day = ToText(request.day());
  if (day > absl::FormatCivilTime(call.today())) {
    return Refused(ErrorReason::ERROR_REASON_RECONCILIATION_TOO_EARLY, "The day is still to come.");
  }
  ASSIGN_OR_RETURN(v1::Reconciliation reconciliation, store_.DayToChange(call.transaction(), day, call.NewUid()));
  if (reconciliation.state() == v1::RECONCILIATION_STATE_CLOSED) return reconciliation;
  RETURN_IF_ERROR(store_.Reckon(call.transaction(), day, call.caller().registers, reconciliation));
  RETURN_IF_ERROR(store_.Keep(call.transaction(), reconciliation, day));
  return store_.Day(call.transaction(), day);
}

absl::StatusOr<v1::Reconciliation> ReconciliationService::CloseReconciliation(const v1::CloseReconciliationRequest& request,
                                                                              rpc::Call& call) {
  const std::string day = UidOf(request.name());
  absl::CivilDay parsed;
  if (!absl::ParseCivilTime(day, &parsed) || absl::FormatCivilTime(parsed) != day) return NotFound();
  if (parsed >= call.today()) return Refused(ErrorReason::ERROR_REASON_RECONCILIATION_TOO_EARLY, "The day is not over.");
  // So that a day that nobody reckoned is not found rather than made.
  RETURN_IF_ERROR(store_.Day(call.transaction(), day).status());
  ASSIGN_OR_RETURN(v1::Reconciliation reconciliation, store_.DayToChange(call.transaction(), day, call.NewUid()));
  RETURN_IF_ERROR(CheckEtag(request.etag(), reconciliation.etag()));
  if (reconciliation.state() == v1::RECONCILIATION_STATE_CLOSED) {
    return Refused(ErrorReason::ERROR_REASON_RECONCILIATION_CLOSED, "The day was closed already.");
  }
  call.Before(reconciliation);
  v1::Reconciliation now = reconciliation;
  RETURN_IF_ERROR(store_.Reckon(call.transaction(), day, call.caller().registers, now));
  if (!SameReckoning(reconciliation, now)) {
    return Refused(ErrorReason::ERROR_REASON_RECONCILIATION_CHANGED,
                   "What the bank told since changed the day: reconcile it again, look, and close it then.");
  }
  if (now.difference_count() > 0 && request.reason().size() < kShortestReason) {
    Violations found;
    found.Add("reason", ErrorReason::ERROR_REASON_REQUIRED, "Say why the day is closed although something does not agree.");
    return found.ToStatus();
  }
  RETURN_IF_ERROR(store_.Close(call.transaction(), day, call.caller().staff_uid, call.now(), request.reason()));
  call.Emit("payment.day_closed", request.name());
  return store_.Day(call.transaction(), day);
}

absl::StatusOr<v1::Reconciliation> ReconciliationService::Reread(const std::string& name, rpc::Call& call) {
  return store_.Day(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Reconciliation> ReconciliationService::GetReconciliation(const v1::GetReconciliationRequest& request,
                                                                            rpc::Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListReconciliationsResponse> ReconciliationService::ListReconciliations(
    const v1::ListReconciliationsRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string before, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Reconciliation> days, store_.List(call.transaction(), request, before, size + 1));
  v1::ListReconciliationsResponse response;
  if (before.empty()) {
    ASSIGN_OR_RETURN(const std::vector<std::string> open, store_.OpenDays(call.transaction()));
    for (const std::string& day : open) response.add_open_days(day);
  }
  if (days.size() > static_cast<size_t>(size)) {
    days.pop_back();
    response.set_next_page_token(call.PageToken(ToText(days.back().day()), request));
  }
  for (v1::Reconciliation& day : days) *response.add_reconciliations() = std::move(day);
  return response;
}

void ReconciliationService::Bind(rpc::Methods& methods) {
  using S = ReconciliationService;
  methods.Change("ReconcileDay", *this, &S::ReconcileDay, &S::Reread);
  methods.Change("CloseReconciliation", *this, &S::CloseReconciliation, &S::Reread);
  methods.Read("GetReconciliation", *this, &S::GetReconciliation);
  methods.Read("ListReconciliations", *this, &S::ListReconciliations);
}

}  // namespace dayaq::payment
