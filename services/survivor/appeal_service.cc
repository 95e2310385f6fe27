#include "services/survivor/appeal_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/appeal_rules.h"
#include "services/survivor/record_place.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

using rpc::Call;

absl::StatusOr<v1::DecisionAppeal> AppealService::Lodge(const v1::LodgeAppealRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Survivor record, PlaceOfRecord(transaction, UidOf(request.survivor())));
  ASSIGN_OR_RETURN(const std::optional<v1::DisabilityDecision> decision, store_.Decision(transaction, request.decision_uid()));
  const bool of_record = decision.has_value() && decision->survivor_uid() == record.uid();
  Violations found;
  CheckLodging(request, of_record ? &*decision : nullptr, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(CheckAppealable(*decision));
  ASSIGN_OR_RETURN(const bool under_way, store_.IsUnderWay(transaction, decision->uid()));
  if (under_way) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE,
                     "An appeal against this decision is under way.");
  }
  v1::DecisionAppeal appeal;
  appeal.set_uid(call.NewUid());
  appeal.set_survivor_uid(record.uid());
  appeal.set_register_(record.register_());
  appeal.set_district(record.district());
  appeal.set_institution(record.institution());
  appeal.set_decision_uid(decision->uid());
  appeal.set_commission(request.commission());
  *appeal.mutable_lodged_on() = request.lodged_on();
  appeal.set_state(v1::APPEAL_STATE_LODGED);
  RETURN_IF_ERROR(store_.Add(transaction, appeal));
  call.Touch(record.name());
  return Reread(appeal.uid(), call);
}

absl::StatusOr<v1::DecisionAppeal> AppealService::Decide(const v1::DecideAppealRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(v1::DecisionAppeal appeal, store_.GetToChange(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), appeal.etag()));
  call.Before(appeal);
  RETURN_IF_ERROR(CheckUndecided(appeal));
  ASSIGN_OR_RETURN(const std::optional<v1::DisabilityDecision> appealed, store_.Decision(transaction, appeal.decision_uid()));
  Violations found;
  CheckOutcome(request, appeal, appealed.value_or(v1::DisabilityDecision()), found);
  RETURN_IF_ERROR(found.ToStatus());
  SetOutcome(request, appeal);
  RETURN_IF_ERROR(store_.Decide(transaction, appeal));
  call.Touch(SurvivorName(appeal.survivor_uid()));
  return Reread(appeal.uid(), call);
}

absl::StatusOr<v1::ListAppealsResponse> AppealService::List(const v1::ListAppealsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::DecisionAppeal> all,
                   store_.List(call.transaction(), request, call.caller().registers, after, size + 1));
  v1::ListAppealsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.caller().registers));
    response.set_total(total);
  }
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::DecisionAppeal& appeal : all) *response.add_appeals() = std::move(appeal);
  return response;
}

absl::StatusOr<v1::DecisionAppeal> AppealService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void AppealService::Bind(rpc::Methods& methods) {
  using S = AppealService;
  methods.Change("LodgeAppeal", *this, &S::Lodge, &S::Reread);
  methods.Change("DecideAppeal", *this, &S::Decide, &S::Reread);
  methods.Read("ListAppeals", *this, &S::List);
}

}  // namespace dayaq::survivor
