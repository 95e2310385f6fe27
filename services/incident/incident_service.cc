#include "services/incident/incident_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"
#include "services/incident/casualty_rules.h"
#include "services/incident/incident_names.h"
#include "services/incident/report_rules.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using google::protobuf::util::FieldMaskUtil;
using google::protobuf::util::TimeUtil;

google::protobuf::Timestamp Timestamp(absl::Time time) { return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time)); }

bool HasSomethingSealed(const v1::CasualtyFacts& facts) { return facts.has_identity() || !facts.clinical_note().empty(); }

std::vector<CasualtyToken> TokensFor(const v1::Casualty& casualty, const Call& call) {
  return TokensOf(casualty.facts().identity(), casualty.uid(),
                  [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); });
}

// A casualty of its own, with its uid, first source and whole injuries.
v1::Casualty NewCasualty(const v1::CasualtyFacts& facts, const v1::Incident& incident, const std::string& report_uid, Call& call) {
  v1::Casualty casualty;
  *casualty.mutable_facts() = facts;
  casualty.set_uid(call.NewUid());
  casualty.set_incident_uid(incident.uid());
  casualty.set_etag("1");
  casualty.set_first_report_uid(report_uid);
  *casualty.mutable_create_time() = Timestamp(call.now());
  *casualty.mutable_update_time() = Timestamp(call.now());
  CompleteInjuries(*casualty.mutable_facts(), report_uid);
  DeriveAge(*casualty.mutable_facts(), incident.facts().occurred_on());
  SetNames(casualty);
  return casualty;
}

// The incident as it is first stored: ids, first state, counts.
v1::Incident Registered(const v1::Incident& stated, const std::string& report_uid, Call& call) {
  v1::Incident incident;
  incident.set_uid(call.NewUid());
  incident.set_etag("1");
  incident.set_state(v1::IncidentState::INCIDENT_STATE_REPORTED);
  incident.set_register_(stated.register_());
  *incident.mutable_facts() = stated.facts();
  incident.set_first_report_uid(report_uid);
  incident.set_institution(call.caller().institution);
  *incident.mutable_create_time() = Timestamp(call.now());
  *incident.mutable_update_time() = Timestamp(call.now());
  for (const v1::Casualty& casualty : stated.casualties()) {
    *incident.add_casualties() = NewCasualty(casualty.facts(), incident, report_uid, call);
  }
  CountOutcomes(incident);
  SetNames(incident);
  return incident;
}

// A report as it is filed: what the source is, who files it, what it says.
v1::Report Filed(const v1::Report& stated, const std::string& uid, const v1::Incident& incident, Call& call) {
  v1::Report report;
  report.set_uid(uid);
  report.set_incident_uid(incident.uid());
  report.set_source(stated.source());
  report.set_document(stated.document());
  if (stated.has_reported_on()) *report.mutable_reported_on() = stated.reported_on();
  report.set_institution(call.caller().institution);
  report.set_staff_uid(call.caller().staff_uid);
  *report.mutable_create_time() = Timestamp(call.now());
  return report;
}

void AddStatement(v1::Report& report, const std::string& casualty_uid, const v1::CasualtyFacts& facts, Call& call) {
  v1::CasualtyStatement* statement = report.add_statements();
  statement->set_uid(call.NewUid());
  statement->set_report_uid(report.uid());
  statement->set_casualty_uid(casualty_uid);
  *statement->mutable_facts() = facts;
}

absl::Status MaskFault(const std::string& path) {
  Violations found;
  found.Add("update_mask", ErrorReason::ERROR_REASON_MASK_INVALID,
            absl::StrCat("'", path, "' is no field that can be corrected; name fields of facts."));
  return found.ToStatus();
}

