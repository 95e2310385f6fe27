#include "clients/cli/resource_names.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "re2/re2.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

// "collection/{uuid}" of that, or of a UUID alone; empty for anything else.
std::string NameIn(absl::string_view collection, const std::string& text) {
  absl::string_view uid = text;
  absl::ConsumePrefix(&uid, absl::StrCat(collection, "/"));
  return IsUuid(uid) ? absl::StrCat(collection, "/", uid) : "";
}

absl::StatusOr<Reference> Parse(absl::string_view collection, const std::string& text, const char* expected) {
  static const LazyRE2 kNumber = {"[0-9]{2,12}"};
  Reference reference;
  reference.name = NameIn(collection, text);
  if (!reference.name.empty()) return reference;
  if (!RE2::FullMatch(text, *kNumber)) return absl::InvalidArgumentError(expected);
  reference.number = text;
  return reference;
}

}  // namespace

absl::StatusOr<Reference> ParseIncidentReference(const std::string& text) {
  return Parse("incidents", text, "An incident is named by its short number (1000423) or by incidents/{uuid}.");
}

absl::StatusOr<Reference> ParseSurvivorReference(const std::string& text) {
  return Parse("survivors", text, "A survivor is named by the short number of the record (3000018) or by survivors/{uuid}.");
}

absl::StatusOr<std::string> ParseEntitlementName(const std::string& text) {
  const std::string name = NameIn("entitlements", text);
  if (name.empty())
    return absl::InvalidArgumentError("An entitlement is named by entitlements/{uuid}, as entitlement list shows it.");
  return name;
}

absl::StatusOr<incident::v1::Incident> FetchIncident(Client& client, const std::string& text) {
  ASSIGN_OR_RETURN(const Reference reference, ParseIncidentReference(text));
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
    ASSIGN_OR_RETURN(const incident::v1::ListIncidentsResponse found,
                     client.Call(&incident::v1::IncidentService::Stub::ListIncidents, search));
    if (found.incidents().empty()) return NotFound();
    request.set_name(found.incidents(0).name());
  }
  return client.Call(&incident::v1::IncidentService::Stub::GetIncident, request);
}

absl::StatusOr<std::string> SurvivorName(Client& client, const std::string& text) {
  ASSIGN_OR_RETURN(const Reference reference, ParseSurvivorReference(text));
  if (!reference.name.empty()) return reference.name;
  survivor::v1::ListSurvivorsRequest search;
  search.mutable_filter()->set_number(reference.number);
  ASSIGN_OR_RETURN(const survivor::v1::ListSurvivorsResponse found,
                   client.Call(&survivor::v1::SurvivorService::Stub::ListSurvivors, search));
  if (found.survivors().empty()) return NotFound();
  return found.survivors(0).name();
}

absl::StatusOr<survivor::v1::Survivor> FetchSurvivor(Client& client, const std::string& text) {
  survivor::v1::GetSurvivorRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), SurvivorName(client, text));
  return client.Call(&survivor::v1::SurvivorService::Stub::GetSurvivor, request);
}

}  // namespace dayaq::cli
