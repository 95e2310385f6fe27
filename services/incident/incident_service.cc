#include "services/incident/incident_service.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/incident/casualty_rules.h"
#include "services/incident/correction_rules.h"
#include "services/incident/incident_names.h"
#include "services/incident/new_records.h"
#include "services/incident/report_rules.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

bool IsNamed(const Violations& found, const std::set<absl::string_view>& fields) {
  const auto& faults = found.bad_request().field_violations();
  return std::any_of(faults.begin(), faults.end(), [&fields](const auto& fault) { return fields.count(fault.field()) > 0; });
}

v1::Decision NewDecision(v1::IncidentState state, const std::string& reason, const Call& call) {
  v1::Decision decision;
  decision.set_state(state);
  decision.set_staff_uid(call.caller().staff_uid);
  decision.set_institution(call.caller().institution);
  decision.set_reason(reason);
  *decision.mutable_time() = Timestamp(call.now());
  return decision;
}

absl::Status CheckKnownUntil(const v1::IncidentFilter& filter) {
  Violations found;
  if (filter.has_known_until() && Precision(filter.known_until()) != DatePrecision::kDay) {
    found.Add("filter.known_until", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Year, month and day at whose end it was known.");
  }
  return found.ToStatus();
}

v1::Casualty* FindCasualty(v1::Incident& incident, const std::string& uid) {
  for (v1::Casualty& casualty : *incident.mutable_casualties()) {
    if (casualty.uid() == uid) return &casualty;
  }
  return nullptr;
}

}  // namespace

absl::Status IncidentService::CheckRegister(const v1::RegisterIncidentRequest& request, Call& call, Violations& found) {
  if (request.has_incident() && request.incident().casualties().empty()) {
    found.Add("incident.casualties", ErrorReason::ERROR_REASON_TOO_FEW_ITEMS,
              "Name at least one person hurt; an incident that hurt nobody is reported with ReportIncident.");
  }
  return CheckEntry(request.incident(), call, found);
}

absl::StatusOr<v1::Incident> IncidentService::RegisterIncident(const v1::RegisterIncidentRequest& request, Call& call) {
  return Enter(request.incident(), request.report(), call);
}

absl::Status IncidentService::CheckReport(const v1::ReportIncidentRequest& request, Call& call, Violations& found) {
  if (!request.incident().casualties().empty()) {
    found.Add("incident.casualties", ErrorReason::ERROR_REASON_CASUALTIES_UNEXPECTED,
              "Leave casualties out; people are named by RegisterIncident or AddReport.");
  }
  return CheckEntry(request.incident(), call, found);
}

absl::StatusOr<v1::Incident> IncidentService::ReportIncident(const v1::ReportIncidentRequest& request, Call& call) {
  return Enter(request.incident(), request.report(), call);
}

// A register that is not of the caller's assignment is as good as none.
absl::StatusOr<PlaceAnswer> IncidentService::FindPlace(const v1::Incident& incident, Call& call) const {
  const std::vector<std::string>& registers = call.caller().registers;
  if (std::find(registers.begin(), registers.end(), incident.register_()) == registers.end()) return PlaceAnswer();
  return store_.FindPlace(call.transaction(), incident.register_(), incident.facts().district());
}

