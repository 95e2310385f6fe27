// From what people call an incident to the resource.
#ifndef CLIENTS_CLI_INCIDENT_NAMES_H_
#define CLIENTS_CLI_INCIDENT_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/client.h"

namespace dayaq::cli {

// What was meant: "incidents/{uuid}", the UUID alone, or a short number as read over the telephone.
struct IncidentReference {
  std::string name;    // set for the first two
  std::string number;  // set for the last
};
absl::StatusOr<IncidentReference> ParseIncidentReference(const std::string& text);

// The incident as it is now, with its etag. A number is looked up in the national register.
absl::StatusOr<incident::v1::Incident> FetchIncident(Client& client, const std::string& text);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_INCIDENT_NAMES_H_
