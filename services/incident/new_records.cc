#include "services/incident/new_records.h"

#include "google/protobuf/util/message_differencer.h"
#include "services/incident/casualty_rules.h"
#include "services/incident/incident_names.h"
#include "services/incident/incident_rules.h"
#include "services/incident/report_rules.h"

namespace dayaq::incident {

using rpc::Call;

absl::Status NeedKey(const v1::Casualty& casualty, Call& call) {
  const bool sealed = casualty.facts().has_identity() || !casualty.facts().clinical_note().empty();
  if (!sealed || call.transaction().keys().Knows(casualty.uid())) return absl::OkStatus();
  return call.transaction().keys().Create(casualty.uid());
}

bool Rederive(v1::Casualty& casualty, const v1::Incident& incident) {
  const v1::AgeInterval before = casualty.facts().age();
  DeriveAge(*casualty.mutable_facts(), incident.facts().occurred_on());
  return !google::protobuf::util::MessageDifferencer::Equals(before, casualty.facts().age());
}

std::vector<CasualtyToken> TokensFor(const v1::Casualty& casualty, const Call& call) {
  std::vector<CasualtyToken> tokens;
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  for (IdentityToken& token : TokensOf(casualty.facts().identity(), make)) tokens.push_back({std::move(token), casualty.uid()});
  return tokens;
}

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

}  // namespace dayaq::incident
