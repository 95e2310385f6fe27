#include "services/rehabilitation/episode_store.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/episode_queries.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostParts = 200;
constexpr int kMostRecords = 1000;

absl::StatusOr<bool> Known(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

// The newest first, as they are read.
template <typename M>
absl::Status ReadParts(Transaction& transaction, const Query& query, absl::string_view episode_uid,
                       google::protobuf::RepeatedPtrField<M>& parts) {
  ASSIGN_OR_RETURN(std::vector<M> rows, transaction.All<M>(query, {episode_uid}, kMostParts));
  for (M& row : rows) *parts.Add() = std::move(row);
  return absl::OkStatus();
}

// $1 and $2 of kEpisodes and kCountEpisodes.
Params FilterParams(const v1::ListEpisodesRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::EpisodeState_Name(static_cast<v1::EpisodeState>(state)));
  const std::string survivor = request.survivor().empty() ? "" : UidOf(request.survivor());
  return {survivor.empty() ? Param(std::nullopt) : Param(survivor), states.empty() ? Param(std::nullopt) : Param(states)};
}

}  // namespace

absl::StatusOr<v1::Episode> EpisodeStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Episode episode, transaction.One<v1::Episode>(kEpisode, {uid}));
  SetName(episode);
  return episode;
}

absl::StatusOr<v1::Episode> EpisodeStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Episode episode, Get(transaction, uid));
  RETURN_IF_ERROR(ReadParts(transaction, kGoals, uid, *episode.mutable_goals()));
  RETURN_IF_ERROR(ReadParts(transaction, kSessions, uid, *episode.mutable_sessions()));
  RETURN_IF_ERROR(ReadParts(transaction, kMeasures, uid, *episode.mutable_measures()));
  RETURN_IF_ERROR(ReadParts(transaction, kFindings, uid, *episode.mutable_findings()));
  RETURN_IF_ERROR(ReadParts(transaction, kAdaptations, uid, *episode.mutable_adaptations()));
  return episode;
}

absl::StatusOr<v1::Episode> EpisodeStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockEpisode, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Episode>> EpisodeStore::List(Transaction& transaction, const v1::ListEpisodesRequest& request,
                                                            absl::string_view after, int limit) const {
  Params params = FilterParams(request);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Episode> episodes, transaction.All<v1::Episode>(kEpisodes, params, limit));
  for (v1::Episode& episode : episodes) SetName(episode);
  return episodes;
}

absl::StatusOr<int64_t> EpisodeStore::Count(Transaction& transaction, const v1::ListEpisodesRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountEpisodes, FilterParams(request)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<bool> EpisodeStore::HasOpen(Transaction& transaction, const v1::Episode& like) const {
  return Known(transaction, kHasOpen, {like.survivor_uid(), v1::EpisodeKind_Name(like.kind()), like.centre_uid()});
}

absl::StatusOr<bool> EpisodeStore::HasAny(Transaction& transaction, absl::string_view survivor_uid, v1::EpisodeKind kind) const {
  return Known(transaction, kHasAny, {survivor_uid, v1::EpisodeKind_Name(kind)});
}

absl::StatusOr<std::vector<v1::Episode>> EpisodeStore::OpenOf(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::Episode> episodes, transaction.All<v1::Episode>(kOpenOf, {survivor_uid}, kMostParts));
  for (v1::Episode& episode : episodes) SetName(episode);
  return episodes;
}

absl::StatusOr<std::optional<v1::Episode>> EpisodeStore::OpenAt(Transaction& transaction, absl::string_view survivor_uid,
                                                                v1::EpisodeKind kind, absl::string_view centre_uid) const {
  ASSIGN_OR_RETURN(std::optional<v1::Episode> episode,
                   transaction.Maybe<v1::Episode>(kOpenAt, {survivor_uid, v1::EpisodeKind_Name(kind), centre_uid}));
  if (episode.has_value()) SetName(*episode);
  return episode;
}

absl::StatusOr<std::vector<std::string>> EpisodeStore::RecordsOf(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kRecordsOf, {survivor_uid}, kMostRecords));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<bool> EpisodeStore::HealthErased(Transaction& transaction, absl::string_view survivor_uid) const {
  return Known(transaction, kHealthErased, {survivor_uid});
}

absl::Status EpisodeStore::Erase(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.Execute(kErasePerson, {survivor_uid});
}

