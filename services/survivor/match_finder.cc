#include "services/survivor/match_finder.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/matching_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;
using rpc::Told;

// Decrypted and weighed at most, of one record: who shares little with it is hardly the same.
constexpr int kMostWeighed = 20;
// Records in one transaction of a sweep.
constexpr int kSweepPart = 250;
constexpr char kGoesOn[] = "survivor.sweep_goes_on";

std::string LaneName(const v1::SweepLane& lane) { return absl::StrCat(MatchSweepName(lane.sweep_uid()), "/lanes/", lane.uid()); }

// The record that speaks for the person.
const std::string& PersonOf(const v1::Survivor& survivor) {
  return survivor.merged_into_uid().empty() ? survivor.uid() : survivor.merged_into_uid();
}

}  // namespace

absl::Status MatchFinder::FindMatches(const std::vector<Told>& told) const {
  if (told.empty()) return absl::OkStatus();
  std::set<std::string> changed;
  for (const Told& one : told) changed.insert(std::string(UidOf(one.event.resource())));
  Call& call = told.front().call;
  const std::vector<std::string> uids(changed.begin(), changed.end());
  ASSIGN_OR_RETURN(const Findings findings, Compare(uids, false, call));
  RETURN_IF_ERROR(store_.Ask(call.transaction(), findings.matches));
  return store_.Close(call.transaction(), uids, findings.matches);
}

absl::StatusOr<MatchFinder::Findings> MatchFinder::Compare(const std::vector<std::string>& uids, bool older_only,
                                                           Call& call) const {
  ASSIGN_OR_RETURN(const auto candidates, store_.Candidates(call.transaction(), uids, older_only, kMostWeighed));
  std::set<std::string> wanted;
  for (const auto& [uid, others] : candidates) {
    wanted.insert(uid);
    wanted.insert(others.begin(), others.end());
  }
  ASSIGN_OR_RETURN(const auto records, store_.Compared(call.transaction(), std::vector<std::string>(wanted.begin(), wanted.end())));
  // Folded once: a record is compared with many, and is a candidate of many.
  std::map<std::string, MatchProfile> profiles;
  for (const auto& [uid, record] : records) profiles.emplace(uid, ProfileOf(record.facts, policy_));
  Findings findings;
  for (const auto& [uid, others] : candidates) {
    const auto record = records.find(uid);
    if (record != records.end()) Weigh(record->second, others, records, profiles, call, findings);
  }
  return findings;
}

// Questions are asked about people: where one goes on in another record, about that one, by whatever record speaks most for it.
void MatchFinder::Weigh(const ComparedRecord& record, const std::vector<std::string>& candidates,
                        const std::map<std::string, ComparedRecord>& records, const std::map<std::string, MatchProfile>& profiles,
                        Call& call, Findings& findings) const {
  const MatchProfile& profile = profiles.at(record.survivor.uid());
  for (const std::string& uid : candidates) {
    const auto other = records.find(uid);
    if (other == records.end() || PersonOf(record.survivor) == PersonOf(other->second.survivor)) continue;
    ++findings.weighed;
    const v1::MatchScore score = dayaq::survivor::Compare(profile, profiles.at(uid), policy_);
    if (score.verdict() < v1::MATCH_VERDICT_ASK) continue;
    const std::string &ours = PersonOf(record.survivor), &theirs = PersonOf(other->second.survivor);
    const auto same = std::find_if(findings.matches.begin(), findings.matches.end(), [&](const v1::Match& match) {
      return match.survivor_uid() == std::min(ours, theirs) && match.other_uid() == std::max(ours, theirs);
    });
    if (same != findings.matches.end() && same->score() >= score.score()) continue;
    v1::Match& match = same != findings.matches.end() ? *same : findings.matches.emplace_back();
    match.set_uid(call.NewUid());
    match.set_survivor_uid(std::min(ours, theirs));
    match.set_other_uid(std::max(ours, theirs));
    match.set_score(score.score());
    match.set_verdict(score.verdict());
    *match.mutable_reasons() = score.reasons();
    match.set_policy_version(policy_.edition);
    call.Touch(SurvivorName(ours));
    call.Touch(SurvivorName(theirs));
  }
}

