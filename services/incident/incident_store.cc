#include "services/incident/incident_store.h"

#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/incident/incident_names.h"
#include "services/incident/incident_queries.h"
#include "services/incident/known_rules.h"
#include "services/incident/search_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

std::string DayText(absl::CivilDay day) { return ToText(PartialDateOf(day)); }

// Code lists of a filter as texts; NULL for an empty one.
template <typename Codes>
Param CodesOrNull(const Codes& codes, std::string (*name)(int)) {
  if (codes.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const int code : codes) names.push_back(name(code));
  return names;
}

// Without states asked for, what was rejected or merged away is not listed.
Param States(const v1::IncidentFilter& filter) {
  if (filter.states().empty()) {
    return std::vector<std::string>{v1::IncidentState_Name(v1::IncidentState::INCIDENT_STATE_REPORTED),
                                    v1::IncidentState_Name(v1::IncidentState::INCIDENT_STATE_VERIFIED)};
  }
  return CodesOrNull(filter.states(), [](int code) { return v1::IncidentState_Name(static_cast<v1::IncidentState>(code)); });
}

// $1 to $8 of search_queries.h.
Params FilterParams(const v1::IncidentFilter& filter, const std::optional<std::vector<std::string>>& found) {
  const auto from = Earliest(filter.occurred_from());
  const auto until = Latest(filter.occurred_until());
  const bool national = filter.registers().empty();
  return {national ? Param(std::vector<std::string>{"az"}) : Param(filter.registers()),
          filter.districts().empty() ? Param(std::nullopt) : Param(filter.districts()),
          States(filter),
          CodesOrNull(filter.device_categories(),
                      [](int code) { return v1::DeviceCategory_Name(static_cast<v1::DeviceCategory>(code)); }),
          from.has_value() ? Param(DayText(*from)) : Param(std::nullopt),
          until.has_value() ? Param(DayText(*until)) : Param(std::nullopt),
          OrNull(filter.number()),
          found.has_value() ? Param(*found) : Param(std::nullopt)};
}

}  // namespace

std::string TokenRows(const std::vector<CasualtyToken>& tokens, absl::string_view incident_uid) {
  std::string rows = "[";
  for (const CasualtyToken& token : tokens) {
    absl::StrAppend(&rows, rows.size() > 1 ? "," : "",
                    TokenRow(token.identity, {{"casualty_uid", token.casualty_uid}, {"incident_uid", incident_uid}}));
  }
  return rows + "]";
}

absl::StatusOr<PlaceAnswer> IncidentStore::FindPlace(Transaction& transaction, absl::string_view register_code,
                                                     absl::string_view district) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kPlace, {register_code, district}));
  PlaceAnswer answer;
  if (!row.has_value()) return answer;
  answer.register_known = true;
  v1::Place place;
  RETURN_IF_ERROR(row->Read(
      {{"code", place.mutable_code()}, {"valid_from", place.mutable_valid_from()}, {"valid_until", place.mutable_valid_until()}}));
  if (!place.code().empty()) answer.place = std::move(place);
  return answer;
}

absl::StatusOr<std::vector<v1::Place>> IncidentStore::Places(Transaction& transaction, absl::string_view register_code) const {
  return transaction.All<v1::Place>(kPlaces, {register_code}, 5000);
}

absl::StatusOr<std::vector<v1::Register>> IncidentStore::Registers(Transaction& transaction) const {
  return transaction.All<v1::Register>(kRegisters, {}, 100);
}

absl::Status IncidentStore::Insert(Transaction& transaction, v1::Incident& incident, const v1::Report& report,
                                   const std::vector<CasualtyToken>& tokens) const {
  const Scope scope = ScopeOf(incident);
  if (incident.casualties().empty()) {
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kReport, {Rows(incident), Rows(report), scope.register_code,
                                                                   scope.district, scope.institution}));
    return row.Read({{"number", incident.mutable_number()}});
  }
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kRegister, {Rows(incident), Rows(incident.casualties()),
                                                                   transaction.keys().NewKeys(), TokenRows(tokens, incident.uid()),
                                                                   Rows(report), Rows(report.statements(), "casualty_uid"),
                                                                   scope.register_code, scope.district, scope.institution}));
  return row.Read({{"number", incident.mutable_number()}});
}

absl::Status IncidentStore::AddReport(Transaction& transaction, const v1::Incident& incident,
                                      const std::vector<v1::Casualty>& added, const v1::Report& report,
                                      const std::vector<CasualtyToken>& tokens) const {
  const Scope scope = ScopeOf(incident);
  if (report.statements().empty()) {
    return transaction.Execute(kAddBareReport, {Rows(report), scope.register_code, scope.district, scope.institution});
  }
  return transaction.Execute(kAddToIncident,
                             {Rows(added), transaction.keys().NewKeys(), TokenRows(tokens, incident.uid()), Rows(report),
                              Rows(report.statements(), "casualty_uid"), scope.register_code, scope.district, scope.institution});
}

absl::StatusOr<v1::Incident> IncidentStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Incident incident, transaction.One<v1::Incident>(kIncident, {uid}));
  SetNames(incident);
  return incident;
}

absl::StatusOr<v1::Incident> IncidentStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Incident incident, transaction.One<v1::Incident>(kIncident, {uid}));
  RETURN_IF_ERROR(AddCasualties(transaction, incident));
  RETURN_IF_ERROR(AddReports(transaction, incident));
  return incident;
}