// Takes the named fields; a field that is named and empty becomes unknown.
template <typename Facts>
absl::Status TakeMasked(const google::protobuf::FieldMask& mask, const Facts& stated, Facts& known, google::protobuf::RepeatedPtrField<v1::FactSource>& sources) {
  for (const std::string& path : mask.paths()) {
    if (path.size() > 60 || !FieldMaskUtil::IsValidPath<Facts>(path)) return MaskFault(path.substr(0, 60));
    FieldMaskUtil::MergeOptions options;
    options.set_replace_message_fields(true);
    options.set_replace_repeated_fields(true);
    google::protobuf::FieldMask one;
    one.add_paths(path);
    const std::string field(path.substr(0, path.find('.')));
    const auto* descriptor = Facts::descriptor()->FindFieldByName(field);
    if (path == field) known.GetReflection()->ClearField(&known, descriptor);
    FieldMaskUtil::MergeMessageTo(stated, one, options, &known);
    for (int i = sources.size() - 1; i >= 0; --i) {
      if (sources.Get(i).field() == field) sources.DeleteSubrange(i, 1);
    }
    v1::FactSource* source = sources.Add();
    source->set_field(field);
  }
  return absl::OkStatus();
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

v1::Casualty* FindCasualty(v1::Incident& incident, const std::string& uid) {
  for (v1::Casualty& casualty : *incident.mutable_casualties()) {
    if (casualty.uid() == uid) return &casualty;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<v1::Incident> IncidentService::RegisterIncident(const v1::RegisterIncidentRequest& request, Call& call) {
  if (request.incident().casualties().empty()) {
    Violations found;
    found.Add("incident.casualties", ErrorReason::ERROR_REASON_TOO_FEW_ITEMS,
              "Name at least one person hurt; an incident that hurt nobody is reported with ReportIncident.");
    return found.ToStatus();
  }
  return Enter(request.incident(), request.report(), call);
}

absl::StatusOr<v1::Incident> IncidentService::ReportIncident(const v1::ReportIncidentRequest& request, Call& call) {
  if (!request.incident().casualties().empty()) {
    Violations found;
    found.Add("incident.casualties", ErrorReason::ERROR_REASON_CASUALTIES_UNEXPECTED,
              "Leave casualties out; people are named by RegisterIncident or AddReport.");
    return found.ToStatus();
  }
  return Enter(request.incident(), request.report(), call);
}

absl::StatusOr<v1::Incident> IncidentService::Enter(const v1::Incident& stated, const v1::Report& source, Call& call) {
  ASSIGN_OR_RETURN(const PlaceAnswer place, store_.FindPlace(call.transaction(), stated.register_(), stated.facts().district()));
  Violations found;
  CheckRegistration(stated, place, found);
  RETURN_IF_ERROR(found.ToStatus());

  const std::string report_uid = call.NewUid();
  v1::Incident incident = Registered(stated, report_uid, call);
  v1::Report report = Filed(source, report_uid, incident, call);
  *report.mutable_stated_facts() = stated.facts();
  std::vector<CasualtyToken> tokens;
  for (int i = 0; i < incident.casualties_size(); ++i) {
    const v1::Casualty& casualty = incident.casualties(i);
    AddStatement(report, casualty.uid(), stated.casualties(i).facts(), call);
    if (HasSomethingSealed(casualty.facts())) RETURN_IF_ERROR(call.transaction().keys().Create(casualty.uid()));
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

  const std::string report_uid = call.NewUid();
  v1::Report report = Filed(request.report(), report_uid, incident, call);
  *report.mutable_stated_facts() = request.report().stated_facts();
  TakeIncidentStatement(request.report().stated_facts(), report_uid, *incident.mutable_facts(), *incident.mutable_fact_sources());

  Violations found;
  std::vector<v1::Casualty> added;
  std::vector<const v1::Casualty*> changed;
  std::vector<CasualtyToken> tokens;
  for (int i = 0; i < request.report().statements_size(); ++i) {
    const v1::CasualtyStatement& statement = request.report().statements(i);
    const std::string path = absl::StrCat("report.statements[", i, "]");
    CheckCasualty(statement.facts(), incident.facts().occurred_on(), path + ".facts", found);
    if (statement.casualty_uid().empty()) {
      const v1::Casualty& casualty = added.emplace_back(NewCasualty(statement.facts(), incident, report_uid, call));
      AddStatement(report, casualty.uid(), statement.facts(), call);
      if (HasSomethingSealed(casualty.facts())) RETURN_IF_ERROR(call.transaction().keys().Create(casualty.uid()));
      for (CasualtyToken& token : TokensFor(casualty, call)) tokens.push_back(std::move(token));
      continue;
    }
    v1::Casualty* casualty = FindCasualty(incident, statement.casualty_uid());
    if (casualty == nullptr) {
      found.Add(path + ".casualty_uid", ErrorReason::ERROR_REASON_NOT_FOUND, "Name a casualty of this incident, or leave it empty for a new one.");
      continue;
    }
    if (statement.facts().has_identity() && !call.caller().reads.Has(DataClass::DATA_CLASS_IDENTITY)) {
      found.Add(path + ".facts.identity", ErrorReason::ERROR_REASON_ACTION_DENIED,
                "Your role names people only when it adds them; leave identity out for someone who is in the register.");
      continue;
    }
    AddStatement(report, casualty->uid(), statement.facts(), call);
    const bool sealed_before = HasSomethingSealed(casualty->facts());
    if (!TakeCasualtyStatement(statement.facts(), report_uid, *casualty->mutable_facts(), *casualty->mutable_fact_sources())) continue;
    DeriveAge(*casualty->mutable_facts(), incident.facts().occurred_on());
    if (!sealed_before && HasSomethingSealed(casualty->facts())) RETURN_IF_ERROR(call.transaction().keys().Create(casualty->uid()));
    changed.push_back(casualty);
  }
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(store_.AddReport(call.transaction(), incident, added, report, tokens));
  for (const v1::Casualty* casualty : changed) RETURN_IF_ERROR(Change(*casualty, incident, call));
  for (const v1::Casualty& casualty : added) *incident.add_casualties() = casualty;
  CountOutcomes(incident);
  RETURN_IF_ERROR(store_.UpdateFacts(call.transaction(), incident));
  call.Emit("incident.report_added", incident.name());
  for (const v1::Casualty& casualty : added) call.Emit("casualty.registered", casualty.name());
  for (const v1::Casualty* casualty : changed) call.Emit("casualty.changed", casualty->name());
  return store_.GetWhole(call.transaction(), incident.uid());
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
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  std::optional<SearchCursor> after;
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, absl::MaxSplits('|', 1));
    after = SearchCursor{parts.first, parts.second};
  }
  ASSIGN_OR_RETURN(const auto found, FindByPerson(request.filter(), call));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Incident> incidents, store_.Search(call.transaction(), request.filter(), found, after, size + 1));
  v1::ListIncidentsResponse response;
  if (!after.has_value()) {
    ASSIGN_OR_RETURN(*response.mutable_totals(), store_.Totals(call.transaction(), request.filter(), found));
  }
  if (incidents.size() > static_cast<size_t>(size)) {
    incidents.pop_back();
    const v1::Incident& last = incidents.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(ToText(last.facts().occurred_on()), "|", last.uid()), request));
  }
  for (v1::Incident& incident : incidents) *response.add_incidents() = std::move(incident);
  return response;
}