absl::Status IncidentService::CheckEntry(const v1::Incident& stated, Call& call, Violations& found) {
  // A register or district that broke its own rules is named already and not worth a look at the gazetteer.
  PlaceAnswer place{.register_known = true, .place = v1::Place()};
  if (!IsNamed(found, {"incident", "incident.register", "incident.facts", "incident.facts.district"})) {
    ASSIGN_OR_RETURN(place, FindPlace(stated, call));
  }
  CheckRegistration(stated, place, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Incident> IncidentService::Enter(const v1::Incident& stated, const v1::Report& source, Call& call) {
  const std::string report_uid = call.NewUid();
  v1::Incident incident = Registered(stated, report_uid, call);
  v1::Report report = Filed(source, report_uid, incident, call);
  *report.mutable_stated_facts() = stated.facts();
  std::vector<CasualtyToken> tokens;
  for (int i = 0; i < incident.casualties_size(); ++i) {
    const v1::Casualty& casualty = incident.casualties(i);
    AddStatement(report, casualty.uid(), stated.casualties(i).facts(), call);
    RETURN_IF_ERROR(NeedKey(casualty, call));
    for (CasualtyToken& token : TokensFor(casualty, call)) tokens.push_back(std::move(token));
  }
  RETURN_IF_ERROR(store_.Insert(call.transaction(), incident, report, tokens));
  call.Emit(incident.casualties().empty() ? "incident.reported" : "incident.registered", incident.name());
  for (const v1::Casualty& casualty : incident.casualties()) call.Emit("casualty.registered", casualty.name());
  *incident.add_reports() = std::move(report);
  return incident;
}

absl::StatusOr<v1::Incident> IncidentService::AddReport(const v1::AddReportRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Incident incident, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), incident.etag()));
  RETURN_IF_ERROR(CheckStep(incident.state(), Step::kAddReport));
  call.Before(incident);
  RETURN_IF_ERROR(call.Because(absl::StrCat("report from ", v1::SourceKind_Name(request.report().source()))));

  TakenReport taken{.report = Filed(request.report(), call.NewUid(), incident, call)};
  Violations found;
  RETURN_IF_ERROR(TakeStatedFacts(request.report(), incident, taken, found, call));
  for (int i = 0; i < request.report().statements_size(); ++i) {
    RETURN_IF_ERROR(
        TakeStatement(request.report().statements(i), absl::StrCat("report.statements[", i, "]"), incident, taken, found, call));
  }
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(store_.AddReport(call.transaction(), incident, taken.added, taken.report, taken.tokens));
  for (const std::string& uid : taken.changed) RETURN_IF_ERROR(Change(*FindCasualty(incident, uid), incident, call));
  for (const v1::Casualty& casualty : taken.added) *incident.add_casualties() = casualty;
  CountOutcomes(incident);
  RETURN_IF_ERROR(store_.UpdateFacts(call.transaction(), incident));
  call.Emit("incident.report_added", incident.name());
  for (const v1::Casualty& casualty : taken.added) call.Emit("casualty.registered", casualty.name());
  for (const std::string& uid : taken.changed) call.Emit("casualty.changed", CasualtyName(incident.uid(), uid));
  return store_.GetWhole(call.transaction(), incident.uid());
}

absl::Status IncidentService::TakeStatedFacts(const v1::Report& stated, v1::Incident& incident, TakenReport& taken,
                                              Violations& found, Call& call) {
  if (!stated.has_stated_facts()) return absl::OkStatus();
  *taken.report.mutable_stated_facts() = stated.stated_facts();
  ASSIGN_OR_RETURN(const PlaceAnswer place,
                   store_.FindPlace(call.transaction(), incident.register_(), stated.stated_facts().district()));
  CheckStatedFacts(stated.stated_facts(), place, "report.stated_facts", found);

  const v1::Incident before = incident;
  TakeIncidentStatement(stated.stated_facts(), taken.report.uid(), incident);
  if (ToText(before.facts().occurred_on()) == ToText(incident.facts().occurred_on())) return absl::OkStatus();
  Violations contradictions;
  CheckDayAgainstPeople(incident, "occurred_on", contradictions);
  if (contradictions.empty()) {
    for (v1::Casualty& casualty : *incident.mutable_casualties()) {
      if (Rederive(casualty, incident)) taken.changed.insert(casualty.uid());
    }
    return absl::OkStatus();
  }
  // A more exact day that contradicts what is known of people is disputed, like anything that contradicts.
  v1::IncidentFacts rest = stated.stated_facts();
  rest.clear_occurred_on();
  incident = before;
  TakeIncidentStatement(rest, taken.report.uid(), incident);
  NoteDisputed("occurred_on", incident);
  return absl::OkStatus();
}

