#include "services/incident/duplicate_store.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/incident/duplicate_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::incident {
namespace {

std::string PairsJson(const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs) {
  std::string json = "[";
  for (const v1::CasualtyPair& pair : pairs) {
    absl::StrAppend(&json, json.size() > 1 ? "," : "", "{\"kept_uid\":\"", pair.kept_uid(), "\",\"duplicate_uid\":\"",
                    pair.duplicate_uid(), "\"}");
  }
  return json + "]";
}

}  // namespace

absl::StatusOr<std::vector<v1::Incident>> DuplicateStore::Compared(Transaction& transaction,
                                                                   const std::vector<std::string>& uids) const {
  return transaction.All<v1::Incident>(kCompared, {uids}, 1000);
}

absl::StatusOr<std::map<std::string, std::vector<v1::Incident>>> DuplicateStore::Candidates(
    Transaction& transaction, const std::vector<Neighbourhood>& around) const {
  std::vector<std::string> uids, registers, districts, earliest, latest, years, months;
  for (const Neighbourhood& place : around) {
    uids.push_back(place.incident.uid());
    registers.push_back(place.incident.register_());
    districts.push_back(place.incident.facts().district());
    earliest.push_back(place.earliest);
    latest.push_back(place.latest);
    years.push_back(place.earliest.substr(0, 4));
    months.push_back(place.earliest.substr(0, 7));
  }
  ASSIGN_OR_RETURN(
      std::vector<WithRow<v1::Incident>> rows,
      transaction.All<WithRow<v1::Incident>>(kCandidates, {uids, registers, districts, earliest, latest, years, months},
                                             200 * static_cast<int>(around.size())));
  std::map<std::string, std::vector<v1::Incident>> candidates;
  for (WithRow<v1::Incident>& found : rows) {
    std::string changed;
    RETURN_IF_ERROR(found.row.Read({{"changed_uid", &changed}}));
    candidates[changed].push_back(std::move(found.message));
  }
  return candidates;
}

absl::StatusOr<std::map<std::string, std::map<std::string, SharedTokens>>> DuplicateStore::Shared(
    Transaction& transaction, const std::vector<std::string>& uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSharedTokens, {uids}, 20000));
  std::map<std::string, std::map<std::string, SharedTokens>> shared;
  for (const Row& row : rows) {
    std::string changed, other;
    SharedTokens counts;
    RETURN_IF_ERROR(row.Read(
        {{"changed_uid", &changed}, {"incident_uid", &other}, {"national_ids", &counts.national_ids}, {"names", &counts.names}}));
    shared[changed][other] = counts;
  }
  return shared;
}

absl::Status DuplicateStore::Propose(Transaction& transaction, const std::vector<v1::DuplicateProposal>& proposals) const {
  return transaction.Execute(kInsertProposals, {Rows(proposals)});
}

absl::StatusOr<std::vector<v1::DuplicateProposal>> DuplicateStore::List(Transaction& transaction, absl::string_view register_code,
                                                                        v1::DuplicateState state, absl::string_view incident_uid,
                                                                        const std::optional<ProposalCursor>& after,
                                                                        int limit) const {
  return transaction.All<v1::DuplicateProposal>(
      kListProposals,
      {register_code, state, OrNull(incident_uid), after.has_value() ? Param(after->score) : Param(std::nullopt),
       after.has_value() ? Param(after->uid) : Param(std::nullopt), limit},
      limit);
}

absl::StatusOr<v1::DuplicateProposal> DuplicateStore::Get(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::DuplicateProposal>(kProposal, {uid});
}

absl::StatusOr<v1::DuplicateProposal> DuplicateStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::DuplicateProposal>(kProposalToChange, {uid});
}

absl::Status DuplicateStore::Resolve(Transaction& transaction, const v1::DuplicateProposal& proposal) const {
  return transaction.Execute(kResolveProposal,
                             {proposal.uid(), proposal.state(), OrNull(proposal.resolved_by_uid()), OrNull(proposal.resolution())});
}

absl::Status DuplicateStore::Merge(Transaction& transaction, const std::string& uid, const v1::Incident& kept,
                                   const v1::Incident& duplicate, const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs,
                                   absl::string_view staff_uid, absl::string_view reason) const {
  std::set<std::string> paired;
  for (const v1::CasualtyPair& pair : pairs) paired.insert(pair.duplicate_uid());
  std::vector<std::string> moved;
  for (const v1::Casualty& casualty : duplicate.casualties()) {
    if (paired.count(casualty.uid()) == 0) moved.push_back(casualty.uid());
  }
  RETURN_IF_ERROR(transaction.Execute(kInsertMerge, {uid, kept.uid(), duplicate.uid(), moved, PairsJson(pairs), kept.state(),
                                                     duplicate.state(), staff_uid, reason, kept.register_()}));
  RETURN_IF_ERROR(transaction.Execute(kMoveCasualties, {kept.uid(), moved}));
  for (const v1::CasualtyPair& pair : pairs) {
    RETURN_IF_ERROR(transaction.Execute(kSetSameAs, {pair.duplicate_uid(), pair.kept_uid()}));
  }
  return transaction.Execute(kResolvePair, {kept.uid(), duplicate.uid(), v1::DuplicateState::DUPLICATE_STATE_MERGED, staff_uid});
}

absl::StatusOr<Merge> DuplicateStore::MergeInForce(Transaction& transaction, absl::string_view duplicate_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kMergeInForce, {duplicate_uid}));
  incident::Merge merge;
  std::string state;
  RETURN_IF_ERROR(row.Read({{"uid", &merge.uid},
                            {"kept_uid", &merge.kept_uid},
                            {"duplicate_state", &state},
                            {"moved", &merge.moved},
                            {"paired", &merge.paired},
                            {"has_later", &merge.has_later}}));
  v1::IncidentState_Parse(state, &merge.duplicate_state);
  return merge;
}

absl::Status DuplicateStore::Undo(Transaction& transaction, const incident::Merge& merge, const v1::Incident& duplicate,
                                  absl::Time now, absl::string_view staff_uid, absl::string_view reason) const {
  RETURN_IF_ERROR(transaction.Execute(kMoveCasualties, {duplicate.uid(), merge.moved}));
  for (const std::string& uid : merge.paired) RETURN_IF_ERROR(transaction.Execute(kSetSameAs, {uid, std::nullopt}));
  RETURN_IF_ERROR(transaction.Execute(kUndoMerge, {merge.uid, now, staff_uid, reason}));
  return transaction.Execute(kResolvePair,
                             {merge.kept_uid, duplicate.uid(), v1::DuplicateState::DUPLICATE_STATE_OPEN, std::nullopt});
}

}  // namespace dayaq::incident
