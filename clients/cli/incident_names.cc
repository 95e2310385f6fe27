#include "clients/cli/incident_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {

absl::StatusOr<IncidentReference> ParseIncidentReference(const std::string& text) {
  static const LazyRE2 kNumber = {"[0-9]{2,12}"};
  IncidentReference reference;
  absl::string_view uid = text;
  absl::ConsumePrefix(&uid, "incidents/");
  if (IsUuid(uid)) {
    reference.name = absl::StrCat("incidents/", std::string(uid));
  } else if (RE2::FullMatch(text, *kNumber)) {
    reference.number = text;
  } else {
    return absl::InvalidArgumentError("An incident is named by its short number (1000423) or by incidents/{uuid}.");
  }
  return reference;
}

absl::StatusOr<incident::v1::Incident> FetchIncident(Client& client, const std::string& text) {
  ASSIGN_OR_RETURN(const IncidentReference reference, ParseIncidentReference(text));
  incident::v1::GetIncidentRequest request;
  request.set_name(reference.name);
  if (request.name().empty()) {
    incident::v1::ListIncidentsRequest search;
    search.mutable_filter()->set_number(reference.number);
    // Whoever names a number means that incident, also when it was rejected or merged away.
    for (const auto state : {incident::v1::INCIDENT_STATE_REPORTED, incident::v1::INCIDENT_STATE_VERIFIED,
                             incident::v1::INCIDENT_STATE_REJECTED, incident::v1::INCIDENT_STATE_MERGED}) {
      search.mutable_filter()->add_states(state);
    }
    ASSIGN_OR_RETURN(const incident::v1::ListIncidentsResponse found, client.Call(&Client::Incidents::ListIncidents, search));
    if (found.incidents().empty()) return NotFound();
    request.set_name(found.incidents(0).name());
  }
  return client.Call(&Client::Incidents::GetIncident, request);
}

}  // namespace dayaq::cli