absl::StatusOr<std::optional<std::vector<std::string>>> IncidentService::FindByPerson(const v1::IncidentFilter& filter, Call& call) {
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  if (!filter.national_id().empty()) {
    const std::string id = NormaliseNationalId(filter.national_id()).value_or(filter.national_id());
    ASSIGN_OR_RETURN(auto found, store_.FindByTokens(call.transaction(), kNationalIdToken, {make(kNationalIdToken, id)}));
    return std::optional(std::move(found));
  }
  if (filter.person_name().empty()) return std::optional<std::vector<std::string>>();
  ASSIGN_OR_RETURN(auto found, store_.FindByTokens(call.transaction(), kNameToken, NameSearchTokens(filter.person_name(), make)));
  return std::optional(std::move(found));
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
  RETURN_IF_ERROR(TakeMasked(request.update_mask(), request.facts(), *incident.mutable_facts(), *incident.mutable_fact_sources()));
  ASSIGN_OR_RETURN(const PlaceAnswer place, store_.FindPlace(call.transaction(), incident.register_(), incident.facts().district()));
  Violations found;
  CheckRegistration(incident, place, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(call.Because(request.reason()));
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
  RETURN_IF_ERROR(TakeMasked(request.update_mask(), request.facts(), *casualty->mutable_facts(), *casualty->mutable_fact_sources()));
  Violations found;
  CheckCasualty(casualty->facts(), incident.facts().occurred_on(), "facts", found);
  CheckAmputationsAppended(before, casualty->facts(), "facts", found);
  RETURN_IF_ERROR(found.ToStatus());
  DeriveAge(*casualty->mutable_facts(), incident.facts().occurred_on());
  if (!HasSomethingSealed(before) && HasSomethingSealed(casualty->facts())) {
    RETURN_IF_ERROR(call.transaction().keys().Create(casualty->uid()));
  }
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

absl::StatusOr<v1::Incident> IncidentService::Decide(const std::string& name, const std::string& etag, const std::string& reason, Step step,
                                                     v1::IncidentState state, const char* event, Call& call) {
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
  methods.Change("RegisterIncident", *this, &S::RegisterIncident, &S::RereadIncident);
  methods.Change("ReportIncident", *this, &S::ReportIncident, &S::RereadIncident);
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