absl::Status EpisodeStore::Add(Transaction& transaction, const v1::Episode& episode, const PersonFacts& person,
                               absl::string_view institution) const {
  return transaction.Execute(kAddEpisode, {Rows(episode), person.register_code, person.district, institution});
}

absl::Status EpisodeStore::MoveOn(Transaction& transaction, const v1::Episode& episode) const {
  return transaction.Execute(kMoveEpisode, {Rows(episode), episode.uid()});
}

absl::Status EpisodeStore::End(Transaction& transaction, const v1::Episode& episode) const {
  return transaction.Execute(kEndEpisode, {Rows(episode), episode.uid()});
}

absl::Status EpisodeStore::Changed(Transaction& transaction, const Query& query, const google::protobuf::Message& part,
                                   absl::string_view episode_uid) const {
  RETURN_IF_ERROR(transaction.Execute(query, {Rows(part)}));
  return transaction.Execute(kCountPart, {episode_uid});
}

absl::Status EpisodeStore::Add(Transaction& transaction, const v1::RehabGoal& part) const {
  return Changed(transaction, kAddGoal, part, part.episode_uid());
}
absl::Status EpisodeStore::Add(Transaction& transaction, const v1::Session& part) const {
  return Changed(transaction, kAddSession, part, part.episode_uid());
}
absl::Status EpisodeStore::Add(Transaction& transaction, const v1::Measure& part) const {
  return Changed(transaction, kAddMeasure, part, part.episode_uid());
}
absl::Status EpisodeStore::Add(Transaction& transaction, const v1::Finding& part) const {
  return Changed(transaction, kAddFinding, part, part.episode_uid());
}
absl::Status EpisodeStore::Add(Transaction& transaction, const v1::Adaptation& part) const {
  return Changed(transaction, kAddAdaptation, part, part.episode_uid());
}
absl::Status EpisodeStore::Update(Transaction& transaction, const v1::RehabGoal& part) const {
  return Changed(transaction, kEndGoal, part, part.episode_uid());
}
absl::Status EpisodeStore::Update(Transaction& transaction, const v1::Adaptation& part) const {
  return Changed(transaction, kEndAdaptation, part, part.episode_uid());
}

absl::StatusOr<std::optional<v1::RehabGoal>> EpisodeStore::FindGoal(Transaction& transaction, absl::string_view uid,
                                                                    absl::string_view episode_uid) const {
  return transaction.Maybe<v1::RehabGoal>(kGoal, {uid, episode_uid});
}
absl::StatusOr<std::optional<v1::Adaptation>> EpisodeStore::FindAdaptation(Transaction& transaction, absl::string_view uid,
                                                                           absl::string_view episode_uid) const {
  return transaction.Maybe<v1::Adaptation>(kAdaptation, {uid, episode_uid});
}

absl::StatusOr<std::optional<PersonFacts>> EpisodeStore::ReferredHere(Transaction& transaction,
                                                                      absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kReferredHere, {survivor_uid}));
  if (!row.has_value()) return std::optional<PersonFacts>();
  PersonFacts facts;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &facts.survivor_uid},
                             {"survivor_number", &facts.survivor_number},
                             {"register", &facts.register_code},
                             {"district", &facts.district},
                             {"deceased", &facts.deceased},
                             {"referral_uid", &facts.referral_uid}}));
  return std::optional<PersonFacts>(facts);
}

absl::StatusOr<std::optional<PersonFacts>> EpisodeStore::FactsAbout(Transaction& transaction, absl::string_view resource) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kFactsAbout, {resource}));
  if (!row.has_value()) return std::optional<PersonFacts>();
  PersonFacts facts;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &facts.survivor_uid},
                             {"survivor_number", &facts.survivor_number},
                             {"register", &facts.register_code},
                             {"district", &facts.district},
                             {"deceased", &facts.deceased},
                             {"amputated", &facts.amputated}}));
  return std::optional<PersonFacts>(facts);
}

absl::StatusOr<std::optional<v1::Centre>> EpisodeStore::CentreFor(Transaction& transaction, absl::string_view district,
                                                                  absl::CivilDay today) const {
  return transaction.Maybe<v1::Centre>(kCentreFor, {district, PartialDateOf(today)});
}

}  // namespace dayaq::rehabilitation
