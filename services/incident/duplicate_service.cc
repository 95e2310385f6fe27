#include "services/incident/duplicate_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/incident/duplicate_rules.h"
#include "services/incident/incident_names.h"
#include "services/incident/incident_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {

absl::StatusOr<v1::ListDuplicatesResponse> DuplicateService::ListDuplicates(const v1::ListDuplicatesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  std::optional<ProposalCursor> after;
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, absl::MaxSplits('|', 1));
    ProposalCursor place{.uid = parts.second};
    if (!absl::SimpleAtoi(parts.first, &place.score)) return absl::InternalError("a page token of ours does not parse");
    after = place;
  }
  const int size = rpc::PageSize(request.page_size());
  const auto state = request.state() == v1::DuplicateState::DUPLICATE_STATE_UNSPECIFIED ? v1::DuplicateState::DUPLICATE_STATE_OPEN
                                                                                        : request.state();
  ASSIGN_OR_RETURN(std::vector<v1::DuplicateProposal> proposals,
                   store_.List(call.transaction(), request.register_().empty() ? "az" : request.register_(), state,
                               request.incident().empty() ? "" : UidOf(request.incident()), after, size + 1));
  v1::ListDuplicatesResponse response;
  if (proposals.size() > static_cast<size_t>(size)) {
    proposals.pop_back();
    response.set_next_page_token(call.PageToken(absl::StrCat(proposals.back().score(), "|", proposals.back().uid()), request));
  }
  for (v1::DuplicateProposal& proposal : proposals) *response.add_proposals() = std::move(proposal);
  return response;
}

absl::StatusOr<v1::DuplicateProposal> DuplicateService::DismissDuplicate(const v1::DismissDuplicateRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::DuplicateProposal proposal, store_.GetToChange(call.transaction(), request.uid()));
  if (proposal.state() != v1::DuplicateState::DUPLICATE_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "Only an open proposal can be dismissed.", {{"state", v1::DuplicateState_Name(proposal.state())}});
  }
  call.Before(proposal);
  proposal.set_state(v1::DuplicateState::DUPLICATE_STATE_DISMISSED);
  proposal.set_resolved_by_uid(call.caller().staff_uid);
  proposal.set_resolution(request.reason());
  RETURN_IF_ERROR(store_.Resolve(call.transaction(), proposal));
  return proposal;
}

absl::StatusOr<v1::Incident> DuplicateService::MergeIncidents(const v1::MergeIncidentsRequest& request, Call& call) {
  // Always locked in the order of their uids, so that two merges never wait for each other.
  const std::string kept_uid = UidOf(request.name()), duplicate_uid = UidOf(request.duplicate());
  v1::Incident first, second;
  ASSIGN_OR_RETURN(first, incidents_.GetToChange(call.transaction(), std::min(kept_uid, duplicate_uid)));
  ASSIGN_OR_RETURN(second, incidents_.GetToChange(call.transaction(), std::max(kept_uid, duplicate_uid)));
  const v1::Incident& kept = kept_uid <= duplicate_uid ? first : second;
  v1::Incident duplicate = kept_uid <= duplicate_uid ? second : first;
  RETURN_IF_ERROR(CheckEtag(request.etag(), kept.etag()));
  RETURN_IF_ERROR(CheckEtag(request.duplicate_etag(), duplicate.etag()));
  RETURN_IF_ERROR(CheckMerge(kept, duplicate, request.pairs()));
  call.Before(kept);
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(
      store_.Merge(call.transaction(), call.NewUid(), kept, duplicate, request.pairs(), call.caller().staff_uid, request.reason()));
  duplicate.set_state(v1::IncidentState::INCIDENT_STATE_MERGED);
  duplicate.set_merged_into_uid(kept.uid());
  RETURN_IF_ERROR(incidents_.UpdateState(call.transaction(), duplicate));
  RETURN_IF_ERROR(Recount(duplicate.uid(), call));
  RETURN_IF_ERROR(Recount(kept.uid(), call));
  call.Emit("incident.merged", duplicate.name());
  return incidents_.GetWhole(call.transaction(), kept.uid());
}

