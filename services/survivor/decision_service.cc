#include "services/survivor/decision_service.h"

#include <optional>

#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/decision_rules.h"
#include "services/survivor/disability_law.h"
#include "services/survivor/examination_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {

absl::Status DecisionService::CheckDecide(const v1::DecideDisabilityRequest& request, Call&, Violations& found) {
  // One that is missing is told of as a whole.
  if (!request.has_decision()) return absl::OkStatus();
  CheckMakeUp(request.decision(), policy_, "decision", found);
  CheckDecision(Derived(request.decision(), policy_), "decision", found);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::ExaminationReferral>> DecisionService::AnsweredReferral(const v1::DisabilityDecision& stated,
                                                                                         const v1::Survivor& survivor, Call& call,
                                                                                         Violations& found) const {
  if (stated.referral_uid().empty()) return std::optional<v1::ExaminationReferral>();
  auto referral = examinations_.GetToChange(call.transaction(), stated.referral_uid());
  if (!referral.ok() && !absl::IsNotFound(referral.status())) return referral.status();
  if (referral.ok() && IsOf(referral->survivor_uid(), survivor) && CheckOpen(*referral).ok()) {
    return std::optional<v1::ExaminationReferral>(*std::move(referral));
  }
  found.Add("decision.referral_uid", ErrorReason::ERROR_REASON_REFERRAL_INVALID, "Name an open referral of this person, or none.");
  return std::optional<v1::ExaminationReferral>();
}

absl::StatusOr<v1::Survivor> DecisionService::DecideDisability(const v1::DecideDisabilityRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, store_.GetToChange(call.transaction(), UidOf(request.name()), true));
  RETURN_IF_ERROR(CheckEtag(request.etag(), survivor.etag()));
  call.Before(survivor);
  const v1::DisabilityDecision stated = Derived(request.decision(), policy_);
  Violations found;
  CheckDecisionAgainst(stated, survivor, "decision", found);
  CheckTerm(stated, survivor, policy_, "decision", found);
  CheckCorrection(stated, survivor, "decision", found);
  ASSIGN_OR_RETURN(std::optional<v1::ExaminationReferral> referral, AnsweredReferral(stated, survivor, call, found));
  RETURN_IF_ERROR(found.ToStatus());

  v1::DisabilityDecision decision = Completed(stated);
  decision.set_uid(call.NewUid());
  decision.set_survivor_uid(survivor.uid());
  decision.set_term_basis(BasisOf(decision, RuleTerm(stated, survivor, policy_)));
  decision.set_institution(call.caller().institution);
  decision.set_staff_uid(call.caller().staff_uid);
  *decision.mutable_create_time() = Timestamp(call.now());
  std::optional<v1::DisabilityDecision> replaced;
  if (const auto* named = FindDecision(survivor, decision.replaces_uid()); named != nullptr) replaced = Replaced(*named, decision);
  RETURN_IF_ERROR(store_.Decide(call.transaction(), survivor, decision, replaced));
  if (referral.has_value()) {
    SetDecided(decision.uid(), call.today(), *referral);
    RETURN_IF_ERROR(examinations_.Decide(call.transaction(), *referral));
    call.Touch(referral->name());
  }
  call.Emit("disability.decided", survivor.name());
  return RereadSurvivor(survivor.name(), call);
}

absl::StatusOr<v1::Survivor> DecisionService::RereadSurvivor(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name), true);
}

void DecisionService::Bind(rpc::Methods& methods) {
  using S = DecisionService;
  methods.Change("DecideDisability", *this, &S::CheckDecide, &S::DecideDisability, &S::RereadSurvivor);
}

}  // namespace dayaq::survivor
