#include "services/survivor/merge_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/merge_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

bool ReadsDecisions(const Call& call) { return call.caller().reads.Has(DataClass::DATA_CLASS_DISABILITY); }

}  // namespace

// Always in the order of their uids, so that two merges never wait for each other.
absl::StatusOr<std::pair<v1::Survivor, v1::Survivor>> MergeService::Lock(const std::string& kept_uid, const std::string& other_uid,
                                                                         Call& call) const {
  v1::Survivor first, second;
  ASSIGN_OR_RETURN(first, survivors_.Lock(call.transaction(), std::min(kept_uid, other_uid), ReadsDecisions(call)));
  ASSIGN_OR_RETURN(second, survivors_.Lock(call.transaction(), std::max(kept_uid, other_uid), ReadsDecisions(call)));
  if (kept_uid > other_uid) std::swap(first, second);
  return std::pair(std::move(first), std::move(second));
}

absl::StatusOr<v1::Survivor> MergeService::MergeSurvivors(const v1::MergeSurvivorsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const auto pair, Lock(UidOf(request.name()), UidOf(request.other()), call));
  const v1::Survivor &kept = pair.first, &other = pair.second;
  RETURN_IF_ERROR(CheckEtag(request.etag(), kept.etag()));
  RETURN_IF_ERROR(CheckEtag(request.other_etag(), other.etag()));
  RETURN_IF_ERROR(CheckMergePair(kept, other));
  Violations found;
  CheckMergeable(kept, other, found);
  RETURN_IF_ERROR(found.ToStatus());

  call.Before(kept);
  call.Touch(other.name());
  RETURN_IF_ERROR(call.Because(request.reason()));
  v1::RecordMerge merge;
  merge.set_uid(call.NewUid());
  merge.set_survivor_uid(kept.uid());
  merge.set_merged_uid(other.uid());
  merge.set_merged_district(other.district());
  merge.set_merged_institution(other.institution());
  merge.set_death_taken(TakesDeath(kept, other));
  merge.set_staff_uid(call.caller().staff_uid);
  merge.set_reason(request.reason());
  RETURN_IF_ERROR(store_.Merge(call.transaction(), merge));
  RETURN_IF_ERROR(matches_.AnswerBetween(call.transaction(), kept.uid(), other.uid(),
                                         {v1::MATCH_STATE_MERGED, call.caller().staff_uid, request.reason()}));
  call.Emit("survivor.merged", other.name());
  call.Emit(merge.death_taken() ? "survivor.died" : "survivor.changed", kept.name());
  return RereadSurvivor(kept.name(), call);
}

absl::StatusOr<v1::Survivor> MergeService::UnmergeSurvivors(const v1::UnmergeSurvivorsRequest& request, Call& call) {
  const std::string merged_uid(UidOf(request.name()));
  // Hidden and absent records are told first; which record it went on in is read once more under the lock.
  ASSIGN_OR_RETURN(const v1::Survivor seen, survivors_.GetWhole(call.transaction(), merged_uid, false));
  if (seen.merged_into_uid().empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_NOT_MERGED,
                     "The record goes on in no other one.");
  }
  ASSIGN_OR_RETURN(const auto pair, Lock(seen.merged_into_uid(), merged_uid, call));
  const v1::Survivor &kept = pair.first, &merged = pair.second;
  RETURN_IF_ERROR(CheckEtag(request.etag(), merged.etag()));
  ASSIGN_OR_RETURN(std::optional<v1::RecordMerge> merge, store_.MergeInForce(call.transaction(), merged_uid));
  if (!merge.has_value() || merge->survivor_uid() != kept.uid()) return absl::AbortedError("the record was merged anew");
  Violations found;
  ASSIGN_OR_RETURN(const std::vector<RecordFact> facts, store_.Facts(call.transaction(), merge->uid()));
  const std::vector<FactMove> moves = Assigned(facts, {kept.uid(), merged.uid()}, request.assignments(), found);
  RETURN_IF_ERROR(found.ToStatus());

  call.Before(merged);
  call.Touch(kept.name());
  RETURN_IF_ERROR(call.Because(request.reason()));
  *merge->mutable_undone_time() = Timestamp(call.now());
  merge->set_undone_by_uid(call.caller().staff_uid);
  merge->set_undone_reason(request.reason());
  // It may lie out of the caller's sight from now on, so everything else comes before.
  RETURN_IF_ERROR(matches_.AnswerBetween(call.transaction(), kept.uid(), merged.uid(),
                                         {v1::MATCH_STATE_DIFFERENT, call.caller().staff_uid, request.reason()}));
  RETURN_IF_ERROR(store_.GiveBack(call.transaction(), *merge, moves, LeavesDeath(kept, merged)));
  call.Emit("survivor.unmerged", merged.name());
  call.Emit("survivor.changed", kept.name());
  return RereadGivenBack(merged.name(), call);
}

absl::StatusOr<v1::Survivor> MergeService::RereadSurvivor(const std::string& name, Call& call) {
  return survivors_.GetWhole(call.transaction(), UidOf(name), ReadsDecisions(call));
}

absl::StatusOr<v1::Survivor> MergeService::RereadGivenBack(const std::string& name, Call& call) {
  absl::StatusOr<v1::Survivor> survivor = RereadSurvivor(name, call);
  if (!absl::IsNotFound(survivor.status())) return survivor;
  v1::Survivor elsewhere;
  elsewhere.set_name(name);
  elsewhere.set_uid(UidOf(name));
  return elsewhere;
}

void MergeService::Bind(rpc::Methods& methods) {
  using S = MergeService;
  methods.Change("MergeSurvivors", *this, &S::MergeSurvivors, &S::RereadSurvivor);
  methods.Change("UnmergeSurvivors", *this, &S::UnmergeSurvivors, &S::RereadGivenBack);
}

}  // namespace dayaq::survivor