absl::Status IncidentService::TakeStatement(const v1::CasualtyStatement& statement, const std::string& path, v1::Incident& incident,
                                            TakenReport& taken, Violations& found, Call& call) {
  CheckCasualty(statement.facts(), incident.facts().occurred_on(), path + ".facts", found);
  if (statement.casualty_uid().empty()) {
    CheckOutcomeSaid(statement.facts(), path + ".facts", found);
    const v1::Casualty& casualty = taken.added.emplace_back(NewCasualty(statement.facts(), incident, taken.report.uid(), call));
    AddStatement(taken.report, casualty.uid(), statement.facts(), call);
    for (CasualtyToken& token : TokensFor(casualty, call)) taken.tokens.push_back(std::move(token));
    return NeedKey(casualty, call);
  }
  v1::Casualty* casualty = FindCasualty(incident, statement.casualty_uid());
  if (casualty == nullptr) {
    found.Add(path + ".casualty_uid", ErrorReason::ERROR_REASON_NOT_FOUND,
              "Name a casualty of this incident, or leave it empty for a new one.");
    return absl::OkStatus();
  }
  if (statement.facts().has_identity() && !call.caller().reads.Has(DataClass::DATA_CLASS_IDENTITY)) {
    found.Add(path + ".facts.identity", ErrorReason::ERROR_REASON_ACTION_DENIED,
              "Your role names people only when it adds them; leave identity out for someone who is in the register.");
    return absl::OkStatus();
  }
  AddStatement(taken.report, casualty->uid(), statement.facts(), call);
  if (TakeCasualtyStatement(statement.facts(), taken.report.uid(), *casualty)) {
    Rederive(*casualty, incident);
    taken.changed.insert(casualty->uid());
  }
  // What was said is sealed also where it changed nothing.
  v1::Casualty said = *casualty;
  said.mutable_facts()->MergeFrom(statement.facts());
  return NeedKey(said, call);
}

absl::Status IncidentService::Change(const v1::Casualty& casualty, const v1::Incident& incident, Call& call) {
  RETURN_IF_ERROR(store_.UpdateCasualty(call.transaction(), casualty));
  // Who does not see an identity did not change it either.
  if (!call.caller().reads.Has(DataClass::DATA_CLASS_IDENTITY)) return absl::OkStatus();
  return store_.UpdateTokens(call.transaction(), casualty, ScopeOf(incident), TokensFor(casualty, call));
}

absl::StatusOr<v1::Incident> IncidentService::GetIncident(const v1::GetIncidentRequest& request, Call& call) {
  return RereadIncident(request.name(), call);
}

absl::StatusOr<v1::Incident> IncidentService::RereadIncident(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Casualty> IncidentService::RereadCasualty(const std::string& name, Call& call) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  ASSIGN_OR_RETURN(v1::Incident incident, store_.GetWhole(call.transaction(), parts.size() == 4 ? parts[1] : ""));
  const v1::Casualty* casualty = FindCasualty(incident, UidOf(name));
  if (casualty == nullptr) return NotFound();
  return *casualty;
}

absl::StatusOr<v1::ListIncidentsResponse> IncidentService::ListIncidents(const v1::ListIncidentsRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckKnownUntil(request.filter()));
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  std::optional<SearchCursor> after;
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, absl::MaxSplits('|', 1));
    after = SearchCursor{parts.first, parts.second};
  }
  ASSIGN_OR_RETURN(const auto found, FindByPerson(request.filter(), call));
  v1::IncidentFilter filter = request.filter();
  if (!filter.number().empty() && filter.registers().empty()) {
    // A number is one in all registers: look in every one that is the caller's.
    filter.mutable_registers()->Add(call.caller().registers.begin(), call.caller().registers.end());
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Incident> incidents, store_.Search(call.transaction(), filter, found, after, size + 1));
  v1::ListIncidentsResponse response;
  if (!after.has_value()) {
    ASSIGN_OR_RETURN(*response.mutable_totals(), store_.Totals(call.transaction(), filter, found));
  }
  if (incidents.size() > static_cast<size_t>(size)) {
    incidents.pop_back();
    const v1::Incident& last = incidents.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(ToText(last.facts().occurred_on()), "|", last.uid()), request));
  }
  for (v1::Incident& incident : incidents) *response.add_incidents() = std::move(incident);
  return response;
}

