#include "services/survivor/match_store.h"

#include <algorithm>
#include <utility>

#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/survivor/match_queries.h"
#include "services/survivor/search_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostRows = 20000;

Params FilterParams(const MatchSelection& selection) {
  return {selection.register_code, selection.state, OrNull(selection.survivor_uid)};
}

// Kinds and tokens as two lists.
std::pair<std::vector<std::string>, std::vector<std::string>> Lists(const std::vector<IdentityToken>& tokens) {
  std::pair<std::vector<std::string>, std::vector<std::string>> lists;
  for (const IdentityToken& token : tokens) {
    lists.first.push_back(token.kind);
    lists.second.push_back(OctetsText(token.token));
  }
  return lists;
}

void AddDistrict(const std::string& code, v1::MatchFacts& facts) {
  auto& districts = *facts.mutable_districts();
  if (!code.empty() && std::find(districts.begin(), districts.end(), code) == districts.end()) *districts.Add() = code;
}

v1::MatchFacts FactsOf(const v1::Survivor& survivor) {
  v1::MatchFacts facts;
  facts.set_uid(survivor.uid());
  if (survivor.has_identity()) *facts.mutable_identity() = survivor.identity();
  facts.set_sex(survivor.sex());
  AddDistrict(survivor.district(), facts);
  AddDistrict(survivor.home_district(), facts);
  facts.set_deceased(survivor.state() == v1::SURVIVOR_STATE_DECEASED);
  if (survivor.has_died_on()) *facts.mutable_died_on() = survivor.died_on();
  return facts;
}

}  // namespace

const std::vector<std::string>& CandidateKinds() {
  static const auto* kinds =
      new std::vector<std::string>{kNationalIdToken, kPhoneToken,  kNamesKey,         kThreeNamesKey, kNamesYearKey,
                                   kNamesPlaceKey,   kNameDateKey, kNamePlaceYearKey, kStartsYearKey, kStartPlaceKey};
  return *kinds;
}

absl::StatusOr<std::map<std::string, std::vector<std::string>>> MatchStore::Candidates(Transaction& transaction,
                                                                                       const std::vector<std::string>& uids,
                                                                                       bool older_only, int most) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kMatchCandidates, {uids, CandidateKinds(), older_only, most}, kMostRows));
  std::map<std::string, std::vector<std::string>> found;
  for (const Row& row : rows) {
    std::string of_uid, uid;
    RETURN_IF_ERROR(row.Read({{"of_uid", &of_uid}, {"uid", &uid}}));
    found[of_uid].push_back(std::move(uid));
  }
  return found;
}

absl::StatusOr<std::vector<std::string>> MatchStore::Find(Transaction& transaction, absl::string_view register_code,
                                                          const std::vector<IdentityToken>& tokens, int most) const {
  const auto lists = Lists(tokens);
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kFindCandidates, {lists.first, lists.second, register_code, most}, most));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<std::vector<std::string>> MatchStore::FindByLetters(Transaction& transaction, absl::string_view register_code,
                                                                   const std::vector<IdentityToken>& tokens,
                                                                   absl::string_view after, int most) const {
  const auto lists = Lists(tokens);
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kFindByLetters, {lists.first, lists.second, register_code, OrNull(after), most}, most));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<int64_t> MatchStore::CountMeantElsewhere(Transaction& transaction, absl::string_view register_code,
                                                        const std::vector<IdentityToken>& tokens) const {
  const auto lists = Lists(tokens);
  return Total(transaction, kMeantElsewhere, {register_code, lists.first, lists.second});
}

absl::StatusOr<std::map<std::string, v1::Survivor>> MatchStore::Records(Transaction& transaction,
                                                                        const std::vector<std::string>& uids) const {
  std::map<std::string, v1::Survivor> records;
  if (uids.empty()) return records;
  ASSIGN_OR_RETURN(std::vector<v1::Survivor> survivors, transaction.All<v1::Survivor>(kMatchRecords, {uids}, kMostRows));
  for (v1::Survivor& survivor : survivors) {
    SetNames(survivor);
    records.emplace(survivor.uid(), std::move(survivor));
  }
  return records;
}

