#include "services/payment/suspension_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/payment_names.h"
#include "services/payment/suspension_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

using rpc::Call;

namespace {

absl::Status Refuse(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

// What people decide about an entitlement lies where it lies.
template <typename M>
void SetPlace(const v1::Entitlement& entitlement, M& decision) {
  decision.set_entitlement_uid(entitlement.uid());
  decision.set_survivor_uid(entitlement.survivor_uid());
  decision.set_register_(entitlement.register_());
  decision.set_district(entitlement.district());
  decision.set_institution(entitlement.institution());
}

}  // namespace

absl::Status SuspensionService::CheckSuspend(const v1::SuspendEntitlementRequest& request, Call& call, Violations& found) {
  CheckSuspending(request, call.today(), policy_, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Suspension> SuspensionService::Suspend(const v1::SuspendEntitlementRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Entitlement entitlement, entitlements_.Get(call.transaction(), UidOf(request.entitlement())));
  v1::Suspension suspension;
  suspension.set_uid(call.NewUid());
  SetPlace(entitlement, suspension);
  suspension.set_reason(request.reason());
  suspension.set_document(request.document());
  *suspension.mutable_suspended_from() = PartialDateOf(call.today());
  *suspension.mutable_suspended_until() = request.suspended_until();
  suspension.set_state(v1::SUSPENSION_STATE_IN_FORCE);
  suspension.set_suspended_by_uid(call.caller().staff_uid);
  ASSIGN_OR_RETURN(const bool added, store_.Add(call.transaction(), suspension));
  if (!added) {
    return Refuse(ErrorReason::ERROR_REASON_ALREADY_SUSPENDED, "Money of this entitlement is stopped already: see until when.");
  }
  call.Touch(entitlement.name());
  call.Emit("entitlement.suspended", entitlement.name());
  const absl::CivilDay over = *Latest(request.suspended_until()) + 1;
  call.EmitAt("entitlement.suspension_over", absl::StrCat("suspensions/", suspension.uid()), absl::FromCivil(over, BakuZone()));
  return Reread(suspension.uid(), call);
}

absl::StatusOr<v1::Suspension> SuspensionService::Resume(const v1::ResumeEntitlementRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Suspension suspension, store_.Get(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), suspension.etag()));
  call.Before(suspension);
  RETURN_IF_ERROR(CheckResumable(suspension, call.caller().staff_uid));
  suspension.set_state(v1::SUSPENSION_STATE_RESUMED);
  suspension.set_resumed_by_uid(call.caller().staff_uid);
  suspension.set_resume_reason(request.reason());
  ASSIGN_OR_RETURN(const bool ended, store_.Resume(call.transaction(), suspension, call.now()));
  if (!ended) return Refuse(ErrorReason::ERROR_REASON_SUSPENSION_OVER, "The suspension is over already.");
  call.Touch(EntitlementName(suspension.entitlement_uid()));
  call.Emit("entitlement.resumed", EntitlementName(suspension.entitlement_uid()));
  return Reread(suspension.uid(), call);
}

