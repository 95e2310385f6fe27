#include "services/incident/import_service.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/incident/casualty_rules.h"
#include "services/incident/incident_names.h"
#include "services/incident/incident_rules.h"
#include "services/incident/known_rules.h"
#include "services/incident/new_records.h"
#include "services/incident/report_rules.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/validation/validator.h"

namespace dayaq::incident {
namespace {

using Result = v1::ImportedRowResult;

// The one role that says when old records became known, and the one register that is kept from before this house stood.
constexpr char kLegacyLoader[] = "legacy_loader";
constexpr char kNationalRegister[] = "az";

// One batch on its way: what is known already is told apart, what is faulty is refused, the rest is gathered.
class BatchTaker {
 public:
  BatchTaker(const v1::Import& import, std::map<std::string, v1::Place> places, Call& call)
      : import_(import), places_(std::move(places)), call_(call) {}

  absl::Status Take(const v1::ImportIncidentsRequest& request, const ImportStore& store);
  const ImportBatch& batch() const { return batch_; }
  v1::ImportIncidentsResponse& response() { return response_; }
  int64_t Count(Result::Outcome outcome) const {
    const auto found = counts_.find(outcome);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  std::string Identity(const v1::ImportedRow& row) const {
    return call_.Token("import_row", absl::StrCat(import_.mapping(), "|", row.row_hash(), "|", row.occurrence()));
  }
  std::string GroupIdentity(const v1::ImportedIncident& incident) const {
    return call_.Token("import_group", absl::StrCat(import_.mapping(), "|", incident.group_hash()));
  }
  Violations FaultsOf(const v1::ImportedIncident& incident) const;
  void TakeIncident(const v1::ImportedIncident& imported);
  void Refuse(const v1::ImportedIncident& imported, const Violations& found);
  v1::Incident NewIncident(const v1::ImportedIncident& imported);
  void AddCasualty(const v1::ImportedCasualty& imported, const v1::Incident& incident, absl::Time known_at, bool is_new);
  Result& Say(const v1::ImportedRow& row, Result::Outcome outcome, const std::string& incident_uid,
              const std::string& casualty_uid);

  const v1::Import& import_;
  const std::map<std::string, v1::Place> places_;
  Call& call_;
  std::map<std::string, KnownRow> known_rows_;
  std::map<std::string, std::string> known_groups_;
  ImportBatch batch_;
  v1::ImportIncidentsResponse response_;
  std::map<Result::Outcome, int64_t> counts_;
};

absl::Status BatchTaker::Take(const v1::ImportIncidentsRequest& request, const ImportStore& store) {
  std::vector<std::string> rows, groups;
  for (const v1::ImportedIncident& incident : request.incidents()) {
    groups.push_back(GroupIdentity(incident));
    for (const v1::ImportedCasualty& casualty : incident.casualties()) rows.push_back(Identity(casualty.source()));
    for (const v1::ImportedRow& row : incident.rows()) rows.push_back(Identity(row));
  }
  ASSIGN_OR_RETURN(known_rows_, store.KnownRows(call_.transaction(), rows));
  ASSIGN_OR_RETURN(known_groups_, store.KnownGroups(call_.transaction(), groups));
  for (const v1::ImportedIncident& incident : request.incidents()) TakeIncident(incident);
  // A key for those who have something sealed; most registers name nobody.
  for (const v1::Casualty& casualty : batch_.casualties) RETURN_IF_ERROR(NeedKey(casualty, call_));
  return absl::OkStatus();
}

Violations BatchTaker::FaultsOf(const v1::ImportedIncident& incident) const {
  Violations found;
  Validate(incident, call_.now(), found);
  PlaceAnswer answer{.register_known = true};
  if (const auto place = places_.find(incident.facts().district()); place != places_.end()) answer.place = place->second;
  CheckIncidentFacts(incident.facts(), answer, "facts", found);
  CheckKnownOn(incident, call_.caller().role == kLegacyLoader && import_.register_() == kNationalRegister, found);
  for (int i = 0; i < incident.casualties_size(); ++i) {
    const std::string path = absl::StrCat("casualties[", i, "].facts");
    CheckOutcomeSaid(incident.casualties(i).facts(), path, found);
    CheckCasualty(incident.casualties(i).facts(), incident.facts().occurred_on(), path, found);
  }
  return found;
}

void BatchTaker::TakeIncident(const v1::ImportedIncident& imported) {
  const Violations found = FaultsOf(imported);
  if (!found.empty()) return Refuse(imported, found);
  const std::string group = GroupIdentity(imported);
  const auto known_group = known_groups_.find(group);
  const bool is_new = known_group == known_groups_.end();
  v1::Incident incident;
  if (is_new) {
    incident = NewIncident(imported);
    known_groups_[group] = incident.uid();
    batch_.groups[group] = incident.uid();
  } else {
    incident.set_uid(known_group->second);
    *incident.mutable_facts() = imported.facts();
  }
  const size_t before = batch_.casualties.size();
  for (const v1::ImportedCasualty& casualty : imported.casualties()) {
    AddCasualty(casualty, incident, KnownAt(casualty.has_known_on() ? casualty.known_on() : imported.known_on(), call_.now()),
                is_new);
  }
  for (const v1::ImportedRow& row : imported.rows()) {
    const std::string identity = Identity(row);
    const auto known = known_rows_.find(identity);
    if (known != known_rows_.end()) {
      Say(row, Result::OUTCOME_KNOWN, known->second.incident_uid, "");
      continue;
    }
    known_rows_[identity] = {incident.uid(), ""};
    batch_.rows.push_back({identity, incident.uid(), "", row.row()});
    Say(row, Result::OUTCOME_TAKEN, incident.uid(), "");
  }
  if (!is_new) return;
  for (size_t i = before; i < batch_.casualties.size(); ++i) *incident.add_casualties() = batch_.casualties[i];
  CountOutcomes(incident);
  incident.clear_casualties();
  batch_.incidents.push_back(std::move(incident));
}

v1::Incident BatchTaker::NewIncident(const v1::ImportedIncident& imported) {
  v1::Incident incident;
  incident.set_uid(call_.NewUid());
  incident.set_etag("1");
  incident.set_state(v1::IncidentState::INCIDENT_STATE_REPORTED);
  incident.set_register_(import_.register_());
  *incident.mutable_facts() = imported.facts();
  incident.set_institution(call_.caller().institution);
  *incident.mutable_original_words() = imported.original_words();
  *incident.mutable_create_time() = Timestamp(KnownAt(imported.known_on(), call_.now()));
  *incident.mutable_update_time() = incident.create_time();

  v1::Report& report = batch_.reports.emplace_back();
  report.set_uid(call_.NewUid());
  report.set_incident_uid(incident.uid());
  report.set_source(v1::SourceKind::SOURCE_KIND_REGISTER);
  report.set_document(imported.document());
  report.set_institution(incident.institution());
  *report.mutable_create_time() = incident.create_time();
  incident.set_first_report_uid(report.uid());
  call_.Emit("incident.imported", IncidentName(incident.uid()));
  return incident;
}

void BatchTaker::AddCasualty(const v1::ImportedCasualty& imported, const v1::Incident& incident, absl::Time known_at, bool is_new) {
  const std::string identity = Identity(imported.source());
  if (const auto known = known_rows_.find(identity); known != known_rows_.end()) {
    Say(imported.source(), Result::OUTCOME_KNOWN, known->second.incident_uid, known->second.casualty_uid);
    return;
  }
  v1::Casualty casualty;
  casualty.set_uid(call_.NewUid());
  casualty.set_incident_uid(incident.uid());
  casualty.set_etag("1");
  *casualty.mutable_facts() = imported.facts();
  casualty.set_first_report_uid(incident.first_report_uid());
  *casualty.mutable_original_words() = imported.original_words();
  *casualty.mutable_create_time() = Timestamp(known_at);
  *casualty.mutable_update_time() = casualty.create_time();
  if (is_new) {
    CompleteInjuries(*casualty.mutable_facts(), incident.first_report_uid());
  } else {
    AddInjuriesOfAmputations(*casualty.mutable_facts());
  }
  DeriveAge(*casualty.mutable_facts(), incident.facts().occurred_on());
  known_rows_[identity] = {incident.uid(), casualty.uid()};
  batch_.rows.push_back({identity, incident.uid(), casualty.uid(), imported.source().row()});
  Say(imported.source(), Result::OUTCOME_TAKEN, incident.uid(), casualty.uid());
  if (!is_new) {
    AddedCounts& added = batch_.added[incident.uid()];
    (casualty.facts().outcome() == v1::Outcome::OUTCOME_KILLED    ? added.killed
     : casualty.facts().outcome() == v1::Outcome::OUTCOME_INJURED ? added.injured
                                                                  : added.outcome_unknown) += 1;
    // Whoever was told of the incident has not heard of this person.
    call_.Emit("casualty.registered", CasualtyName(incident.uid(), casualty.uid()));
  }
  for (CasualtyToken& token : TokensFor(casualty, call_)) batch_.tokens.push_back(std::move(token));
  batch_.casualties.push_back(std::move(casualty));
}

void BatchTaker::Refuse(const v1::ImportedIncident& imported, const Violations& found) {
  const auto refuse = [&](const v1::ImportedRow& row) {
    Result& result = Say(row, Result::OUTCOME_REFUSED, "", "");
    for (const auto& fault : found.bad_request().field_violations()) {
      result.add_faults(absl::StrCat(fault.field(), ": ", fault.reason(), ": ", fault.description()));
    }
    result.set_reason(found.bad_request().field_violations(0).reason());
  };
  for (const v1::ImportedCasualty& casualty : imported.casualties()) refuse(casualty.source());
  for (const v1::ImportedRow& row : imported.rows()) refuse(row);
}

Result& BatchTaker::Say(const v1::ImportedRow& row, Result::Outcome outcome, const std::string& incident_uid,
                        const std::string& casualty_uid) {
  ++counts_[outcome];
  Result& result = *response_.add_results();
  result.set_row(row.row());
  result.set_outcome(outcome);
  if (!incident_uid.empty()) result.set_incident(IncidentName(incident_uid));
  result.set_casualty_uid(casualty_uid);
  return result;
}

absl::Status CheckDefinition(const v1::StartImportRequest& request, const std::vector<std::string>& registers) {
  Violations found;
  if (std::find(registers.begin(), registers.end(), request.register_()) == registers.end()) {
    found.Add("register", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN, "Name a register of your role assignment.");
  }
  const v1::Register& definition = request.register_definition();
  if (request.has_register_definition() && (!definition.trial() || definition.code() != request.register_())) {
    found.Add("register_definition", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN,
              "Only a trial register can be defined by an import, under the code that the import names.");
  }
  for (int i = 0; i < request.places_size(); ++i) {
    if (request.places(i).register_() == request.register_() && !request.register_().empty() && request.has_register_definition())
      continue;
    found.Add(absl::StrCat("places[", i, "].register"), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN,
              "Districts can be added only to the trial register that the import defines.");
  }
  return found.ToStatus();
}

}  // namespace

absl::StatusOr<v1::Import> ImportService::StartImport(const v1::StartImportRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckDefinition(request, call.caller().registers));
  if (request.has_register_definition()) {
    RETURN_IF_ERROR(store_.AddRegister(call.transaction(), request.register_definition()));
    RETURN_IF_ERROR(store_.AddPlaces(call.transaction(), request.places()));
  }
  ASSIGN_OR_RETURN(const PlaceAnswer place, incidents_.FindPlace(call.transaction(), request.register_(), ""));
  if (!place.register_known) {
    Violations found;
    found.Add("register", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN,
              "There is no such register; define it in register_definition.");
    return found.ToStatus();
  }
  v1::Import import;
  import.set_uid(call.NewUid());
  import.set_mapping(request.mapping());
  import.set_mapping_version(request.mapping_version());
  import.set_register_(request.register_());
  import.set_file_name(request.file_name());
  import.set_file_sha256(request.file_sha256());
  import.set_rows(request.rows());
  *import.mutable_create_time() = Timestamp(call.now());
  *import.mutable_update_time() = import.create_time();
  return store_.InsertOrGet(call.transaction(), import);
}

absl::StatusOr<v1::ImportIncidentsResponse> ImportService::ImportIncidents(const v1::ImportIncidentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Import import, store_.Get(call.transaction(), UidOf(request.name())));
  ASSIGN_OR_RETURN(const std::vector<v1::Place> all, incidents_.Places(call.transaction(), import.register_()));
  std::map<std::string, v1::Place> places;
  for (const v1::Place& place : all) places[place.code()] = place;
  BatchTaker taker(import, std::move(places), call);
  RETURN_IF_ERROR(taker.Take(request, store_));
  RETURN_IF_ERROR(store_.InsertBatch(call.transaction(), import, taker.batch()));
  ASSIGN_OR_RETURN(*taker.response().mutable_import(),
                   store_.CountRows(call.transaction(), import.uid(), taker.Count(Result::OUTCOME_TAKEN),
                                    taker.Count(Result::OUTCOME_KNOWN), taker.Count(Result::OUTCOME_REFUSED)));
  return std::move(taker.response());
}

absl::StatusOr<v1::Import> ImportService::FinishImport(const v1::FinishImportRequest& request, Call& call) {
  RETURN_IF_ERROR(store_.Finish(call.transaction(), UidOf(request.name())));
  return store_.Get(call.transaction(), UidOf(request.name()));
}

absl::StatusOr<v1::Import> ImportService::GetImport(const v1::GetImportRequest& request, Call& call) {
  return RereadImport(request.name(), call);
}

absl::StatusOr<v1::Import> ImportService::RereadImport(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void ImportService::Bind(rpc::Methods& methods) {
  using S = ImportService;
  methods.Change("StartImport", *this, &S::StartImport, &S::RereadImport);
  methods.Repeatable("ImportIncidents", *this, &S::ImportIncidents);
  methods.Change("FinishImport", *this, &S::FinishImport, &S::RereadImport);
  methods.Read("GetImport", *this, &S::GetImport);
}

}  // namespace dayaq::incident