absl::StatusOr<v1::Incident> IncidentStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Incident incident, transaction.One<v1::Incident>(kIncidentToChange, {uid}));
  RETURN_IF_ERROR(AddCasualties(transaction, incident));
  return incident;
}

absl::StatusOr<v1::Casualty> IncidentStore::GetCasualtyToChange(Transaction& transaction, absl::string_view incident_uid,
                                                                absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Casualty casualty, transaction.One<v1::Casualty>(kCasualtyToChange, {uid, incident_uid}));
  SetNames(casualty);
  return casualty;
}

absl::Status IncidentStore::AddCasualties(Transaction& transaction, v1::Incident& incident) const {
  ASSIGN_OR_RETURN(std::vector<v1::Casualty> casualties, transaction.All<v1::Casualty>(kCasualties, {incident.uid()}, 3000));
  for (v1::Casualty& casualty : casualties) *incident.add_casualties() = std::move(casualty);
  SetNames(incident);
  return absl::OkStatus();
}

absl::Status IncidentStore::AddReports(Transaction& transaction, v1::Incident& incident) const {
  ASSIGN_OR_RETURN(std::vector<v1::Report> reports, transaction.All<v1::Report>(kReports, {incident.uid()}, 500));
  if (reports.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  std::map<std::string, v1::Report*> by_uid;
  for (v1::Report& report : reports) {
    v1::Report* added = incident.add_reports();
    *added = std::move(report);
    uids.push_back(added->uid());
    by_uid[added->uid()] = added;
  }
  ASSIGN_OR_RETURN(std::vector<v1::CasualtyStatement> statements,
                   transaction.All<v1::CasualtyStatement>(kStatements, {uids}, 3000));
  for (v1::CasualtyStatement& statement : statements) {
    const auto report = by_uid.find(statement.report_uid());
    if (report != by_uid.end()) *report->second->add_statements() = std::move(statement);
  }
  return absl::OkStatus();
}

absl::Status IncidentStore::UpdateFacts(Transaction& transaction, const v1::Incident& incident) const {
  return transaction.Execute(kUpdateFacts, {Rows(incident), incident.uid()});
}

absl::Status IncidentStore::UpdateState(Transaction& transaction, const v1::Incident& incident) const {
  return transaction.Execute(kUpdateState, {Rows(incident), incident.uid()});
}

absl::Status IncidentStore::UpdateCounts(Transaction& transaction, const v1::Incident& incident) const {
  return transaction.Execute(kUpdateCounts, {incident.uid(), incident.killed(), incident.injured(), incident.outcome_unknown()});
}

absl::Status IncidentStore::UpdateCasualty(Transaction& transaction, const v1::Casualty& casualty) const {
  return transaction.Execute(kUpdateCasualty, {Rows(casualty), casualty.uid()});
}

absl::Status IncidentStore::UpdateTokens(Transaction& transaction, const v1::Casualty& casualty, const Scope& scope,
                                         const std::vector<CasualtyToken>& tokens) const {
  RETURN_IF_ERROR(transaction.Execute(kDeleteTokens, {casualty.uid()}));
  return transaction.Execute(kAddKeysAndTokens, {transaction.keys().NewKeys(), TokenRows(tokens, casualty.incident_uid()),
                                                 scope.register_code, scope.district, scope.institution});
}

absl::StatusOr<std::vector<v1::IncidentVersion>> IncidentStore::IncidentVersions(Transaction& transaction,
                                                                                 absl::string_view uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::IncidentVersion> versions, transaction.All<v1::IncidentVersion>(kIncidentVersions, {uid}, 499));
  for (v1::IncidentVersion& version : versions) SetNames(*version.mutable_incident());
  return versions;
}

absl::StatusOr<std::vector<v1::CasualtyVersion>> IncidentStore::CasualtyVersions(Transaction& transaction,
                                                                                 absl::string_view incident_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::CasualtyVersion> versions,
                   transaction.All<v1::CasualtyVersion>(kCasualtyVersions, {incident_uid}, 400));
  for (v1::CasualtyVersion& version : versions) SetNames(*version.mutable_casualty());
  return versions;
}

absl::StatusOr<std::vector<v1::Incident>> IncidentStore::Search(Transaction& transaction, const v1::IncidentFilter& filter,
                                                                const std::optional<std::vector<std::string>>& found,
                                                                const std::optional<SearchCursor>& after, int limit) const {
  Params params = FilterParams(filter, found);
  params.push_back(after.has_value() ? Param(after->occurred_on) : Param(std::nullopt));
  params.push_back(after.has_value() ? Param(after->uid) : Param(std::nullopt));
  params.push_back(limit);
  ASSIGN_OR_RETURN(std::vector<v1::Incident> incidents, transaction.All<v1::Incident>(kSearch, params, limit));
  for (v1::Incident& incident : incidents) SetNames(incident);
  return incidents;
}

absl::StatusOr<v1::IncidentTotals> IncidentStore::Totals(Transaction& transaction, const v1::IncidentFilter& filter,
                                                         const std::optional<std::vector<std::string>>& found) const {
  Params params = FilterParams(filter, found);
  if (!filter.has_known_until()) return transaction.One<v1::IncidentTotals>(kTotals, params);
  params.push_back(EndOfDay(filter.known_until()));
  return transaction.One<v1::IncidentTotals>(kTotalsKnown, params);
}

absl::StatusOr<std::vector<std::string>> IncidentStore::FindByTokens(Transaction& transaction, absl::string_view kind,
                                                                     const std::vector<std::string>& tokens) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kIncidentsByTokens, {kind, OctetsTexts(tokens)}, 500));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"incident_uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace dayaq::incident