// "matchSweeps/<uid>" or, of a lane, "matchSweeps/<uid>/lanes/<uid>".
absl::Status MatchFinder::GoOn(const outbox::v1::Event& event, Call& call) const {
  const std::vector<std::string> name = absl::StrSplit(event.resource(), '/');
  if (name.size() < 2) return absl::OkStatus();
  if (name.size() < 4) return Divide(name[1], call);
  ASSIGN_OR_RETURN(const std::optional<v1::MatchSweep> sweep, sweeps_.Find(call.transaction(), name[1]));
  ASSIGN_OR_RETURN(std::optional<v1::SweepLane> lane, sweeps_.LaneToChange(call.transaction(), name[3]));
  if (!sweep.has_value() || !lane.has_value() || lane->has_finish_time()) return absl::OkStatus();
  return GoOnWithLane(*sweep, *std::move(lane), call);
}

absl::Status MatchFinder::Divide(const std::string& sweep_uid, Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(std::optional<v1::MatchSweep> sweep, sweeps_.Lock(transaction, sweep_uid));
  if (!sweep.has_value() || sweep->has_finish_time()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool divided, sweeps_.HasLanes(transaction, sweep_uid));
  if (divided) return absl::OkStatus();
  ASSIGN_OR_RETURN(const SweptRegister swept, sweeps_.Divide(transaction, sweep->register_(), kSweepLanes));
  sweep->set_total(swept.total);
  sweep->set_policy_version(policy_.edition);
  // Behind the last end there is one more lane, for whoever is added meanwhile.
  std::set<std::string> ends(swept.ends.begin(), swept.ends.end());
  ends.erase("");
  std::vector<std::string> until(ends.begin(), ends.end());
  until.emplace_back("");
  std::vector<v1::SweepLane> lanes;
  std::string after;
  for (const std::string& end : until) {
    v1::SweepLane& lane = lanes.emplace_back();
    lane.set_uid(call.NewUid());
    lane.set_sweep_uid(sweep_uid);
    lane.set_after_uid(after);
    lane.set_until_uid(end);
    after = end;
    call.Emit(kGoesOn, LaneName(lane));
  }
  return sweeps_.Begin(transaction, *sweep, lanes);
}

absl::Status MatchFinder::GoOnWithLane(const v1::MatchSweep& sweep, v1::SweepLane lane, Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, sweeps_.Next(transaction, sweep.register_(), lane, kSweepPart));
  *lane.mutable_update_time() = Timestamp(call.now());
  if (uids.empty()) {
    *lane.mutable_finish_time() = Timestamp(call.now());
    RETURN_IF_ERROR(sweeps_.Advance(transaction, lane));
    // One after the other, so that the last one sees that it is the last.
    RETURN_IF_ERROR(sweeps_.Lock(transaction, sweep.uid()).status());
    return sweeps_.Finish(transaction, sweep.uid(), call.now());
  }
  if (sweep.kind() == v1::SWEEP_KIND_TOKENS) {
    ASSIGN_OR_RETURN(const int64_t written, tokens_.Rewrite(uids, call));
    lane.set_found(lane.found() + written);
  } else {
    ASSIGN_OR_RETURN(const Findings findings, Compare(uids, true, call));
    RETURN_IF_ERROR(store_.Ask(transaction, findings.matches));
    lane.set_weighed(lane.weighed() + findings.weighed);
    lane.set_found(lane.found() + static_cast<int64_t>(findings.matches.size()));
  }
  lane.set_done(lane.done() + static_cast<int64_t>(uids.size()));
  lane.set_after_uid(uids.back());
  call.Emit(kGoesOn, LaneName(lane));
  return sweeps_.Advance(transaction, lane);
}

}  // namespace dayaq::survivor
