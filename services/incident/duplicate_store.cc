#include "services/incident/duplicate_store.h"

#include <set>

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

absl::StatusOr<std::vector<v1::Incident>> DuplicateStore::Candidates(Transaction& transaction, const v1::Incident& incident,
                                                                     absl::string_view earliest, absl::string_view latest) const {
  return transaction.All<v1::Incident>(kCandidates,
                                       {incident.register_(), incident.facts().district(), incident.uid(), earliest, latest}, 200);
}

absl::StatusOr<std::map<std::string, SharedTokens>> DuplicateStore::Shared(Transaction& transaction, absl::string_view incident_uid,
                                                                           const std::vector<std::string>& others) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSharedTokens, {incident_uid, others}, 200));
  std::map<std::string, SharedTokens> shared;
  for (const Row& row : rows) {
    std::string uid;
    SharedTokens counts;
    RETURN_IF_ERROR(row.Read({{"incident_uid", &uid}, {"national_ids", &counts.national_ids}, {"names", &counts.names}}));
    shared[uid] = counts;
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
