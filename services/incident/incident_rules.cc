#include "services/incident/incident_rules.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/incident/casualty_rules.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using v1::IncidentState;

// A code is in force on a partial date unless it is certain that it was not.
bool PossiblyInForce(const v1::Place& place, const PartialDate& occurred_on) {
  const auto from = PartialDateFromText(place.valid_from());
  const auto until = PartialDateFromText(place.valid_until());
  if (from.has_value() && IsBefore(occurred_on, *from) == Certainty::kCertainly) return false;
  return !until.has_value() || IsBefore(*until, occurred_on) != Certainty::kCertainly;
}

const std::map<Step, std::set<IncidentState>>& StatesThatAllow() {
  static const auto* kStates = new std::map<Step, std::set<IncidentState>>{
      {Step::kVerify, {IncidentState::INCIDENT_STATE_REPORTED}},
      {Step::kReject, {IncidentState::INCIDENT_STATE_REPORTED, IncidentState::INCIDENT_STATE_VERIFIED}},
      {Step::kCorrect, {IncidentState::INCIDENT_STATE_REPORTED, IncidentState::INCIDENT_STATE_VERIFIED}},
      {Step::kAddReport,
       {IncidentState::INCIDENT_STATE_REPORTED, IncidentState::INCIDENT_STATE_VERIFIED, IncidentState::INCIDENT_STATE_REJECTED}},
      {Step::kMerge, {IncidentState::INCIDENT_STATE_REPORTED, IncidentState::INCIDENT_STATE_VERIFIED}},
      {Step::kUnmerge, {IncidentState::INCIDENT_STATE_MERGED}},
  };
  return *kStates;
}

absl::Status Impossible(ErrorReason reason, absl::string_view message) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, message);
}

// Every person of the pairs must be of that incident and named once.
bool NamesEachOnce(const v1::Incident& incident, const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs,
                   bool kept_side) {
  std::set<std::string> people;
  for (const v1::Casualty& casualty : incident.casualties()) {
    if (casualty.same_as_uid().empty()) people.insert(casualty.uid());
  }
  for (const v1::CasualtyPair& pair : pairs) {
    if (people.erase(kept_side ? pair.kept_uid() : pair.duplicate_uid()) == 0) return false;
  }
  return true;
}

}  // namespace

void CheckIncidentFacts(const v1::IncidentFacts& facts, const PlaceAnswer& place, const std::string& path, Violations& found) {
  const PartialDate& day = facts.occurred_on();
  if (day.year() == 0 && day.month() == 0 && day.day() == 0) {
    found.Add(path + ".occurred_on", ErrorReason::ERROR_REASON_REQUIRED, "Say when it happened: at least the year.");
  }
  if (facts.district().empty()) {
    found.Add(path + ".district", ErrorReason::ERROR_REASON_REQUIRED, "Say in which district it happened, by its code.");
  }
  CheckStatedFacts(facts, place, path, found);
}

void CheckStatedFacts(const v1::IncidentFacts& facts, const PlaceAnswer& place, const std::string& path, Violations& found) {
  if (!place.register_known) {
    found.Add("incident.register", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN,
              "Name a register that ListPlaces lists, for example 'az'.");
  } else if (facts.district().empty()) {
    // Not said, so nothing to look up.
  } else if (!place.place.has_value()) {
    found.Add(path + ".district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN,
              "Use a district code of the register's gazetteer (ListPlaces), for example 'AZ-TAR'.");
  } else if (!PossiblyInForce(*place.place, facts.occurred_on())) {
    found.Add(path + ".district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN,
              "This district code was not in force on that day; use the one that was (ListPlaces tells from when to when).");
  }
  // A receiver that has no fix writes 0, 0, and a coordinate left out arrives as 0: no place of ours lies exactly on either line.
  if (facts.has_point() && (facts.point().latitude() == 0 || facts.point().longitude() == 0)) {
    found.Add(path + ".point", ErrorReason::ERROR_REASON_POINT_IMPOSSIBLE,
              "Give both latitude and longitude in degrees, or leave the point out.");
  }
}

void CheckRegistration(const v1::Incident& incident, const PlaceAnswer& place, Violations& found) {
  CheckIncidentFacts(incident.facts(), place, "incident.facts", found);
  for (int i = 0; i < incident.casualties_size(); ++i) {
    const std::string path = absl::StrCat("incident.casualties[", i, "].facts");
    CheckOutcomeSaid(incident.casualties(i).facts(), path, found);
    CheckCasualty(incident.casualties(i).facts(), incident.facts().occurred_on(), path, found);
  }
}

void CountOutcomes(v1::Incident& incident) {
  int killed = 0, injured = 0, unknown = 0;
  for (const v1::Casualty& casualty : incident.casualties()) {
    if (!casualty.same_as_uid().empty()) continue;
    switch (casualty.facts().outcome()) {
      case v1::Outcome::OUTCOME_KILLED:
        ++killed;
        break;
      case v1::Outcome::OUTCOME_INJURED:
        ++injured;
        break;
      default:
        ++unknown;
    }
  }
  incident.set_killed(killed);
  incident.set_injured(injured);
  incident.set_outcome_unknown(unknown);
}

absl::Status CheckStep(IncidentState state, Step step) {
  if (StatesThatAllow().at(step).count(state) > 0) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                   absl::StrCat("This step is not possible while the incident is ", v1::IncidentState_Name(state), "."),
                   {{"state", v1::IncidentState_Name(state)}});
}

absl::Status CheckMerge(const v1::Incident& kept, const v1::Incident& duplicate,
                        const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs) {
  if (kept.uid() == duplicate.uid() || kept.register_() != duplicate.register_()) {
    return Impossible(ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE, "Merging needs two different incidents of one register.");
  }
  if (absl::Status status = CheckStep(kept.state(), Step::kMerge); !status.ok()) return status;
  if (absl::Status status = CheckStep(duplicate.state(), Step::kMerge); !status.ok()) return status;
  if (!NamesEachOnce(kept, pairs, true) || !NamesEachOnce(duplicate, pairs, false)) {
    return Impossible(ErrorReason::ERROR_REASON_PAIR_IMPOSSIBLE,
                      "Each pair names one person of the incident that carries on and one of the other, and nobody twice.");
  }
  return absl::OkStatus();
}

}  // namespace dayaq::incident