absl::StatusOr<bool> MatchStore::IsAlikeElsewhere(Transaction& transaction, absl::string_view register_code,
                                                  const std::vector<IdentityToken>& tokens) const {
  const auto lists = Lists(tokens);
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kAlikeElsewhere, {register_code, lists.first, lists.second,
                                                                         std::vector<std::string>{kNationalIdToken, kPhoneToken}}));
  bool alike = false;
  RETURN_IF_ERROR(row.Read({{"alike", &alike}}));
  return alike;
}

absl::StatusOr<std::map<std::string, ComparedRecord>> MatchStore::Compared(Transaction& transaction,
                                                                           const std::vector<std::string>& uids) const {
  std::map<std::string, ComparedRecord> records;
  ASSIGN_OR_RETURN(auto survivors, Records(transaction, uids));
  ASSIGN_OR_RETURN(const std::vector<v1::AttachedCasualty> casualties,
                   transaction.All<v1::AttachedCasualty>(kMatchCasualties, {uids}, kMostRows));
  for (auto& entry : survivors) {
    ComparedRecord& record = records[entry.first];
    record.facts = FactsOf(entry.second);
    record.survivor = std::move(entry.second);
  }
  for (const v1::AttachedCasualty& casualty : casualties) {
    const auto record = records.find(casualty.survivor_uid());
    if (record == records.end()) continue;
    v1::MatchIncident& incident = *record->second.facts.add_incidents();
    incident.set_uid(casualty.incident_uid());
    if (casualty.has_occurred_on()) *incident.mutable_occurred_on() = casualty.occurred_on();
  }
  return records;
}

absl::Status MatchStore::Ask(Transaction& transaction, const std::vector<v1::Match>& matches) const {
  return matches.empty() ? absl::OkStatus() : transaction.Execute(kAskMatches, {Rows(matches)});
}

absl::Status MatchStore::Close(Transaction& transaction, const std::vector<std::string>& uids,
                               const std::vector<v1::Match>& asked) const {
  std::vector<std::string> older, newer;
  for (const v1::Match& match : asked) {
    older.push_back(match.survivor_uid());
    newer.push_back(match.other_uid());
  }
  return transaction.Execute(kCloseMatches, {uids, older, newer});
}

absl::StatusOr<std::vector<v1::Match>> MatchStore::List(Transaction& transaction, const MatchSelection& selection,
                                                        const std::optional<MatchCursor>& after, int limit) const {
  Params params = FilterParams(selection);
  params.insert(params.end(), {after.has_value() ? Param(after->score) : Param(std::nullopt),
                               after.has_value() ? Param(after->uid) : Param(std::nullopt), limit});
  return transaction.All<v1::Match>(kListMatches, params, limit);
}

absl::StatusOr<int64_t> MatchStore::Total(Transaction& transaction, const Query& query, const Params& params) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<int64_t> MatchStore::Count(Transaction& transaction, const MatchSelection& selection) const {
  return Total(transaction, kCountMatches, FilterParams(selection));
}

absl::StatusOr<int64_t> MatchStore::CountForSupervisor(Transaction& transaction, absl::string_view register_code) const {
  return Total(transaction, kForSupervisor, {register_code});
}

absl::StatusOr<v1::Match> MatchStore::Get(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::Match>(kMatch, {uid});
}

absl::StatusOr<v1::Match> MatchStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::Match>(kMatchToChange, {uid});
}

absl::Status MatchStore::Answer(Transaction& transaction, absl::string_view uid, const MatchAnswer& answer) const {
  return transaction.Execute(kAnswerMatch, {uid, answer.state, answer.staff_uid, answer.reason});
}

absl::Status MatchStore::AnswerBetween(Transaction& transaction, absl::string_view uid, absl::string_view other,
                                       const MatchAnswer& answer) const {
  return transaction.Execute(kAnswerMatchesOf,
                             {std::min(uid, other), std::max(uid, other), answer.state, answer.staff_uid, answer.reason});
}

}  // namespace dayaq::survivor
