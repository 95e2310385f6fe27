#include "services/survivor/match_finder.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
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

absl::Status MatchFinder::GoOn(const outbox::v1::Event& event, Call& call) const {
  ASSIGN_OR_RETURN(std::optional<v1::MatchSweep> sweep, sweeps_.GetToChange(call.transaction(), UidOf(event.resource())));
  if (!sweep.has_value() || sweep->has_finish_time()) return absl::OkStatus();
  if (sweep->after_uid().empty()) {
    ASSIGN_OR_RETURN(const int64_t total, sweeps_.CountRecords(call.transaction(), sweep->register_()));
    sweep->set_total(total);
    sweep->set_policy_version(policy_.edition);
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> uids,
                   sweeps_.Next(call.transaction(), sweep->register_(), sweep->after_uid(), kSweepPart));
  *sweep->mutable_update_time() = Timestamp(call.now());
  if (uids.empty()) {
    *sweep->mutable_finish_time() = Timestamp(call.now());
  } else {
    if (sweep->kind() == v1::SWEEP_KIND_TOKENS) {
      ASSIGN_OR_RETURN(const int64_t written, tokens_.Rewrite(uids, call));
      sweep->set_found(sweep->found() + written);
    } else {
      ASSIGN_OR_RETURN(const Findings findings, Compare(uids, true, call));
      RETURN_IF_ERROR(store_.Ask(call.transaction(), findings.matches));
      sweep->set_weighed(sweep->weighed() + findings.weighed);
      sweep->set_found(sweep->found() + static_cast<int64_t>(findings.matches.size()));
    }
    sweep->set_done(sweep->done() + static_cast<int64_t>(uids.size()));
    sweep->set_after_uid(uids.back());
    call.Emit("survivor.sweep_goes_on", event.resource());
  }
  return sweeps_.Advance(call.transaction(), *sweep);
}

}  // namespace dayaq::survivor