absl::StatusOr<v1::Incident> DuplicateService::UnmergeIncidents(const v1::UnmergeIncidentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Incident duplicate, incidents_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), duplicate.etag()));
  RETURN_IF_ERROR(CheckStep(duplicate.state(), Step::kUnmerge));
  ASSIGN_OR_RETURN(const Merge merge, store_.MergeInForce(call.transaction(), duplicate.uid()));
  if (merge.has_later) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_MERGE_NOT_LAST,
                     "The incident that carried on was merged again since; undo that merge first.");
  }
  call.Before(duplicate);
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Undo(call.transaction(), merge, duplicate, call.now(), call.caller().staff_uid, request.reason()));
  duplicate.set_state(merge.duplicate_state);
  duplicate.clear_merged_into_uid();
  RETURN_IF_ERROR(incidents_.UpdateState(call.transaction(), duplicate));
  RETURN_IF_ERROR(Recount(duplicate.uid(), call));
  RETURN_IF_ERROR(Recount(merge.kept_uid, call));
  call.Emit("incident.unmerged", duplicate.name());
  return incidents_.GetWhole(call.transaction(), duplicate.uid());
}

absl::Status DuplicateService::Recount(const std::string& incident_uid, Call& call) {
  ASSIGN_OR_RETURN(v1::Incident incident, incidents_.GetToChange(call.transaction(), incident_uid));
  CountOutcomes(incident);
  return incidents_.UpdateCounts(call.transaction(), incident);
}

absl::Status DuplicateService::ProposeFor(const std::vector<rpc::Told>& changed) {
  std::map<std::string, Call*> calls;  // by uid of the incident: several events may be about one
  for (const rpc::Told& told : changed) calls.try_emplace(std::string(UidOf(told.event.resource())), &told.call);
  Transaction& transaction = changed.front().call.transaction();
  std::vector<std::string> uids;
  uids.reserve(calls.size());
  for (const auto& [uid, call] : calls) uids.push_back(uid);
  // One gone out of sight since its event is not among them: nothing to compare.
  ASSIGN_OR_RETURN(const std::vector<v1::Incident> incidents, store_.Compared(transaction, uids));
  std::vector<Neighbourhood> around;
  for (const v1::Incident& incident : incidents) {
    const auto from = Earliest(incident.facts().occurred_on()), until = Latest(incident.facts().occurred_on());
    if (incident.state() == v1::IncidentState::INCIDENT_STATE_MERGED || !from.has_value()) continue;
    // Whole months: a group is told by what lies in its place and month.
    const absl::CivilDay first{absl::CivilMonth(*from)}, last = absl::CivilDay(absl::CivilMonth(*until) + 1) - 1;
    around.push_back({incident, ToText(PartialDateOf(first - kDaysApart)), ToText(PartialDateOf(last + kDaysApart))});
  }
  if (around.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto candidates, store_.Candidates(transaction, around));
  ASSIGN_OR_RETURN(auto shared, store_.Shared(transaction, uids));
  std::vector<v1::DuplicateProposal> proposals;
  for (const Neighbourhood& place : around) {
    const std::string& uid = place.incident.uid();
    Call& call = *calls.at(uid);
    for (v1::DuplicateProposal& proposal : ProposeDuplicates(place.incident, candidates[uid], shared[uid])) {
      proposal.set_uid(call.NewUid());
      *proposal.mutable_create_time() = Timestamp(call.now());
      proposals.push_back(std::move(proposal));
    }
  }
  return proposals.empty() ? absl::OkStatus() : store_.Propose(transaction, proposals);
}

absl::StatusOr<v1::DuplicateProposal> DuplicateService::RereadProposal(const std::string& uid, Call& call) {
  return store_.Get(call.transaction(), uid);
}

absl::StatusOr<v1::Incident> DuplicateService::RereadIncident(const std::string& name, Call& call) {
  return incidents_.GetWhole(call.transaction(), UidOf(name));
}

void DuplicateService::Bind(rpc::Methods& methods) {
  using S = DuplicateService;
  methods.Read("ListDuplicates", *this, &S::ListDuplicates);
  methods.Change("DismissDuplicate", *this, &S::DismissDuplicate, &S::RereadProposal);
  methods.Change("MergeIncidents", *this, &S::MergeIncidents, &S::RereadIncident);
  methods.Change("UnmergeIncidents", *this, &S::UnmergeIncidents, &S::RereadIncident);
}

}  // namespace dayaq::incident