absl::StatusOr<std::optional<std::vector<std::string>>> IncidentService::FindByPerson(const v1::IncidentFilter& filter,
                                                                                      Call& call) {
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  std::optional<std::vector<std::string>> found;
  if (!filter.national_id().empty()) {
    const std::string id = NormaliseNationalId(filter.national_id()).value_or(filter.national_id());
    ASSIGN_OR_RETURN(found, store_.FindByTokens(call.transaction(), kNationalIdToken, {make(kNationalIdToken, id)}));
  }
  if (filter.person_name().empty()) return found;
  ASSIGN_OR_RETURN(std::vector<std::string> named,
                   store_.FindByTokens(call.transaction(), kNameToken, NameSearchTokens(filter.person_name(), make)));
  if (!found.has_value()) return std::optional(std::move(named));
  // Both were asked for: both must hold.
  const std::set<std::string> both(named.begin(), named.end());
  found->erase(std::remove_if(found->begin(), found->end(), [&both](const std::string& uid) { return both.count(uid) == 0; }),
               found->end());
  return found;
}

absl::StatusOr<v1::ListHistoryResponse> IncidentService::ListHistory(const v1::ListHistoryRequest& request, Call& call) {
  v1::ListHistoryResponse response;
  ASSIGN_OR_RETURN(v1::Incident present, store_.GetWhole(call.transaction(), UidOf(request.name())));
  ASSIGN_OR_RETURN(std::vector<v1::IncidentVersion> incidents, store_.IncidentVersions(call.transaction(), present.uid()));
  ASSIGN_OR_RETURN(std::vector<v1::CasualtyVersion> casualties, store_.CasualtyVersions(call.transaction(), present.uid()));
  for (const v1::Casualty& casualty : present.casualties()) *response.add_casualties()->mutable_casualty() = casualty;
  present.clear_casualties();
  present.clear_reports();
  *response.add_incidents()->mutable_incident() = std::move(present);
  for (v1::IncidentVersion& version : incidents) *response.add_incidents() = std::move(version);
  for (v1::CasualtyVersion& version : casualties) *response.add_casualties() = std::move(version);
  return response;
}

absl::StatusOr<v1::ListPlacesResponse> IncidentService::ListPlaces(const v1::ListPlacesRequest& request, Call& call) {
  v1::ListPlacesResponse response;
  ASSIGN_OR_RETURN(const std::vector<v1::Place> places,
                   store_.Places(call.transaction(), request.register_().empty() ? "az" : request.register_()));
  ASSIGN_OR_RETURN(const std::vector<v1::Register> registers, store_.Registers(call.transaction()));
  response.mutable_places()->Add(places.begin(), places.end());
  response.mutable_registers()->Add(registers.begin(), registers.end());
  return response;
}

absl::StatusOr<v1::Incident> IncidentService::CorrectIncident(const v1::CorrectIncidentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Incident incident, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), incident.etag()));
  RETURN_IF_ERROR(CheckStep(incident.state(), Step::kCorrect));
  call.Before(incident);
  const std::string day = ToText(incident.facts().occurred_on());
  Violations found;
  TakeCorrection(request.update_mask(), request.facts(), *incident.mutable_facts(), *incident.mutable_fact_sources(), found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const PlaceAnswer place, FindPlace(incident, call));
  CheckIncidentFacts(incident.facts(), place, "facts", found);
  const bool is_other_day = day != ToText(incident.facts().occurred_on());
  if (is_other_day) CheckDayAgainstPeople(incident, "facts.occurred_on", found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(call.Because(request.reason()));
  for (v1::Casualty& casualty : *incident.mutable_casualties()) {
    if (is_other_day && Rederive(casualty, incident)) RETURN_IF_ERROR(store_.UpdateCasualty(call.transaction(), casualty));
  }
  RETURN_IF_ERROR(store_.UpdateFacts(call.transaction(), incident));
  call.Emit("incident.corrected", incident.name());
  return store_.GetWhole(call.transaction(), incident.uid());
}

