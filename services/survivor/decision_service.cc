#include "services/survivor/decision_service.h"

#include <optional>

#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/decision_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {

absl::Status DecisionService::CheckDecide(const v1::DecideDisabilityRequest& request, Call&, Violations& found) {
  CheckDecision(request.decision(), "decision", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Survivor> DecisionService::DecideDisability(const v1::DecideDisabilityRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, store_.GetToChange(call.transaction(), UidOf(request.name()), true));
  RETURN_IF_ERROR(CheckEtag(request.etag(), survivor.etag()));
  call.Before(survivor);
  Violations found;
  CheckDecisionAgainst(request.decision(), survivor, "decision", found);
  RETURN_IF_ERROR(found.ToStatus());

  v1::DisabilityDecision decision = Completed(request.decision());
  decision.set_uid(call.NewUid());
  decision.set_survivor_uid(survivor.uid());
  decision.set_institution(call.caller().institution);
  decision.set_staff_uid(call.caller().staff_uid);
  *decision.mutable_create_time() = Timestamp(call.now());
  std::optional<v1::DisabilityDecision> replaced;
  if (const auto* named = FindDecision(survivor, decision.replaces_uid()); named != nullptr) replaced = Replaced(*named, decision);
  RETURN_IF_ERROR(store_.Decide(call.transaction(), survivor, decision, replaced));
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