absl::Status SuspensionService::CheckLodge(const v1::LodgeEntitlementAppealRequest& request, Call&, Violations& found) {
  CheckLodging(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::EntitlementAppeal> SuspensionService::Lodge(const v1::LodgeEntitlementAppealRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Entitlement entitlement, entitlements_.Get(call.transaction(), UidOf(request.entitlement())));
  v1::EntitlementAppeal appeal;
  appeal.set_uid(call.NewUid());
  SetPlace(entitlement, appeal);
  if (!request.suspension().empty()) {
    ASSIGN_OR_RETURN(const v1::Suspension suspension, store_.Get(call.transaction(), UidOf(request.suspension())));
    if (suspension.entitlement_uid() != entitlement.uid()) return NotFound();
    appeal.set_suspension_uid(suspension.uid());
  }
  appeal.set_ground(request.ground());
  appeal.set_reference(request.reference());
  *appeal.mutable_lodged_on() = request.lodged_on();
  *appeal.mutable_answer_due_on() = PartialDateOf(*Latest(request.lodged_on()) + policy_.appeal_answer_days);
  appeal.set_state(v1::ENTITLEMENT_APPEAL_STATE_LODGED);
  appeal.set_lodged_by_uid(call.caller().staff_uid);
  ASSIGN_OR_RETURN(const bool lodged, store_.Lodge(call.transaction(), appeal));
  if (!lodged) {
    return Refuse(ErrorReason::ERROR_REASON_APPEAL_UNDER_WAY, "An appeal about this entitlement waits for its decision.");
  }
  call.Touch(entitlement.name());
  call.Emit("entitlement.appealed", entitlement.name());
  return RereadAppeal(appeal.uid(), call);
}

absl::StatusOr<v1::EntitlementAppeal> SuspensionService::Decide(const v1::DecideEntitlementAppealRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::EntitlementAppeal appeal, store_.GetAppeal(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), appeal.etag()));
  call.Before(appeal);
  Violations found;
  CheckOutcome(request, appeal, found);
  RETURN_IF_ERROR(found.ToStatus());
  std::optional<v1::Suspension> suspension;
  if (!appeal.suspension_uid().empty()) {
    ASSIGN_OR_RETURN(suspension, store_.Get(call.transaction(), appeal.suspension_uid()));
  }
  RETURN_IF_ERROR(
      CheckDecidable(appeal, suspension.has_value() ? &*suspension : nullptr, request.state(), call.caller().staff_uid));
  appeal.set_state(request.state());
  appeal.set_decision_reason(request.reason());
  appeal.set_decided_by_uid(call.caller().staff_uid);
  ASSIGN_OR_RETURN(const bool decided, store_.Decide(call.transaction(), appeal, call.now()));
  if (!decided) return Refuse(ErrorReason::ERROR_REASON_APPEAL_DECIDED, "The appeal was decided already.");
  if (suspension.has_value() && request.state() == v1::ENTITLEMENT_APPEAL_STATE_GRANTED) {
    RETURN_IF_ERROR(EndAppealed(*std::move(suspension), call));
  }
  call.Touch(EntitlementName(appeal.entitlement_uid()));
  call.Emit("entitlement.appeal_decided", EntitlementName(appeal.entitlement_uid()));
  return RereadAppeal(appeal.uid(), call);
}

// One that is over already stays as it ended.
absl::Status SuspensionService::EndAppealed(v1::Suspension suspension, Call& call) const {
  suspension.set_state(v1::SUSPENSION_STATE_RESUMED);
  suspension.set_resumed_by_uid(call.caller().staff_uid);
  suspension.set_resume_reason(v1::RESUMPTION_REASON_APPEAL_GRANTED);
  ASSIGN_OR_RETURN(const bool ended, store_.Resume(call.transaction(), suspension, call.now()));
  if (ended) call.Emit("entitlement.resumed", EntitlementName(suspension.entitlement_uid()));
  return absl::OkStatus();
}

absl::StatusOr<v1::RecoveryPlan> SuspensionService::DecideRecovery(const v1::DecideRecoveryRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::RecoveryPlan plan, store_.GetPlan(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), plan.etag()));
  call.Before(plan);
  RETURN_IF_ERROR(CheckWaiver(request.waived_qepik(), plan));
  plan.set_decision(request.waived_qepik() > 0 ? v1::RECOVERY_DECISION_WAIVED : v1::RECOVERY_DECISION_SPREAD);
  plan.set_share_percent(request.share_percent());
  plan.set_smallest_left_qepik(request.smallest_left_qepik());
  plan.set_waived_qepik(request.waived_qepik());
  plan.set_reason(request.reason());
  plan.set_document(request.document());
  plan.set_decided_by_uid(call.caller().staff_uid);
  *plan.mutable_decide_time() = Timestamp(call.now());
  ASSIGN_OR_RETURN(const bool decided, store_.DecidePlan(call.transaction(), plan));
  if (!decided) return CheckEtag(request.etag(), "");
  call.Touch(EntitlementName(plan.entitlement_uid()));
  call.Emit("entitlement.recovery_decided", EntitlementName(plan.entitlement_uid()));
  return RereadPlan(plan.uid(), call);
}

