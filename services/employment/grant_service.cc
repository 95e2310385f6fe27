#include "services/employment/grant_service.h"

#include <utility>
#include <vector>

#include "services/employment/grant_rules.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {
namespace {

using rpc::Call;

// Something of a grant, about the same person.
template <typename M>
M PartOf(const v1::Grant& grant) {
  M part;
  part.set_grant_uid(grant.uid());
  part.set_survivor_uid(grant.survivor_uid());
  part.set_person_uid(grant.person_uid());
  return part;
}

}  // namespace

template <typename Request>
absl::StatusOr<v1::Grant> GrantService::Begin(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Grant grant, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), grant.etag()));
  call.Before(grant);
  call.Touch(RecordOf(grant));
  // Whoever put the plan forward decides neither on it nor on a breach.
  RETURN_IF_ERROR(call.Authorise(StandingOf(grant)));
  return grant;
}

absl::Status GrantService::CheckProposal(const v1::ProposeGrantRequest& request, Call&, Violations& found) {
  CheckWorth(request.planned(), policy_.business, "planned", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Grant> GrantService::ProposeGrant(const v1::ProposeGrantRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  v1::Grant grant;
  RETURN_IF_ERROR(TakeWhose(transaction, UidOf(request.profile()), grant));
  ASSIGN_OR_RETURN(*grant.mutable_invitation_uid(), store_.AcceptedInvitation(transaction, grant.survivor_uid()));
  RETURN_IF_ERROR(CheckInvited(grant));
  ASSIGN_OR_RETURN(const std::string barred_until, store_.BarredUntil(transaction, grant.person_uid()));
  RETURN_IF_ERROR(CheckTerm(barred_until, call.today()));
  grant.set_uid(call.NewUid());
  grant.set_state(v1::GRANT_STATE_SUBMITTED);
  grant.set_activity(request.activity());
  grant.set_plan(request.plan());
  *grant.mutable_planned() = request.planned();
  grant.set_own_qepik(request.own_qepik());
  RETURN_IF_ERROR(store_.Add(transaction, grant));
  call.Touch(RecordOf(grant));
  call.Emit("grant.proposed", GrantName(grant.uid()));
  return Reread(GrantName(grant.uid()), call);
}

absl::Status GrantService::CheckPlan(const v1::RevisePlanRequest& request, Call&, Violations& found) {
  CheckWorth(request.planned(), policy_.business, "planned", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Grant> GrantService::RevisePlan(const v1::RevisePlanRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(TakeRevision(request, grant));
  RETURN_IF_ERROR(store_.Revise(call.transaction(), grant));
  call.Emit("grant.proposed", grant.name());
  return Reread(grant.name(), call);
}

absl::Status GrantService::CheckDeciding(const v1::DecideGrantRequest& request, Call&, Violations& found) {
  CheckDecision(request, policy_.business, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Grant> GrantService::DecideGrant(const v1::DecideGrantRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(TakeDecision(request, grant));
  RETURN_IF_ERROR(store_.Decide(call.transaction(), grant));
  call.Emit("grant.decided", grant.name());
  return Reread(grant.name(), call);
}

absl::StatusOr<v1::Grant> GrantService::SignContract(const v1::SignContractRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Grant grant, Begin(request, call));
  Violations found;
  CheckContract(request, grant, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(TakeContract(request, policy_, grant));
  ASSIGN_OR_RETURN(const std::string barred_until, store_.BarredUntil(call.transaction(), grant.person_uid()));
  RETURN_IF_ERROR(CheckTerm(barred_until, DayOf(grant.contracted_on())));
  std::vector<v1::GrantVisit> visits;
  for (const absl::CivilDay day : VisitDays(grant, policy_.business)) {
    v1::GrantVisit& visit = visits.emplace_back(PartOf<v1::GrantVisit>(grant));
    visit.set_uid(call.NewUid());
    *visit.mutable_due_on() = PartialDateOf(day);
  }
  RETURN_IF_ERROR(store_.Contract(call.transaction(), grant, visits));
  call.Emit("grant.contracted", grant.name());
  return Reread(grant.name(), call);
}

absl::StatusOr<v1::GetGrantResponse> GrantService::HandOverAssets(const v1::HandOverAssetsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(CheckRuns(grant));
  ASSIGN_OR_RETURN(const v1::GetGrantResponse whole, store_.Whole(call.transaction(), grant.uid()));
  Violations found;
  CheckHandOver(request, grant, {whole.assets().begin(), whole.assets().end()}, found);
  RETURN_IF_ERROR(found.ToStatus());
  std::vector<v1::GrantAsset> assets;
  for (const v1::GrantAsset& asked : request.assets()) {
    v1::GrantAsset& asset = assets.emplace_back(PartOf<v1::GrantAsset>(grant));
    asset.set_uid(call.NewUid());
    asset.set_line(asked.line());
    asset.set_serial_number(asked.serial_number());
    *asset.mutable_handed_on() = request.handed_on();
  }
  RETURN_IF_ERROR(store_.HandOver(call.transaction(), assets));
  call.Emit("grant.handed_over", grant.name());
  return RereadWhole(grant.name(), call);
}

absl::StatusOr<v1::GrantVisit> GrantService::RecordGrantVisit(const v1::RecordGrantVisitRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::GrantVisit visit, store_.VisitToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), visit.etag()));
  call.Before(visit);
  call.Touch(RecordOf(visit));
  ASSIGN_OR_RETURN(const v1::Grant grant, store_.Get(call.transaction(), visit.grant_uid()));
  RETURN_IF_ERROR(CheckRuns(grant));
  if (visit.has_done_on()) return StepImpossible();
  Violations found;
  CheckVisit(request, grant, found);
  RETURN_IF_ERROR(found.ToStatus());
  *visit.mutable_done_on() = request.done_on();
  visit.set_finding(request.finding());
  RETURN_IF_ERROR(store_.Visited(call.transaction(), visit));
  call.Emit("grant.visited", grant.name());
  return RereadVisit(visit.name(), call);
}

absl::StatusOr<v1::GetGrantResponse> GrantService::ReportIncome(const v1::ReportIncomeRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(CheckRuns(grant));
  Violations found;
  CheckIncome(request, grant, call.today(), found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::GrantIncome income = PartOf<v1::GrantIncome>(grant);
  *income.mutable_month() = request.month();
  income.set_income_qepik(request.income_qepik());
  income.set_expense_qepik(request.expense_qepik());
  RETURN_IF_ERROR(store_.Report(call.transaction(), income));
  return RereadWhole(grant.name(), call);
}

absl::StatusOr<v1::Grant> GrantService::DeclareBreach(const v1::DeclareBreachRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(CheckRuns(grant));
  Violations found;
  CheckEnd(request.ended_on(), grant, found);
  RETURN_IF_ERROR(found.ToStatus());
  grant.set_breach_reason(request.reason());
  *grant.mutable_ended_on() = request.ended_on();
  RETURN_IF_ERROR(store_.Breach(call.transaction(), grant));
  call.Emit("grant.breached", grant.name());
  return Reread(grant.name(), call);
}

absl::StatusOr<v1::Grant> GrantService::CompleteGrant(const v1::CompleteGrantRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Grant grant, Begin(request, call));
  RETURN_IF_ERROR(CheckRuns(grant));
  Violations found;
  CheckEnd(request.ended_on(), grant, found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const v1::GetGrantResponse whole, store_.Whole(call.transaction(), grant.uid()));
  RETURN_IF_ERROR(CheckComplete(request.ended_on(), whole));
  *grant.mutable_ended_on() = request.ended_on();
  RETURN_IF_ERROR(store_.Complete(call.transaction(), grant));
  call.Emit("grant.completed", grant.name());
  return Reread(grant.name(), call);
}

absl::StatusOr<v1::GetGrantResponse> GrantService::GetGrant(const v1::GetGrantRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::GetGrantResponse whole, RereadWhole(request.name(), call));
  call.Touch(RecordOf(whole.grant()));
  return whole;
}

absl::StatusOr<v1::ListGrantsResponse> GrantService::ListGrants(const v1::ListGrantsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Grant> grants, store_.List(call.transaction(), request, after, size + 1));
  v1::ListGrantsResponse response;
  if (grants.size() > static_cast<size_t>(size)) {
    grants.pop_back();
    response.set_next_page_token(call.PageToken(grants.back().uid(), request));
  }
  for (v1::Grant& grant : grants) {
    call.Touch(RecordOf(grant));
    *response.add_grants() = std::move(grant);
  }
  return response;
}

absl::StatusOr<v1::Grant> GrantService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::GetGrantResponse> GrantService::RereadWhole(const std::string& name, Call& call) {
  return store_.Whole(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::GrantVisit> GrantService::RereadVisit(const std::string& name, Call& call) {
  return store_.Visit(call.transaction(), UidOf(name));
}

void GrantService::Bind(rpc::Methods& methods) {
  using S = GrantService;
  methods.Change("ProposeGrant", *this, &S::CheckProposal, &S::ProposeGrant, &S::Reread);
  methods.Change("RevisePlan", *this, &S::CheckPlan, &S::RevisePlan, &S::Reread);
  methods.Change("DecideGrant", *this, &S::CheckDeciding, &S::DecideGrant, &S::Reread);
  methods.Change("SignContract", *this, &S::SignContract, &S::Reread);
  methods.Change("HandOverAssets", *this, &S::HandOverAssets, &S::RereadWhole);
  methods.Change("RecordGrantVisit", *this, &S::RecordGrantVisit, &S::RereadVisit);
  methods.Change("ReportIncome", *this, &S::ReportIncome, &S::RereadWhole);
  methods.Change("DeclareBreach", *this, &S::DeclareBreach, &S::Reread);
  methods.Change("CompleteGrant", *this, &S::CompleteGrant, &S::Reread);
  methods.Read("GetGrant", *this, &S::GetGrant);
  methods.Read("ListGrants", *this, &S::ListGrants);
}

}  // namespace dayaq::employment