absl::StatusOr<v1::Casualty> IncidentService::CorrectCasualty(const v1::CorrectCasualtyRequest& request, Call& call) {
  const std::vector<std::string> parts = absl::StrSplit(request.name(), '/');
  ASSIGN_OR_RETURN(v1::Incident incident, store_.GetToChange(call.transaction(), parts[1]));
  RETURN_IF_ERROR(CheckStep(incident.state(), Step::kCorrect));
  v1::Casualty* casualty = FindCasualty(incident, parts[3]);
  if (casualty == nullptr) return NotFound();
  RETURN_IF_ERROR(CheckEtag(request.etag(), casualty->etag()));
  call.Before(*casualty);

  const v1::CasualtyFacts before = casualty->facts();
  Violations found;
  TakeCorrection(request.update_mask(), request.facts(), *casualty->mutable_facts(), *casualty->mutable_fact_sources(), found);
  RETURN_IF_ERROR(found.ToStatus());
  // An age that was derived follows a corrected birth date; one that is stated along with it must agree with it.
  if (!Takes(request.update_mask(), "age")) Rederive(*casualty, incident);
  CheckOutcomeSaid(casualty->facts(), "facts", found);
  CheckCasualty(casualty->facts(), incident.facts().occurred_on(), "facts", found);
  CheckAmputationsAppended(before, casualty->facts(), "facts", found);
  RETURN_IF_ERROR(found.ToStatus());
  Rederive(*casualty, incident);
  AddInjuriesOfAmputations(*casualty->mutable_facts());
  RETURN_IF_ERROR(NeedKey(*casualty, call));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(Change(*casualty, incident, call));
  CountOutcomes(incident);
  RETURN_IF_ERROR(store_.UpdateCounts(call.transaction(), incident));
  call.Emit("casualty.changed", casualty->name());
  return store_.GetCasualtyToChange(call.transaction(), incident.uid(), casualty->uid());
}

absl::StatusOr<v1::Incident> IncidentService::VerifyIncident(const v1::VerifyIncidentRequest& request, Call& call) {
  return Decide(request.name(), request.etag(), request.reason(), Step::kVerify, v1::IncidentState::INCIDENT_STATE_VERIFIED,
                "incident.verified", call);
}

absl::StatusOr<v1::Incident> IncidentService::RejectIncident(const v1::RejectIncidentRequest& request, Call& call) {
  return Decide(request.name(), request.etag(), request.reason(), Step::kReject, v1::IncidentState::INCIDENT_STATE_REJECTED,
                "incident.rejected", call);
}

absl::StatusOr<v1::Incident> IncidentService::Decide(const std::string& name, const std::string& etag, const std::string& reason,
                                                     Step step, v1::IncidentState state, const char* event, Call& call) {
  ASSIGN_OR_RETURN(v1::Incident incident, store_.GetToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, incident.etag()));
  RETURN_IF_ERROR(CheckStep(incident.state(), step));
  call.Before(incident);
  incident.set_state(state);
  *incident.add_decisions() = NewDecision(state, reason, call);
  RETURN_IF_ERROR(call.Because(reason));
  RETURN_IF_ERROR(store_.UpdateState(call.transaction(), incident));
  call.Emit(event, incident.name());
  return store_.GetWhole(call.transaction(), incident.uid());
}

void IncidentService::Bind(rpc::Methods& methods) {
  using S = IncidentService;
  methods.Change("RegisterIncident", *this, &S::CheckRegister, &S::RegisterIncident, &S::RereadIncident);
  methods.Change("ReportIncident", *this, &S::CheckReport, &S::ReportIncident, &S::RereadIncident);
  methods.Change("AddReport", *this, &S::AddReport, &S::RereadIncident);
  methods.Read("GetIncident", *this, &S::GetIncident);
  methods.Read("ListIncidents", *this, &S::ListIncidents);
  methods.Change("CorrectIncident", *this, &S::CorrectIncident, &S::RereadIncident);
  methods.Change("CorrectCasualty", *this, &S::CorrectCasualty, &S::RereadCasualty);
  methods.Read("ListHistory", *this, &S::ListHistory);
  methods.Change("VerifyIncident", *this, &S::VerifyIncident, &S::RereadIncident);
  methods.Change("RejectIncident", *this, &S::RejectIncident, &S::RereadIncident);
  methods.Read("ListPlaces", *this, &S::ListPlaces);
}

}  // namespace dayaq::incident
