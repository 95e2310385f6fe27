#include "services/survivor/case_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/case_names.h"
#include "services/survivor/case_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"
#include "services/survivor/treatment_rules.h"

namespace dayaq::survivor {
namespace {

bool ReadsParts(const Call& call) { return call.caller().reads.Has(DataClass::DATA_CLASS_HEALTH); }

// Whose work is the caller's: their own, and that of the colleague for whom they act.
Owners Mine(const Call& call) {
  Owners owners = {call.caller().staff_uid};
  if (!call.caller().on_behalf_of.empty()) owners.push_back(call.caller().on_behalf_of);
  return owners;
}

absl::Status OpenAlready() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CASE_OPEN_ALREADY,
                   "This person has an open case: go on with that one.");
}

// Where a list of due work goes on: "<mine>/<day>/<uid>" of the last one.
std::string CursorOf(const v1::DueWork& work) {
  return absl::StrCat(work.mine() ? "1" : "0", "/", ToText(work.due_on()), "/", work.part_uid());
}
v1::DueWork FromCursor(const std::string& cursor) {
  v1::DueWork last;
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  if (parts.size() != 3) return last;
  last.set_mine(parts[0] == "1");
  *last.mutable_due_on() = PartialDateFromText(parts[1]).value_or(PartialDate());
  last.set_part_uid(parts[2]);
  return last;
}

}  // namespace

absl::StatusOr<v1::Case> CaseService::RereadCase(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name), ReadsParts(call));
}

absl::StatusOr<v1::Case> CaseService::GetCase(const v1::GetCaseRequest& request, Call& call) {
  return RereadCase(request.name(), call);
}

absl::StatusOr<v1::ListCasesResponse> CaseService::ListCases(const v1::ListCasesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const Owners mine = Mine(call);
  ASSIGN_OR_RETURN(std::vector<v1::Case> cases, store_.List(call.transaction(), request, mine, after, size + 1));
  v1::ListCasesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, mine));
    response.set_total(total);
  }
  if (cases.size() > static_cast<size_t>(size)) {
    cases.pop_back();
    response.set_next_page_token(call.PageToken(cases.back().uid(), request));
  }
  for (v1::Case& one : cases) *response.add_cases() = std::move(one);
  return response;
}

absl::Status CaseService::CheckOpening(const v1::OpenCaseRequest& request, Call&, Violations& found) {
  CheckWholeDay(request.opened_on(), "opened_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::OpenCase(const v1::OpenCaseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, survivors_.GetWhole(call.transaction(), UidOf(request.survivor()), false));
  RETURN_IF_ERROR(CheckStands(survivor));
  RETURN_IF_ERROR(CheckNoDeathKnown(survivor));
  RETURN_IF_ERROR(store_.LockPerson(call.transaction(), survivor.uid()));
  ASSIGN_OR_RETURN(const bool open, store_.HasOpen(call.transaction(), survivor.uid()));
  if (open) return OpenAlready();
  v1::Case one;
  one.set_uid(call.NewUid());
  one.set_survivor_uid(survivor.uid());
  one.set_owner_uid(call.caller().staff_uid);
  one.set_owner_institution(call.caller().institution);
  *one.mutable_opened_on() = DayOr(request.opened_on(), call.today());
  one.set_state(StateOf(one));
  RETURN_IF_ERROR(store_.NeedKey(call.transaction(), survivor.uid()));
  RETURN_IF_ERROR(store_.Add(call.transaction(), one));
  return store_.Get(call.transaction(), one.uid(), true);
}

template <typename Request>
absl::StatusOr<v1::Case> CaseService::GetToChange(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Case one, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), one.etag()));
  call.Before(one);
  call.Touch(SurvivorName(one.survivor_uid()));
  return one;
}

absl::StatusOr<v1::Case> CaseService::Changed(v1::Case& one, Call& call) {
  one.set_part_changes(one.part_changes() + 1);
  one.set_state(StateOf(one));
  RETURN_IF_ERROR(store_.Update(call.transaction(), one));
  return store_.Get(call.transaction(), one.uid(), true);
}

template <typename Part>
absl::Status CaseService::AddPart(Part& part, const v1::Case& one, Call& call) const {
  part.set_uid(call.NewUid());
  part.set_case_uid(one.uid());
  part.set_survivor_uid(one.survivor_uid());
  *part.mutable_create_time() = Timestamp(call.now());
  RETURN_IF_ERROR(store_.NeedKey(call.transaction(), one.survivor_uid()));
  return store_.Add(call.transaction(), part);
}

