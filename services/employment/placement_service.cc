#include "services/employment/placement_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/employment/employment_names.h"
#include "services/employment/placement_rules.h"
#include "services/employment/profile_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {

absl::StatusOr<v1::Placement> PlacementService::Reread(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Placement> PlacementService::IntroducePerson(const v1::IntroducePersonRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Profile profile, profiles_.Get(transaction, UidOf(request.profile())));
  call.Touch(RecordName(profile.survivor_uid()));
  RETURN_IF_ERROR(CheckProposable(profile));
  ASSIGN_OR_RETURN(const v1::Vacancy vacancy, vacancies_.Get(transaction, UidOf(request.vacancy())));
  RETURN_IF_ERROR(CheckOpen(vacancy, profile, call.today()));
  v1::Placement placement = IntroductionOf(profile, vacancy, call.today());
  placement.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.Add(transaction, placement));
  RETURN_IF_ERROR(vacancies_.Introduced(transaction, profile.uid(), vacancy.uid()));
  SetName(placement);
  call.Emit("placement.introduced", placement.name());
  return Reread(placement.name(), call);
}

template <typename Request>
absl::StatusOr<v1::Placement> PlacementService::GetToChange(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Placement placement, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), placement.etag()));
  call.Before(placement);
  call.Touch(RecordName(placement.survivor_uid()));
  return placement;
}

absl::StatusOr<v1::Placement> PlacementService::MoveOn(const v1::Placement& placement, Call& call) {
  RETURN_IF_ERROR(store_.MoveOn(call.transaction(), placement));
  return Reread(placement.name(), call);
}

absl::Status PlacementService::CheckInterview(const v1::RecordInterviewRequest& request, Call&, Violations& found) {
  CheckWholeDate(request.interviewed_on(), "interviewed_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Placement> PlacementService::RecordInterview(const v1::RecordInterviewRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Placement placement, GetToChange(request, call));
  RETURN_IF_ERROR(Interview(request, placement));
  return MoveOn(placement, call);
}

absl::Status PlacementService::CheckStart(const v1::StartPlacementRequest& request, Call&, Violations& found) {
  CheckWholeDate(request.starts_on(), "starts_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Placement> PlacementService::StartPlacement(const v1::StartPlacementRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Placement placement, GetToChange(request, call));
  ASSIGN_OR_RETURN(const v1::Vacancy vacancy, vacancies_.Get(call.transaction(), placement.vacancy_uid()));
  RETURN_IF_ERROR(Start(request, vacancy, placement));
  RETURN_IF_ERROR(store_.MoveOn(call.transaction(), placement));
  RETURN_IF_ERROR(store_.Add(call.transaction(), LooksAt(placement, policy_, [&call] { return call.NewUid(); })));
  // Benefits that may depend on income hear of it (docs/adr/0045-people-and-work.md).
  call.Emit("placement.started", placement.name());
  return Reread(placement.name(), call);
}

absl::StatusOr<v1::Placement> PlacementService::DropPlacement(const v1::DropPlacementRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Placement placement, GetToChange(request, call));
  RETURN_IF_ERROR(Drop(request.reason(), placement));
  call.Emit("placement.dropped", placement.name());
  return MoveOn(placement, call);
}

absl::StatusOr<v1::Placement> PlacementService::AdaptPlace(const v1::AdaptPlaceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Placement placement, GetToChange(request, call));
  RETURN_IF_ERROR(Adapt(request.adaptation(), request.state(), call.today(), placement));
  return MoveOn(placement, call);
}

absl::Status PlacementService::CheckEnding(const v1::EndPlacementRequest& request, Call&, Violations& found) {
  CheckEndReason(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Placement> PlacementService::EndPlacement(const v1::EndPlacementRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Placement placement, GetToChange(request, call));
  RETURN_IF_ERROR(End(request.ended_on(), request.reason(), placement));
  RETURN_IF_ERROR(store_.MoveOn(call.transaction(), placement));
  RETURN_IF_ERROR(store_.DropLooks(call.transaction(), placement.uid()));
  call.Emit("placement.ended", placement.name());
  return Reread(placement.name(), call);
}

absl::StatusOr<v1::Placement> PlacementService::RecordRetention(const v1::RecordRetentionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Placement placement, GetToChange(request, call));
  ASSIGN_OR_RETURN(v1::RetentionCheck look, store_.LookToDo(call.transaction(), placement.uid(), request.months()));
  RETURN_IF_ERROR(Look(request.result(), call.today(), look));
  RETURN_IF_ERROR(store_.Done(call.transaction(), look));
  return Reread(placement.name(), call);
}

absl::StatusOr<v1::Placement> PlacementService::GetPlacement(const v1::GetPlacementRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListPlacementsResponse> PlacementService::ListPlacements(const v1::ListPlacementsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Placement> placements, store_.List(call.transaction(), request, after, size + 1));
  v1::ListPlacementsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request));
    response.set_total(total);
  }
  if (placements.size() > static_cast<size_t>(size)) {
    placements.pop_back();
    response.set_next_page_token(call.PageToken(placements.back().uid(), request));
  }
  for (v1::Placement& placement : placements) *response.add_placements() = std::move(placement);
  return response;
}

absl::StatusOr<v1::ListRetentionDueResponse> PlacementService::ListRetentionDue(const v1::ListRetentionDueRequest& request,
                                                                                Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  v1::RetentionCheck after;
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, '/');
    *after.mutable_due_on() = PartialDateFromText(parts.first).value_or(PartialDate());
    after.set_uid(parts.second);
  }
  const PartialDate until = request.has_until() ? request.until() : PartialDateOf(call.today());
  ASSIGN_OR_RETURN(std::vector<v1::RetentionCheck> looks,
                   store_.Due(call.transaction(), until, after, call.caller().institution, size + 1));
  v1::ListRetentionDueResponse response;
  if (looks.size() > static_cast<size_t>(size)) {
    looks.pop_back();
    response.set_next_page_token(call.PageToken(absl::StrCat(ToText(looks.back().due_on()), "/", looks.back().uid()), request));
  }
  for (v1::RetentionCheck& look : looks) *response.add_checks() = std::move(look);
  return response;
}

void PlacementService::Bind(rpc::Methods& methods) {
  using S = PlacementService;
  methods.Change("IntroducePerson", *this, &S::IntroducePerson, &S::Reread);
  methods.Change("RecordInterview", *this, &S::CheckInterview, &S::RecordInterview, &S::Reread);
  methods.Change("StartPlacement", *this, &S::CheckStart, &S::StartPlacement, &S::Reread);
  methods.Change("DropPlacement", *this, &S::DropPlacement, &S::Reread);
  methods.Change("AdaptPlace", *this, &S::AdaptPlace, &S::Reread);
  methods.Change("EndPlacement", *this, &S::CheckEnding, &S::EndPlacement, &S::Reread);
  methods.Change("RecordRetention", *this, &S::RecordRetention, &S::Reread);
  methods.Read("GetPlacement", *this, &S::GetPlacement);
  methods.Read("ListPlacements", *this, &S::ListPlacements);
  methods.Read("ListRetentionDue", *this, &S::ListRetentionDue);
}

}  // namespace dayaq::employment