absl::StatusOr<v1::ListDecisionsResponse> SuspensionService::List(const v1::ListDecisionsRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Entitlement entitlement, entitlements_.Get(transaction, UidOf(request.entitlement())));
  v1::ListDecisionsResponse response;
  ASSIGN_OR_RETURN(std::vector<v1::Suspension> suspensions, store_.Of(transaction, entitlement.uid()));
  for (v1::Suspension& suspension : suspensions) *response.add_suspensions() = std::move(suspension);
  ASSIGN_OR_RETURN(std::vector<v1::EntitlementAppeal> appeals, store_.AppealsOf(transaction, entitlement.uid()));
  for (v1::EntitlementAppeal& appeal : appeals) *response.add_appeals() = std::move(appeal);
  ASSIGN_OR_RETURN(std::optional<v1::RecoveryPlan> plan, store_.PlanOf(transaction, entitlement.uid()));
  if (plan.has_value()) *response.mutable_recovery() = *std::move(plan);
  ASSIGN_OR_RETURN(std::vector<v1::RecoveryPlan> merged, store_.PlansOfMerged(transaction, entitlement.uid()));
  for (v1::RecoveryPlan& one : merged) {
    call.Touch(EntitlementName(one.entitlement_uid()));
    *response.add_merged_recoveries() = std::move(one);
  }
  call.Touch(entitlement.name());
  return response;
}

absl::Status SuspensionService::EndSuspension(const outbox::v1::Event& event, Call& call) const {
  ASSIGN_OR_RETURN(const v1::Suspension suspension, store_.Get(call.transaction(), UidOf(event.resource())));
  ASSIGN_OR_RETURN(const bool ended, store_.Expire(call.transaction(), suspension.uid(), call.today(), call.now()));
  if (!ended) return absl::OkStatus();
  call.Touch(EntitlementName(suspension.entitlement_uid()));
  call.Emit("entitlement.resumed", EntitlementName(suspension.entitlement_uid()));
  return absl::OkStatus();
}

absl::Status SuspensionService::PlanRecovery(const outbox::v1::Event& event, Call& call) const {
  ASSIGN_OR_RETURN(const v1::Entitlement entitlement, entitlements_.Get(call.transaction(), UidOf(event.resource())));
  v1::RecoveryPlan plan;
  plan.set_uid(call.NewUid());
  SetPlace(entitlement, plan);
  plan.set_decision(v1::RECOVERY_DECISION_BY_POLICY);
  plan.set_share_percent(policy_.share_percent);
  plan.set_smallest_left_qepik(policy_.smallest_left_qepik);
  call.Touch(entitlement.name());
  return store_.AddPlans(call.transaction(), {plan});
}

absl::StatusOr<v1::Suspension> SuspensionService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::EntitlementAppeal> SuspensionService::RereadAppeal(const std::string& name, Call& call) {
  return store_.GetAppeal(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::RecoveryPlan> SuspensionService::RereadPlan(const std::string& name, Call& call) {
  return store_.GetPlan(call.transaction(), UidOf(name));
}

void SuspensionService::Bind(rpc::Methods& methods) {
  using S = SuspensionService;
  methods.Change("SuspendEntitlement", *this, &S::CheckSuspend, &S::Suspend, &S::Reread);
  methods.Change("ResumeEntitlement", *this, &S::Resume, &S::Reread);
  methods.Change("LodgeEntitlementAppeal", *this, &S::CheckLodge, &S::Lodge, &S::RereadAppeal);
  methods.Change("DecideEntitlementAppeal", *this, &S::Decide, &S::RereadAppeal);
  methods.Change("DecideRecovery", *this, &S::DecideRecovery, &S::RereadPlan);
  methods.Read("ListDecisions", *this, &S::List);
}

}  // namespace dayaq::payment