absl::StatusOr<std::string> CaseService::OwnerOf(const std::string& stated, const char* field, Call& call) const {
  if (stated.empty() || stated == call.caller().staff_uid) return call.caller().staff_uid;
  ASSIGN_OR_RETURN(const bool fits, store_.IsCaseManager(call.transaction(), stated));
  if (fits) return stated;
  Violations found;
  found.Add(field, ErrorReason::ERROR_REASON_STAFF_CLOSED, "Name a case manager of your institution.");
  return found.ToStatus();
}

absl::StatusOr<v1::Case> CaseService::AssignCase(const v1::AssignCaseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(CheckOpen(one));
  ASSIGN_OR_RETURN(const std::string owner, OwnerOf(request.owner_uid(), "owner_uid", call));
  Assign(owner, one);
  one.set_owner_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.UpdateGoals(call.transaction(), one));
  return Changed(one, call);
}

absl::StatusOr<v1::Case> CaseService::AddNeed(const v1::AddNeedRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(CheckTakesOneMore(one, one.needs_size()));
  v1::Need& need = *one.add_needs();
  need = request.need();
  need.set_state(v1::NEED_STATE_OPEN);
  RETURN_IF_ERROR(AddPart(need, one, call));
  return Changed(one, call);
}

absl::Status CaseService::CheckNeedEnd(const v1::EndNeedRequest& request, Call&, Violations& found) {
  CheckEnd(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::EndNeed(const v1::EndNeedRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  ASSIGN_OR_RETURN(const v1::Need need, survivor::EndNeed(request, call.today(), one));
  RETURN_IF_ERROR(store_.Update(call.transaction(), need));
  return Changed(one, call);
}

absl::Status CaseService::CheckGoal(const v1::AddGoalRequest& request, Call&, Violations& found) {
  CheckWholeDay(request.goal().due_on(), "goal.due_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::AddGoal(const v1::AddGoalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(CheckTakesOneMore(one, one.goals_size()));
  ASSIGN_OR_RETURN(const std::string owner, OwnerOf(request.goal().owner_uid(), "goal.owner_uid", call));
  v1::Goal& goal = *one.add_goals();
  goal = request.goal();
  goal.set_owner_uid(owner);
  goal.set_state(v1::GOAL_STATE_OPEN);
  RETURN_IF_ERROR(AddPart(goal, one, call));
  return Changed(one, call);
}

absl::Status CaseService::CheckGoalEnd(const v1::EndGoalRequest& request, Call&, Violations& found) {
  CheckEnd(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::EndGoal(const v1::EndGoalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  ASSIGN_OR_RETURN(const v1::Goal goal, survivor::EndGoal(request, call.today(), one));
  RETURN_IF_ERROR(store_.Update(call.transaction(), goal));
  return Changed(one, call);
}

absl::Status CaseService::CheckService(const v1::AddServiceRequest& request, Call&, Violations& found) {
  CheckGiven(request.service(), "service", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::AddService(const v1::AddServiceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(CheckTakesOneMore(one, one.services_size()));
  if (NeedsConsent(request.service().kind())) {
    ASSIGN_OR_RETURN(const bool consents,
                     store_.Consents(call.transaction(), one.survivor_uid(), request.service().kind(), call.today()));
    if (!consents) {
      return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SUPPORT_NEEDS_CONSENT,
                       "This support needs the consent of the person for it, and there is none in force.");
    }
  }
  if (!request.service().provider_uid().empty()) {
    ASSIGN_OR_RETURN(const auto provider, directory_.Find(call.transaction(), request.service().provider_uid()));
    Violations found;
    CheckOffered(provider, request.service(), "service", found);
    RETURN_IF_ERROR(found.ToStatus());
  }
  v1::GivenService& service = *one.add_services();
  service = request.service();
  RETURN_IF_ERROR(AddPart(service, one, call));
  return Changed(one, call);
}

absl::StatusOr<v1::Case> CaseService::EndService(const v1::EndServiceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  ASSIGN_OR_RETURN(const v1::GivenService service, survivor::EndService(request, one));
  RETURN_IF_ERROR(store_.Update(call.transaction(), service));
  return Changed(one, call);
}

absl::Status CaseService::CheckFollowUp(const v1::AddFollowUpRequest& request, Call&, Violations& found) {
  CheckWholeDay(request.due_on(), "due_on", found);
  return absl::OkStatus();
}

absl::Status CaseService::AddFollowUpOn(const PartialDate& due_on, v1::Case& one, Call& call) const {
  RETURN_IF_ERROR(CheckTakesOneMore(one, one.follow_ups_size()));
  v1::FollowUp& follow_up = *one.add_follow_ups();
  *follow_up.mutable_due_on() = due_on;
  return AddPart(follow_up, one, call);
}

absl::StatusOr<v1::Case> CaseService::AddFollowUp(const v1::AddFollowUpRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(AddFollowUpOn(request.due_on(), one, call));
  return Changed(one, call);
}

absl::Status CaseService::CheckFollowUpDone(const v1::RecordFollowUpRequest& request, Call& call, Violations& found) {
  CheckRecorded(request, call.today(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::RecordFollowUp(const v1::RecordFollowUpRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  ASSIGN_OR_RETURN(const v1::FollowUp done, survivor::RecordFollowUp(request, call.today(), one));
  RETURN_IF_ERROR(store_.NeedKey(call.transaction(), one.survivor_uid()));
  RETURN_IF_ERROR(store_.Update(call.transaction(), done));
  if (request.has_next_due_on()) RETURN_IF_ERROR(AddFollowUpOn(request.next_due_on(), one, call));
  return Changed(one, call);
}

absl::Status CaseService::CheckClose(const v1::CloseCaseRequest& request, Call&, Violations& found) {
  CheckClosing(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Case> CaseService::CloseCase(const v1::CloseCaseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(Close(request, call.today(), one));
  RETURN_IF_ERROR(store_.UpdateGoals(call.transaction(), one));
  return Changed(one, call);
}

absl::StatusOr<v1::Case> CaseService::ReopenCase(const v1::ReopenCaseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Case one, GetToChange(request, call));
  RETURN_IF_ERROR(Reopen(one));
  ASSIGN_OR_RETURN(const v1::Survivor survivor, survivors_.GetWhole(call.transaction(), one.survivor_uid(), false));
  RETURN_IF_ERROR(CheckNoDeathKnown(survivor));
  const bool merged = !survivor.merged_into_uid().empty();
  RETURN_IF_ERROR(store_.LockPerson(call.transaction(), merged ? survivor.merged_into_uid() : survivor.uid()));
  ASSIGN_OR_RETURN(const bool other, store_.HasOpen(call.transaction(), one.survivor_uid()));
  if (other) return OpenAlready();
  RETURN_IF_ERROR(call.Because(request.reason()));
  return Changed(one, call);
}

absl::StatusOr<v1::ListDueWorkResponse> CaseService::ListDueWork(const v1::ListDueWorkRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  Violations found;
  CheckWholeDay(request.until(), "until", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::ListDueWorkRequest asked = request;
  *asked.mutable_until() = DayOr(request.until(), call.today());
  const int size = rpc::PageSize(request.page_size());
  const Owners mine = Mine(call);
  ASSIGN_OR_RETURN(std::vector<v1::DueWork> due, store_.DueWork(call.transaction(), asked, mine, FromCursor(after), size + 1));
  v1::ListDueWorkResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountDueWork(call.transaction(), asked, mine));
    response.set_total(total);
  }
  if (due.size() > static_cast<size_t>(size)) {
    due.pop_back();
    response.set_next_page_token(call.PageToken(CursorOf(due.back()), request));
  }
  for (v1::DueWork& work : due) {
    work.set_days_overdue(DaysOverdue(work.due_on(), call.today()));
    *response.add_due() = std::move(work);
  }
  return response;
}

void CaseService::Bind(rpc::Methods& methods) {
  using S = CaseService;
  methods.Change("OpenCase", *this, &S::CheckOpening, &S::OpenCase, &S::RereadCase);
  methods.Read("GetCase", *this, &S::GetCase);
  methods.Read("ListCases", *this, &S::ListCases);
  methods.Change("AssignCase", *this, &S::AssignCase, &S::RereadCase);
  methods.Change("AddNeed", *this, &S::AddNeed, &S::RereadCase);
  methods.Change("EndNeed", *this, &S::CheckNeedEnd, &S::EndNeed, &S::RereadCase);
  methods.Change("AddGoal", *this, &S::CheckGoal, &S::AddGoal, &S::RereadCase);
  methods.Change("EndGoal", *this, &S::CheckGoalEnd, &S::EndGoal, &S::RereadCase);
  methods.Change("AddService", *this, &S::CheckService, &S::AddService, &S::RereadCase);
  methods.Change("EndService", *this, &S::EndService, &S::RereadCase);
  methods.Change("AddFollowUp", *this, &S::CheckFollowUp, &S::AddFollowUp, &S::RereadCase);
  methods.Change("RecordFollowUp", *this, &S::CheckFollowUpDone, &S::RecordFollowUp, &S::RereadCase);
  methods.Change("CloseCase", *this, &S::CheckClose, &S::CloseCase, &S::RereadCase);
  methods.Change("ReopenCase", *this, &S::ReopenCase, &S::RereadCase);
  methods.Read("ListDueWork", *this, &S::ListDueWork);
}

}  // namespace dayaq::survivor
